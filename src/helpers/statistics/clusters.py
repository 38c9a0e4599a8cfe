"""Shares, counts and differences with intervals that allow for attacks coming in clusters.

Attacks of one week are not independent: several take place on one day, and one report covers several. Weeks are
therefore the unit. From week to week the noise of the data is uncorrelated; benchmarks/coverage.py checks this and how
often each interval covers.
"""

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from .intervals import CRITICAL, count_interval, wilson_interval

BORROWED = 50  # what a class borrows from all classes: 25 incidents, each of which is in two pairs of weeks


def share_by(frame, by, flag):
    """Give the share of flagged incidents in each class, with Wilson's interval for the effective number of incidents.

    That is the number of independent ones that would be known as well (Korn and Graubard 1998, Survey Methodology 24,
    193-201; Dean and Pagano 2015, Journal of Survey Statistics and Methodology 3, 484-503). It lies between the number
    of weeks, which holds if all incidents of a week are alike, and the number of incidents.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per incident, with ``date_start``.
    by : str or pandas.Series or None
        The classes; None for a single class, "all".
    flag : pandas.Series of bool
        With the index of the frame.

    Returns
    -------
    pandas.DataFrame
        One row per class, in order: ``label``, ``count``, ``total``; ``share``, ``low``, ``high``: fractions of 1.

    Examples
    --------
    >>> days = pd.to_datetime(["2021-01-04", "2021-01-05", "2021-02-01"])
    >>> frame = pd.DataFrame({"date_start": days, "claimed": [True, True, False]})
    >>> share_by(frame, None, frame["claimed"]).round(2).to_dict("records")
    [{'label': 'all', 'count': 2, 'total': 3, 'share': 0.67, 'low': 0.15, 'high': 0.96}]
    """
    total, count = count_by_block(frame, by), count_by_block(frame, by, flag)
    shares = count.sum() / total.sum()
    weeks = (total > 0).sum()
    residual = count - shares * total
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = (residual**2).sum() / total.sum() ** 2 * weeks / (weeks - 1)
        loss = (CRITICAL / stdtrit(weeks - 1, 0.975)) ** 2  # the variance itself is known from few weeks only
        known = shares * (1 - shares) / variance * loss
        fewest = total.sum() ** 2 / (total**2).sum()
    effective = known.where((shares > 0) & (shares < 1) & (weeks > 1)).fillna(fewest).clip(fewest, total.sum())
    low, high = wilson_interval(shares, effective)
    table = {"count": count.sum(), "total": total.sum(), "share": shares, "low": low, "high": high}
    return _label(table, frame)


def measure_dispersion(frame, by=None):
    """Measure how much more weekly counts vary than single, independent incidents would.

    From one week to the next, so that slow changes of the rate do not count as noise; all classes together.

    Parameters
    ----------
    frame, by
        See `share_by`.

    Returns
    -------
    float
        Variance divided by mean; at least 1, which holds for independent incidents.

    Examples
    --------
    >>> frame = pd.DataFrame({"date_start": pd.to_datetime(["2021-01-04"] * 3 + ["2021-01-11"] + ["2021-01-18"] * 4)})
    >>> measure_dispersion(frame)  # (4 + 9) / (4 + 5)
    1.4444444444444444
    """
    return _pool(_vary(count_by_block(frame, by)))


def count_by(frame, by):
    """Count the incidents of each class, with an interval.

    The interval is that of a Poisson mean, made wider by the dispersion (quasi-Poisson: McCullagh and Nelder 1989,
    Generalized Linear Models, section 6.2): that of the class, drawn towards that of all classes as if 25 incidents of
    the other classes were added. It speaks of the attacks that are reported, not of those that are not.

    Parameters
    ----------
    frame, by
        See `share_by`.

    Returns
    -------
    pandas.DataFrame
        One row per class, in order: ``label``, ``count``, ``low``, ``high``.

    Examples
    --------
    >>> frame = pd.DataFrame({"date_start": pd.to_datetime(["2021-01-04"] * 3 + ["2021-01-11"])})
    >>> count_by(frame, None).round(1).to_dict("records")
    [{'label': 'all', 'count': 4, 'low': 1.1, 'high': 10.2}]
    """
    weekly = count_by_block(frame, by)
    counts, varied = weekly.sum(), _vary(weekly)
    dispersion = (varied["squares"] + BORROWED * _pool(varied)) / (varied["means"] + BORROWED)
    low, high = count_interval(counts, dispersion.clip(lower=1))
    return _label({"count": counts, "low": low, "high": high}, frame)


def difference_by(frame, by, against, flag=None):
    """Compare each class with one of them: the difference of counts or shares, with an interval.

    Two classes differ beyond chance if the interval of their difference leaves out 0, whether or not their own
    intervals overlap (Schenker and Gentleman 2001, American Statistician 55, 182-186). It is made of the two
    intervals and of how the classes move together from week to week (MOVER: Zou and Donner 2008, Statistics in
    Medicine 27, 1693-1702).

    Parameters
    ----------
    frame, by
        See `share_by`.
    against : str
        The class with which the others are compared.
    flag : pandas.Series of bool, optional
        With it shares are compared, as in `share_by`; without it counts, as in `count_by`.

    Returns
    -------
    pandas.DataFrame
        One row per other class: ``label``, ``difference`` (the class less ``against``), ``low``, ``high``. No row if
        no incident is of the class ``against``.

    Examples
    --------
    >>> frame = pd.DataFrame({"province": ["Babil", "Najaf", "Najaf"], "date_start": pd.Timestamp("2021-01-04")})
    >>> difference_by(frame, "province", "Babil")[["label", "difference"]].values.tolist()
    [['Najaf', 1]]
    """
    total, value = count_by_block(frame, by), "count" if flag is None else "share"
    if against not in total:
        return pd.DataFrame(columns=["label", "difference", "low", "high"])
    table = (count_by(frame, by) if flag is None else share_by(frame, by, flag)).set_index("label")
    noise = total.diff() if flag is None else count_by_block(frame, by, flag) - table["share"] * total
    one, other = table.loc[against], table.drop(index=against)
    with np.errstate(invalid="ignore", divide="ignore"):
        together = noise.mul(noise[against], axis=0).sum() / np.sqrt((noise**2).sum() * (noise[against] ** 2).sum())
    together = together.fillna(0).drop(against)
    down, up = other[value] - other["low"], other["high"] - other[value]
    one_down, one_up = one[value] - one["low"], one["high"] - one[value]
    difference = other[value] - one[value]
    low = difference - np.sqrt(down**2 + one_up**2 - 2 * together * down * one_up)
    high = difference + np.sqrt(up**2 + one_down**2 - 2 * together * up * one_down)
    difference = difference if flag is not None else difference.astype("int64")
    return _label({"difference": difference, "low": low, "high": high}, frame)


def _label(columns, frame):
    """Return a table with a row per class that says where its counts come from, as the frame of its incidents does."""
    table = pd.DataFrame(columns).rename_axis("label").reset_index()
    table.attrs = frame.attrs
    return table


def _vary(weekly):
    """Sum, by class, the squared differences of successive weeks from the first to the last with an incident."""
    lasting = [np.trim_zeros(counts) for counts in weekly.to_numpy().T]
    rows = [((np.diff(counts) ** 2).sum(), (counts[1:] + counts[:-1]).sum()) for counts in lasting]
    return pd.DataFrame(rows, index=weekly.columns, columns=["squares", "means"], dtype="float64")


def _pool(varied):
    return float(max(1, varied["squares"].sum() / max(varied["means"].sum(), 1)))


def count_by_block(frame, by, flag=None, block="W"):
    """Count incidents, or the flagged ones, by week or month (rows, without a gap) and class (columns, in order)."""
    classes = pd.Series("all", index=frame.index) if by is None else frame[by] if isinstance(by, str) else by
    blocks = frame["date_start"].dt.to_period(block)
    counted = pd.Series(1, index=frame.index) if flag is None else flag.astype("int64")
    table = counted.groupby([blocks, classes.rename("label")]).sum().unstack(fill_value=0)
    return table.reindex(pd.period_range(blocks.min(), blocks.max(), freq=block), fill_value=0) if len(frame) else table
