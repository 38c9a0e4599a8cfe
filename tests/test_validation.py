"""Every rule has a damage that breaks it and only it, reported at its line."""

import json
import re
from collections import Counter

import geopandas
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings, strategies as st

from helpers import DataError, load_tables
from helpers.data.faults import MOST_FAULTS
from helpers.data.incident_rules import _covers
from helpers.data.loading import check_folder
from helpers.data.place_rules import check_overlaps
from helpers.data.tables import TABLES

pytestmark = pytest.mark.usefixtures("whole_tables_once")

# file, line, column, damaged value, what the fault says
DAMAGES = [
    ("incidents.csv", 6, "province", "Babilon", "'Babilon' is not in provinces.csv; nearest: 'Babil'"),
    ("incidents.csv", 6, "province", "Babylon", "'Babylon' is not in provinces.csv; nearest: 'Babil'"),
    ("incidents.csv", 2, "incident_id", "IQC1", "is not valid (Identifier without meaning, never used again)"),
    ("incidents.csv", 3, "date_start", "2021-02-31", "'2021-02-31' is not a date; write an existing day as YYYY-MM-DD"),
    ("incidents.csv", 3, "date_start", "29 July 2021", "'29 July 2021' is not a date"),
    ("incidents.csv", 3, "date_end", "2021-07-28", "lies before date_start"),
    (
        "incidents.csv",
        3,
        "date_end",
        "2021-07-31",
        "date_precision: 'day' allows",
    ),
    ("incidents.csv", 3, "date_precision", "week", "'week' is unknown; nearest: 'month'; allowed: day, month"),
    ("incidents.csv", 6, "province", "", "province: is empty, but only location_precision 'road_segment'"),
    ("incidents.csv", 6, "province", "Wasit", "no observation places IQC0005 in 'Wasit'; they say Babil"),
    ("incidents.csv", 4, "injured_min", "", "is empty, but observations.csv gives 1; write it"),
    ("incidents.csv", 3, "time_local", "25:00", "'25:00' is not valid"),
    ("incidents.csv", 3, "place_id", "P9999", "'P9999' is not in places.csv"),
    ("incidents.csv", 3, "place_id", "", "is empty, but location_precision says that the place is known"),
    ("incidents.csv", 7, "location_precision", "site", "'site' is not the precision of P0007; write 'province'"),
    ("incidents.csv", 3, "location_precision", "country", "'country' is not the precision of P0001; write 'town'"),
    ("incidents.csv", 3, "date_precision", "month", "'month' is for dates more than one day apart"),
    ("incidents.csv", 3, "date_end", "0001-01-01", "'0001-01-01' is not a date"),
    ("incidents.csv", 3, "date_end", "9999-12-31", "'9999-12-31' is not a date"),
    ("incidents.csv", 3, "date_end", "٢٠٢١-٠١-٠١", "is not a date"),
    ("incidents.csv", 3, "target_type", "", "is empty; write a value such as 'supply_convoy'"),
    ("incidents.csv", 3, "weapon", "bomb", "'bomb' is unknown"),
    ("incidents.csv", 2, "vehicles_damaged_max", "0", "is below vehicles_damaged_min"),
    ("incidents.csv", 4, "injured_max", "0", "is below injured_min"),
    ("incidents.csv", 2, "killed_max", "-1", "killed_max: -1 is out of range; must be at least 0"),
    ("incidents.csv", 2, "killed_max", "none", "'none' is not a whole number; write digits only"),
    ("incidents.csv", 2, "killed_max", "007", "'007' is not a whole number; write digits only, no zero before them"),
    ("incidents.csv", 2, "killed_max", "-0", "'-0' is not a whole number"),
    ("incidents.csv", 2, "killed_max", "1.5", "'1.5' is not a whole number"),
    ("incidents.csv", 2, "note", "<b>bold</b>", "holds HTML; write plain text"),
    ("incidents.csv", 2, "note", "two\nlines", "holds a line break or control character"),
    ("incidents.csv", 2, "note", '=HYPERLINK("x")', "starts like a spreadsheet formula"),
    ("incidents.csv", 2, "note", " space", "has white space at its edge"),
    ("incidents.csv", 2, "note", "x" * 2001, "holds 2001 characters; 2000 at most"),
    ("observations.csv", 2, "incident_date", "2022-13", "'2022-13' is not valid"),
    ("observations.csv", 2, "date_precision", "month", "does not fit the length of incident_date"),
    ("observations.csv", 2, "incident_no", "٣", "'٣' is not a whole number"),
    ("observations.csv", 7, "incident_id", "", "reason: is empty, and so is incident_id"),
    ("observations.csv", 2, "reason", "fits two", "is given, and so is incident_id"),
    ("observations.csv", 2, "vehicles_damaged", "many", "'many' is not valid"),
    ("observations.csv", 6, "injured_max", "0", "is below injured_min"),
    ("reports.csv", 2, "url", "ftp://example.org/page", "is not valid (Address of the page)"),
    ("reports.csv", 2, "url", "javascript:alert(1)", "is not valid (Address of the page)"),
    ("reports.csv", 2, "url", "https://user@example.org/", "is not valid (Address of the page)"),
    ("reports.csv", 2, "url", "https://example.org/a page", "is not valid (Address of the page)"),
    ("reports.csv", 2, "url", "https://example.org/a\u00a0page", "is not valid (Address of the page)"),
    ("reports.csv", 2, "url", "https://an example.org/", "is not valid (Address of the page)"),
    ("reports.csv", 2, "url", "https://thecradle.co/Article/News/5189", "occurs more than once"),
    ("reports.csv", 2, "published", "2021-02-31", "published: '2021-02-31' is not a date; write an existing day"),
    ("reports.csv", 2, "outlet_id", "press", "'press' is not in outlets.csv; nearest: 'press_tv'"),
    ("reports.csv", 2, "language", "English", "'English' is not valid"),
    ("claims.csv", 2, "group_id", "ashab", "'ashab' is not in groups.csv; nearest: 'ashab_al_kahf'"),
    ("claims.csv", 2, "report_id", "R0001", "'R0001' tells of no video of IQC0006 in observations.csv; correct one"),
    ("claims.csv", 3, "kind", "video", "'R0004' tells of no video of IQC0011"),
    ("observations.csv", 3, "claim_status", "claimed", "'R0004' tells of a claim of IQC0010, but claims.csv has no"),
    ("incidents.csv", 5, "killed_max", "3", "3 does not follow from observations.csv"),
    ("incidents.csv", 4, "injured_max", "2", "2 does not follow from observations.csv"),
    ("incidents.csv", 9, "vehicles_damaged_min", "0", "0 does not follow from observations.csv"),
    ("claims.csv", 3, "claimed_on", "2021-01-01", "2021-01-01 lies before the attack (2022-01-23)"),
    ("groups.csv", 2, "note", "a\u200db", "holds an invisible or broken character (U+200D"),
    *[
        ("groups.csv", 2, "note", f"a{character}b", f"holds an invisible or broken character (U+{ord(character):04X}")
        for character in "\u3164\uffa0\u2800\u17b4\u17b5\u115f\ufe0f\U000e0101\ufdd0\ufffe\U0001ffff\ue000\U00100000"
    ],
    ("groups.csv", 2, "note", "Karbala\u0304", "has accents apart from their letters"),
    ("groups.csv", 2, "note", "-1+1|cmd", "starts like a spreadsheet formula"),
    ("districts.csv", 17, "province", "Basra", "is not drawn in 'Basra' by districts.geojson"),
    ("places.csv", 2, "latitude", "", "latitude: 'site' and 'town' need coordinates"),
    ("places.csv", 2, "longitude", "", "longitude: must be given if and only if latitude is"),
    ("places.csv", 8, "district", "Al-Basrah", "'Babil' is not the province of Al-Basrah ('Basra')"),
    ("places.csv", 6, "segment_to", "", "segment_to: must be given if and only if"),
    ("places.csv", 6, "segment_from", "P0007", "'P0007' is no site or town"),
    ("places.csv", 6, "segment_to", "P0003", "is the same place as segment_from"),
    ("places.csv", 8, "province", "", "is empty, but only precision 'road_segment' or 'country' allows that"),
    ("places.csv", 2, "latitude", "91", "latitude: 91.0 is out of range; must be at least -90 and at most 90"),
    ("places.csv", 2, "latitude", "north", "'north' is not a number"),
    ("places.csv", 5, "precision", "district", "latitude: only 'site' and 'town' have coordinates"),
    ("places.csv", 6, "segment_from", "", "must be given if and only if precision is 'road_segment'"),
    ("provinces.csv", 3, "iso_3166_2", "IQ-AN", "'IQ-AN' occurs more than once"),
    ("reports.csv", 3, "reprint_of", "gfatf", "'gfatf' is the outlet itself; leave it empty"),
    ("observations.csv", 3, "incident_no", "3", "R0004 has 3 twice, in line 2 too; write one row per incident"),
    ("observations.csv", 3, "incident_id", "IQC0011", "R0004 has 'IQC0011' twice, in line 2 too"),
    ("second_readings.csv", 2, "row_id", "E9998", "'E9998' is not in observations.csv"),
    ("second_readings.csv", 2, "window", "2021", "'2021' is not valid"),
    ("second_codings.csv", 2, "paired_with", "E2001", "'E2001' is of R0001, not of R0004; pair codings of one report"),
    ("row_checks.csv", 3, "verdict", "wrong", "'wrong' is unknown"),
    ("row_checks.csv", 3, "field", "weapn", "'weapn' is no column; nearest: 'weapon'"),
    ("row_checks.csv", 3, "verdict", "correct", "'correct' is for field 'all' only"),
    ("row_checks.csv", 2, "verdict", "error", "'all' cannot be 'error'; name the column"),
    ("row_checks.csv", 3, "page_says", "", "say what the page says"),
    ("second_codings.csv", 2, "date_precision", "month", "does not fit the length of incident_date"),
    ("second_codings.csv", 3, "paired_with", "E0842", "'E0842' is paired with two codings of '2021b'"),
    ("second_readings.csv", 2, "window", "2021-19 to 2022-08", "is not valid"),
    ("second_readings.csv", 2, "window", "2022-08 to 2021-12", "window: ends before it starts"),
    ("claims.csv", 3, "group_id", "", "observations.csv names who claimed IQC0011 by R0004"),
    ("incidents.csv", 9, "vehicles_damaged_max", "500", "500 does not follow from observations.csv; leave it empty"),
    ("incidents.csv", 9, "vehicles_damaged_min", "7", "7 does not follow from observations.csv; they give 1"),
    ("published_totals.csv", 2, "period_end", "2019-12-31", "lies before period_start"),
    ("searches.csv", 2, "result", "maybe", "'maybe' is unknown"),
    ("searches.csv", 2, "language", "English", "'English' is not valid"),
    ("context_events.csv", 2, "date_end", "2020-01-02", "lies before date_start"),
]
# Of who says so, of votes, of claims of several attacks and of checks: each breaks one rule and no other.
ALONE = [
    ("incidents.csv", 2, "outcome", "denied", "'denied' is unknown"),
    (
        "incidents.csv",
        2,
        "weapon",
        "rpg",
        "weapon: 'rpg' does not follow from observations.csv, which give 'ied' (all agree); write 'ied', or give the "
        "reason in value_reasons",
    ),
    ("incidents.csv", 3, "weapon", "unknown", "'unknown' does not follow from observations.csv, which give 'ied'"),
    ("incidents.csv", 8, "outcome", "defused", "which give no value; write 'unknown', or give the reason in"),
    ("incidents.csv", 3, "time_local", "night", "which give no value; leave it empty, or give the reason"),
    ("incidents.csv", 10, "time_local", "", "is empty and does not follow from observations.csv, which give 'morning'"),
    (
        "incidents.csv",
        12,
        "time_local",
        "morning",
        "'morning' does not follow from observations.csv, which give '10:03'",
    ),
    ("incidents.csv", 2, "value_reasons", "weapon: seen later", "'weapon' needs no reason: 'ied' follows from"),
    ("incidents.csv", 2, "value_reasons", "weapn: seen later", "'weapn' is not decided by vote; nearest: 'weapon'"),
    ("incidents.csv", 2, "value_reasons", "seen later", "'seen later' is not valid"),
    ("attributions.csv", 11, "row_id", "E9998", "'E9998' is not in observations.csv"),
    (
        "attributions.csv",
        11,
        "informant_id",
        "security_cell",
        "is not in informants.csv; nearest: 'security_media_cell'",
    ),
    ("attributions.csv", 2, "via_outlet_id", "cradle", "'cradle' is not in outlets.csv; nearest: 'the_cradle'"),
    ("attributions.csv", 2, "says", "yes", "'yes' is unknown; nearest:"),
    ("attributions.csv", 3, "informant_id", "unspecified", "'unspecified' stands beside an informant of E0842"),
    ("observations.csv", 6, "told_by", "a driver", "'a driver' is cited, but attributions.csv has no row for E2002"),
    ("claims.csv", 2, "form", "leaflet", "'leaflet' is unknown"),
    ("claims.csv", 2, "carried_by", "radio", "'radio' is unknown"),
    ("informants.csv", 2, "kind", "group", "'group' is unknown"),
    ("informants.csv", 2, "counts", "maybe", "'maybe' is unknown"),
    ("outlets.csv", 2, "chart_group", "other", "'other' is unknown"),
    ("outlets.csv", 2, "owner_source", "Wikipedia", "'Wikipedia' is not valid"),
    ("batch_claims.csv", 2, "fewest", "3", "most: is below fewest"),
    ("batch_claims.csv", 2, "period_end", "2022-01-16", "period_end: lies before period_start"),
    ("batch_claims.csv", 2, "provinces", "Babil; Babilon", "'Babilon' is not a province; nearest: 'Babil'"),
    ("batch_claims.csv", 2, "group_id", "ashab", "'ashab' is not in groups.csv"),
    ("row_checks.csv", 4, "record_id", "E9998", "'E9998' is neither in observations.csv nor in incidents.csv"),
    ("row_checks.csv", 4, "audit", "later", "'later' is not valid"),
    ("row_checks.csv", 4, "field", "claims.claimed", "'claims.claimed' is no column"),
    ("row_checks.csv", 4, "field", "told_by", "'told_by' is no column"),  # of incidents.csv
    ("capture_checks.csv", 2, "found", "11", "found: found and perhaps_found together exceed listed"),
    ("capture_checks.csv", 2, "period_end", "2020-12-31", "period_end: lies before period_start"),
    (
        "reports.csv",
        4,
        "url",
        "http://m.presstv.ir/Detail/2021/07/29/663315/Roadside-bomb-explosions-hit-US-led-coalition-"
        "supply-convoys-in-southern%2c-central-Iraq/amp/#top",
        "R0003 has the page of R0001 in line 2 under another address",
    ),
]


OF_INCIDENTS = [damage for damage in DAMAGES if damage[0] == "incidents.csv" and damage[2] != "incident_id"]
OTHERS = [damage for damage in DAMAGES if damage not in OF_INCIDENTS]


def find_at(faults, file, line):
    return [str(fault) for fault in faults if (fault.file, fault.line) == (file, line)]


@pytest.mark.parametrize(("file", "line", "column", "value", "message"), ALONE)
def test_a_damage_breaks_its_rule_and_no_other(raw, set_cell, file, line, column, value, message):
    set_cell(file, line, column, value)
    _, faults = check_folder(raw)
    assert len(faults) == 1, faults
    assert any(message in fault for fault in find_at(faults, file, line)), faults


@pytest.mark.parametrize(("file", "line", "column", "value", "message"), OF_INCIDENTS)
def test_a_damage_to_an_incident_is_reported_at_one_cell_alone(raw, set_cell, file, line, column, value, message):
    set_cell(file, line, column, value)
    _, faults = check_folder(raw)
    assert len({(fault.file, fault.line, fault.column) for fault in faults}) == 1, faults
    assert any(message in fault for fault in find_at(faults, file, line)), faults


@pytest.mark.parametrize("turn", range(max(Counter(file for file, *_ in OTHERS).values())))
def test_damages_to_several_tables_are_each_reported_at_their_line(raw, set_cell, turn):
    """One damage in each table at once: none hides another."""
    of_table = {}
    for damage in OTHERS:
        of_table.setdefault(damage[0], []).append(damage)
    damages = [of_file[turn] for of_file in of_table.values() if turn < len(of_file)]
    for file, line, column, value, _ in damages:
        set_cell(file, line, column, value)
    _, faults = check_folder(raw)
    for file, line, _, _, message in damages:
        assert any(message in fault for fault in find_at(faults, file, line)), (message, faults)


def test_the_data_are_valid():
    tables, faults = check_folder()
    assert faults == []
    assert set(tables) == set(TABLES)


def test_all_faults_are_found_in_one_run(raw, set_cell):
    set_cell("incidents.csv", 2, "province", "Basrah province")
    set_cell("incidents.csv", 3, "date_start", "2021-02-30")
    set_cell("incidents.csv", 5, "date_start", "2019-12-31")
    set_cell("reports.csv", 3, "url", "no address")
    _, faults = check_folder(raw)
    places = {(fault.file, fault.line, fault.column) for fault in faults}
    assert {
        ("incidents.csv", 2, "province"),
        ("incidents.csv", 3, "date_start"),
        ("incidents.csv", 5, "scope"),
        ("reports.csv", 3, "url"),
    } <= places
    with pytest.raises(DataError, match=r"incidents\.csv:2: province: 'Basrah province'.*nearest: 'Basra'"):
        load_tables(raw)


def test_a_coordinate_outside_its_province_is_reported(raw, set_cell):
    set_cell("places.csv", 2, "longitude", "44.42")  # Nasiriyah's latitude, far to the west
    _, faults = check_folder(raw)
    assert {(fault.file, fault.line) for fault in faults} == {("places.csv", 2)}
    assert all("not in 'Dhi Qar'" in str(fault) or "not in 'Al-Nasiriya'" in str(fault) for fault in faults)


def test_a_duplicate_key_is_reported_at_both_lines(raw):
    path = raw / "groups.csv"
    path.write_text(path.read_text("utf-8") + path.read_text("utf-8").splitlines()[1] + "\n", "utf-8", newline="\n")
    _, faults = check_folder(raw)
    assert [str(fault) for fault in faults] == [
        f"groups.csv:{line}: group_id: 'ashab_al_kahf' occurs more than once; every row needs a key of its own"
        for line in (2, 3)
    ]


def test_of_very_many_faults_the_first_of_each_kind_are_listed(raw):
    """Rows of nothing but a wrong key: each empty column that needs a value is a kind of its own."""
    header = (raw / "incidents.csv").read_text("utf-8").splitlines()[0]
    row = "x" + "," * header.count(",")
    (raw / "incidents.csv").write_text("\n".join([header, *[row] * 3 * MOST_FAULTS, ""]), "utf-8", newline="\n")
    faults = [fault for fault in check_folder(raw)[1] if fault.file == "incidents.csv"]
    empty = [fault for fault in faults if fault.column == "scope"]
    assert [fault.line for fault in empty] == list(range(2, MOST_FAULTS + 3))
    assert [("there are more faults like this" in str(fault)) for fault in empty] == [False] * MOST_FAULTS + [True]
    needed = {name for name, definition in TABLES["incidents"].columns.items() if definition.blank is None}
    assert {fault.column for fault in faults} >= needed


def test_rows_out_of_order_are_reported(raw):
    path = raw / "incidents.csv"
    header, first, second, *rest = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([header, second, first, *rest]), "utf-8", newline="\n")
    _, faults = check_folder(raw)
    message = "incidents.csv:3: incident_id: 'IQC0001' comes after 'IQC0002'; sort the rows by key"
    assert [str(fault) for fault in faults] == [message]


def test_an_incident_without_an_observation_is_reported(raw):
    path = raw / "observations.csv"
    lines = [line for line in path.read_text("utf-8").splitlines(keepends=True) if "IQC0005" not in line]
    path.write_text("".join(lines), "utf-8", newline="\n")
    _, faults = check_folder(raw)
    assert [(fault.file, fault.line, fault.column) for fault in faults] == [("incidents.csv", 6, "incident_id")]


def test_a_report_without_an_observation_is_reported(raw):
    path = raw / "reports.csv"
    path.write_text(path.read_text("utf-8") + "R0006,https://example.org/x,press_tv,,en,\n", "utf-8", newline="\n")
    _, faults = check_folder(raw)
    message = "reports.csv:7: report_id: 'R0006' has no row in observations.csv; code it or remove it"
    assert [str(fault) for fault in faults] == [message]


def change_rows(path, change):
    """Write a table again with its lines, header included, as a function returns them."""
    path.write_text("".join(change(path.read_text("utf-8").splitlines(keepends=True))), "utf-8", newline="\n")


def list_faults(raw):
    return [str(fault) for fault in check_folder(raw)[1]]


def test_an_attribution_of_a_page_that_cites_nobody_is_reported(raw, set_cell):
    set_cell("observations.csv", 5, "told_by", "")
    assert list_faults(raw) == [
        "attributions.csv:6: row_id: 'E2001' cites nobody: told_by, official_statement and claimed_by are blank; "
        "remove this row, or fill one of them"
    ]


def test_a_claim_by_a_group_that_is_not_named_may_have_an_informant(raw, set_cell):
    set_cell("observations.csv", 5, "told_by", "")
    set_cell("observations.csv", 5, "claim_status", "video_only")
    change_rows(raw / "claims.csv", lambda lines: [lines[0], "IQC0002,,video,R0001,,,\n", *lines[1:]])
    assert list_faults(raw) == []


def test_a_claimant_without_an_attribution_is_reported(raw):
    change_rows(raw / "attributions.csv", lambda lines: [lines[0], *lines[2:]])
    assert list_faults(raw) == [
        "claims.csv:3: group_id: 'ashab_al_kahf' claims IQC0011 in R0004, but attributions.csv has no "
        "'claimant_ashab_al_kahf' for E0842; add it"
    ]


def test_a_value_that_does_not_follow_is_allowed_with_a_reason(raw, set_cell):
    again = "E2009,R0001,5,IQC0002,,2021-07-29,day,,near Nasiriyah,Dhi Qar,supply_convoy,trucks,rpg,unknown"
    change_rows(raw / "observations.csv", lambda lines: [*lines, again + ",,,,,,none_reported,,,,,high,,a1\n"])
    set_cell("observations.csv", 13, "report_id", "R0003")
    set_cell("incidents.csv", 3, "weapon", "rpg")
    set_cell("incidents.csv", 3, "value_reasons", "weapon: corrected later")
    assert list_faults(raw) == []


def test_a_target_of_another_scope_is_reported(raw, set_cell):
    for file, line in (("incidents.csv", 3), ("observations.csv", 5)):
        set_cell(file, line, "target_type", "diplomatic_convoy")
    (fault,) = list_faults(raw)
    assert fault.startswith("incidents.csv:3: scope: 'core' excludes diplomatic convoys")


def test_two_incidents_with_the_same_cells_need_a_report_that_has_both(raw, set_cell):
    change_rows(raw / "incidents.csv", lambda lines: [*lines, lines[2].replace("IQC0002", "IQC0012")])
    again = "E2009,R0001,5,IQC0012,,2021-07-29,day,,near Nasiriyah,Dhi Qar,supply_convoy,trucks,ied,detonated"
    again += ",,,,,,none_reported,,,,,high,,a1\n"
    change_rows(raw / "observations.csv", lambda lines: [*lines, again])
    assert list_faults(raw) == []
    set_cell("observations.csv", 13, "report_id", "R0002")
    assert list_faults(raw) == [
        "incidents.csv:13: incident_id: 'IQC0012' has the same cells as 'IQC0002' in line 3, and no report has both; "
        "withdraw one, or write how they differ"
    ]


def test_a_report_of_several_attacks_that_names_none_needs_no_observation(raw, set_cell):
    change_rows(raw / "reports.csv", lambda lines: [*lines, "R0006,https://example.org/x,press_tv,,en,\n"])
    set_cell("batch_claims.csv", 2, "report_id", "R0006")
    assert list_faults(raw) == []


def test_dates_that_no_observation_bears_out_are_reported(raw, set_cell):
    for column in ("date_start", "date_end"):
        set_cell("incidents.csv", 3, column, "2021-07-28")  # a day off, which the coder's note may explain
    _, faults = check_folder(raw)
    assert [(fault.file, fault.line, fault.column) for fault in faults] == [("incidents.csv", 3, "date_start")]


def test_core_ends_with_2022(raw, set_cell):
    set_cell("incidents.csv", 12, "date_end", "2023-01-01")
    set_cell("incidents.csv", 12, "date_precision", "month")
    _, faults = check_folder(raw)
    assert [(fault.line, fault.column) for fault in faults] == [
        (12, "date_precision"),
        (12, "scope"),
    ]  # far too long too


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_file_is_reported_alone(raw, table):
    (raw / f"{table}.csv").unlink()
    _, faults = check_folder(raw)
    assert [(fault.file, fault.column) for fault in faults] == [(f"{table}.csv", "file")]


@pytest.mark.parametrize("table", ["provinces", "places", "observations"])
def test_a_fault_of_the_bytes_hides_no_other(raw, set_cell, table):
    set_cell("incidents.csv", 6, "province", "Babilon")
    (raw / f"{table}.csv").write_bytes(b"\xef\xbb\xbf" + (raw / f"{table}.csv").read_bytes())
    _, faults = check_folder(raw)
    assert {(fault.file, fault.column) for fault in faults} == {(f"{table}.csv", "file"), ("incidents.csv", "province")}


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    ("damage", "always"),
    [
        (lambda lines: [], True),
        (lambda lines: lines[:1], False),  # no row at all is a fault only where another table needs one
        (lambda lines: lines + lines[1:], True),
        (lambda lines: lines[:1] + [",".join([""] * (lines[0].count(",") + 1)) + "\n"] * 3, True),
        (lambda lines: [lines[0].replace("_", ""), *lines[1:]], "_"),
    ],
    ids=["empty", "header only", "every row twice", "empty rows", "other header"],
)
def test_damaged_rows_of_any_table_end_in_faults(raw, table, damage, always):
    path = raw / f"{table}.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(damage(lines)), "utf-8", newline="\n")
    _, faults = check_folder(raw)
    if always is True or (always == "_" and "_" in lines[0]):
        assert any(fault.file == path.name for fault in faults)


def test_missing_boundaries_are_reported(raw):
    (raw / "districts.geojson").write_text("{}", "utf-8")
    _, faults = check_folder(raw)
    assert [(fault.file, fault.column) for fault in faults] == [("districts.geojson", "file")]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda feature: feature.update(geometry=None), "has no valid polygon"),
        (lambda feature: feature.update(geometry={"type": "Polygon", "coordinates": []}), "has no valid polygon"),
        (lambda feature: feature["properties"].update(province="Basra"), "is not drawn in"),
        (lambda feature: feature["properties"].update(district="Atlantis"), "'Atlantis' is not in districts.csv"),
        (lambda feature: feature["geometry"]["coordinates"][0].reverse(), None),
        (lambda feature: feature["properties"].update(index_right=1), None),
        (lambda feature: feature["geometry"]["coordinates"][0].pop(), "'Al-Hatra' has a ring that is not closed"),
        (
            lambda feature: feature["geometry"]["coordinates"][0].insert(1, ["42.5", "35.5"]),
            "'Al-Hatra' has coordinates that are not finite numbers",
        ),
        (
            lambda feature: feature["geometry"]["coordinates"][0].insert(1, [62.5, 35.5]),
            "'Al-Hatra' reaches beyond Iraq (longitude 38.7 to 48.8, latitude 29.0 to 37.5)",
        ),
        (
            lambda feature: feature["geometry"].update(
                type="Polygon", coordinates=[[[39, 30], [48, 30], [48, 37], [39, 37], [39, 30]]]
            ),
            "'Al-Hatra' and 'Al-Hilla' overlap by 100.0% of the smaller one",
        ),
    ],
)
def test_damaged_boundaries_are_reported(raw, damage, message):
    path = raw / "districts.geojson"
    collection = json.loads(path.read_text("utf-8"))
    damage(next(f for f in collection["features"] if f["properties"]["district"] == "Al-Hatra"))
    path.write_text(json.dumps(collection), "utf-8")
    _, faults = check_folder(raw)
    faults = [fault for fault in faults if message is None or fault.file.startswith("districts.")]
    assert any(message in str(fault) for fault in faults) if message else faults == []


def test_a_number_too_large_for_any_map_is_reported(raw):
    path = raw / "districts.geojson"
    path.write_text(re.sub(r"\[\[\[[0-9.]+", "[[[1e999", path.read_text("utf-8"), count=1), "utf-8")
    (fault,) = check_folder(raw)[1]
    assert "has coordinates that are not finite numbers" in fault.message


def test_a_small_overlap_of_borders_is_allowed():
    """Two squares of one degree that share a strip of 0.05 % and one of 0.2 %."""
    squares = [shapely.box(44, 33, 45, 34), shapely.box(44.9995, 33, 46, 34), shapely.box(45.998, 33, 47, 34)]
    frame = geopandas.GeoDataFrame({"district": ["A", "B", "C"]}, geometry=squares, crs=4326)
    (fault,) = check_overlaps(frame)
    assert fault.message.startswith("'B' and 'C' overlap by 0.2%")


def test_a_flood_of_misfits_ends_soon(raw):
    path = raw / "groups.csv"
    path.write_text(path.read_text("utf-8") + "\n" * 1_000_000, "utf-8", newline="\n")
    _, faults = check_folder(raw)
    assert 100 < len(faults) < 120
    assert any("more than 100 records do not fit the header" in str(fault) for fault in faults)


@pytest.mark.slow
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_text_in_any_cell_ends_in_a_traceback(raw, set_cell, data):
    file = data.draw(st.sampled_from(["incidents.csv", "observations.csv", "places.csv", "claims.csv"]))
    columns = list(TABLES[file.removesuffix(".csv")].columns)
    original = (raw / file).read_bytes()
    value = data.draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
    set_cell(file, 2, data.draw(st.sampled_from(columns)), value)
    try:
        check_folder(raw)
    finally:
        (raw / file).write_bytes(original)


def test_a_partial_date_meets_the_days_that_it_may_mean():
    dates = ["2021", "2021", "2021-03", "2021-03", "2021-03-05", "2021-03-05", "2021-03-05", None, "soon"]
    starts = [
        "2020-12-30",
        "2022-01-01",
        "2021-03-31",
        "2021-04-01",
        "2021-03-05",
        "2021-03-06",
        "2021-02-01",
        *2 * ["2021-03-01"],
    ]
    ends = [
        "2021-01-01",
        "2022-01-02",
        "2021-04-02",
        "2021-04-02",
        "2021-03-05",
        "2021-03-07",
        "2021-03-04",
        *2 * ["2021-03-31"],
    ]
    covered = _covers(pd.Series(dates, dtype="str"), pd.to_datetime(pd.Series(starts)), pd.to_datetime(pd.Series(ends)))
    assert covered.tolist() == [True, False, True, False, True, False, False, False, False]
