"""How sure a share or a count is: intervals by published methods."""

from statistics import NormalDist

import numpy as np
import pandas as pd


def share_with_interval(count, total, confidence=0.95):
    """Return a share and its Wilson interval.

    Parameters
    ----------
    count, total : int
    confidence : float

    Returns
    -------
    tuple of float
        Share, lower and upper bound, as fractions of 1; all missing if total is 0. The
        interval is Wilson's (1927, JASA 22, 209-212).

    Examples
    --------
    >>> [round(number, 3) for number in share_with_interval(5, 10)]
    [0.5, 0.237, 0.763]
    """
    if total == 0:
        return (float("nan"),) * 3
    share = count / total  # in closed form: scipy.stats has it too, but takes half a second to import
    deviation = NormalDist().inv_cdf((1 + confidence) / 2) ** 2 / total
    centre = share + deviation / 2
    reach = np.sqrt(deviation * (share * (1 - share) + deviation / 4))
    low, high = (centre - reach) / (1 + deviation), (centre + reach) / (1 + deviation)
    return share, 0.0 if count == 0 else float(low), 1.0 if count == total else float(high)


def add_count_intervals(counts, confidence=0.95):
    """Give each count the exact interval of a Poisson mean.

    The interval says within which limits the mean would lie if attacks came one by one
    and at random; it is Garwood's (1936, Biometrika 28, 437-442).

    Parameters
    ----------
    counts : pandas.DataFrame
        With ``incidents``.
    confidence : float

    Returns
    -------
    pandas.DataFrame
        The same rows with ``low`` and ``high``.

    Examples
    --------
    >>> import pandas as pd
    >>> add_count_intervals(pd.DataFrame({"incidents": [0, 10]})).round(2).to_dict("list")
    {'incidents': [0, 10], 'low': [0.0, 4.8], 'high': [3.69, 18.39]}
    """
    from scipy.special import gammaincinv  # here, because it takes a while to import

    count = counts["incidents"].astype("float64")
    tail = (1 - confidence) / 2
    return counts.assign(low=gammaincinv(count, tail).where(count > 0, count), high=gammaincinv(count + 1, 1 - tail))


def share_by(frame, by, flag, *, draws=2000, seed=1):
    """Give the share of flagged incidents in each class an interval that allows for attacks in clusters.

    Whole weeks are drawn with replacement, so that attacks of one week stay together (block bootstrap:
    Davison and Hinkley 1997, Bootstrap Methods and their Application, chapter 8).

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per incident, with ``date_start``.
    by : str or pandas.Series
        The classes; None for one class, "all".
    flag : pandas.Series of bool
        With the index of the frame.
    draws, seed : int
        Number of bootstrap samples, and the seed of their random numbers.

    Returns
    -------
    pandas.DataFrame
        One row per class, in order of its name: ``label``, ``count``, ``total``, and ``share``, ``low``, ``high``
        as fractions of 1; low and high are the 2.5th and 97.5th percentile.
    """
    classes = pd.Series("all", index=frame.index) if by is None else frame[by] if isinstance(by, str) else by
    weeks = frame["date_start"].dt.to_period("W")
    total = pd.crosstab(weeks, classes)
    count = pd.crosstab(weeks[flag], classes[flag]).reindex(index=total.index, columns=total.columns, fill_value=0)
    drawn = np.random.default_rng(seed).multinomial(len(total), np.full(len(total), 1 / max(len(total), 1)), size=draws)
    with np.errstate(invalid="ignore"):
        shares = (drawn @ count.to_numpy()) / (drawn @ total.to_numpy())
    low, high = np.nanquantile(shares, [0.025, 0.975], axis=0) if len(total) else ([], [])
    result = pd.DataFrame({"label": total.columns, "count": count.sum().to_numpy(), "total": total.sum().to_numpy()})
    return result.assign(share=result["count"] / result["total"], low=low, high=high)
