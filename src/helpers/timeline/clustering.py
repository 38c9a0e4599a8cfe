"""Attacks on the same day: simultaneous along the road, or clustered in one place?"""

import numpy as np
import pandas as pd


def compare_same_day(incidents, *, shuffles=500, seed=1):
    """Compare attacks on the same day with what chance would give.

    Chance keeps how many attacks each month has. For the first row their days are shuffled within their month; for the
    second the provinces are shuffled among the attacks of a quarter, so that days stay as they are.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start``, ``date_end``, ``province`` and ``report_urls``; those not known to the day are left out.
    shuffles, seed : int
        How many, and the seed of the random numbers.

    Returns
    -------
    pandas.DataFrame
        Three rows: attacks with another one on the same day; pairs of attacks on the same day that lie in the same
        province, of those with both provinces known; and pairs that one report covers. Columns: ``label``, ``count``,
        ``total``, ``share``; ``low``, ``high``: between which 95% of the shuffled shares lie, missing for the third.

    Examples
    --------
    >>> days = pd.to_datetime(["2021-01-01", "2021-01-01", "2021-02-01"])
    >>> frame = pd.DataFrame({"date_start": days, "date_end": days, "province": ["Babil", "Najaf", "Najaf"]})
    >>> compare_same_day(frame.assign(report_urls=["a b", "b", "c"]))[["count", "total"]].values.tolist()
    [[2, 3], [0, 1], [1, 1]]
    """
    noun = incidents.attrs.get("noun", "attack")
    dated = incidents[incidents["date_start"] == incidents["date_end"]]
    random, day = np.random.default_rng(seed), dated["date_start"]
    placed = dated.dropna(subset=["province"])
    first, length = day.dt.to_period("M").dt.start_time.to_numpy(), day.dt.days_in_month.to_numpy()
    quarter = pd.factorize(placed["date_start"].dt.to_period("Q"))[0]
    order = np.argsort(quarter, kind="stable")  # a quarter's attacks beside each other
    group, province = quarter[order], placed["province"].to_numpy()[order]
    one, other = _list_pairs(placed["date_start"].to_numpy()[order])
    scattered, mixed = [], []
    for _ in range(shuffles):
        fallen = first + random.integers(0, length).astype("timedelta64[D]")
        scattered.append(_count_accompanied(fallen))
        shuffled = province[np.lexsort((random.random(len(group)), group))]
        mixed.append((shuffled[one] == shuffled[other]).sum())
    urls = dated.get("report_urls", pd.Series("", index=dated.index))
    pages = urls.fillna("").str.split(" ").map(set).to_numpy()
    pairs = _list_pairs(day.to_numpy())
    together = sum(bool((pages[a] & pages[b]) - {""}) for a, b in zip(*pairs, strict=True))
    rows = [
        (f"{noun}s with another on the same day", _count_accompanied(day), len(day), scattered),
        ("same-day pairs in the same province", (province[one] == province[other]).sum(), len(one), mixed),
        ("same-day pairs in one report", together, len(pairs[0]), [np.nan]),
    ]
    rows = rows if "report_urls" in dated else rows[:2]  # other people's events do not say which report covers them
    table = pd.DataFrame([row[:3] for row in rows], columns=["label", "count", "total"])
    table.attrs = incidents.attrs
    table["share"] = table["count"] / table["total"].where(table["total"] > 0)
    bounds = [np.quantile(row[3], [0.025, 0.975]) / max(row[2], 1) for row in rows]
    return table.assign(low=[low for low, _ in bounds], high=[high for _, high in bounds])


def _count_accompanied(days):
    attacks = np.unique(days, return_counts=True)[1]
    return int(attacks[attacks > 1].sum())


def _list_pairs(days):
    """Return the numbers of both members of each pair of equal days."""
    one, other = np.triu_indices(len(days), 1)
    equal = days[one] == days[other]
    return one[equal], other[equal]
