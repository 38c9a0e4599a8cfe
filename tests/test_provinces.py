import pandas as pd
import pytest

import helpers


@pytest.fixture
def incidents():
    return pd.DataFrame(
        {
            "incident_id": ["A", "B", "C", "D"],
            "date_start": pd.to_datetime(["2021-07-29", "2020-01-05", "2021-01-01", "2022-01-01"]),
            "province": ["Babil", "Babil", None, "Atlantis"],
            "place": ["Hilla", None, None, None],
            "claim_status": ["claimed", "video_only", "claimed", "claimed"],
        }
    )


def test_placed_and_unplaced_are_all(incidents):
    provinces = pd.DataFrame({"province": ["Anbar", "Babil"]})
    counts = helpers.count_by_province(incidents, provinces)
    assert counts["incidents"].tolist() == [0, 2]
    assert helpers.list_unplaced(incidents, provinces)["incident_id"].tolist() == ["C", "D"]


def test_incidents_are_listed_by_day(incidents):
    counts = helpers.count_by_province(incidents, pd.DataFrame({"province": ["Babil"]}))
    assert counts["listing"].tolist() == ["5 Jan 2020 (B)\n29 Jul 2021, Hilla (A)"]


@pytest.mark.parametrize(
    ("counts", "labels"),
    [
        ([0, 0], ["none in the reports read"] * 2),
        ([0, 1, 5], ["none in the reports read", "1", "5"]),
        ([1, 6], ["1–2", "5–6"]),
        ([3, 100], ["1–20", "81–100"]),
        ([None, 2], ["no data", "2"]),
    ],
)
def test_zero_and_no_data_are_classes_of_their_own(counts, labels):
    assert helpers.classify_counts(pd.DataFrame({"incidents": counts}))["class_label"].tolist() == labels


@pytest.mark.parametrize("highest", range(1, 40))
def test_every_count_lies_in_the_class_that_its_label_names(highest):
    classed = helpers.classify_counts(pd.DataFrame({"incidents": range(1, highest + 1)}))
    for row in classed.itertuples():
        first, _, last = row.class_label.partition("–")
        assert int(first) <= row.incidents <= int(last or first)
    assert classed["count_class"].nunique() <= 5


def test_no_incident_gives_counts_of_zero(incidents):
    counts = helpers.count_by_province(incidents.iloc[:0], pd.DataFrame({"province": ["Anbar", "Babil"]}))
    assert counts["incidents"].tolist() == [0, 0]
    assert counts["listing"].tolist() == ["", ""]


def test_claims_by_province_keep_those_without_a_province(incidents):
    table = helpers.count_claims_by_province(incidents)
    assert table.to_numpy().sum() == 4
    assert table.loc["not told", "claimed"] == 1
    assert table.index[0] == "Babil"
