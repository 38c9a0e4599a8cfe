"""Whether two coders who read the same reports write down the same, and two readers put the same together."""

import numpy as np
import pandas as pd

from ..data.joining import join_values

COMPARED_FIELDS = {
    "incident_date": "date",
    "time_local": "time of day",
    "province": "province",
    "target_type": "target",
    "weapon": "weapon",
    "outcome": "outcome",
    "vehicles_damaged": "damaged vehicles",
    "killed_min": "deaths",
    "injured_min": "injuries",
    "claim_status": "claim status",
}
COLUMNS = ["label", "pairs", "agreement", "low", "high", "kappa", "kappa_low", "kappa_high"]
COLUMNS += ["ac1", "ac1_low", "ac1_high"]
READERS = ("first", "second")
SEED = 2022


def measure_coding_agreement(codings, observations):
    """Compare two coders who read the same reports, field by field.

    Cohen's kappa (1960, Educational and Psychological Measurement 20, 37-46) counts agreement beyond chance. Where
    nearly every value is the same, it is low although the coders nearly always agree; there Gwet's AC1 (2008, British
    Journal of Mathematical and Statistical Psychology 61, 29-48) is the fairer figure. Blank is a value of its own.

    Parameters
    ----------
    codings : pandas.DataFrame
        As ``second_codings.csv``; rows that the first coder lacks are left out.
    observations : pandas.DataFrame
        The first coding.

    Returns
    -------
    pandas.DataFrame
        One row per field: ``label``; ``pairs``; ``agreement``, the share of pairs with the same value; ``kappa``,
        missing where only one value occurs; ``ac1``; each with its 95% interval (``low``, ``kappa_low`` …), by a
        bootstrap over reports, because rows of one report are not independent.

    Examples
    --------
    >>> first = pd.DataFrame({"row_id": ["E1", "E2"], "report_id": ["R1", "R2"], **dict.fromkeys(COMPARED_FIELDS, "x")})
    >>> second = first.rename(columns={"row_id": "paired_with"}).assign(weapon=["x", "y"])
    >>> measure_coding_agreement(second, first).set_index("label").loc[["date", "weapon"], "agreement"].tolist()
    [1.0, 0.5]
    """
    pairs = codings.dropna(subset=["paired_with"]).merge(
        observations, left_on="paired_with", right_on="row_id", suffixes=("_second", "_first"), validate="m:1"
    )
    values = {
        label: [pairs[f"{field}_{coder}"].astype("str").fillna("blank") for coder in READERS]
        for field, label in COMPARED_FIELDS.items()
    }
    return _compare(values, pairs["report_id_first"])


def measure_informant_agreement(attributions, second_attributions):
    """Compare two coders who said, apart from each other, whom a report names as its informants.

    Parameters
    ----------
    attributions : pandas.DataFrame
        As ``attributions.csv``.
    second_attributions : pandas.DataFrame or None
        As ``second_attributions.csv``, where a row without an informant stands for a page that cites nobody; None if
        there is no such table.

    Returns
    -------
    pandas.DataFrame
        As `measure_coding_agreement` returns it, with one row per question: who the informants are, whether any is
        identified, through which outlet, and what they say. No row without a second coding.

    Examples
    --------
    >>> first = pd.DataFrame({"row_id": ["E1", "E2"], "informant_id": ["police", "army"], "says": "attack"})
    >>> first = first.assign(via_outlet_id=None)
    >>> second = first.assign(informant_id=["police", "unspecified"])
    >>> measure_informant_agreement(first, second)[["label", "agreement"]].values.tolist()[:2]
    [['informants', 0.5], ['anybody identified', 0.5]]
    """
    if second_attributions is None or second_attributions.empty:
        return pd.DataFrame(columns=COLUMNS)
    rows = pd.Index(second_attributions["row_id"].unique())
    coders = [_gather(table, rows) for table in (attributions, second_attributions)]
    values = {label: [coder[label] for coder in coders] for label in coders[0]}
    return _compare(values, pd.Series(rows))


def _gather(attributions, rows):
    """Write what one coder found in each row as text: informants, whether one is identified, outlets, what they say."""
    found = attributions.dropna(subset=["informant_id"])  # a row without one says that the page cites nobody
    found = found[found["row_id"].isin(rows)]
    found = found.assign(known=(found["informant_id"] != "unspecified").astype("str"))
    columns = {"informants": "informant_id", "anybody identified": "known"}
    columns |= {"outlet between": "via_outlet_id", "what they say": "says"}
    texts = {label: join_values(found["row_id"], found[column], ";") for label, column in columns.items()}
    table = pd.DataFrame(texts).reindex(rows).fillna("")
    table["anybody identified"] = table["anybody identified"].str.contains("True").astype("str")
    return table.reset_index(drop=True)


def _compare(values, clusters):
    """Measure agreement, kappa and AC1 of pairs of series, with intervals from drawing whole clusters."""
    codes, number = pd.factorize(clusters)[0], clusters.nunique()
    if not number:
        return pd.DataFrame(columns=COLUMNS)
    drawn = _draw(np.random.default_rng(SEED), number, 1000)
    held = np.eye(number)[codes].T  # which pairs each cluster holds
    rows = []
    for label, (first, second) in values.items():
        both = pd.concat([first, second], ignore_index=True)
        names, width = pd.factorize(both)[0], both.nunique()
        counts = [held @ np.eye(width)[part] for part in np.split(names, 2)]
        same = held @ (first.to_numpy() == second.to_numpy())
        scores = _score(drawn @ same, *(drawn @ count for count in counts))
        rows.append([label, len(first), *(value for score in scores for value in _bound(score))])
    return pd.DataFrame(rows, columns=COLUMNS)


def _draw(random, number, draws):
    """Return how often each cluster counts: once in the data, which come first, and as drawn by a bootstrap."""
    return np.vstack([np.ones(number), random.multinomial(number, np.full(number, 1 / number), size=draws)])


def _bound(scores):
    """Return the score of the data and the 95% bounds of those of the draws."""
    known = scores[1:][np.isfinite(scores[1:])]
    return [scores[0], *(np.quantile(known, [0.025, 0.975]) if len(known) else [np.nan] * 2)]


def _score(same, first, second):
    """Return agreement, kappa and AC1 from the pairs that agree and the values of both coders."""
    pairs = first.sum(axis=1)
    agreement = same / pairs
    chance = (first * second).sum(axis=1) / pairs**2
    mean = (first + second) / (2 * pairs[:, None])
    spread = (mean * (1 - mean)).sum(axis=1) / max(first.shape[1] - 1, 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        kappa = np.where(chance < 1, (agreement - chance) / (1 - chance), np.nan)
    return agreement, kappa, (agreement - spread) / (1 - spread)


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
        pairs = _count_pairs_by_block(part).to_numpy()
        both, first, second = (_draw(random, len(pairs), 2000) @ pairs).T
        with np.errstate(invalid="ignore"):  # where there is no pair
            scores, precision, recall = 2 * both / (first + second), both / second, both / first
        incidents, identical = part.groupby(["window", "first_reading"]).ngroups, _count_identical(part)
        counts = [len(part), incidents, identical, identical / incidents]
        rows.append([window, *counts, *_bound(scores), precision[0], recall[0]])
    columns = ["window", "rows", "incidents", "identical", "identical_share", "f1", "low", "high", "precision"]
    return pd.DataFrame(rows, columns=[*columns, "recall"])


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
