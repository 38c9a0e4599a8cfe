"""Selecting incidents: what is kept, what is counted as left out, and which parameters are refused."""

import pandas as pd
import pytest

import helpers

DAYS = pd.to_datetime(["2019-12-31", "2020-01-01", "2022-12-31", "2023-01-01"])


@pytest.fixture
def incidents():
    frame = pd.DataFrame({"date_start": DAYS, "date_end": DAYS, "scope": ["adjacent", "core", "core", "adjacent"]})
    grades = ["two_sides", "one_informant", "two_informants", "unsourced"]
    return frame.assign(claimants=["a", "a;b", None, "b"], corroboration=grades)


def test_the_period_includes_its_first_and_last_day(incidents):
    assert helpers.select_incidents(incidents, scope=None).incidents["date_start"].tolist() == list(DAYS[1:3])


def test_an_interval_that_leaves_the_period_is_left_out(incidents):
    incidents.loc[2, "date_end"] = pd.Timestamp("2023-01-02")
    assert len(helpers.select_incidents(incidents).incidents) == 1


def test_the_note_counts_what_is_left_out_by_reason(incidents):
    selection = helpers.select_incidents(incidents, group="a")
    assert selection.note == (
        "These figures cover 1 of 4 reported attacks; 1 not claimed or shown by the group, "
        "2 outside 1 Jan 2020 – 31 Dec 2022 are left out."
    )


def test_corroboration_keeps_the_grade_and_better_ones(incidents):
    kept = helpers.select_incidents(
        incidents, first_day="2019-01-01", last_day="2023-12-31", scope=None, corroboration="two_informants"
    )
    assert kept.incidents["corroboration"].tolist() == ["two_sides", "two_informants"]


def test_headlines_turn_neutral_when_a_parameter_changes(incidents):
    assert helpers.select_incidents(incidents).headline("answer", "neutral") == "answer"
    for changed in ({"first_day": "2020-01-02"}, {"scope": None}, {"group": "a"}, {"corroboration": "two_sides"}):
        assert helpers.select_incidents(incidents, **changed).headline("answer", "neutral") == "neutral"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"first_day": "2022-01-01", "last_day": "2021-01-01"}, r"LAST_DAY \(2021-01-01\) lies before FIRST_DAY"),
        ({"first_day": "2021-02-30"}, "FIRST_DAY: '2021-02-30' is not a date"),
        ({"scope": "cor"}, "SCOPE: 'cor' is unknown; nearest: 'core'; allowed: core, adjacent, or None"),
        ({"group": "c"}, "GROUP: 'c' is unknown"),
        ({"corroboration": "two"}, "CORROBORATION: 'two' is unknown"),
    ],
)
def test_parameters_that_cannot_be_are_refused(incidents, changed, message):
    with pytest.raises(ValueError, match=message):
        helpers.select_incidents(incidents, **changed)


def test_nothing_may_be_left(incidents):
    selection = helpers.select_incidents(incidents, first_day="2030-01-01", last_day="2031-01-01")
    assert selection.incidents.empty
    assert selection.note.startswith("These figures cover 0 of 4 reported attacks;")
