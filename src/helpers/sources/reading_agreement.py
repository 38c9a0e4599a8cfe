"""Whether two readers put the same reports together."""

import numpy as np
import pandas as pd

READERS = ("first", "second")
DRAWS, SEED = 2000, 2022


def measure_reading_agreement(readings):
    """Compare two readers' decisions on which coded reports describe the same incident.

    Precision is the share of the second reader's pairs of rows that the first put together too, recall the share of
    the first reader's pairs that the second did, and F1 their harmonic mean (Christen 2012, Data Matching, ch. 7).
    An incident with many reports has most pairs; therefore ``identical`` counts incidents that are the same row by row.

    Parameters
    ----------
    readings : pandas.DataFrame
        As ``second_readings.csv``.

    Returns
    -------
    pandas.DataFrame
        One row per window and a last one, ``all``: ``window``, ``rows``, ``incidents`` of the first reader,
        ``identical``, ``identical_share``, ``f1`` with ``low`` and ``high``, ``precision``, ``recall``. Scores are
        missing where there is no pair. The bootstrap (Efron and Tibshirani 1993, ch. 13) draws blocks of rows that
        either reader put together, because pairs within a block are not independent.

    Examples
    --------
    >>> readings = pd.DataFrame({"window": "w", "first_reading": ["F1", "F1", "F2"]})
    >>> readings["second_reading"] = ["S1", "S1", "S2"]
    >>> measure_reading_agreement(readings)[["incidents", "identical", "f1"]].values.tolist()[0]
    [2.0, 2.0, 1.0]
    """
    random = np.random.default_rng(SEED)
    rows = []
    for window, part in [*readings.groupby("window"), ("all", readings)] if len(readings) else []:
        pairs = _count_pairs_by_block(part)
        both, first, second = pairs.sum()
        drawn = random.multinomial(len(pairs), np.full(len(pairs), 1 / len(pairs)), size=DRAWS)
        scores = _score(*(drawn @ pairs.to_numpy()).T)
        low, high = np.nanquantile(scores, [0.025, 0.975]) if np.isfinite(scores).any() else (np.nan, np.nan)
        incidents = part.groupby(["window", "first_reading"]).ngroups
        identical = _count_identical(part)
        precision, recall = both / second if second else np.nan, both / first if first else np.nan
        counts = [len(part), incidents, identical, identical / incidents]
        rows.append([window, *counts, _score(both, first, second), low, high, precision, recall])
    columns = ["window", "rows", "incidents", "identical", "identical_share", "f1", "low", "high", "precision"]
    return pd.DataFrame(rows, columns=[*columns, "recall"])


def _score(both, first, second):
    """F1 from the pairs of both readers, of the first and of the second."""
    total = np.asarray(first + second, dtype=float)
    return np.divide(2 * both, total, out=np.full_like(total, np.nan), where=total > 0)[()]


def _label(readings):
    """Number the incidents of each reader; labels of two windows are never one incident."""
    return pd.DataFrame({reader: readings.groupby(["window", f"{reader}_reading"]).ngroup() for reader in READERS})


def _count_identical(readings):
    """Count incidents of the first reader that hold the same rows as one of the second."""
    sizes = _label(readings).value_counts()
    whole = [sizes == sizes.groupby(reader).transform("sum") for reader in READERS]
    return int((whole[0] & whole[1]).sum())


def _count_pairs_by_block(readings):
    """Count pairs of rows, by block that neither reader's incidents cross."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    labels = _label(readings)
    first, second = labels["first"].to_numpy(), labels["second"].to_numpy() + labels["first"].max() + 1
    size = second.max() + 1
    links = coo_array((np.ones(len(labels)), (first, second)), shape=(size, size))
    labels["block"] = connected_components(links, directed=False)[1][first]

    def count(*keys):
        sizes = labels.groupby(["block", *keys]).size()
        return (sizes * (sizes - 1) // 2).groupby("block").sum()

    return pd.DataFrame({"both": count("first", "second"), "first": count("first"), "second": count("second")})
