"""Every rule of meaning has rows that break it and no other; every warning has valid rows that raise it alone."""

import pandas as pd
import pytest

from helpers.data import agreement_rules, date_rules, doubts
from helpers.data.consistency import RULES, WARNINGS, find_doubts
from helpers.data.tables import TABLES
from helpers.data.validation import validate_folder

REPORT = {"report_id": "R0006", "url": "https://example.org/x", "outlet_id": "press_tv", "language": "en"}
SEEN = {"row_id": "E2009", "incident_no": 4, "target_type": "supply_convoy", "weapon": "ied", "outcome": "detonated"}
SEEN |= {"claim_status": "not_mentioned", "confidence": "high", "coder": "a1", "province": "Muthanna"}
ALONE = SEEN | {"report_id": "R0006", "incident_no": 1, "reason": "fits two incidents", "date_precision": "unknown"}
DAY = {"incident_date": "2021-07-29", "date_precision": "day"}
JOINED = SEEN | {"report_id": "R0002", "incident_id": "IQC0010", "incident_date": "2022-01-23", "date_precision": "day"}
PLACE = {"place_id": "P0009", "name": "Nasiriyah centre", "precision": "town", "latitude": 31.05799}
PLACE |= {"longitude": 46.25726, "province": "Dhi Qar", "source": "https://example.org/x"}


def report(**values):
    """One more report with one observation that is joined to no incident."""
    return {"reports.csv": [REPORT | values], "observations.csv": [ALONE]}


# The rule, the cells changed, the rows added, and where and how the only fault or warning begins.
BROKEN = [
    (
        date_rules.check_incident_dates,
        {
            ("reports.csv", 6, "published"): "2021-09-01",
            ("observations.csv", 12, "incident_date"): "2021",
            ("observations.csv", 12, "date_precision"): "year",
            ("incidents.csv", 7, "note"): "Day inferred from the text of E2008",
        },
        {},
        "incidents.csv:7: date_start: 2021-09-06 lies after every report of IQC0006 was published (the last: 2021-",
    ),
    (
        date_rules.check_reported_dates,
        {},
        report(published="2021-07-28") | {"observations.csv": [ALONE | DAY]},
        "observations.csv:13: incident_date: 2021-07-29 lies after R0006 was published (2021-07-28)",
    ),
    (
        date_rules.check_second_dates,
        {("second_codings.csv", 2, "incident_date"): "2022-01-25"},
        {},
        "second_codings.csv:2: incident_date: 2022-01-25 lies after R0004 was published (2022-01-24)",
    ),
    (
        date_rules.check_claim_days,
        {("claims.csv", 3, "claimed_on"): "2022-01-25"},
        {},
        "claims.csv:3: claimed_on: 2022-01-25 lies after R0004 was published",
    ),
    (
        date_rules.check_batch_days,
        {("batch_claims.csv", 2, "claimed_on"): "2022-01-25"},
        {},
        "batch_claims.csv:2: claimed_on: 2022-01-25 lies after R0004 was published",
    ),
    (
        date_rules.check_batch_days,
        {("batch_claims.csv", 2, "claimed_on"): "2022-01-16"},
        {},
        "batch_claims.csv:2: claimed_on: 2022-01-16 lies before the attacks begin (2022-01-17)",
    ),
    (
        date_rules.check_first_seen,
        {("groups.csv", 2, "first_seen"): "2021-10"},
        {},
        "claims.csv:2: group_id: 'ashab_al_kahf' claims IQC0006 (2021-09-06) before it first appeared (2021-10)",
    ),
    (
        date_rules.check_publication,
        {},
        report(published="2019-12"),
        "reports.csv:7: published: 2019-12 does not lie between 2020-01-01 and today",
    ),
    (
        date_rules.check_publication,
        {},
        report(published="2098"),
        "reports.csv:7: published: 2098 does not lie between 2020-01-01 and today",
    ),
    (
        date_rules.check_totals,
        {("published_totals.csv", 12, "published"): "2019-08-17"},
        {},
        "published_totals.csv:12: published: 2019-08-17 does not lie between",
    ),
    (
        date_rules.check_totals,
        {("published_totals.csv", 8, "published"): "2020-07-31"},
        {},
        "published_totals.csv:8: published: 2020-07-31 lies before the period begins (2020-08-01)",
    ),
    (
        date_rules.check_windows,
        {("second_readings.csv", 2, "window"): "2021-11 to 2021-12"},
        {},
        "second_readings.csv:2: window: E0842, dated 2022-01-23, does not lie in 2021-11 to 2021-12",
    ),
    (
        date_rules.check_adjacent,
        {
            ("incidents.csv", 8, "date_start"): "2017-12-26",
            ("incidents.csv", 8, "date_end"): "2017-12-26",
            ("incidents.csv", 8, "scope"): "adjacent",
            ("observations.csv", 11, "incident_date"): "2017-12-26",
        },
        {},
        "incidents.csv:8: scope: 'adjacent' allows dates from 2018-01-01 to 2024-12-31 only",
    ),
    (
        date_rules.check_month,
        {("incidents.csv", 8, "date_start"): "2021-11-25", ("incidents.csv", 8, "date_precision"): "month"},
        {},
        "incidents.csv:8: date_precision: 'month' allows 31 days at most, here are 32",
    ),
    (
        date_rules.check_inferred_days,
        {("observations.csv", 12, "incident_date"): "2021-09", ("observations.csv", 12, "date_precision"): "month"},
        {},
        "incidents.csv:7: date_precision: no report gives the day of IQC0006",
    ),
    (
        date_rules.check_joined_dates,
        {},
        {"observations.csv": [JOINED | {"incident_date": "2022-01-22"}]},
        "observations.csv:13: incident_id: E2009 lies 1 day off IQC0010; correct one, or say why in coder_note",
    ),
    (
        date_rules.check_joined_dates,
        {},
        {"observations.csv": [JOINED | {"incident_date": "2021-12-30", "coder_note": "a slip"}]},
        "observations.csv:13: incident_id: E2009 lies 24 days off IQC0010; correct one, or say why in coder_note, and",
    ),
    (
        date_rules.check_joined_dates,
        {},
        {"observations.csv": [JOINED | {"incident_date": "2022-01-21", "coder_note": "a slip"}]},
        "observations.csv:13: incident_id: E2009 lies 2 days off IQC0010; correct one, or say why in coder_note, and",
    ),
    (
        date_rules.check_joined_dates,
        {},
        {"observations.csv": [JOINED | {"incident_date": "2022-01-24"}]},
        "observations.csv:13: incident_id: E2009 lies 1 day off IQC0010; correct one, or say why in coder_note",
    ),
    (
        agreement_rules.check_joined_provinces,
        {},
        {"observations.csv": [JOINED | {"province": "Basra"}]},
        "observations.csv:13: province: 'Basra' is not the province of IQC0010 ('Muthanna')",
    ),
    (
        agreement_rules.check_joined_provinces,
        {},
        {"observations.csv": [JOINED | {"province": "Basra", "coder_note": "Thursday, undated page"}]},
        "observations.csv:13: province: 'Basra' is not the province of IQC0010 ('Muthanna')",
    ),
    (
        agreement_rules.check_claim_words,
        {("observations.csv", 6, "claim_channel"): "Telegram statement"},
        {},
        "observations.csv:6: claim_channel: is given, but claim_status is 'none_reported'",
    ),
    (
        agreement_rules.check_defused,
        {("observations.csv", 6, "outcome"): "defused", ("incidents.csv", 4, "outcome"): "defused"},
        {},
        "observations.csv:6: outcome: 'defused', but E2002 reports damage or casualties",
    ),
    (
        agreement_rules.check_denials,
        {("observations.csv", 11, "outcome"): "denied"},
        {},
        "observations.csv:11: outcome: 'denied', but no informant of E2007 in attributions.csv denies it",
    ),
    (
        agreement_rules.check_claimants_named,
        {("observations.csv", 2, "claimed_by"): "Qasim al-Jabbarin"},
        {},
        "observations.csv:2: claimed_by: 'Qasim al-Jabbarin' is not 'ashab_al_kahf', who claims IQC0011 by R0004",
    ),
    (
        agreement_rules.check_claimed_only,
        {
            ("observations.csv", 11, "outcome"): "claimed_only",
            ("observations.csv", 11, "claim_status"): "batch",
            ("incidents.csv", 8, "outcome"): "claimed_only",
        },
        {},
        "incidents.csv:8: outcome: 'claimed_only', but IQC0007 has no row in claims.csv",
    ),
    (
        agreement_rules.check_claim_forms,
        {("claims.csv", 2, "form"): "statement"},
        {},
        "claims.csv:2: form: 'statement' makes it a claim",
    ),
    (
        agreement_rules.check_group_names,
        {},
        {"groups.csv": [{"group_id": "zz", "name": "Companions of the cave", "source": "https://example.org/x"}]},
        "groups.csv:3: name: 'Companions of the cave' has the name",
    ),
    (
        agreement_rules.check_outlet_names,
        {("outlets.csv", 3, "name"): "abna (ahlulbayt news agency)"},
        {},
        "outlets.csv:3: name: 'abna (ahlulbayt news agency)' has the name",
    ),
    (
        agreement_rules.check_informant_names,
        {("informants.csv", 3, "name"): "Ashab Al Kahf"},
        {},
        "informants.csv:3: name: 'Ashab Al Kahf' has the name",
    ),
    (
        agreement_rules.check_mutual_reprints,
        {("reports.csv", 4, "reprint_of"): "syria_360", ("reports.csv", 5, "reprint_of"): ""},
        report(published="2021-08")
        | {"reports.csv": [REPORT | {"outlet_id": "syria_360", "reprint_of": "the_cradle"}]},
        "reports.csv:4: reprint_of: 'the_cradle' reprints 'syria_360' here, which reprints it elsewhere",
    ),
    (
        agreement_rules.check_informant_sides,
        {("informants.csv", 2, "side"): "coalition"},
        {},
        "informants.csv:2: side: 'coalition' is not the side of a 'claimant'; write 'armed_groups'",
    ),
    (
        agreement_rules.check_informant_sides,
        {("informants.csv", 7, "counts"): "yes"},
        {},
        "informants.csv:7: counts: 'yes', but an 'unspecified' informant is not identified; write 'no'",
    ),
    (
        agreement_rules.check_batch_numbers,
        {("batch_claims.csv", 2, "fewest"): "3", ("batch_claims.csv", 2, "most"): "4"},
        {},
        "batch_claims.csv:2: fewest: 3 is more than the 2 attacks of incidents.csv in that period and place",
    ),
    (
        agreement_rules.check_named_records,
        {("incidents.csv", 2, "note"): "May be IQC0099"},
        {},
        "incidents.csv:2: note: 'IQC0099' does not exist",
    ),
    (
        agreement_rules.check_reasoned_values,
        {
            ("incidents.csv", 2, "weapon"): "rpg",
            ("incidents.csv", 2, "value_reasons"): "weapon: corrected later",
        },
        {},
        "incidents.csv:2: weapon: 'rpg' stands in no observation of IQC0001",
    ),
]
DOUBTFUL = [
    (
        "doubt_twins",
        {("incidents.csv", 4, "note"): ""},
        {},
        "incidents.csv:4: incident_id: 'IQC0003' has the day, place and weapon of 'IQC0002' in line 3;",
    ),
    ("doubt_adjacent", {("incidents.csv", 3, "scope"): "adjacent"}, {}, "incidents.csv:3: scope: 'adjacent', but the"),
    (
        "doubt_delays",
        {},
        report(published="2021-09-30") | {"observations.csv": [ALONE | DAY]},
        "observations.csv:13: incident_date: 2021-07-29 lies 63 days before R0006 was published (2021-09-30)",
    ),
    (
        "doubt_high_counts",
        {
            (f"{table}.csv", line, f"injured_{end}"): "25"
            for table, line in (("incidents", 4), ("observations", 6))
            for end in ("min", "max")
        },
        {},
        "observations.csv:6: injured_m",
    ),
    (
        "doubt_open_counts",
        {},
        report(published="2021-09") | {"observations.csv": [ALONE | {"killed_min": 1}]},
        "observations.csv:13: killed_max: is empty, but killed_min is 1",
    ),
    (
        "doubt_late_claims",
        {("claims.csv", 2, "claimed_on"): "2021-10-20", ("reports.csv", 6, "published"): "2021-10"},
        {},
        "claims.csv:2: claimed_on: 2021-10-20 lies 44 days after the attack IQC0006",
    ),
    (
        "doubt_address_days",
        {("reports.csv", 2, "published"): "2021-08-02"},
        {},
        "reports.csv:2: published: 2021-08-02 is not the day in the address (2021-07-29)",
    ),
    (
        "doubt_places",
        {},
        {"places.csv": [PLACE]},
        "places.csv:10: latitude: 31.05799, 46.25726 are the coordinates of P0001 too",
    ),
]
pytestmark = pytest.mark.usefixtures("whole_tables_once")


@pytest.mark.parametrize(("rule", "cells", "added", "fault"), BROKEN, ids=[case[0].__name__ for case in BROKEN])
def test_false_rows_break_their_rule_and_no_other(raw, change, rule, cells, added, fault):
    change(cells, added)
    _, faults = validate_folder(raw)
    assert str(faults[0]).startswith(fault), faults
    assert len({(found.file, found.column) for found in faults}) == 1, faults
    assert len(faults) == 1 + (rule is agreement_rules.check_mutual_reprints), faults  # which names both lines


@pytest.mark.parametrize(("rule", "cells", "added", "fault"), DOUBTFUL, ids=[case[0] for case in DOUBTFUL])
def test_doubtful_rows_are_valid_and_warned_of(raw, change, rule, cells, added, fault):
    change(cells, added)
    tables, faults = validate_folder(raw)
    assert faults == []
    found = [str(doubt) for doubt in find_doubts(tables)]
    assert {doubt[: len(fault)] for doubt in found} == {fault}, found


def test_every_rule_of_meaning_and_every_warning_has_rows_that_break_it():
    modules = (agreement_rules.__name__, date_rules.__name__)
    assert {rule for rule, _ in RULES if rule.__module__ in modules} == {case[0] for case in BROKEN}
    assert {rule.__name__ for rule, _ in WARNINGS} == {case[0] for case in DOUBTFUL}


def test_every_rule_names_the_tables_that_it_needs():
    """A parameter of another name would never be given, and its rule never applied."""
    assert {name for _, names in RULES for name in names} <= {*TABLES, "shapes"}
    assert {name for _, names in WARNINGS for name in names} <= {*TABLES}


def test_the_small_tables_raise_no_warning(raw):
    tables, faults = validate_folder(raw)
    assert faults == []
    assert find_doubts(tables) == []


def test_the_data_raise_no_warning():
    from helpers.data.loading import RAW

    tables, faults = validate_folder(RAW)
    assert faults == []
    assert find_doubts(tables) == []


def test_a_report_without_a_day_may_be_younger_than_the_attack():
    incidents = pd.DataFrame({"incident_id": ["A"], "date_start": pd.to_datetime(["2021-05-10"])})
    observations = pd.DataFrame({"incident_id": ["A", "A"], "report_id": ["R1", "R2"]})
    reports = pd.DataFrame({"report_id": ["R1", "R2"], "published": ["2021-05-01", None]}, dtype="str")
    assert list(date_rules.check_incident_dates(incidents, observations, reports)) == []
    (fault,) = date_rules.check_incident_dates(incidents, observations[:1], reports)
    assert "2021-05-10 lies after every report of A" in fault.message


@pytest.mark.parametrize(("last", "faults"), [("2021-07-31", 0), ("2021-08-01", 1)])
def test_a_month_has_31_days_at_most(last, faults):
    days = pd.DataFrame({"date_start": ["2021-07-01"], "date_end": [last]}).apply(pd.to_datetime)
    assert len(list(date_rules.check_month(days.assign(date_precision="month")))) == faults


@pytest.mark.parametrize(("vehicles", "faults"), [("0", 0), ("1", 1), ("some", 1)])
def test_no_vehicle_damaged_is_no_harm(vehicles, faults):
    none = dict.fromkeys(["killed_min", "killed_max", "injured_min", "injured_max"], pd.array([0], dtype="Int64"))
    row = pd.DataFrame({"row_id": ["E1"], "outcome": ["defused"], "vehicles_damaged": [vehicles], **none})
    assert len(list(agreement_rules.check_defused(row))) == faults


@pytest.mark.parametrize("province", ["Babil", None])
@pytest.mark.parametrize(("fewest", "faults"), [(1, 0), (2, 1)])
def test_a_claim_of_several_may_cover_every_attack_of_its_period(fewest, faults, province):
    day = pd.to_datetime(["2021-08-13"])
    incidents = pd.DataFrame({"date_start": day, "date_end": day, "province": [province]})
    batch = {"fewest": [fewest], "most": [fewest], "period_start": day, "period_end": day, "provinces": ["Babil"]}
    assert len(list(agreement_rules.check_batch_numbers(pd.DataFrame(batch), incidents))) == faults


@pytest.mark.parametrize(("published", "faults"), [("2022-01-10", 1), ("2022-01-20", 0)])
def test_a_month_ends_for_a_report_when_it_appears(published, faults):
    """A report of the 10th that says "January" cannot mean the 20th."""
    observations = {"row_id": "E1", "report_id": "R1", "incident_id": "A", "incident_date": "2022-01"}
    observations = pd.DataFrame([observations | {"coder_note": None}], dtype="str")
    day = pd.to_datetime(["2022-01-20"])
    incidents = pd.DataFrame({"incident_id": ["A"], "date_start": day, "date_end": day, "note": [None]})
    reports = pd.DataFrame({"report_id": ["R1"], "published": [published]})
    assert len(list(date_rules.check_joined_dates(observations, incidents, reports))) == faults


def test_neighbours_of_three_rules():
    """Who counts if alone is not identified either; another denial is one too; to reprint oneself is another fault."""
    informants = pd.DataFrame({"kind": ["unspecified"], "side": ["unknown"], "counts": ["if_alone"]})
    assert len(list(agreement_rules.check_informant_sides(informants))) == 1
    observations = pd.DataFrame({"row_id": ["E1"], "outcome": ["denied"]})
    said = pd.DataFrame({"row_id": ["E1"], "says": ["not_coalition_convoy"]})
    assert list(agreement_rules.check_denials(observations, said)) == []
    reports = pd.DataFrame({"outlet_id": ["a"], "reprint_of": ["a"]})
    assert list(agreement_rules.check_mutual_reprints(reports)) == []


@pytest.mark.parametrize(("days", "warnings"), [(30, 0), (31, 1)])
def test_a_month_may_pass_before_a_report_or_a_claim(days, warnings):
    attack, later = pd.Timestamp("2021-07-01"), pd.Timestamp("2021-07-01") + pd.Timedelta(days=days)
    observations = pd.DataFrame([{"report_id": "R1", "incident_date": "2021-07-01", "coder_note": None}], dtype="str")
    reports = pd.DataFrame({"report_id": ["R1"], "published": [f"{later:%Y-%m-%d}"]})
    assert len(list(doubts.doubt_delays(observations, reports))) == warnings
    claims = pd.DataFrame({"incident_id": ["A"], "claimed_on": [later]})
    incidents = pd.DataFrame({"incident_id": ["A"], "date_end": [attack]})
    assert len(list(doubts.doubt_late_claims(claims, incidents))) == warnings


@pytest.mark.parametrize(("count", "note", "warnings"), [(20, None, 0), (21, None, 5), (21, "the page says 21", 0)])
def test_a_figure_above_20_is_warned_of_until_a_note_repeats_it(count, note, warnings):
    figures = dict.fromkeys(["killed_min", "killed_max", "injured_min", "injured_max"], pd.array([count], "Int64"))
    row = pd.DataFrame({**figures, "vehicles_damaged": [str(count)], "coder_note": [note]})
    assert len(list(doubts.doubt_high_counts(row))) == warnings


def test_an_incident_without_a_report_does_not_lack_its_day_as_well():
    """That it has no report is a fault of its own; its day is no second one."""
    incidents = pd.DataFrame({"incident_id": ["A", "B"], "date_precision": ["day", "day"], "note": [None, None]})
    observations = pd.DataFrame({"incident_id": ["B"], "date_precision": ["month"]})
    (fault,) = date_rules.check_inferred_days(incidents, observations)
    assert fault.message.startswith("no report gives the day of B")


@pytest.mark.parametrize(
    ("first", "last", "doubted"),
    [
        ("2020-01-01", "2020-01-01", True),
        ("2022-12-31", "2022-12-31", True),
        ("2019-12-31", "2020-01-01", False),  # it may lie before the period
        ("2022-12-31", "2023-01-01", False),
    ],
)
def test_only_an_attack_that_lies_in_the_period_is_doubted_to_be_adjacent(first, last, doubted):
    incident = {"scope": "adjacent", "target_type": "supply_convoy", "note": None}
    incident |= {"date_start": pd.Timestamp(first), "date_end": pd.Timestamp(last)}
    assert len(list(doubts.doubt_adjacent(pd.DataFrame([incident], index=[2])))) == doubted


@pytest.mark.parametrize(
    ("column", "value", "said", "faults"),
    [
        ("time_local", "night", "23:10", 0),  # a time of the clock lies in a part of the day
        ("time_local", "morning", "23:10", 1),
        ("time_local", "23:10", "23:10", 0),
        ("weapon", "ied", "ied", 0),
        ("weapon", "ied", "rocket", 1),
    ],
)
def test_an_explained_value_is_that_of_a_report_or_its_part_of_the_day(column, value, said, faults):
    incidents = pd.DataFrame({"incident_id": ["A"], column: [value], "value_reasons": [f"{column}: only one saw it"]})
    observations = pd.DataFrame({"incident_id": ["A"], column: [said]})
    assert len(list(agreement_rules.check_reasoned_values(incidents, observations))) == faults


@pytest.mark.parametrize(
    ("first_seen", "faults"), [("2021-03", 0), ("2021-03-11", 1), ("2021-03-10", 0), ("2021-04", 1)]
)
def test_a_group_may_claim_in_the_month_in_which_it_first_appeared(first_seen, faults):
    day = pd.Timestamp("2021-03-10")
    claims = pd.DataFrame({"incident_id": ["A"], "group_id": ["g"], "claimed_on": [day]})
    incidents = pd.DataFrame({"incident_id": ["A"], "date_end": [day]})
    groups = pd.DataFrame({"group_id": ["g"], "first_seen": [first_seen]})
    assert len(list(date_rules.check_first_seen(claims, incidents, groups))) == faults


@pytest.mark.parametrize(
    ("date", "faults"),
    [("2020-08-31", 1), ("2020-09-01", 0), ("2020-09", 0), ("2021-02-28", 0), ("2021-03-01", 1), ("2020", 0)],
)
def test_a_window_runs_from_the_first_day_of_a_month_to_the_last_of_another(date, faults):
    readings = pd.DataFrame({"row_id": ["E1"], "window": ["2020-09 to 2021-02"]})
    observations = pd.DataFrame({"row_id": ["E1"], "incident_date": [date]}, dtype="str")
    assert len(list(date_rules.check_windows(readings, observations))) == faults


@pytest.mark.parametrize(("published", "warnings"), [("2021-07", 0), ("2021-07-03", 1), ("2021-07-02", 0)])
def test_the_day_in_an_address_is_compared_with_a_day_only(published, warnings):
    reports = pd.DataFrame({"url": ["https://example.org/2021/07/01/a"], "published": [published]}, dtype="str")
    assert len(list(doubts.doubt_address_days(reports))) == warnings


@pytest.mark.parametrize(("others", "faults"), [([], 0), (["Najaf"], 1)])
def test_a_province_that_no_report_gives_is_no_fault_of_its_reports(others, faults):
    """That no report bears the incident out is a fault of its own."""
    observations = pd.DataFrame({"incident_id": "A", "province": ["Babil", *others], "coder_note": None})
    incidents = pd.DataFrame({"incident_id": ["A"], "province": ["Najaf"]})
    assert len(list(agreement_rules.check_joined_provinces(observations, incidents))) == faults
