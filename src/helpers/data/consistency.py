"""Rules that hold between tables."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from . import agreement_rules, date_rules, place_rules, source_rules
from .calendar import number_days, span_dates
from .faults import Fault, list_at_most
from .joining import is_among, look_up
from .votes import bound_counts


def check_consistency(tables, whole, districts=None):
    """Check the typed tables against each other.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
        All raw tables, indexed by line, as `helpers.data.validation.check_table` returns them.
    whole : set of str
        Names of the tables that could be read whole; rules that need another are skipped.
    districts : geopandas.GeoDataFrame, optional
        District polygons with ``district`` and ``province``.

    Returns
    -------
    list of Fault
    """
    # A row without a key, and a province that is not known, have been reported already.
    keyed = {name: table.iloc[:, 0].notna() for name, table in tables.items()}
    tables = {name: table if keyed[name].all() else table[keyed[name]] for name, table in tables.items()}
    if "provinces" in whole:
        known = tables["incidents"]["province"].isin(tables["provinces"]["province"].dropna())
        province = tables["incidents"]["province"].where(known)
        tables["incidents"] = tables["incidents"].assign(province=province)
    found = [rule(*map(tables.get, names)) for rule, names in RULES if whole.issuperset(names)]
    if districts is not None:
        if "districts" in whole:
            found.append(place_rules.check_boundaries(tables["districts"], districts))
        found.append(place_rules.check_overlaps(districts))
        found.append(place_rules.check_coordinates(tables["places"], districts))
    return [fault for faults in found for fault in list_at_most(faults)]


def _check_incident_places(incidents, places):
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


def _check_doubles(incidents, observations):
    """Two incidents with identical cells need a report that has both."""
    cells = incidents.drop(columns="incident_id")
    twins = cells[cells.duplicated(keep=False)]
    if twins.empty:
        return
    ids = incidents.loc[twins.index, "incident_id"]
    of_twins = observations[is_among(observations["incident_id"], ids)]
    pages = of_twins.groupby("incident_id")["report_id"].agg(set)
    number = twins.groupby(list(twins), dropna=False).ngroup()
    for lines in number.groupby(number).groups.values():
        first, *others = lines
        for line in others:
            if not pages.get(ids[first], set()) & pages.get(ids[line], set()):
                same = f"{ids[line]!r} has the same cells as {ids[first]!r} in line {first}, and no report has both"
                yield Fault("incidents.csv", line, "incident_id", f"{same}; withdraw one, or write how they differ")


def _check_evidence(incidents, observations):
    """Every incident has an observation that bears out its date and its province."""
    ids = pd.Index(incidents["incident_id"])
    first = incidents if ids.is_unique else incidents.drop_duplicates("incident_id")
    place = ids.unique().get_indexer(observations["incident_id"])  # -1: of no incident
    told, place = observations[place >= 0], place[place >= 0]
    matched = first[["date_start", "date_end", "province"]].iloc[place].set_axis(told.index)
    seen, dated, placed, borne_out = (
        _reaches(place, which, first)
        for which in (
            pd.Series(True, index=told.index),
            _covers(told["incident_date"], matched["date_start"], matched["date_end"]),
            told["province"].notna(),
            told["province"] == matched["province"],
        )
    )
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


def _reaches(place, which, rows):
    """Say of each row whether one of the chosen observations is at its place."""
    reached = np.zeros(len(rows), dtype="bool")
    reached[place[which.fillna(False).to_numpy(dtype="bool")]] = True
    return pd.Series(reached, index=rows.index)


def _check_counts(incidents, observations):
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


def _check_claims(claims, observations):
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


def _check_claim_dates(claims, incidents):
    """Nobody claims an attack before it happens."""
    joined = look_up(claims, incidents, "incident_id", "date_start")
    for row in joined[joined["claimed_on"] < joined["date_start_incident"]].itertuples():
        days = f"{row.claimed_on:%Y-%m-%d} lies before the attack ({row.date_start_incident:%Y-%m-%d})"
        yield Fault("claims.csv", row.Index, "claimed_on", f"{days}; correct one")


def _check_told_once(observations):
    """A report has one observation per incident, and numbers its incidents."""
    for column in ("incident_no", "incident_id"):
        rows = observations[["report_id", column]].dropna()
        rows = rows[rows.duplicated(["report_id", column], keep=False)]
        first = rows.index.to_series().groupby([rows["report_id"], rows[column]]).transform("min")
        for line, row in rows[first < rows.index].iterrows():
            twice = f"{row['report_id']} has {row[column]!r} twice, in line {first[line]} too"
            yield Fault("observations.csv", line, column, f"{twice}; write one row per incident")


def _check_pairs(codings, observations):
    """A second coding is paired with a first coding of the same report."""
    joined = look_up(codings.rename(columns={"paired_with": "row_id"}), observations, "row_id", "report_id")
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
    return pd.Series((number_days(start) <= last) & (first <= number_days(end)), index=date.index)


RULES: list[tuple[Callable, list[str]]] = [
    (_check_incident_places, ["incidents", "places"]),
    (_check_doubles, ["incidents", "observations"]),
    (_check_evidence, ["incidents", "observations"]),
    (_check_counts, ["incidents", "observations"]),
    (agreement_rules.check_reasoned_values, ["incidents", "observations"]),
    (agreement_rules.check_named_records, ["incidents", "observations"]),
    (date_rules.check_adjacent, ["incidents"]),
    (date_rules.check_month, ["incidents"]),
    (date_rules.check_inferred_days, ["incidents", "observations"]),
    (date_rules.check_incident_dates, ["incidents", "observations", "reports"]),
    (date_rules.check_reported_dates, ["observations", "reports"]),
    (date_rules.check_joined_dates, ["observations", "incidents", "reports"]),
    (agreement_rules.check_joined_provinces, ["observations", "incidents"]),
    (_check_told_once, ["observations"]),
    (agreement_rules.check_claim_words, ["observations"]),
    (agreement_rules.check_defused, ["observations"]),
    (agreement_rules.check_denials, ["observations", "attributions"]),
    (_check_claims, ["claims", "observations"]),
    (_check_claim_dates, ["claims", "incidents"]),
    (date_rules.check_claim_days, ["claims", "reports"]),
    (date_rules.check_first_seen, ["claims", "incidents", "groups"]),
    (agreement_rules.check_claimants_named, ["observations", "claims", "groups"]),
    (agreement_rules.check_claimed_only, ["incidents", "claims"]),
    (agreement_rules.check_claim_forms, ["claims"]),
    (source_rules.check_claimants, ["claims", "observations", "attributions"]),
    (source_rules.check_batches, ["batch_claims", "provinces"]),
    (date_rules.check_batch_days, ["batch_claims", "reports"]),
    (agreement_rules.check_batch_numbers, ["batch_claims", "incidents"]),
    (source_rules.check_reports, ["reports", "observations", "batch_claims"]),
    (source_rules.check_addresses, ["reports"]),
    (date_rules.check_publication, ["reports"]),
    (source_rules.check_reprints, ["reports"]),
    (agreement_rules.check_mutual_reprints, ["reports"]),
    (source_rules.check_votes, ["incidents", "observations", "reports", "attributions", "informants"]),
    (source_rules.check_attributions, ["observations", "attributions", "informants"]),
    (agreement_rules.check_informant_sides, ["informants"]),
    (agreement_rules.check_informant_names, ["informants"]),
    (agreement_rules.check_outlet_names, ["outlets"]),
    (agreement_rules.check_group_names, ["groups"]),
    (date_rules.check_totals, ["published_totals"]),
    (_check_pairs, ["second_codings", "observations"]),
    (date_rules.check_second_dates, ["second_codings", "reports"]),
    (date_rules.check_windows, ["second_readings", "observations"]),
    (source_rules.check_row_checks, ["row_checks", "observations", "incidents", "claims", "reports", "attributions"]),
    (place_rules.check_place_districts, ["places", "districts"]),
    (place_rules.check_segments, ["places"]),
    (place_rules.check_spellings, ["places"]),
]
