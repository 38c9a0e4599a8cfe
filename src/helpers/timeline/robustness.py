"""The results that the timeline stands for, measured on any selection of incidents."""

import pandas as pd

from .changes import MONTH, find_rate_changes


def measure_timeline(incidents, first_day, last_day):
    """Measure the headline results of the timeline, to compare them under other choices.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_end``.
    first_day, last_day : str
        Days as YYYY-MM-DD.

    Returns
    -------
    pandas.Series of str
        ``attacks``; ``worst month``, all of them if several are even; ``last year by year before``, a percentage;
        ``longest busy time``, the longest run of periods with a rate above that of the whole time; ``changes of rate``,
        how many; ``same day``, the percentage of attacks known to the day that have another on the same day. Missing
        where there is nothing to measure.

    Examples
    --------
    >>> days = pd.to_datetime(["2021-05-01", "2021-05-01", "2021-06-01", "2022-01-01"])
    >>> incidents = pd.DataFrame({"date_start": days, "date_end": days})
    >>> measure_timeline(incidents, "2021-01-01", "2022-12-31")[["worst month", "same day"]].tolist()
    ['May 2021 (2)', '50%']
    """
    middle = incidents["date_start"] + (incidents["date_end"] - incidents["date_start"]) / 2
    months, years = middle.dt.to_period("M").value_counts(), middle.dt.year.value_counts()
    worst = months.index[months == months.max()].sort_values().strftime("%B %Y")
    dated = incidents.loc[incidents["date_start"] == incidents["date_end"], "date_start"]
    last = pd.Timestamp(last_day).year
    periods = find_rate_changes(incidents, first_day, last_day, intervals=False)
    before = years.get(last - 1, 0) if pd.Timestamp(first_day).year < last else 0
    return pd.Series(
        {
            "attacks": str(len(incidents)),
            "worst month": f"{' and '.join(worst)} ({months.max()})" if len(worst) else None,
            "last year by year before": f"{years.get(last, 0) / before:.0%}" if before else None,
            "longest busy time": _find_busy_time(periods),
            "changes of rate": str(len(periods) - 1) if len(incidents) else None,
            "same day": f"{dated.duplicated(keep=False).mean():.0%}" if len(dated) else None,
        },
        dtype="str",
    )


def _find_busy_time(periods):
    """Name the longest run of periods with a rate above that of the whole time, and its rate per month."""
    days = (periods["end"] - periods["start"]).dt.days + 1
    busy = periods["incidents"] / days > periods["incidents"].sum() / days.sum()
    runs = periods.assign(days=days)[busy].groupby((~busy).cumsum()[busy])
    runs = runs.agg(start=("start", "first"), end=("end", "last"), days=("days", "sum"), attacks=("incidents", "sum"))
    if runs.empty:
        return None
    run = runs.loc[runs["days"].idxmax()]
    per_month = run["attacks"] / run["days"] * MONTH
    return f"{run['start']:%b %Y} to {run['end']:%b %Y}, at {per_month:.0f} attacks per month"
