"""Count incidents by month or week, and by province and month."""

import numpy as np
import pandas as pd


def count_by_period(incidents, first_day, last_day, frequency="M"):
    """Count incidents by month or week, and say how many could belong to another.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_end``.
    first_day, last_day : str
        Days as YYYY-MM-DD; the periods between them are counted, those without an incident included.
    frequency : str
        ``M`` for months, ``W`` for weeks from Monday to Sunday.

    Returns
    -------
    pandas.DataFrame
        One row per period: ``start``, ``end`` (days); ``certain``: incidents that can only have happened in it;
        ``possible``: those that can have; ``incidents``: each spread evenly over its possible days.

    Examples
    --------
    >>> first, last = pd.to_datetime(["2021-01-05", "2021-01-31"]), pd.to_datetime(["2021-01-05", "2021-02-01"])
    >>> incidents = pd.DataFrame({"date_start": first, "date_end": last})
    >>> count_by_period(incidents, "2021-01-01", "2021-02-28")[["certain", "possible", "incidents"]].to_dict("list")
    {'certain': [1, 0], 'possible': [2, 1], 'incidents': [1.5, 0.5]}
    """
    periods = pd.period_range(first_day, last_day, freq=frequency)
    starts, ends = periods.start_time.normalize(), periods.end_time.normalize()
    first = incidents["date_start"].dt.to_period(frequency)
    inside = first == incidents["date_end"].dt.to_period(frequency)
    certain = first[inside].value_counts().reindex(periods, fill_value=0).to_numpy()
    doubtful = incidents[~inside]
    begin, finish = (doubtful[column].to_numpy()[:, None] for column in ("date_start", "date_end"))
    shared = np.minimum(finish, ends.to_numpy()) - np.maximum(begin, starts.to_numpy())
    shared = np.maximum(shared / np.timedelta64(1, "D") + 1, 0)
    spread = shared / ((finish - begin) / np.timedelta64(1, "D") + 1)
    counts = pd.DataFrame({"start": starts, "end": ends, "certain": certain})
    counts["possible"] = certain + (shared > 0).sum(axis=0)
    counts.attrs = incidents.attrs
    return counts.assign(incidents=certain + spread.sum(axis=0))


def count_by_province_month(incidents):
    """Count incidents by province and month.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start``, ``date_end`` and ``province``.

    Returns
    -------
    pandas.DataFrame
        One row per province and month with an incident: ``province`` (empty where unknown), ``month`` (YYYY-MM;
        empty where it could be either of two), ``incidents``.

    Examples
    --------
    >>> days = pd.to_datetime(["2021-01-01", "2021-01-09"])
    >>> incidents = pd.DataFrame({"date_start": days, "date_end": days, "province": ["Babil", "Babil"]})
    >>> count_by_province_month(incidents).to_dict("records")
    [{'province': 'Babil', 'month': '2021-01', 'incidents': 2}]
    """
    month = incidents["date_start"].dt.strftime("%Y-%m")
    month = month.where(month == incidents["date_end"].dt.strftime("%Y-%m"), "")
    rows = incidents[["province"]].fillna("").assign(month=month)
    return rows.groupby(["province", "month"]).size().rename("incidents").reset_index()
