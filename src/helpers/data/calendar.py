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


def number_days(days):
    """Write each day as the number YYYYMMDD.

    Parameters
    ----------
    days : pandas.Series of datetime64

    Returns
    -------
    numpy.ndarray of float
        NaN where the day is missing.

    Examples
    --------
    >>> number_days(pd.Series(pd.to_datetime(["2021-07-29"]))).tolist()
    [20210729.0]
    """
    return (days.dt.year * 10_000 + days.dt.month * 100 + days.dt.day).to_numpy("float64")


def span_dates(cells):
    """Return the first and the last day that each partial date can mean, as numbers YYYYMMDD.

    Parameters
    ----------
    cells : pandas.Series
        YYYY, YYYY-MM or YYYY-MM-DD.

    Returns
    -------
    first, last : numpy.ndarray of float
        NaN where the cell is empty. A month starts on day 0 and ends on day 99, so that every day lies within.

    Examples
    --------
    >>> first, last = span_dates(pd.Series(["2021-07-29", "2021-07"]))
    >>> first.tolist(), last.tolist()
    ([20210729.0, 20210700.0], [20210729.0, 20210799.0])
    """
    codes, written = pd.factorize(cells)  # equal cells are read once
    written = pd.Series(written, dtype="str")
    numbers = pd.to_numeric(written.str.replace("-", ""), errors="coerce").to_numpy("float64")
    unit = written.str.len().map({4: 10_000, 7: 100, 10: 1}).to_numpy("float64")
    first = np.append(numbers * unit, np.nan)[codes]  # an empty cell has the code -1, the last place
    return first, first + np.append(unit, np.nan)[codes] - 1


def count_days(numbers):
    """Count the days from 1970 up to each date written as the number YYYYMMDD.

    Parameters
    ----------
    numbers : numpy.ndarray of float
        As `number_days` or `span_dates` returns them; months and days that no calendar has are brought into it.

    Returns
    -------
    numpy.ndarray of float

    Examples
    --------
    >>> count_days(np.array([19700102.0, 19700100.0, 19700199.0, np.nan])).tolist()
    [1.0, 0.0, 30.0, nan]
    """
    known = ~np.isnan(numbers)
    year, month, day = numbers[known] // 10_000, numbers[known] // 100 % 100, numbers[known] % 100
    months = ((year - 1970) * 12 + np.clip(month, 1, 12) - 1).astype("int64").astype("datetime64[M]")
    days = np.full(len(numbers), np.nan)
    days[known] = months.astype("datetime64[D]").astype("int64") + np.clip(day, 1, 31) - 1
    return days
