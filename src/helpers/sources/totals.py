"""Set totals that others published beside the incidents of the same days."""

import numpy as np
import pandas as pd

from ..data.wording import format_interval

LEAST_DAYS = 7  # totals of shorter periods turn on the hour at which a day begins
TOTAL_ENDS = ["period_start", "period_end"]
LIKELY = {  # by the rule of a published total and the sign of the count here less it
    ("same", 1): "the count here: it holds more reports than the total could know",
    ("same", 0): "both",
    ("same", -1): "the total: incidents are missing here, unless it counts some twice",
    ("narrower", 1): "both: it counts some kinds only",
    ("narrower", 0): "the total, or nearly: other kinds are missing here",
    ("narrower", -1): "the total: incidents are missing here, unless it counts some twice",
    ("wider", 1): "the count here: the total cannot be complete",
    ("wider", 0): "not to be told: it counts other kinds too",
    ("wider", -1): "both: it counts other kinds too",
    ("other", 1): "not comparable",
    ("other", 0): "not comparable",
    ("other", -1): "not comparable",
}


def compare_with_totals(incidents, totals):
    """Set totals that others published beside the incidents of the same days.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_end``.
    totals : pandas.DataFrame
        Rows of ``published_totals.csv``; periods of less than a week, or not given to
        the day, are left out.

    Returns
    -------
    pandas.DataFrame
        One row a total: ``publisher``, ``period_start``, ``period_end``, ``count``,
        ``incidents`` (those that can only have happened within the period), ``rule_compared``,
        ``counting_rule``. The rules differ, so neither column is the truth about the other.

    Examples
    --------
    >>> days = pd.to_datetime(["2022-01-05", "2022-02-01"])
    >>> incidents = pd.DataFrame({"date_start": days, "date_end": days})
    >>> total = {"publisher": "P", "period_start": "2022-01-01", "period_end": "2022-01-31"}
    >>> totals = pd.DataFrame([{**total, "counting_rule": "bombs", "rule_compared": "narrower", "count": 3}])
    >>> compare_with_totals(incidents, totals)["incidents"].tolist()
    [1]
    """
    first, last = (pd.to_datetime(totals[end], format="%Y-%m-%d", errors="coerce") for end in TOTAL_ENDS)
    totals = totals[(last - first).dt.days + 1 >= LEAST_DAYS]
    within = [
        int(((incidents["date_start"] >= row.period_start) & (incidents["date_end"] <= row.period_end)).sum())
        for row in totals.itertuples()
    ]
    columns = ["publisher", *TOTAL_ENDS, "count", "incidents", "rule_compared", "counting_rule"]
    return totals.assign(incidents=within)[columns].reset_index(drop=True)


def judge_totals(comparison):
    """Say of each published total how it compares with the count here, and who is likely right.

    Parameters
    ----------
    comparison : pandas.DataFrame
        As `compare_with_totals` returns it.

    Returns
    -------
    pandas.DataFrame
        The same rows with ``ratio`` of the count here to the published one, ``difference``
        (here less published), and ``likely``: what the rules of counting and both counts suggest.

    Examples
    --------
    >>> comparison = pd.DataFrame({"count": [3, 3], "incidents": [5, 2], "rule_compared": ["narrower", "same"]})
    >>> judge_totals(comparison)["likely"].tolist()
    ['both: it counts some kinds only', 'the total: incidents are missing here, unless it counts some twice']
    """
    difference = comparison["incidents"] - comparison["count"]
    signs = np.sign(difference.to_numpy(dtype=int))
    likely = [LIKELY[rule, sign] for rule, sign in zip(comparison["rule_compared"], signs, strict=True)]
    published = comparison["count"].astype("float64")
    ratio = comparison["incidents"] / published.where(published > 0)
    return comparison.assign(ratio=ratio, difference=difference, likely=likely)


def list_missing(judged, incidents):
    """List the periods in which others count more of the same attacks, for contributors to search.

    Parameters
    ----------
    judged : pandas.DataFrame
        As `judge_totals` returns it.
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_end``.

    Returns
    -------
    pandas.DataFrame
        One row a total of the same or a narrower rule that is higher than the count here, the
        shortest period first: ``publisher``, ``period_start``, ``period_end``; ``missing``: at least so
        many; ``days``, how many; ``days_without``: those on which no incident is known that can have
        happened on them, in words.
    """
    short = judged[judged["rule_compared"].isin(["same", "narrower"]) & (judged["difference"] < 0)]
    rows = []
    for row in short.itertuples():
        days = pd.Series(pd.date_range(row.period_start, row.period_end))
        known = [((incidents["date_start"] <= day) & (incidents["date_end"] >= day)).any() for day in days]
        empty = days[~np.array(known)]
        runs = empty.groupby(empty.diff().dt.days.ne(1).cumsum()).agg(["first", "last"])
        listed = ", ".join(format_interval(run.first, run.last) for run in runs.itertuples(name="Run"))
        rows.append((row.publisher, row.period_start, row.period_end, -row.difference, len(days), listed))
    columns = ["publisher", "period_start", "period_end", "missing", "days", "days_without"]
    return pd.DataFrame(rows, columns=columns).sort_values(["days", "period_start"], ignore_index=True)


def describe_totals(judged):
    """Say how the count here compares with published totals of the same or a narrower rule.

    Parameters
    ----------
    judged : pandas.DataFrame
        As `judge_totals` returns it.

    Returns
    -------
    str
    """
    alike = judged[judged["rule_compared"].isin(["same", "narrower"])]
    more = int((alike["difference"] < 0).sum())
    beside = f"{len(judged)} published totals can be set beside the count here"
    return f"{beside}; of {len(alike)} that count the same attacks or some of them, {more} are higher"
