import geopandas
import pandas as pd
import pytest
import shapely
from hypothesis import given, strategies as st

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


def test_districts_count_those_located_to_them(incidents):
    districts = pd.DataFrame({"district": ["Al-Hilla", "Balad"]})
    located = incidents.assign(district=["Al-Hilla", None, None, "Al-Hilla"])
    assert helpers.count_by_district(located, districts)["incidents"].tolist() == [2, 0]
    assert helpers.list_unplaced(located, districts, "district")["incident_id"].tolist() == ["B", "C"]


def test_half_years_are_counted_by_hand():
    start = pd.to_datetime(["2020-06-30", "2020-07-01", "2020-06-30", "2021-12-31", "2021-12-31"])
    end = pd.to_datetime(["2020-06-30", "2020-07-01", "2020-07-01", "2021-12-31", "2021-12-31"])
    incidents = pd.DataFrame({"date_start": start, "date_end": end, "province": ["A", "A", "A", "B", None]})
    counts = helpers.count_by_half_year(incidents, pd.DataFrame({"province": ["A", "B"]}))
    table = counts.pivot(index="half_year", columns="province", values="incidents")
    assert table.index.tolist() == ["2020, Jan–Jun", "2020, Jul–Dec", "2021, Jan–Jun", "2021, Jul–Dec"]
    assert table["A"].tolist() == [1, 1, 0, 0]  # the third covers both half-years of 2020
    assert table["B"].tolist() == [0, 0, 0, 1]


def test_no_incident_gives_no_half_year():
    days = pd.to_datetime(pd.Series([], dtype="datetime64[ns]"))
    incidents = pd.DataFrame({"date_start": days, "date_end": days, "province": pd.Series([], dtype="str")})
    assert helpers.count_by_half_year(incidents, pd.DataFrame({"province": ["A"]})).empty


def test_places_are_points_and_roads_but_no_provinces():
    incidents = geopandas.GeoDataFrame(
        {"place": ["T", "T", "R", "P"], "location_precision": ["town", "town", "road_segment", "province"]},
        geometry=[shapely.Point(44, 32)] * 2 + [shapely.LineString([(44, 32), (45, 31)]), None],
        crs=4326,
    )
    places = helpers.count_by_place(incidents)
    assert places[["place", "incidents"]].to_numpy().tolist() == [["T", 2], ["R", 1]]
    assert places.geom_type.tolist() == ["Point", "LineString"]


@pytest.mark.parametrize(
    ("counts", "breaks"),
    [
        ([], []),
        ([0, 0], []),
        ([0, 1, 5, 5], [1, 5]),
        ([1, 2, 10, 11, 50, 51], [2, 11, 51]),  # three clusters, plain to see
        ([None, 4], [4]),
    ],
)
def test_breaks_lie_between_clusters(counts, breaks):
    assert helpers.find_breaks(pd.Series(counts, dtype="Int64"), classes=3) == breaks


def test_zero_and_no_data_are_classes_of_their_own():
    classed = helpers.classify_counts(pd.DataFrame({"incidents": [0, None, 1, 6, 5]}), [1, 6])
    assert classed["count_class"].tolist() == [0, -1, 1, 2, 2]


@given(st.lists(st.integers(0, 200), min_size=1, max_size=30))
def test_every_count_lies_in_the_class_that_its_label_names(counts):
    frame = pd.DataFrame({"incidents": counts})
    breaks = helpers.find_breaks(frame["incidents"])
    labels = helpers.label_classes(breaks)
    assert len(breaks) <= 5
    for row in helpers.classify_counts(frame, breaks).itertuples():
        if row.incidents == 0:
            assert row.count_class == 0
            continue
        first, _, last = labels[row.count_class].partition("–")
        assert int(first) <= row.incidents <= int(last or first)


def test_a_count_beyond_the_classes_is_refused():
    with pytest.raises(ValueError, match="a count of 7 lies above the last of the breaks"):
        helpers.classify_counts(pd.DataFrame({"incidents": [1, 7]}), [1, 6])


def test_the_sentence_on_intervals_names_whom_they_overlap():
    counts = helpers.add_count_intervals(pd.DataFrame({"province": list("ABC"), "incidents": [40, 36, 5]}))
    assert helpers.describe_intervals(counts) == (
        "Most incidents are reported from A: 40 (95% interval 29–54); the intervals of B overlap with this one"
    )


def test_no_incident_gives_counts_of_zero(incidents):
    counts = helpers.count_by_province(incidents.iloc[:0], pd.DataFrame({"province": ["Anbar", "Babil"]}))
    assert counts["incidents"].tolist() == [0, 0]


def test_claims_by_province_keep_those_without_a_province(incidents):
    table = helpers.count_claims_by_province(incidents)
    assert table.to_numpy().sum() == 4
    assert table.loc["not told", "claimed"] == 1
    assert table.index[0] == "Babil"
