"""How well the data are known: agreement of two readers and of two coders, codings found wrong."""

from statistics import NormalDist

import numpy as np
import pandas as pd

from ..data.vocabularies import VERDICTS
from ..data.wording import format_count
from ..statistics.intervals import share_with_interval

CLEAR_ERRORS = ["error", "unsupported", "wrongly_empty"]
READERS = ("first", "second")
COMPARED_FIELDS = {
    "incident_date": "date",
    "time_local": "time of day",
    "province": "province",
    "target_type": "target",
    "weapon": "weapon",
    "outcome": "outcome",
    "vehicles_damaged": "vehicles damaged",
    "killed_min": "people killed",
    "injured_min": "people injured",
    "claim_status": "claim status",
}


def measure_reading_agreement(readings, confidence=0.95, resamples=2000, seed=2022):
    """Compare two readers' decisions on which codings tell of the same incident.

    Precision is the share of the second reader's pairs of codings that the first
    reader put together too; recall is the share of the first reader's pairs that
    the second did; F1 is their harmonic mean. These are the pairwise scores of
    record linkage (Christen 2012, Data Matching, ch. 7).

    Parameters
    ----------
    readings : pandas.DataFrame
        As ``second_readings.csv``.
    confidence : float
    resamples, seed : int
        The interval of F1 is a percentile bootstrap (Efron and Tibshirani 1993,
        ch. 13) over blocks of codings that either reader put together, because
        pairs within a block are not independent.

    Returns
    -------
    pandas.DataFrame
        One row a window and a last one, ``"all"``: ``window``, ``codings``,
        ``first_incidents``, ``second_incidents``, ``precision``, ``recall``,
        ``f1``, ``low``, ``high``. Scores are missing where there is no pair.

    Examples
    --------
    >>> readings = pd.DataFrame(
    ...     {"window": "w", "first_reading": ["F1", "F1", "F2"], "second_reading": ["S1", "S1", "S1"]}
    ... )
    >>> measure_reading_agreement(readings).loc[0, ["precision", "recall"]].astype(float).round(2).tolist()
    [0.33, 1.0]
    """
    random = np.random.default_rng(seed)
    rows = []
    parts = [*readings.groupby("window"), ("all", readings)] if len(readings) else []
    for window, part in parts:
        pairs = _count_pairs_by_block(part)
        both, first, second = pairs.sum()
        drawn = random.integers(len(pairs), size=(resamples, len(pairs)))
        sums = pairs.to_numpy()[drawn].sum(axis=1)
        low, high = np.nanquantile(_score(*sums.T), [(1 - confidence) / 2, (1 + confidence) / 2])
        rows.append(
            {
                "window": window,
                "codings": len(part),
                "first_incidents": part.groupby(["window", "first_reading"]).ngroups,
                "second_incidents": part.groupby(["window", "second_reading"]).ngroups,
                "precision": both / second if second else np.nan,
                "recall": both / first if first else np.nan,
                "f1": _score(both, first, second),
                "low": low,
                "high": high,
            }
        )
    return pd.DataFrame(rows)


def _score(both, first, second):
    """F1 from the pairs of both readers, of the first and of the second."""
    total = np.asarray(first + second, dtype=float)
    return np.divide(2 * both, total, out=np.full_like(total, np.nan), where=total > 0)[()]


def _count_pairs_by_block(readings):
    """Count pairs of codings, by block that neither reader's incidents cross."""
    labels = pd.DataFrame({reader: readings.groupby(["window", f"{reader}_reading"]).ngroup() for reader in READERS})
    blocks, before = labels["first"], None
    while not blocks.equals(before):  # the connected parts: scipy finds them too, but takes a while to import
        before = blocks
        for reader in READERS:
            blocks = blocks.groupby(labels[reader]).transform("min")
    labels["block"] = blocks

    def count(*keys):
        sizes = labels.groupby(["block", *keys]).size()
        return (sizes * (sizes - 1) // 2).groupby("block").sum()

    return pd.DataFrame({"both": count("first", "second"), "first": count("first"), "second": count("second")})


def measure_coding_agreement(codings, observations, confidence=0.95):
    """Compare two coders who read the same reports, field by field.

    Parameters
    ----------
    codings : pandas.DataFrame
        As ``second_codings.csv``.
    observations : pandas.DataFrame
        The first codings.
    confidence : float

    Returns
    -------
    pandas.DataFrame
        One row a field of `COMPARED_FIELDS`: ``field``, ``label``, ``pairs``, ``agreement``
        (share of pairs with the same value, blank being a value of its own) with
        ``agreement_low`` and ``agreement_high`` (Wilson), and Cohen's ``kappa`` (1960,
        Educational and Psychological Measurement 20, 37-46) with ``kappa_low`` and
        ``kappa_high`` (asymptotic, Fleiss, Cohen and Everitt 1969); missing where only one value occurs.
    """
    pairs = codings.dropna(subset=["paired_with"]).merge(
        observations, left_on="paired_with", right_on="row_id", suffixes=("_second", "_first"), validate="m:1"
    )
    rows = []
    for field, label in COMPARED_FIELDS.items():
        first, second = (pairs[f"{field}_{which}"].astype("str").fillna("blank") for which in ("first", "second"))
        same = int((first == second).sum())
        share, low, high = share_with_interval(same, len(pairs), confidence)
        kappa, margin = _measure_kappa(first, second, confidence)
        rows.append(
            {
                "field": field,
                "label": label,
                "pairs": len(pairs),
                "agreement": share,
                "agreement_low": low,
                "agreement_high": high,
                "kappa": kappa,
                "kappa_low": kappa - margin,
                "kappa_high": min(kappa + margin, 1),
            }
        )
    return pd.DataFrame(rows)


def _measure_kappa(first, second, confidence):
    """Return kappa and the reach of its interval.

    In closed form: statsmodels, with which the tests compare this, takes half a second to import.
    """
    values = sorted({*first, *second})
    if len(values) < 2:
        return np.nan, np.nan  # without a second value there is nothing to agree on
    table = pd.crosstab(first, second, normalize=True).reindex(index=values, columns=values, fill_value=0).to_numpy()
    rows, columns, same = table.sum(axis=1), table.sum(axis=0), table.diagonal()
    chance = rows @ columns
    kappa = (same.sum() - chance) / (1 - chance)
    weights = (1 - kappa) ** 2 * np.add.outer(columns, rows) ** 2
    np.fill_diagonal(weights, (1 - (rows + columns) * (1 - kappa)) ** 2)
    scatter = (table * weights).sum() - (kappa - chance * (1 - kappa)) ** 2
    variance = max(scatter, 0) / (len(first) * (1 - chance) ** 2)  # rounding may leave a little less than nothing
    return kappa, NormalDist().inv_cdf((1 + confidence) / 2) * np.sqrt(variance)


def measure_error_rate(row_checks, confidence=0.95):
    """Say of each audit how many of the codings or incidents checked against their pages hold an error.

    Parameters
    ----------
    row_checks : pandas.DataFrame
        As ``row_checks.csv``.
    confidence : float

    Returns
    -------
    pandas.DataFrame
        One row per audit: ``audit``, ``sampled``, ``checked`` (page found), ``wrong`` (at least one clear error:
        wrong, unsupported or wrongly empty), ``errors`` (cells with one), ``share`` of the checked ones that are
        wrong, as a fraction of 1, with ``low`` and ``high`` (Wilson).

    Examples
    --------
    >>> checks = pd.DataFrame({"record_id": ["E1", "E1", "E2"], "verdict": ["error", "judgement", "correct"]})
    >>> measure_error_rate(checks.assign(audit="codings_0.2"))[["audit", "checked", "wrong", "share"]].values.tolist()
    [['codings_0.2', 2, 1, 0.5]]
    """
    rows = []
    for audit, checks in row_checks.groupby("audit"):
        missing = checks.loc[checks["verdict"] == "page_not_found", "record_id"]
        errors = checks[checks["verdict"].isin(CLEAR_ERRORS)]
        sampled, wrong = checks["record_id"].nunique(), errors["record_id"].nunique()
        checked = sampled - missing.nunique()
        rates = share_with_interval(wrong, checked, confidence)
        rows.append((audit, sampled, checked, wrong, len(errors), *rates))
    return pd.DataFrame(rows, columns=["audit", "sampled", "checked", "wrong", "errors", "share", "low", "high"])


def count_errors(row_checks):
    """Count what was found in each audit, by column.

    Parameters
    ----------
    row_checks : pandas.DataFrame
        As ``row_checks.csv``.

    Returns
    -------
    pandas.DataFrame
        One row per audit and column in which anything was found, most errors first: ``audit``, ``column``, and one
        column per verdict that occurs, named by it.

    Examples
    --------
    >>> checks = pd.DataFrame({"field": ["weapon", "weapon", "all"], "verdict": ["error", "doubtful", "correct"]})
    >>> count_errors(checks.assign(audit="codings_0.2")).to_dict("records")
    [{'audit': 'codings_0.2', 'column': 'weapon', 'error': 1, 'doubtful': 1}]
    """
    found = row_checks[~row_checks["verdict"].isin(["correct", "page_not_found"])]
    verdicts = [verdict for verdict in VERDICTS if verdict in set(found["verdict"])]
    counts = pd.crosstab([found["audit"], found["field"]], found["verdict"])[verdicts]
    counts = counts.sort_values(["audit", *verdicts], ascending=[True] + [False] * len(verdicts), kind="stable")
    return counts.rename_axis(index={"field": "column"}, columns=None).reset_index()


def describe_reading_agreement(agreement):
    """Say how far two readers agree on which codings belong together.

    Parameters
    ----------
    agreement : pandas.DataFrame
        As `helpers.measure_reading_agreement` returns it.

    Returns
    -------
    str
    """
    score = agreement.set_index("window").loc["all"]
    return (
        f"Two readers who did not see each other's result agree at F1 {score['f1']:.3f} "
        f"(95% interval {score['low']:.3f}–{score['high']:.3f}) on which of {score['codings']:.0f} dated codings "
        f"tell of the same incident"
    )


def describe_coding_agreement(agreement):
    """Say between which values the kappa of two coders lies.

    Parameters
    ----------
    agreement : pandas.DataFrame
        As `helpers.measure_coding_agreement` returns it.

    Returns
    -------
    str
    """
    ordered = agreement.dropna(subset=["kappa"]).sort_values("kappa")
    least, most = ordered.iloc[0], ordered.iloc[-1]
    return (
        f"Two coders of the same reports agree at Cohen's kappa from {least['kappa']:.2f} ({least['label']}) "
        f"to {most['kappa']:.2f} ({most['label']})"
    )


def describe_error_rate(rates):
    """Say of the last audit how many of the codings or incidents checked hold an error.

    Parameters
    ----------
    rates : pandas.DataFrame
        As `helpers.measure_error_rate` returns it.

    Returns
    -------
    str

    Examples
    --------
    >>> checks = pd.DataFrame({"record_id": ["E1", "E2"], "verdict": ["error", "correct"]})
    >>> describe_error_rate(measure_error_rate(checks.assign(audit="codings_0.2")))
    'Of 2 codings drawn at random, 2 could be checked against their page, and 1 held an error (50%, 95% interval 9–91%)'
    """
    rate = rates.sort_values("audit", key=lambda audits: audits.str.split("_").str[1], kind="stable").iloc[-1]
    drawn = format_count(rate["sampled"], rate["audit"].split("s_")[0])
    interval = f"{rate['share']:.0%}, 95% interval {100 * rate['low']:.0f}–{rate['high']:.0%}"
    return (
        f"Of {drawn} drawn at random, {rate['checked']} could be checked against their page, "
        f"and {rate['wrong']} held an error ({interval})"
    )
