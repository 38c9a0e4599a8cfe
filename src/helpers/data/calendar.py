"""Half-years and times of day."""

import numpy as np
import pandas as pd

TIMES_OF_DAY = {"morning": (5, 12), "afternoon": (12, 17), "evening": (17, 20), "night": (20, 5)}


def label_half_years(days):
    """Name the half-year of each day, for example ``2021, Jan–Jun``.

    Parameters
    ----------
    days : pandas.Series of datetime64

    Returns
    -------
    pandas.Series of str

    Examples
    --------
    >>> label_half_years(pd.Series(pd.to_datetime(["2021-06-30", "2021-07-01"]))).tolist()
    ['2021, Jan–Jun', '2021, Jul–Dec']
    """
    half = np.where(days.dt.month > 6, "Jul–Dec", "Jan–Jun")
    return days.dt.year.astype("str") + ", " + pd.Series(half, index=days.index, dtype="str")


def name_part_of_day(times):
    """Return the part of the day in which each time falls.

    Parameters
    ----------
    times : pandas.Series
        HH:MM, or the part of the day itself; missing ones stay missing.

    Returns
    -------
    pandas.Series

    Examples
    --------
    >>> name_part_of_day(pd.Series(["10:03", "night", "04:59"])).tolist()
    ['morning', 'night', 'night']
    """
    times = times.astype("str")
    hour = pd.to_numeric(times.str.extract(r"^(\d\d):")[0])
    part = times.where(hour.isna(), "night")
    for name, (first, last) in TIMES_OF_DAY.items():
        part = part.mask((hour >= first) & (hour < last), name)
    return part
