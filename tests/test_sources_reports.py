"""Corroboration by informants, sides, and agreement between reports: by hand and from the raw tables."""

import csv
from collections import defaultdict
from itertools import combinations

import pandas as pd
import pytest

import helpers
from helpers.data.loading import RAW
from helpers.sources.report_agreement import FIELDS, average_pairs, pair_reports


def read(name):
    with (RAW / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def own_texts():
    """One incident in three outlets, the first twice; another in one."""
    rows = [
        ("E1", "A", "x", "iraqi", "2021-01-01", "ied", "2"),
        ("E2", "A", "x", "iraqi", "2021-01-09", "rpg", "9"),  # the same outlet again: left out
        ("E3", "A", "y", "russian", "2021-01-01", "unknown", "4"),
        ("E4", "A", "z", "russian", "2021-01", "rpg", "some"),
        ("E5", "B", "x", "iraqi", "2021-02-01", "ied", "1"),
    ]
    columns = ["row_id", "incident_id", "origin", "chart_group", "incident_date", "weapon", "vehicles_damaged"]
    frame = pd.DataFrame(rows, columns=columns).assign(date_start=pd.Timestamp("2021-01-01"))
    rest = {name: pd.Series([None] * 5, dtype="str") for name in FIELDS if name not in frame}
    return frame.assign(**rest)


def test_pairs_are_those_in_which_both_give_the_field(own_texts):
    pairs = pair_reports(own_texts)[["incident_id", "field", "same"]]
    assert pairs.to_numpy().tolist() == [["A", "date", True], ["A", "weapon", False], ["A", "vehicles damaged", False]]


def test_each_incident_counts_once():
    rows = [("A", "weapon", False)] * 9 + [("A", "weapon", True), ("B", "weapon", True), ("B", "province", True)]
    pairs = pd.DataFrame(rows, columns=["incident_id", "field", "same"])
    pairs["date_start"] = pairs["incident_id"].map({"A": pd.Timestamp("2021-01-01"), "B": pd.Timestamp("2021-05-01")})
    agreement = average_pairs(pairs).set_index("label")
    assert agreement.index.tolist() == ["province", "weapon"]  # most agreement first
    weapon = agreement.loc["weapon"]
    assert weapon[["incidents", "pairs", "share"]].tolist() == [2, 11, pytest.approx((0.1 + 1) / 2)]
    assert weapon["pooled"] == pytest.approx(2 / 11)
    assert 0 <= weapon["low"] < 0.1  # of one in ten and all, two weeks say next to nothing
    assert weapon["high"] > 0.9
    province = agreement.loc["province"]
    assert (round(province["low"], 3), province["high"]) == (0.207, 1)  # Wilson for 1 of 1


def test_incidents_of_one_week_stay_together():
    """Twenty weeks of five incidents each: drawn one by one the interval would be less than half as wide."""
    days = pd.Series(pd.date_range("2021-01-04", periods=20, freq="7D")).repeat(5).reset_index(drop=True)
    same = [week % 2 == 0 for week in range(20) for _ in range(5)]
    pairs = pd.DataFrame({"incident_id": range(100), "date_start": days, "field": "weapon", "same": same})
    weapon = average_pairs(pairs).iloc[0]
    # Twenty weeks, half of them: Wilson for 10 of 20 is 0.299 to 0.701; a little wider, as the variance is estimated.
    assert weapon[["low", "high"]].tolist() == pytest.approx([0.287, 0.713], abs=0.012)


def test_weeks_that_are_all_alike_are_worth_no_more_than_their_incidents():
    """Half of ten agree in each of twenty weeks, but for one of six and one of four: Wilson for 100 of 200."""
    agreeing = [6, 4, *[5] * 18]
    same = [number < most for most in agreeing for number in range(10)]
    days = pd.Series(pd.date_range("2021-01-04", periods=20, freq="7D")).repeat(10).reset_index(drop=True)
    pairs = pd.DataFrame({"incident_id": range(200), "date_start": days, "field": "weapon", "same": same})
    weapon = average_pairs(pairs).iloc[0]
    assert weapon[["low", "high"]].tolist() == pytest.approx([0.4314, 0.5686], abs=1e-4)


def test_nothing_to_pair_gives_no_row(own_texts):
    assert helpers.measure_report_agreement(own_texts.iloc[:0]).empty
    assert helpers.measure_report_agreement(own_texts.iloc[[4]]).empty


def count_own_texts(ids):
    """First row of every outlet's own text by incident, from the raw tables."""
    reports = {row["report_id"]: row["reprint_of"] or row["outlet_id"] for row in read("reports")}
    first = defaultdict(dict)
    for row in sorted(read("observations"), key=lambda row: row["row_id"]):
        if row["incident_id"] in ids:
            first[row["incident_id"]].setdefault(reports[row["report_id"]], row)
    return first


def test_the_published_agreement_on_vehicles_is_counted_in_the_raw_tables():
    """82 percent by incident where 70 percent of pairs was printed: one incident had most pairs."""
    incidents = helpers.load_incidents()
    tables = helpers.load_tables()
    own = helpers.trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    own = own.merge(incidents[["incident_id", "date_start"]], on="incident_id")
    agreement = helpers.measure_report_agreement(own).set_index("label")
    for field, label in (("vehicles_damaged", "vehicles damaged"), ("claim_status", "claims")):
        shares, pooled = [], []
        for rows in count_own_texts(set(incidents["incident_id"])).values():
            said = [row[field] for row in rows.values() if row[field] not in ("", "some", "unknown", "not_mentioned")]
            same = [one == other for one, other in combinations(said, 2)]
            shares += [sum(same) / len(same)] if same else []
            pooled += same
        assert agreement.loc[label, "share"] == pytest.approx(sum(shares) / len(shares))
        assert agreement.loc[label, "pooled"] == pytest.approx(sum(pooled) / len(pooled))
        assert agreement.loc[label, "incidents"] == len(shares)


def test_outlets_are_no_informants():
    """Grades counted in the raw tables: ten outlets with one informant are one informant."""
    rows = {row["row_id"]: row["incident_id"] for row in read("observations")}
    informants = {row["informant_id"]: row for row in read("informants")}
    voices, guests = defaultdict(set), defaultdict(set)
    for row in read("attributions"):
        counts = informants[row["informant_id"]]["counts"]
        if rows[row["row_id"]] and row["says"] == "attack" and counts != "no":
            (voices if counts == "yes" else guests)[rows[row["row_id"]]].add(row["informant_id"])
    for incident, others in guests.items():
        known = {informants[name]["kind"] for name in voices[incident]}
        for kind in {informants[name]["kind"] for name in others}:
            if kind not in known:
                voices[incident].add(min(name for name in others if informants[name]["kind"] == kind))
    incidents = helpers.load_incidents().set_index("incident_id")
    expected = {incident: len(voices[incident]) for incident in incidents.index}
    assert incidents["informants"].to_dict() == expected
    two_sides = 0
    for incident in incidents.index:
        sides = {informants[name]["side"] for name in voices[incident]}
        two_sides += "armed_groups" in sides and bool(sides & {"iraqi_state", "coalition"})
    assert incidents["corroboration"].eq("two_sides").sum() == two_sides
    assert (incidents["origins"] > 1).sum() > (incidents["informants"] > 1).sum()


def test_sides_have_names():
    sides = ["armed_groups", "iraqi_state;armed_groups", "coalition", "coalition;iraqi_state;neither", "neither", None]
    named = helpers.name_sides(pd.DataFrame({"sides": sides}))
    assert named.tolist() == [
        "armed groups only",
        "both sides",
        "state or coalition only",
        "state or coalition only",
        "neither side",
        "neither side",
    ]
    assert helpers.name_sides(pd.DataFrame({"sides": []})).empty
