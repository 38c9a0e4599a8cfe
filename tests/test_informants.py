"""Corroboration counts informants, not outlets."""

import pandas as pd
import pytest

import helpers
from helpers.data.informants import grade_corroboration
from helpers.data.vocabularies import CORROBORATIONS, DENIALS

INFORMANTS = pd.DataFrame(
    [
        ("army", "official_body", "iraqi_state", "yes"),
        ("police", "official_body", "iraqi_state", "yes"),
        ("group", "claimant", "armed_groups", "yes"),
        ("channel", "claimants_channel", "armed_groups", "yes"),
        ("coalition", "coalition_statement", "coalition", "yes"),
        ("driver", "company_or_driver", "neither", "yes"),
        ("source", "security_source", "iraqi_state", "yes"),
        ("some_source", "security_source", "iraqi_state", "if_alone"),
        ("unspecified", "unspecified", "unknown", "no"),
    ],
    columns=["informant_id", "kind", "side", "counts"],
)


def grade(*said):
    """Grade one incident: each item is an informant, or an informant and what it says instead of the attack."""
    said = [item if isinstance(item, tuple) else (item, "attack") for item in said]
    observations = pd.DataFrame({"row_id": [f"E{n}" for n in range(max(len(said), 1))], "incident_id": "A"})
    rows = [(f"E{n}", informant, says) for n, (informant, says) in enumerate(said)]
    attributions = pd.DataFrame(rows, columns=["row_id", "informant_id", "says"], dtype="str")
    row = grade_corroboration(observations, attributions, INFORMANTS).loc["A"]
    return row["informants"], row["sides"], row["corroboration"], row["denial"]


@pytest.mark.parametrize(
    ("said", "number", "sides", "corroboration"),
    [
        ([], 0, None, "unsourced"),
        (["unspecified", "unspecified"], 0, None, "unsourced"),
        (["army", "army", "army"], 1, "iraqi_state", "one_informant"),
        (["army", "unspecified"], 1, "iraqi_state", "one_informant"),
        (["army", "police"], 2, "iraqi_state", "two_informants"),
        (["group", "channel"], 2, "armed_groups", "two_informants"),
        (["group", "driver"], 2, "armed_groups;neither", "two_informants"),
        (["army", "coalition"], 2, "coalition;iraqi_state", "two_informants"),
        (["army", "group"], 2, "armed_groups;iraqi_state", "two_sides"),
        (["coalition", "channel"], 2, "armed_groups;coalition", "two_sides"),
        (["some_source"], 1, "iraqi_state", "one_informant"),
        (["some_source", "source"], 1, "iraqi_state", "one_informant"),
        (["some_source", "army"], 2, "iraqi_state", "two_informants"),
        ([("army", "no_attack"), "group"], 1, "armed_groups", "one_informant"),
    ],
)
def test_a_grade_is_that_of_its_informants(said, number, sides, corroboration):
    found = grade(*said)
    assert found[0] == number
    assert found[1] == sides if sides else pd.isna(found[1])
    assert found[2] == corroboration
    assert found[2] in CORROBORATIONS


@pytest.mark.parametrize(
    ("said", "denial"),
    [
        (["army"], None),
        ([("coalition", "not_coalition_convoy")], "not_coalition_convoy"),
        ([("coalition", "not_coalition_convoy"), ("army", "no_attack"), "group"], "no_attack"),
        ([("unspecified", "no_attack")], "no_attack"),  # a denial stands whoever says it
    ],
)
def test_a_denial_stands_beside_the_grade(said, denial):
    found = grade(*said)[3]
    assert found == denial if denial else pd.isna(found)
    assert denial is None or denial in DENIALS


def test_the_small_incidents_are_graded_by_hand(raw):
    incidents = helpers.load_incidents(raw).set_index("incident_id")
    assert incidents.loc["IQC0001", ["informants", "corroboration"]].tolist() == [1, "one_informant"]
    assert incidents.loc["IQC0003", ["informants", "corroboration"]].tolist() == [0, "unsourced"]
    assert incidents.loc["IQC0006", ["informants", "corroboration"]].tolist() == [2, "two_sides"]
    assert incidents.loc["IQC0008", "corroboration"] == "unsourced"  # a local media outlet, not said which
    assert incidents.loc["IQC0011", ["sides", "corroboration"]].tolist() == ["armed_groups", "two_informants"]
    assert incidents["denial"].isna().all()


def test_every_incident_of_the_data_has_a_grade():
    incidents = helpers.load_incidents()
    assert incidents["corroboration"].isin(CORROBORATIONS).all()
    assert ((incidents["informants"] == 0) == (incidents["corroboration"] == "unsourced")).all()
