"""Did the places of attacks change, and when? A change of the mix of provinces in a month that nobody chose."""

import numpy as np
import pandas as pd

from .counts import count_by_class

TRIM = 0.1  # of the incidents lie at least on either side of a month that is tried


def find_province_change(incidents, *, block="M", permutations=1999, seed=1):
    """Try every month as the one in which the mix of provinces changed, and correct for having tried them all.

    The measure is Pearson's chi-squared of the provinces before and after. Its largest value over all months is
    compared with the largest after whole months have been put in random order, so that attacks of one month stay
    together (maximally selected statistics: Miller and Siegmund 1982, Biometrics 38, 1011-1016; permutation: Good
    2005, Permutation, Parametric and Bootstrap Tests of Hypotheses, chapter 3).

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``province``; those without a province are left out.
    block : str
        What is put in random order: months, ``M``, or weeks, ``W``.
    permutations, seed : int
        How many, and the seed of their random numbers.

    Returns
    -------
    pandas.DataFrame
        One row per month with a tenth of the incidents or more on either side: ``start``, its first day; ``before``,
        ``after``: incidents; ``chi_squared``; ``p_value``: how often a random order has as large a value in any month.
        The smallest is the p-value of there being a change at all.

    Examples
    --------
    >>> days = pd.date_range("2020-01-15", periods=24, freq="30D").repeat(4)
    >>> incidents = pd.DataFrame({"date_start": days, "province": ["A"] * 48 + ["B"] * 48})
    >>> changes = find_province_change(incidents)
    >>> changes.loc[changes["chi_squared"].idxmax(), "start"].strftime("%Y-%m"), float(changes["p_value"].min())
    ('2021-01', 0.0005)
    """
    by_block = count_by_class(incidents, block=block)
    before, after, tried, chi_squared, _ = _scan(_shuffle(by_block, permutations, seed))
    frame = pd.DataFrame({"start": by_block.index[1:].to_timestamp(), "before": before[0], "after": after[0]})
    frame = frame.assign(chi_squared=chi_squared[0], p_value=_rank_first(chi_squared))
    return frame[tried[0]].reset_index(drop=True)


def compare_shares(incidents, start, *, block="M", permutations=1999, seed=1):
    """Compare each province's share of the incidents before a day and from it on.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``province``.
    start : pandas.Timestamp
        First day of the second period.
    block, permutations, seed
        See `find_province_change`.

    Returns
    -------
    pandas.DataFrame
        One row per province, the largest rise first: ``province``; ``before``, ``after``: incidents;
        ``share_before``, ``share_after``, ``difference``: fractions of 1; ``p_value``: how often a random order has as
        large a standardised difference in any province and month, so that it allows for the choice of both.

    Examples
    --------
    >>> days = pd.to_datetime(["2020-01-05", "2020-02-05", "2021-01-05", "2021-02-05"])
    >>> incidents = pd.DataFrame({"date_start": days, "province": ["Babil", "Babil", "Anbar", "Babil"]})
    >>> compare_shares(incidents, "2021-01-01")[["province", "before", "after", "difference"]].to_numpy().tolist()
    [['Anbar', 0, 1, 0.5], ['Babil', 2, 1, -0.5]]
    """
    by_block = count_by_class(incidents, block=block)
    is_after = by_block.index.to_timestamp() >= pd.Timestamp(start)
    before, after = (by_block[side].sum() for side in (~is_after, is_after))
    by_province = np.abs(_scan(_shuffle(by_block, permutations, seed))[-1]).max(axis=1, initial=0)
    frame = pd.DataFrame({"before": before, "after": after}).reset_index(names="province")
    frame["share_before"], frame["share_after"] = (frame[side] / frame[side].sum() for side in ("before", "after"))
    frame["difference"] = frame["share_after"] - frame["share_before"]
    frame["p_value"] = _rank_first(by_province)
    return frame.sort_values("difference", ascending=False, kind="stable", ignore_index=True)


def measure_power(incidents, factor=2.0, *, permutations=999, draws=400, seed=1):
    """Say how surely `find_province_change` would find that one province's share rises by a factor.

    The months are put in random order, which takes away any change that is in them; from the middle on, attacks are
    moved at random from the other provinces to the one.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``province``.
    factor : float
        Above 1, such as 2 for a doubling.
    permutations, draws, seed : int

    Returns
    -------
    pandas.DataFrame
        One row per province: ``province``, ``share`` of the incidents, ``power``: the fraction of draws in which the
        test finds a change at the level of 0.05; missing where the share cannot rise so much.
    """
    by_month = count_by_class(incidents, block="M")
    total = by_month.sum().to_numpy()
    *_, chi_squared, _ = _scan(_shuffle(by_month, permutations, seed))
    critical = np.quantile(chi_squared.max(axis=1, initial=0), 0.95)
    random = np.random.default_rng(seed + 1)
    rows = []
    for number, province in enumerate(by_month.columns):
        share, power = total[number] / total.sum(), np.nan
        if factor * share <= 1 and len(by_month) > 1:
            counts = _shuffle(by_month, draws, seed + 2)[1:]
            late = counts[:, counts.shape[1] // 2 :]  # a view: what is written here is written there
            others = np.arange(counts.shape[2]) != number
            gained = random.binomial(late[:, :, others], (factor - 1) * share / (1 - share))
            late[:, :, others] -= gained
            late[:, :, number] += gained.sum(axis=2)
            *_, chi_squared, _ = _scan(counts)
            power = (chi_squared.max(axis=1) > critical).mean()
        rows.append({"province": province, "share": share, "power": power})
    return pd.DataFrame(rows, columns=["province", "share", "power"])


def _shuffle(by_block, permutations, seed):
    """Return the blocks as they are, and then in random orders."""
    order = np.tile(np.arange(len(by_block)), (permutations + 1, 1))
    order[1:] = np.random.default_rng(seed).permuted(order[1:], axis=1)
    return by_block.to_numpy()[order]


def _rank_first(values):
    """Return how often the largest of a random order is as large as each value of the first, the order as it is."""
    largest = values.max(axis=1, initial=0)
    return [(largest >= value - 1e-9).mean() for value in values[0]]


def _scan(orders):
    """Measure, for each order of the blocks and after each block, the difference between provinces before and after.

    Counts before, counts after, whether both are enough; chi-squared; standardised differences by province.
    """
    running = orders.cumsum(axis=1)
    total = running[:, -1:] if orders.shape[1] else np.zeros((len(orders), 0, orders.shape[2]))
    count = running[:, :-1]
    before, everything = count.sum(axis=2), total.sum(axis=2)
    after = everything - before
    tried = (np.minimum(before, after) >= TRIM * everything) & (np.minimum(before, after) > 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = total * (before / everything)[:, :, None]
        gap = expected - count
        pearson = (gap**2 / total).sum(axis=2) * everything**2 / (before * after)
        spread = (before * after / everything / (everything - 1))[:, :, None]
        variance = total * (1 - total / everything[:, :, None]) * spread
        standardised = np.where(tried[:, :, None] & (variance > 0), gap / np.sqrt(variance), 0)
    return before, after, tried, np.where(tried, pearson, 0), standardised
