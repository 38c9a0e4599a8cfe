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
        One row per month (or week) that has a tenth of the incidents or more on either side: ``start``, its first
        day; ``before``, ``after``: incidents; ``chi_squared``; ``p_value``: how often a random order has as large a
        value in any month. The smallest is the p-value of there being a change at all.

    Examples
    --------
    >>> days = pd.date_range("2020-01-15", periods=24, freq="30D").repeat(4)
    >>> incidents = pd.DataFrame({"date_start": days, "province": ["A"] * 48 + ["B"] * 48})
    >>> changes = find_province_change(incidents)
    >>> changes.loc[changes["chi_squared"].idxmax(), "start"].strftime("%Y-%m"), float(changes["p_value"].min())
    ('2021-01', 0.0005)
    """
    by_block = count_by_class(incidents, "province", block)
    scan = _scan(_shuffle(by_block.to_numpy(), permutations, seed))
    largest = scan["chi_squared"].max(axis=1, initial=0)
    frame = pd.DataFrame(
        {
            "start": by_block.index[1:].to_timestamp(),
            "before": scan["before"][0],
            "after": scan["after"][0],
            "chi_squared": scan["chi_squared"][0],
            "p_value": [(largest >= value - 1e-9).mean() for value in scan["chi_squared"][0]],
        }
    )
    return frame[scan["tried"][0]].reset_index(drop=True)


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
        ``share_before``, ``share_after``, ``difference``: fractions of 1; ``p_value``: how often a random order of
        months has as large a change in any province and at any month (the largest standardised difference of all),
        so that it allows for the choice of month and province.

    Examples
    --------
    >>> days = pd.to_datetime(["2020-01-05", "2020-02-05", "2021-01-05", "2021-02-05"])
    >>> incidents = pd.DataFrame({"date_start": days, "province": ["Babil", "Babil", "Anbar", "Babil"]})
    >>> compare_shares(incidents, "2021-01-01")[["province", "before", "after", "difference"]].to_numpy().tolist()
    [['Anbar', 0, 1, 0.5], ['Babil', 2, 1, -0.5]]
    """
    by_block = count_by_class(incidents, "province", block)
    is_after = by_block.index.to_timestamp() >= pd.Timestamp(start)
    before, after = (by_block[side].sum().to_numpy() for side in (~is_after, is_after))
    scan = _scan(_shuffle(by_block.to_numpy(), permutations, seed))
    by_province = np.abs(scan["standardised"]).max(axis=1, initial=0)
    largest = by_province.max(axis=1, initial=0)
    frame = pd.DataFrame({"province": by_block.columns, "before": before, "after": after})
    with np.errstate(invalid="ignore"):
        frame = frame.assign(
            share_before=before / before.sum(),
            share_after=after / after.sum(),
            p_value=[(largest >= value - 1e-9).mean() for value in by_province[0]],
        )
    frame.insert(5, "difference", frame["share_after"] - frame["share_before"])
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
    by_month = count_by_class(incidents, "province", "M")
    total = by_month.sum().to_numpy()
    shuffled = _shuffle(by_month.to_numpy(), permutations, seed)
    critical = np.quantile(_scan(shuffled)["chi_squared"].max(axis=1, initial=0), 0.95)
    random = np.random.default_rng(seed + 1)
    rows = []
    for number, province in enumerate(by_month.columns):
        share, power = total[number] / total.sum(), np.nan
        if factor * share <= 1 and len(by_month) > 1:
            counts = _shuffle(by_month.to_numpy(), draws, seed + 2)[1:]
            late = counts[:, counts.shape[1] // 2 :]  # a view: what is written here is written there
            others = np.arange(counts.shape[2]) != number
            gained = random.binomial(late[:, :, others], (factor - 1) * share / (1 - share))
            late[:, :, others] -= gained
            late[:, :, number] += gained.sum(axis=2)
            power = (_scan(counts)["chi_squared"].max(axis=1) > critical).mean()
        rows.append({"province": province, "share": share, "power": power})
    return pd.DataFrame(rows, columns=["province", "share", "power"])


def _shuffle(by_block, permutations, seed):
    """Return the blocks as they are, and then in random orders."""
    order = np.tile(np.arange(len(by_block)), (permutations + 1, 1))
    order[1:] = np.random.default_rng(seed).permuted(order[1:], axis=1)
    return by_block[order]


def _scan(orders):
    """Measure the difference between provinces before and after each block, for each order of the blocks."""
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
    return {
        "before": before,
        "after": after,
        "tried": tried,
        "chi_squared": np.where(tried, pearson, 0),
        "standardised": standardised,
    }
