import pandas as pd
import pytest

import helpers
from helpers.sources.report_agreement import FIELDS


@pytest.fixture
def told():
    """One incident told by three outlets, the first twice; another told by one."""
    rows = [
        ("E1", "A", "x", "iraqi", "2021-01-01", "ied", "2"),
        ("E2", "A", "x", "iraqi", "2021-01-09", "rpg", "9"),  # the same outlet again: left out
        ("E3", "A", "y", "russian", "2021-01-01", "unknown", "4"),
        ("E4", "A", "z", "russian", "2021-01", "rpg", "some"),
        ("E5", "B", "x", "iraqi", "2021-02-01", "ied", "1"),
    ]
    columns = ["row_id", "incident_id", "origin", "chart_group", "incident_date", "weapon", "vehicles_damaged"]
    frame = pd.DataFrame(rows, columns=columns)
    rest = {name: pd.Series([None] * 5, dtype="str") for name in FIELDS if name not in frame}
    return frame.assign(**rest)


def test_pairs_are_those_that_tell_the_field(told):
    pairs = helpers.pair_reports(told)
    assert pairs.to_numpy().tolist() == [["A", "day", True], ["A", "weapon", False], ["A", "vehicles damaged", False]]


def test_agreement_is_counted_by_hand():
    rows = [("A", "day", True), ("A", "day", True), ("B", "day", False), ("A", "weapon", True)]
    agreement = helpers.measure_corroboration(pd.DataFrame(rows, columns=["incident_id", "field", "same"]))
    assert agreement[["label", "incidents", "pairs", "same"]].to_numpy().tolist() == [
        ["day", 2, 3, 2],
        ["weapon", 1, 1, 1],
    ]
    day = agreement.iloc[0]
    assert day["share"] == pytest.approx(2 / 3)
    assert (day["low"], day["high"]) == (0, 1)  # drawn again, both may be A or both B
    assert helpers.describe_corroboration(agreement).startswith(
        "Independent reports of one incident agree most on weapon"
    )


def test_a_media_group_is_compared_with_the_others(told):
    differences = helpers.compare_media_groups(told.drop(index=1)).set_index("label")["difference"]
    assert differences.to_dict() == {"Iraqi": -2, "Russian": 2}  # 2 against 4; *some* is no figure, B has no other


def test_outlets_are_counted_by_incidents(told):
    outlets = pd.DataFrame({"outlet_id": ["x", "y", "z"], "name": ["X", "Y", "Z"]})
    counts = helpers.count_outlets(told, outlets)
    assert counts[["outlet", "incidents", "total"]].to_numpy().tolist() == [["X", 2, 2], ["Y", 1, 2], ["Z", 1, 2]]


def test_media_groups_cross_with_classes():
    incidents = pd.DataFrame({"media_groups": ["iraqi;russian", "russian", "iraqi"], "province": ["A", None, "A"]})
    table = helpers.count_media_groups(incidents, "province")
    assert table.loc["A"].to_dict() == {"Iraqi": 2, "Russian": 1, "all": 2}
    assert table.loc["not told"].to_dict() == {"Iraqi": 0, "Russian": 1, "all": 1}
