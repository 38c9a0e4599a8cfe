"""When: place incidents on a strip of time, and count them by day."""

import numpy as np


def stack_incidents(incidents, gap_days=14):
    """Give each incident a place on a dated strip, so that marks do not overlap.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_end``.
    gap_days : int
        Marks on one level are more than this many days apart.

    Returns
    -------
    pandas.DataFrame
        The same incidents by date, with ``date`` (middle of the interval) and ``level``
        (0 for the lowest free one, a whole number).

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2021-01-01", "2021-01-01", "2021-03-01"])
    >>> stack_incidents(pd.DataFrame({"date_start": days, "date_end": days}))["level"].tolist()
    [0, 1, 0]
    """
    middle = incidents["date_start"] + (incidents["date_end"] - incidents["date_start"]) / 2
    stacked = incidents.assign(date=middle).sort_values(["date", "date_start"], kind="stable", ignore_index=True)
    day_numbers = (stacked["date"] - stacked["date"].min()).dt.days.to_numpy()
    levels, last_on_level = [], []
    for day in day_numbers:
        free = next((level for level, last in enumerate(last_on_level) if day - last > gap_days), len(last_on_level))
        last_on_level[free : free + 1] = [day]
        levels.append(free)
    return stacked.assign(level=np.array(levels, dtype=int))


def count_by_day(incidents):
    """Count the incidents of each day that has any.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_precision``.

    Returns
    -------
    pandas.DataFrame
        One row a day: ``day``, ``incidents``, by day. Incidents whose date is known
        less closely than to the day are left out.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2021-01-01", "2021-01-01", "2021-02-01"])
    >>> incidents = pd.DataFrame({"date_start": days, "date_precision": ["day", "day", "month"]})
    >>> count_by_day(incidents)["incidents"].tolist()
    [2]
    """
    dated = incidents[incidents["date_precision"] == "day"]
    return dated.groupby("date_start").size().rename("incidents").rename_axis("day").reset_index()


def count_by_province_month(incidents):
    """Count incidents by province and month.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start``, ``date_end`` and ``province``.

    Returns
    -------
    pandas.DataFrame
        One row a province and month that has any: ``province`` (empty where none is
        told), ``month`` (YYYY-MM; empty where the interval covers two months), ``incidents``.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2021-01-01", "2021-01-09"])
    >>> incidents = pd.DataFrame({"date_start": days, "date_end": days, "province": ["Babil", "Babil"]})
    >>> count_by_province_month(incidents).to_dict("records")
    [{'province': 'Babil', 'month': '2021-01', 'incidents': 2}]
    """
    month = incidents["date_start"].dt.strftime("%Y-%m")
    month = month.where(month == incidents["date_end"].dt.strftime("%Y-%m"), "")
    rows = incidents[["province"]].fillna("").assign(month=month)
    return rows.groupby(["province", "month"]).size().rename("incidents").reset_index()
