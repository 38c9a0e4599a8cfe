"""The figures that this version publishes, known by another way: counted by hand in the reports and the ledger."""

import csv
import itertools
from collections import Counter, defaultdict

import pytest

import helpers
from helpers.data.loading import RAW


def read(name):
    with (RAW / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def incidents():
    return helpers.load_incidents().set_index("incident_id")


@pytest.fixture(scope="module")
def observations():
    return read("observations")


WITHDRAWN = """
    E0037 E0069 E0086 E0094 E0338 E0479 E0486 E0492 E0497 E0500 E0502 E0505 E0508
    E0634 E0638 E0937 E0988 E1001 E1007 E1021 E1050 E1055 E1057 E1084 E1085 E1086
"""


def test_every_coding_of_the_ledger_occurs_once(observations):
    ledger = [row["row_id"] for row in observations if int(row["row_id"][1:]) < 2001]
    withdrawn = set(WITHDRAWN.split())  # of pages that stood under two addresses; named in CHANGELOG.md
    assert ledger == [row for number in range(1, 1202) if (row := f"E{number:04d}") not in withdrawn]


def test_the_claims_of_the_ledger_are_all_there(observations):
    ledger = [row for row in observations if int(row["row_id"][1:]) < 2001]
    assert Counter(row["claim_status"] for row in ledger) == {
        "not_mentioned": 720,
        "claimed": 239,
        "none_reported": 191,
        "video_only": 7,
        "batch": 18,
    }
    claimants = Counter(row["claimed_by"] for row in ledger if row["claim_status"] == "claimed")
    assert claimants["Qasim al-Jabbarin"] + claimants["Saraya Qasim al-Jabbarin"] == 64 + 32


def test_every_incident_has_a_coding_that_bears_out_date_and_province(observations):
    codings = defaultdict(list)
    for row in observations:
        codings[row["incident_id"]].append(row)
    for incident in read("incidents"):
        told = codings[incident["incident_id"]]
        dates = [row["incident_date"] for row in told if row["incident_date"]]
        first, last = incident["date_start"], incident["date_end"]
        assert any(first[: len(date)] <= date <= last[: len(date)] for date in dates), incident
        provinces = {row["province"] for row in told} - {""}
        assert not provinces or incident["province"] in provinces, incident


def test_the_five_first_articles(incidents):
    days = incidents.loc["IQC0001":"IQC0011", "date_start"].dt.strftime("%Y-%m-%d").tolist()
    assert days == [
        "2020-10-11",  # the Sunday after the ceasefire of Saturday 10 October
        *["2021-07-29"] * 4,  # the Thursday after the agreement of Monday 26 July
        "2021-09-06",  # the Monday before the page of Tuesday 7 September
        "2021-12-26",
        "2021-12-27",
        *["2022-01-23"] * 3,
    ]
    weekdays = incidents["date_start"].dt.day_name()
    assert weekdays["IQC0001"] == "Sunday"
    assert (weekdays["IQC0002":"IQC0005"] == "Thursday").all()
    assert incidents.loc["IQC0003", ["injured_min", "injured_max"]].tolist() == [0, 1]  # the driver of the tanker


def test_the_claim_of_four_attacks_in_one_day(incidents):
    assert incidents.loc["IQC0002":"IQC0005", "claimants"].unique().tolist() == ["qasim_al_jabbarin"]


@pytest.mark.parametrize(
    ("day", "provinces"),
    [
        ("2020-07-11", {"Qadisiyah": 1}),  # trucks burned at Al-Najmi, told by some fifty pages
        ("2021-03-11", {"Anbar": 2, "Babil": 1, "Basra": 1, "Muthanna": 1, "Qadisiyah": 1}),
        ("2021-06-13", {"Babil": 1, "Dhi Qar": 1, "Muthanna": 1, "Qadisiyah": 1}),  # Sunday, four provinces
        # Eight convoys by Press TV, and a device found in Diwaniyah.
        ("2021-08-24", {"Babil": 2, "Baghdad": 2, "Dhi Qar": 1, "Muthanna": 1, "Qadisiyah": 3}),
        ("2022-03-15", {"Basra": 1, "Muthanna": 1, "Salah al-Din": 1}),  # third convoy of that day by Mehr
    ],
)
def test_days_that_reports_count(incidents, day, provinces):
    of_day = incidents[(incidents["date_start"] == day) & (incidents["date_end"] == day)]
    assert of_day["province"].value_counts().to_dict() == provinces


def test_diplomatic_convoys_are_kept_apart(incidents):
    adjacent = incidents[incidents["scope"] == "adjacent"]["date_start"].dt.strftime("%Y-%m-%d").tolist()
    assert adjacent == ["2020-09-15", "2022-08-26"]  # British in Baghdad; Australian near the Green Zone


def test_the_denied_attack_at_the_border_is_an_incident(incidents):
    denied = incidents[(incidents["date_start"] == "2020-08-10") & (incidents["province"] == "Basra")]
    assert denied[["claim_status", "claimants", "denial"]].to_numpy().tolist() == [
        ["claimed", "ashab_al_kahf", "no_attack"]
    ]


def test_no_incident_stands_twice(incidents):
    """Incidents of one day, place, hour and outcome are told apart by one report at least."""
    rows = {row["incident_id"]: row for row in read("incidents")}
    pages = defaultdict(set)
    for row in read("observations"):
        pages[row["incident_id"]].add(row["report_id"])
    keys = ("date_start", "date_end", "province", "place_id", "time_local", "outcome")
    same = defaultdict(list)
    for incident, row in rows.items():
        same[tuple(row[key] for key in keys)].append(incident)
    for group in same.values():
        for one, other in itertools.combinations(group, 2):
            assert pages[one] & pages[other], (one, other)


def test_a_report_of_six_attacks_has_six_codings_and_no_seventh_incident(incidents, observations):
    """26 December 2021: six attacks by one report, two of them not placed; Mehr places a second one in Qadisiyah."""
    told = [
        row["incident_id"]
        for row in observations
        if row["report_id"] == "R0372" and "2021-12-26" in row["incident_date"]
    ]
    assert len(told) == len(set(told)) == 6
    assert incidents.loc[told, "province"].fillna("not placed").value_counts().to_dict() == {
        "Qadisiyah": 2,
        "Anbar": 1,
        "Babil": 1,
        "Baghdad": 1,
        "not placed": 1,
    }
    assert "IQC0290" not in incidents.index


def count_informants(observations):
    """Count the informants of each incident who say that it took place, from the raw tables alone."""
    informants = {row["informant_id"]: row for row in read("informants")}
    incident_of = {row["row_id"]: row["incident_id"] for row in observations}
    voices = defaultdict(set)
    for row in read("attributions"):
        if row["says"] == "attack" and incident_of[row["row_id"]]:
            voices[incident_of[row["row_id"]]].add(row["informant_id"])
    counts = {}
    for incident, names in voices.items():
        sure = {name for name in names if informants[name]["counts"] == "yes"}
        kinds = {informants[name]["kind"] for name in sure}
        perhaps = {informants[name]["kind"] for name in names if informants[name]["counts"] == "if_alone"}
        counts[incident] = len(sure) + len(perhaps - kinds)
    return counts


def test_informants_are_those_counted_by_hand(incidents, observations):
    counts = count_informants(observations)
    assert incidents["informants"].to_dict() == {incident: counts.get(incident, 0) for incident in incidents.index}


def test_the_readme_says_what_was_found(observations):
    text = (RAW.parents[1] / "README.md").read_text("utf-8")
    core = {row["incident_id"]: row for row in read("incidents") if row["scope"] == "core"}
    claimed = {row["incident_id"] for row in read("claims") if row["kind"] == "claim"} & set(core)
    counts = count_informants(observations)
    one_voice = sum(counts.get(incident) == 1 for incident in core)
    in_2021 = [row for row in core.values() if row["date_start"] >= "2021" and row["date_end"] < "2022"]
    bombs = [row for row in core.values() if row["weapon"] in ("ied", "explosively_formed_penetrator")]
    road = ("Basra", "Dhi Qar", "Muthanna", "Qadisiyah", "Babil", "Baghdad")
    assert f"{len(core)} attacks were reported, four in five of them roadside bombs" in text
    assert 0.75 < len(bombs) / len(core) < 0.85
    assert "most were in the provinces from Basra to Baghdad, and most came\nin 2021" in text
    assert sum(row["province"] in road for row in core.values()) > len(core) / 2
    assert len(in_2021) > len(core) / 2
    assert "Groups claimed about a third, and two in five attacks rest on the word of a single informant" in text
    assert 0.28 < len(claimed) / len(core) < 0.38
    assert 0.37 < one_voice / len(core) < 0.43
