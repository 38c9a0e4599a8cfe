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


def span_dates(cells):
    """Return the first and the last day that each partial date can mean.

    Parameters
    ----------
    cells : pandas.Series
        YYYY, YYYY-MM or YYYY-MM-DD.

    Returns
    -------
    first, last : numpy.ndarray of datetime64
        Missing where the cell is empty or names a day that no calendar has.

    Examples
    --------
    >>> first, last = span_dates(pd.Series(["2021-07-29", "2020-02"]))
    >>> first.astype("str").tolist(), last.astype("str").tolist()
    (['2021-07-29', '2020-02-01'], ['2021-07-29', '2020-02-29'])
    """
    codes, written = pd.factorize(cells)  # equal cells are read once
    written = pd.Series(written, dtype="str")
    first = np.full(len(written) + 1, np.datetime64("NaT", "D"))  # the last place is that of empty cells: code -1
    last = first.copy()
    for length, unit, form in ((4, "Y", "%Y"), (7, "M", "%Y-%m"), (10, "D", "%Y-%m-%d")):
        alike = written[written.str.len() == length]
        begun = pd.to_datetime(alike, format=form, errors="coerce").to_numpy().astype(f"datetime64[{unit}]")
        first[alike.index], last[alike.index] = begun, (begun + 1).astype("datetime64[D]") - 1
    return first[codes], last[codes]
