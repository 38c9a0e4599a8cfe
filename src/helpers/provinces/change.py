"""Did the places of attacks change? Compare two periods, and test the difference."""

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from ..statistics.intervals import share_with_interval


def find_middle_month(incidents):
    """Return the first day of the month that divides the incidents into halves best.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start``; at least one row.

    Returns
    -------
    pandas.Timestamp
        A day that suits `compare_provinces`: chosen by the dates alone, not by the places.

    Examples
    --------
    >>> days = pd.to_datetime(["2020-01-05", "2021-03-01", "2021-03-02", "2022-01-01"])
    >>> find_middle_month(pd.DataFrame({"date_start": days})).strftime("%Y-%m-%d")
    '2021-03-01'
    """
    by_month = incidents["date_start"].dt.to_period("M").value_counts().sort_index()
    before = by_month.cumsum() - by_month
    return (before - len(incidents) / 2).abs().idxmin().to_timestamp()


def compare_provinces(incidents, split_day, permutations=9999, seed=0):
    """Compare each province's share of the incidents before a day and from it on.

    The p-values come from a permutation test (Good 2005, chapter 3) that shuffles whole
    months between the periods, so that attacks which come in runs within a month are not
    taken for independent; those of the provinces are adjusted for their number after Holm
    (1979, Scandinavian Journal of Statistics 6, 65-70).

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``province``; those without a province are left out.
    split_day : str or pandas.Timestamp
        First day of the second period; the first of a month.
    permutations, seed : int
        How many, and where the random numbers start.

    Returns
    -------
    pandas.DataFrame
        One row a province, most incidents first, and a first row ``all``: ``province``;
        ``before``, ``after``: incidents; ``share_before``, ``low_before``, ``high_before``,
        ``share_after``, ``low_after``, ``high_after``: fractions of 1 with Wilson's interval;
        ``p_value``: of the mix of provinces as a whole (``all``; Pearson's chi-squared is its
        measure), or of the difference of the province's shares, adjusted. It is
        missing where a period has no incident.

    Raises
    ------
    ValueError
        If the split is not the first day of a month.

    Examples
    --------
    >>> days = pd.to_datetime(["2020-01-05", "2020-02-05", "2021-01-05", "2021-02-05"])
    >>> incidents = pd.DataFrame({"date_start": days, "province": ["Babil", "Babil", "Anbar", "Babil"]})
    >>> compare_provinces(incidents, "2021-01-01")[["province", "before", "after"]].to_numpy().tolist()
    [['all', 2, 2], ['Babil', 2, 1], ['Anbar', 0, 1]]
    """
    split_day = pd.Timestamp(split_day)
    if split_day.day != 1:
        raise ValueError(f"the split {split_day:%Y-%m-%d} is not the first day of a month; months are shuffled whole")
    placed = incidents.dropna(subset=["province"])
    months = placed["date_start"].dt.to_period("M")
    counts = pd.crosstab(months, placed["province"])
    counts = (
        counts.reindex(pd.period_range(months.min(), months.max(), freq="M"), fill_value=0) if len(counts) else counts
    )
    counts = counts[counts.sum().sort_values(ascending=False, kind="stable").index]
    is_after = counts.index.to_timestamp() >= split_day if len(counts) else np.zeros(0, dtype=bool)
    by_month = counts.to_numpy()
    after, before = by_month[is_after].sum(axis=0), by_month[~is_after].sum(axis=0)
    p_values = _permute_months(by_month, is_after, permutations, seed)
    rows = [
        _compare_shares(name, first, second, before.sum(), after.sum(), p_value)
        for name, first, second, p_value in zip(
            ["all", *counts.columns], [before.sum(), *before], [after.sum(), *after], p_values, strict=True
        )
    ]
    return pd.DataFrame(rows)


def _compare_shares(province, before, after, all_before, all_after, p_value):
    row = {"province": province, "before": int(before), "after": int(after)}
    for period, count, total in (("before", before, all_before), ("after", after, all_after)):
        interval = share_with_interval(count, total)
        row |= dict(zip([f"share_{period}", f"low_{period}", f"high_{period}"], interval, strict=True))
    return row | {"p_value": p_value}


def _permute_months(by_month, is_after, permutations, seed):
    """Return the p-value of the whole mix, and those of the provinces after Holm."""
    total = by_month.sum(axis=0)
    if not 0 < by_month[is_after].sum() < total.sum():
        return [float("nan")] * (len(total) + 1)
    labels = np.tile(is_after, (permutations + 1, 1))  # the first row stays as it is
    labels[1:] = np.random.default_rng(seed).permuted(labels[1:], axis=1)
    after = labels @ by_month
    before = total - after
    sizes = before.sum(axis=1, keepdims=True), after.sum(axis=1, keepdims=True)
    # A permutation that leaves a period without incidents shows no difference at all.
    share_before, share_after = (part / np.maximum(size, 1) for part, size in zip((before, after), sizes, strict=True))
    expected = [np.maximum(size, 1) * total / total.sum() for size in sizes]
    chi_squared = sum(
        ((part - mean) ** 2 / mean).sum(axis=1) for part, mean in zip((before, after), expected, strict=True)
    )
    measures = np.column_stack([chi_squared, np.abs(share_after - share_before)])
    p_values = (measures >= measures[0] - 1e-12).mean(axis=0)
    return [p_values[0], *multipletests(p_values[1:], method="holm")[1]]


def describe_change(comparison, split_day):
    """Say whether the mix of provinces changed, and where.

    Parameters
    ----------
    comparison : pandas.DataFrame
        As `compare_provinces` returns it.
    split_day : pandas.Timestamp

    Returns
    -------
    str
    """
    whole, provinces = comparison.iloc[0], comparison.iloc[1:]
    since = f"{split_day:%Y-%m}"
    if pd.isna(whole["p_value"]):
        return f"All incidents with a province lie on one side of {since}: there is nothing to compare"
    changed = provinces[provinces["p_value"] < 0.05]
    shifts = [f"{row.province} from {row.share_before:.0%} to {row.share_after:.0%}" for row in changed.itertuples()]
    mix = f"the mix of provinces {'differs' if whole['p_value'] < 0.05 else 'does not differ'} beyond chance"
    where = f"shares changed in {', '.join(shifts)}" if shifts else "no single province's share changed beyond chance"
    return (
        f"From {since} on ({whole['after']:.0f} incidents with a province, {whole['before']:.0f} before) {mix} "
        f"(p = {whole['p_value']:.2g}); {where}"
    )
