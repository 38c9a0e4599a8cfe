"""Sentences with numbers, made from the data so that they cannot go stale."""

from datetime import date

from ..statistics.intervals import share_with_interval
from .claim_status import CLAIM_STATUSES, CLAIMED
from .vocabularies import CHART_GROUP_NAMES

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def format_day(day):
    """Write a day, in English whatever the machine's language.

    Examples
    --------
    >>> import pandas as pd
    >>> format_day(pd.Timestamp("2021-07-29"))
    '29 Jul 2021'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_interval(first, last):
    """Write the days from the first to the last, or the one day.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2021-07-29", "2021-07-30", "2021-08-02", "2022-01-01"])
    >>> [format_interval(days[0], last) for last in days]
    ['29 Jul 2021', '29–30 Jul 2021', '29 Jul–2 Aug 2021', '29 Jul 2021–1 Jan 2022']
    """
    if first == last:
        return format_day(first)
    start = format_day(first)
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
        if first.month == last.month:
            start = str(first.day)
    return f"{start}–{format_day(last)}"


def format_periods(starts, ends):
    """Write periods given as YYYY-MM-DD in words.

    Examples
    --------
    >>> format_periods(["2021-07-29"], ["2021-08-02"])
    ['29 Jul–2 Aug 2021']
    """
    pairs = zip(starts, ends, strict=True)
    return [format_interval(date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs]


def format_bounds(low, high):
    """Write pairs of bounds as intervals; missing ones are empty.

    Examples
    --------
    >>> format_bounds([0.25, float("nan")], [3, float("nan")])
    ['0.2–3.0', '']
    """
    pairs = zip(low, high, strict=True)
    return [
        "" if first != first else f"{first:.1f}–{last:.1f}" for first, last in pairs
    ]  # only NaN differs from itself


def format_count(count, noun):
    """Write a count with its noun.

    Examples
    --------
    >>> format_count(1, "incident"), format_count(2, "incident")
    ('1 incident', '2 incidents')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def describe_selection(marked):
    """Say how many incidents are shown, over which period, and how many are left out.

    Parameters
    ----------
    marked : pandas.DataFrame
        Incidents as `helpers.mark_left_out` returns them, with ``report_urls``.

    Returns
    -------
    str
        One line, to stand under a chart.
    """
    kept = marked[marked["left_out"].isna()]
    reasons = marked["left_out"].value_counts().sort_index()
    left_out = "; ".join(f"{count} {reason}" for reason, count in reasons.items()) or "none"
    if kept.empty:
        return f"No reported incident is shown. Left out: {left_out}."
    reports = {url for urls in kept["report_urls"] for url in urls.split()}
    first, last = format_day(kept["date_start"].min()), format_day(kept["date_end"].max())
    return (
        f"{format_count(len(kept), 'incident')} from {format_count(len(reports), 'report')}, "
        f"the first on {first}, the last on {last}. Left out: {left_out}."
    )


def describe_days(incidents, by_day):
    """Say on how many days the incidents fall and which day has most.

    Parameters
    ----------
    incidents : pandas.DataFrame
    by_day : pandas.DataFrame
        As `helpers.count_by_day` returns it.

    Returns
    -------
    str
    """
    dated = by_day["incidents"].sum()
    rest = f"; {len(incidents) - dated} more are dated less closely" if len(incidents) > dated else ""
    if by_day.empty:
        return f"No reported attack is dated to the day{rest}"
    most = by_day["incidents"].max()
    busiest = [format_day(day) for day in by_day.loc[by_day["incidents"] == most, "day"]]
    day = f"{most} of them on {busiest[0]}" if len(busiest) == 1 else f"at most {most} on one day"
    return f"{format_count(dated, 'reported attack')} fell on {format_count(len(by_day), 'day')}, {day}{rest}"


def describe_years(incidents):
    """Say how many incidents fall in each year.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start``.

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> describe_years(pd.DataFrame({"date_start": pd.to_datetime(["2020-05-01", "2021-05-01", "2021-06-01"])}))
    '1 in 2020, 2 in 2021'
    """
    by_year = incidents["date_start"].dt.year.value_counts().sort_index()
    return ", ".join(f"{count} in {year}" for year, count in by_year.items())


def describe_claims(shares):
    """Say how many incidents were claimed.

    Parameters
    ----------
    shares : pandas.DataFrame
        As `helpers.share_by_claim_status` returns it.

    Returns
    -------
    str
        With the Wilson interval of the share.

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.DataFrame({"claim_status": ["claimed", "not_mentioned"], "incidents": [5, 5], "total": 10})
    >>> describe_claims(shares)
    'By what the reports tell, 5 of 10 attacks were claimed (50%, 95% interval 24–76%)'
    """
    total = int(shares["total"].iloc[0])
    claimed = int(shares.loc[shares["claim_status"].isin(CLAIMED), "incidents"].sum())
    if total == 0:
        return "No attack was reported"
    share, low, high = share_with_interval(claimed, total)
    verb = "was" if claimed == 1 else "were"
    interval = f"{share:.0%}, 95% interval {100 * low:.0f}–{high:.0%}"
    return f"By what the reports tell, {claimed} of {total} attacks {verb} claimed ({interval})"


def describe_finding(incidents, counts):
    """Say in one sentence how many attacks are reported, when, where most, and how many were claimed.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start``, ``date_end`` and ``claim_status``; at least one.
    counts : pandas.DataFrame
        As `helpers.count_by_province` returns it.

    Returns
    -------
    str
        With the Wilson interval of the share.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2021-07-29", "2021-08-02"])
    >>> incidents = pd.DataFrame({"date_start": days, "date_end": days, "claim_status": ["claimed", "not_mentioned"]})
    >>> counts = pd.DataFrame({"province": ["Babil", "Anbar"], "incidents": [2, 0]})
    >>> print(*describe_finding(incidents, counts).split("; "), sep="\\n")
    2 attacks were reported from 29 Jul to 2 Aug 2021, most in Babil (2)
    by what the reports tell, 1 was claimed (50%, 95% interval 9–91%)
    """
    period = format_interval(incidents["date_start"].min(), incidents["date_end"].max()).replace("–", " to ")
    most = counts["incidents"].max()
    leading = " and ".join(counts.loc[counts["incidents"] == most, "province"])
    claimed = int(incidents["claim_status"].isin(CLAIMED).sum())
    share, low, high = share_with_interval(claimed, len(incidents))
    interval = f"{share:.0%}, 95% interval {100 * low:.0f}–{high:.0%}"
    return (
        f"{len(incidents)} attacks were reported from {period}, most in {leading} ({most}); "
        f"by what the reports tell, {claimed} {'was' if claimed == 1 else 'were'} claimed ({interval})"
    )


def describe_media_groups(incidents):
    """Say from which groups of media the texts come.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``media_groups``, separated by semicolons.

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> describe_media_groups(pd.DataFrame({"media_groups": ["iraqi;russian", "iraqi"]}))
    'Incidents by media group of the outlets whose text tells of them: Iraqi 2, Russian 1'
    """
    counts = incidents["media_groups"].str.split(";").explode().value_counts().sort_index()
    listed = ", ".join(f"{CHART_GROUP_NAMES.get(group, group)} {count}" for group, count in counts.items())
    return f"Incidents by media group of the outlets whose text tells of them: {listed or 'none'}"


def list_statuses(shares):
    """List the claim statuses that occur, with their counts, in one line.

    Parameters
    ----------
    shares : pandas.DataFrame
        With ``claim_status`` and ``incidents``.

    Returns
    -------
    str
    """
    present = shares[shares["incidents"] > 0]
    return "; ".join(f"{CLAIM_STATUSES[row.claim_status]}: {row.incidents}" for row in present.itertuples())


def list_counts(counts, column="province"):
    """List the areas or places that have an incident, with their counts, in one line.

    Parameters
    ----------
    counts : pandas.DataFrame
        With ``incidents`` and the column.
    column : str
        The column with the names.

    Returns
    -------
    str

    Examples
    --------
    >>> list_counts(pd.DataFrame({"province": ["Anbar", "Babil", "Wasit"], "incidents": [1, 2, 0]}))
    'Babil 2, Anbar 1'
    """
    affected = counts[counts["incidents"] > 0].sort_values(["incidents", column], ascending=[False, True])
    return ", ".join(f"{name} {count}" for name, count in zip(affected[column], affected["incidents"], strict=True))
