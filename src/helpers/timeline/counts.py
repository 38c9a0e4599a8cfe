"""When: place incidents on a strip of time, and count them by day, week and month."""

import numpy as np
import pandas as pd

from ..data.wording import format_interval
from ..statistics.intervals import add_count_intervals


def stack_incidents(incidents, order=()):
    """Stack the incidents of each week, so that a strip of time shows every one of them.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start``, ``date_end`` and ``claim_status``.
    order : sequence of str
        Claim statuses from the bottom of a stack to its top.

    Returns
    -------
    pandas.DataFrame
        The same incidents with ``date`` (Thursday of the week in which the middle of the
        interval lies) and ``level`` (0 for the lowest of the week).

    Examples
    --------
    >>> days = pd.to_datetime(["2021-01-01", "2021-01-02", "2021-03-01"])
    >>> incidents = pd.DataFrame({"date_start": days, "date_end": days, "claim_status": "claimed"})
    >>> stack_incidents(incidents)["level"].tolist()
    [0, 1, 0]
    """
    middle = incidents["date_start"] + (incidents["date_end"] - incidents["date_start"]) / 2
    thursday = middle.dt.normalize() - pd.to_timedelta(middle.dt.day_of_week - 3, unit="D")
    rank = incidents["claim_status"].map({status: number for number, status in enumerate(order)})
    stacked = incidents.assign(date=thursday, rank=rank).sort_values(["date", "rank", "date_start"], kind="stable")
    level = stacked.groupby("date").cumcount()
    return stacked.drop(columns="rank").assign(level=level).reset_index(drop=True)


def count_by_period(incidents, first_day, last_day, frequency="M"):
    """Count incidents by month or week, with the doubt of their dates carried through.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_end``.
    first_day, last_day : str
        Days as YYYY-MM-DD; the periods between them are counted, those without an
        incident included.
    frequency : str
        ``M`` for months, ``W`` for weeks from Monday to Sunday.

    Returns
    -------
    pandas.DataFrame
        One row a period: ``start``, ``end`` (days); ``certain``: incidents that can only have
        happened in it; ``possible``: those that can have; ``incidents``: each spread evenly over the
        days on which it can have happened; ``low``, ``high``: the exact 95% interval, its
        lower end that of ``certain``, its upper end that of ``possible`` (`helpers.add_count_intervals`).

    Examples
    --------
    >>> incidents = pd.DataFrame(
    ...     {
    ...         "date_start": pd.to_datetime(["2021-01-05", "2021-01-31"]),
    ...         "date_end": pd.to_datetime(["2021-01-05", "2021-02-01"]),
    ...     }
    ... )
    >>> count_by_period(incidents, "2021-01-01", "2021-02-28")[["certain", "possible", "incidents"]].to_dict("list")
    {'certain': [1, 0], 'possible': [2, 1], 'incidents': [1.5, 0.5]}

    Other people's events need the same columns; an ACLED export, for example, gives them so:

    >>> acled = pd.DataFrame({"event_date": ["2021-01-05", "2021-02-05"], "admin1": ["Babil", "Najaf"]})
    >>> acled = acled.assign(date_start=pd.to_datetime(acled["event_date"]), date_end=lambda frame: frame["date_start"])
    >>> count_by_period(acled, "2021-01-01", "2021-02-28")["certain"].tolist()
    [1, 1]
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
    counts["incidents"] = certain + spread.sum(axis=0)
    low = add_count_intervals(counts[["certain"]].set_axis(["incidents"], axis=1))["low"]
    high = add_count_intervals(counts[["possible"]].set_axis(["incidents"], axis=1))["high"]
    return counts.assign(low=low, high=high)


def count_by_day(incidents):
    """Count the incidents of each day that has any.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_end``.

    Returns
    -------
    pandas.DataFrame
        One row a day: ``day``, ``incidents``, by day. Incidents that are not known to
        one day are left out.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2021-01-01", "2021-01-01", "2021-02-01"])
    >>> ends = pd.to_datetime(["2021-01-01", "2021-01-01", "2021-02-02"])
    >>> count_by_day(pd.DataFrame({"date_start": days, "date_end": ends}))["incidents"].tolist()
    [2]
    """
    dated = incidents[incidents["date_start"] == incidents["date_end"]]
    return dated.groupby("date_start").size().rename("incidents").rename_axis("day").reset_index()


def count_running(incidents):
    """Count the incidents up to each day.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_end``.

    Returns
    -------
    pandas.DataFrame
        One row a day from the first to the last: ``day``; ``low``: incidents that had happened by
        its end for certain; ``high``: those that can have.
    """
    if incidents.empty:
        return pd.DataFrame({"day": pd.to_datetime([]), "low": [], "high": []})
    days = pd.date_range(incidents["date_start"].min(), incidents["date_end"].max())
    high, low = (
        np.searchsorted(np.sort(incidents[column].to_numpy()), days.to_numpy(), side="right")
        for column in ("date_start", "date_end")
    )
    return pd.DataFrame({"day": days, "low": low, "high": high})


def lay_totals(running, totals):
    """Lay totals that others published over the running count.

    Parameters
    ----------
    running : pandas.DataFrame
        As `count_running` returns it.
    totals : pandas.DataFrame
        As `helpers.compare_with_totals` returns it.

    Returns
    -------
    pandas.DataFrame
        The same rows with ``start``, ``end`` (days) and ``base``: the running count on the eve of the
        period, from which the published count is laid off. Those that begin before the
        first incident have a base of 0.
    """
    start, end = (pd.to_datetime(totals[column], format="%Y-%m-%d") for column in ("period_start", "period_end"))
    number = np.searchsorted(running["day"].to_numpy(), start.to_numpy()) - 1
    base = np.where(number >= 0, running["high"].to_numpy()[np.maximum(number, 0)] if len(running) else 0, 0)
    return totals.assign(start=start, end=end, base=base)


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


def describe_busiest(counts):
    """Say which period has most incidents.

    Parameters
    ----------
    counts : pandas.DataFrame
        As `count_by_period` returns it.

    Returns
    -------
    str
    """
    most = counts.loc[counts["certain"].idxmax()]
    if most["certain"] == 0:
        return "No incident is known to lie in one of these periods"
    bounds = f"95% interval {most['low']:.0f}–{most['high']:.0f}"
    return f"Most incidents, {most['certain']} ({bounds}), fell between {format_interval(most['start'], most['end'])}"
