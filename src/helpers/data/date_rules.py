"""Rules on when: no report is older than what it reports, no claim older than its group."""

import datetime

import numpy as np
import pandas as pd

from .calendar import span_dates
from .faults import Fault
from .joining import is_among, look_up

FIRST_DAY, LAST_DAY = "2020-01-01", "2022-12-31"  # the period of the question
FIRST_ADJACENT, LAST_ADJACENT = "2018-01-01", "2024-12-31"  # two years before and after it
LONGEST_MONTH = 31  # days
ONE_DAY = np.timedelta64(1, "D")


def check_incident_dates(incidents, observations, reports):
    """An incident does not begin after all of its reports were published."""
    published = look_up(observations, reports, "report_id", "published")["published_report"]
    last = pd.Series(span_dates(published)[1], index=observations["incident_id"])
    undated = last.isna().groupby(level=0).any()
    latest = last.groupby(level=0).max()[~undated].reindex(incidents["incident_id"]).to_numpy()
    for row in incidents[incidents["date_start"] > latest].itertuples():
        dates = sorted(published[observations["incident_id"] == row.incident_id])
        message = f"{row.date_start:%Y-%m-%d} lies after every report of {row.incident_id} was published"
        yield Fault("incidents.csv", row.Index, "date_start", f"{message} (the last: {dates[-1]}); correct one")


def check_reported_dates(observations, reports):
    """A report does not date an attack after its own publication."""
    yield from _check_against_publication("observations.csv", observations, "incident_date", reports)


def check_second_dates(second_codings, reports):
    """A second coding does not date an attack after the publication of its report."""
    yield from _check_against_publication("second_codings.csv", second_codings, "incident_date", reports)


def check_claim_days(claims, reports):
    """A claim is not made after the report of it was published."""
    days = claims.assign(claimed_on=_write_days(claims["claimed_on"]))
    yield from _check_against_publication("claims.csv", days, "claimed_on", reports)


def check_batch_days(batch_claims, reports):
    """A claim of several attacks is made after they begin, and not after the report of it was published."""
    days = batch_claims.assign(claimed_on=_write_days(batch_claims["claimed_on"]))
    yield from _check_against_publication("batch_claims.csv", days, "claimed_on", reports)
    for row in batch_claims[batch_claims["claimed_on"] < batch_claims["period_start"]].itertuples():
        message = f"{row.claimed_on:%Y-%m-%d} lies before the attacks begin ({row.period_start:%Y-%m-%d}); correct one"
        yield Fault("batch_claims.csv", row.Index, "claimed_on", message)


def _check_against_publication(file, rows, column, reports):
    """Find the dates of a column that lie after the report was published."""
    dated = look_up(rows, reports, "report_id", "published")
    late = span_dates(dated[column])[0] > span_dates(dated["published_report"])[1]
    for row in dated[late].itertuples():
        message = f"{getattr(row, column)} lies after {row.report_id} was published ({row.published_report})"
        yield Fault(file, row.Index, column, f"{message}; correct one")


def _write_days(days):
    """Write days as YYYY-MM-DD; few claims have one."""
    return days.dropna().dt.strftime("%Y-%m-%d").reindex(days.index).astype("str")


def check_first_seen(claims, incidents, groups):
    """No group claims an attack before it first appeared."""
    rows = look_up(claims, groups, "group_id", "first_seen")
    rows = look_up(rows, incidents, "incident_id", "date_end").dropna(subset="first_seen_group")
    day = rows["claimed_on"].fillna(rows["date_end_incident"])
    early = day < span_dates(rows["first_seen_group"])[0]
    for row in rows[early].assign(day=day[early]).itertuples():
        message = f"{row.group_id!r} claims {row.incident_id} ({row.day:%Y-%m-%d}) before it first appeared"
        yield Fault("claims.csv", row.Index, "group_id", f"{message} ({row.first_seen_group}); correct one")


def check_publication(reports):
    """A report was published in 2020 or later, and not after today."""
    yield from _check_past("reports.csv", reports, "published", FIRST_DAY)


def check_totals(published_totals):
    """A published total was published in 2020 or later, not after today, and not before its period begins."""
    yield from _check_past("published_totals.csv", published_totals, "published", FIRST_DAY)
    early = span_dates(published_totals["published"])[1] < span_dates(published_totals["period_start"])[0]
    for row in published_totals[early].itertuples():
        message = f"{row.published} lies before the period begins ({row.period_start}); correct one"
        yield Fault("published_totals.csv", row.Index, "published", message)


def _check_past(file, rows, column, earliest):
    """Find the partial dates of a column that lie before a day, or after today."""
    today = datetime.date.today()
    first, last = span_dates(rows[column])
    outside = (last < np.datetime64(earliest)) | (first > np.datetime64(today))
    for line, date in rows.loc[outside, column].items():
        yield Fault(file, line, column, f"{date} does not lie between {earliest} and today ({today}); correct it")


def check_windows(second_readings, observations):
    """A coding that was read again lies in the months that were read together."""
    rows = look_up(second_readings, observations, "row_id", "incident_date").dropna(subset=["window"])
    first, last = span_dates(rows["incident_date_row"])
    outside = (last < span_dates(rows["window"].str[:7])[0]) | (first > span_dates(rows["window"].str[-7:])[1])
    for row in rows[outside].itertuples():
        message = f"{row.row_id}, dated {row.incident_date_row}, does not lie in {row.window}; correct the window"
        yield Fault("second_readings.csv", row.Index, "window", message)


def check_adjacent(incidents):
    """An incident of scope 'adjacent' lies within two years of the period 2020 to 2022."""
    outside = (incidents["date_start"] < FIRST_ADJACENT) | (incidents["date_end"] > LAST_ADJACENT)
    for line in incidents.index[outside & (incidents["scope"] == "adjacent")]:
        message = f"'adjacent' allows dates from {FIRST_ADJACENT} to {LAST_ADJACENT} only; correct the dates"
        yield Fault("incidents.csv", line, "scope", message)


def check_month(incidents):
    """An incident of date precision 'month' spans at most 31 days."""
    days = (incidents["date_end"] - incidents["date_start"]).dt.days + 1
    for line in incidents.index[(days > LONGEST_MONTH) & (incidents["date_precision"] == "month")]:
        message = f"'month' allows {LONGEST_MONTH} days at most, here are {days[line]:.0f}; narrow the dates down"
        yield Fault("incidents.csv", line, "date_precision", message)


def check_inferred_days(incidents, observations):
    """An incident known to the day has a report that gives the day, or a note that says how it was inferred."""
    known = incidents[(incidents["date_precision"] == "day") & incidents["note"].isna()]
    if known.empty:
        return
    given = observations.loc[observations["date_precision"] == "day", "incident_id"]
    known = known[is_among(known["incident_id"], observations["incident_id"])]  # else reported as such
    for row in known[~is_among(known["incident_id"], given)].itertuples():
        message = f"no report gives the day of {row.incident_id}; write 'month', or say in note how it was inferred"
        yield Fault("incidents.csv", row.Index, "date_precision", message)


def check_joined_dates(observations, incidents, reports):
    """A report joined to an incident of another day says why in coder_note; more than a day off, the incident's
    note names it as well."""
    rows = look_up(observations, incidents, "incident_id", "date_start", "date_end", "note")
    rows = look_up(rows, reports, "report_id", "published")
    first, last = span_dates(rows["incident_date"])
    last = np.fmin(last, span_dates(rows["published_report"])[1])  # no later than the report itself
    starts, ends = (rows[f"{column}_incident"].to_numpy("datetime64[D]") for column in ("date_start", "date_end"))
    early, late = last < starts, first > ends
    days = np.where(early, starts - last, first - ends) / ONE_DAY
    for row in rows.assign(days=days)[early | late].itertuples():
        named = row.row_id in str(row.note_incident)
        if pd.isna(row.coder_note) or (row.days > 1 and not named):
            also = f", and name {row.row_id} in the note of {row.incident_id}" if row.days > 1 else ""
            message = f"{row.row_id} lies {row.days:.0f} {'day' if row.days == 1 else 'days'} off {row.incident_id}"
            message += f"; correct one, or say why in coder_note{also}"
            yield Fault("observations.csv", row.Index, "incident_id", message)
