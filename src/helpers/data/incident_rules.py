"""Rules on what an incident rests on: its observations, its place and its claims."""

import pandas as pd

from .calendar import span_dates
from .faults import Fault
from .joining import is_among, look_up
from .votes import bound_counts


def check_incident_places(incidents, places):
    """An incident lies in the province of its place and is located as closely as it."""
    located = incidents[["place_id", "province", "location_precision"]]
    joined = look_up(located, places, "place_id", "province", "precision").dropna(subset="precision_place")
    both = joined.dropna(subset=["province", "province_place"])
    for row in both[both["province"] != both["province_place"]].itertuples():
        message = f"{row.province!r} is not the province of {row.place_id} ({row.province_place!r}); correct one"
        yield Fault("incidents.csv", row.Index, "province", message)
    for row in joined[~(joined["location_precision"] == joined["precision_place"])].itertuples():
        message = f"{row.location_precision!r} is not the precision of {row.place_id}; write {row.precision_place!r}"
        yield Fault("incidents.csv", row.Index, "location_precision", message)


def check_doubles(incidents, observations):
    """Two incidents with identical cells need a report that has both."""
    cells = incidents.drop(columns="incident_id")
    twins = cells[cells.duplicated(keep=False)]
    if twins.empty:
        return
    ids = incidents.loc[twins.index, "incident_id"]
    pages = observations[is_among(observations["incident_id"], ids)].groupby("incident_id")["report_id"].agg(set)
    for _, same in twins.groupby(list(twins), dropna=False):
        first, *others = same.index
        for line in others:
            if not pages.get(ids[first], set()) & pages.get(ids[line], set()):
                message = f"{ids[line]!r} has the same cells as {ids[first]!r} in line {first}, and no report has both"
                yield Fault("incidents.csv", line, "incident_id", f"{message}; withdraw one, or write how they differ")


def check_evidence(incidents, observations):
    """Every incident has an observation that bears out its date and its province."""
    first = incidents.drop_duplicates("incident_id")
    told = look_up(observations, first, "incident_id", "date_start", "date_end", "province")
    within = _covers(told["incident_date"], told["date_start_incident"], told["date_end_incident"])
    chosen = told, told[within], told.dropna(subset="province"), told[told["province"] == told["province_incident"]]
    seen, dated, placed, borne_out = (is_among(first["incident_id"], rows["incident_id"]) for rows in chosen)
    for line, incident in first.loc[~seen, "incident_id"].items():
        message = f"{incident!r} has no row in observations.csv; every incident rests on a report"
        yield Fault("incidents.csv", line, "incident_id", message)
    for row in first[seen & ~dated & (first["date_start"] <= first["date_end"])].itertuples():
        period = f"{row.date_start:%Y-%m-%d} to {row.date_end:%Y-%m-%d}"
        yield Fault("incidents.csv", row.Index, "date_start", f"no observation dates {row.incident_id} within {period}")
    for row in first[first["province"].notna() & placed & ~borne_out].itertuples():
        provinces = ", ".join(sorted(set(told.loc[told["incident_id"] == row.incident_id, "province"].dropna())))
        message = f"no observation places {row.incident_id} in {row.province!r}; they say {provinces}"
        yield Fault("incidents.csv", row.Index, "province", message)


def check_counts(incidents, observations):
    """Counts of an incident are the lowest and highest of its observations; empty is what none reports."""
    for column, bound in bound_counts(observations).items():
        extremes = bound.reindex(incidents["incident_id"]).set_axis(incidents.index)
        count = incidents[column]
        for line in count[count.notna() & ~(count == extremes).fillna(False)].index:
            remedy = "leave it empty" if pd.isna(extremes[line]) else f"they give {extremes[line]:.0f}"
            message = f"{count[line]} does not follow from observations.csv; {remedy}"
            yield Fault("incidents.csv", line, column, message)
        for line in count[count.isna() & extremes.notna()].index:
            message = f"is empty, but observations.csv gives {extremes[line]:.0f}; write it"
            yield Fault("incidents.csv", line, column, message)


def check_claims(claims, observations):
    """Each claim is in an observation of its report, and each claim that an observation reports is in claims.csv."""
    kinds = {"claimed": "claim", "video_only": "video"}
    told = observations[observations["claim_status"].isin(list(kinds)) & observations["incident_id"].notna()]
    told = told.assign(kind=told["claim_status"].map(kinds))
    claimed, tells, names = (
        table["incident_id"] + " " + table["report_id"] + " " + table["kind"]
        for table in (claims, told, told.dropna(subset=["claimed_by"]))
    )
    for row in claims[~is_among(claimed, tells)].itertuples():
        message = f"{row.report_id!r} tells of no {row.kind} of {row.incident_id} in observations.csv; correct one"
        yield Fault("claims.csv", row.Index, "report_id", message)
    for row in told[~is_among(tells, claimed)].itertuples():
        message = f"{row.report_id!r} tells of a {row.kind} of {row.incident_id}, but claims.csv has none; add it"
        yield Fault("observations.csv", row.Index, "claim_status", message)
    for row in claims[is_among(claimed, names) & claims["group_id"].isna()].itertuples():
        message = f"is empty, but observations.csv names who claimed {row.incident_id} by {row.report_id}; write it"
        yield Fault("claims.csv", row.Index, "group_id", message)


def check_claim_dates(claims, incidents):
    """Nobody claims an attack before it happens."""
    joined = look_up(claims, incidents, "incident_id", "date_start")
    for row in joined[joined["claimed_on"] < joined["date_start_incident"]].itertuples():
        days = f"{row.claimed_on:%Y-%m-%d} lies before the attack ({row.date_start_incident:%Y-%m-%d})"
        yield Fault("claims.csv", row.Index, "claimed_on", f"{days}; correct one")


def check_told_once(observations):
    """A report has one observation per incident, and numbers its incidents."""
    for column in ("incident_no", "incident_id"):
        rows = observations[["report_id", column]].dropna()
        rows = rows[rows.duplicated(["report_id", column], keep=False)]
        first = rows.index.to_series().groupby([rows["report_id"], rows[column]]).transform("min")
        for line, row in rows[first < rows.index].iterrows():
            twice = f"{row['report_id']} has {row[column]!r} twice, in line {first[line]} too"
            yield Fault("observations.csv", line, column, f"{twice}; write one row per incident")


def check_pairs(second_codings, observations):
    """A second coding is paired with a first coding of the same report."""
    joined = look_up(second_codings.rename(columns={"paired_with": "row_id"}), observations, "row_id", "report_id")
    joined = joined.dropna(subset="report_id_row")
    for row in joined[joined["report_id"] != joined["report_id_row"]].itertuples():
        message = f"{row.row_id!r} is of {row.report_id_row}, not of {row.report_id}; pair codings of one report"
        yield Fault("second_codings.csv", row.Index, "paired_with", message)
    for row in joined[joined.duplicated(["row_id", "coder"])].itertuples():
        message = f"{row.row_id!r} is paired with two codings of {row.coder!r}; pair each once"
        yield Fault("second_codings.csv", row.Index, "paired_with", message)


def _covers(date, start, end):
    """Say of each partial date (YYYY, YYYY-MM or YYYY-MM-DD) whether it meets the interval of days."""
    first, last = span_dates(date)
    return (start <= last) & (first <= end)
