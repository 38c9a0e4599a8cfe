"""On which days of the week, and at what time of day."""

import numpy as np
import pandas as pd

from ..data.calendar import TIMES_OF_DAY, name_part_of_day
from ..statistics.intervals import share_with_interval

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def count_by_weekday(incidents, first_day, last_day):
    """Count the days with an incident by day of the week.

    Days are counted and not incidents, because several incidents of one day are not independent.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start``, ``date_end``; those not known to one day are left out.
    first_day, last_day : str
        Days as YYYY-MM-DD: the period, whose weekdays give what is expected.

    Returns
    -------
    pandas.DataFrame
        One row a weekday: ``label``; ``counted``, days of ``total`` in the ``unit`` named; ``share``,
        ``low``, ``high`` (Wilson); and ``expected``, the weekday's share of the period. Shares are
        fractions of 1.
    """
    days = incidents.loc[incidents["date_start"] == incidents["date_end"], "date_start"].drop_duplicates()
    counts = days.dt.day_of_week.value_counts().reindex(range(7), fill_value=0)
    period = pd.date_range(first_day, last_day).day_of_week.value_counts().reindex(range(7), fill_value=0)
    shares = _add_shares(counts, WEEKDAYS, "days with an incident")
    return shares.assign(expected=(period / period.sum()).to_numpy())


def count_by_time_of_day(incidents):
    """Count incidents by time of day.

    A clock time falls in the morning from 5, the afternoon from 12, the evening from 17, the night from 20.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``time_local``: HH:MM or one of these words; missing ones are left out.

    Returns
    -------
    pandas.DataFrame
        One row a time of day: ``label``; ``counted``, incidents of ``total`` in the ``unit`` named;
        ``share``, ``low``, ``high`` (Wilson); and ``expected``, its share of 24 hours.

    Examples
    --------
    >>> count_by_time_of_day(pd.DataFrame({"time_local": ["10:03", "night", "04:59", None]}))["counted"].tolist()
    [1, 0, 0, 2]
    """
    counts = name_part_of_day(incidents["time_local"].dropna()).value_counts().reindex(list(TIMES_OF_DAY), fill_value=0)
    hours = [(last - first) % 24 for first, last in TIMES_OF_DAY.values()]
    return _add_shares(counts, list(TIMES_OF_DAY), "incidents").assign(expected=np.array(hours) / 24)


def _add_shares(counts, labels, unit):
    total = int(counts.sum())
    shares = pd.DataFrame([share_with_interval(count, total) for count in counts], columns=["share", "low", "high"])
    table = pd.DataFrame({"label": labels, "counted": counts.to_numpy(), "total": total, "unit": unit})
    return pd.concat([table, shares], axis=1)


def describe_rhythm(shares):
    """Say which weekdays or times of day differ from what is expected.

    Parameters
    ----------
    shares : pandas.DataFrame
        As `count_by_weekday` or `count_by_time_of_day` returns it.

    Returns
    -------
    str
        Those whose interval leaves out the expected share.
    """
    total, unit = shares[["total", "unit"]].iloc[0]
    more = shares.loc[shares["low"] > shares["expected"], "label"]
    less = shares.loc[shares["high"] < shares["expected"], "label"]
    told = f"Of {total} {unit}"
    if len(more) + len(less) == 0:
        return f"{told} no share differs from its expected one by more than its interval"
    parts = [f"more than expected fall on {', '.join(more)}"] * bool(len(more))
    parts += [f"fewer on {', '.join(less)}"] * bool(len(less))
    return f"{told} {'; '.join(parts)}"
