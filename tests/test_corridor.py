"""Distances to roads, compared with those of towns; attacks at towns that make the line set apart."""

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

import helpers
from helpers.data.placing import assign_provinces
from helpers.data.towns import load_towns
from helpers.provinces.corridor import SEVERAL, compare_distances, measure_road_distances

EAST = 10 / 94.5  # degrees of longitude that are 10 km at 32 degrees north


@pytest.fixture
def roads():
    """A meridian from 31 to 33 degrees north, and another one degree to the east."""
    lines = [shapely.LineString([(45, 31), (45, 33)]), shapely.LineString([(46, 31), (46, 33)])]
    names = ["Low–Middle–High (Highway 1)", "Other road"]
    return geopandas.GeoDataFrame({"road_id": ["west", "east"], "name": names}, geometry=lines, crs=4326)


@pytest.fixture
def incidents():
    shapes = [
        shapely.Point(45, 31),  # a corner of the road
        shapely.Point(45 + EAST, 32),
        shapely.Point(45, 34),  # a degree of latitude, about 111 km, beyond the end
        shapely.LineString([(46, 31), (46, 33)]),
        None,
    ]
    frame = {"place": ["P", "Q", "R", "S", None], "date_start": pd.Timestamp("2021-01-04")}
    return geopandas.GeoDataFrame(frame, geometry=shapes, crs=4326)


@pytest.fixture
def towns():
    points = geopandas.points_from_xy([45, 45 + EAST, 43, 43, 46], [33, 32.5, 32, 33, 32])
    return geopandas.GeoDataFrame({"name": list("abcde")}, geometry=points, crs=4326)


def test_distances_are_those_of_the_globe(incidents, roads):
    measured = measure_road_distances(incidents, roads.head(1)).set_index("place")
    assert measured.index.tolist() == ["P", "Q", "R"]
    assert measured["km"].tolist() == pytest.approx([0, 10, 111], rel=0.01, abs=1e-6)
    assert measured["is_stop"].tolist() == [True, False, False]


def test_the_nearest_road_is_named_unless_another_is_as_near(roads):
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy([45.3, 45.7, 45.5], [32, 32, 32]), crs=4326)
    assert measure_road_distances(points, roads)["road_id"].tolist() == ["west", "east", SEVERAL]


def test_attacks_at_towns_that_make_the_line_are_set_apart(incidents, towns, roads):
    west = roads.head(1)
    at_stop, elsewhere, others = helpers.compare_with_towns(incidents, towns, west, 25).itertuples()
    assert (at_stop.places, at_stop.count, at_stop.near) == (1, 1, 1)
    assert (elsewhere.places, elsewhere.count, elsewhere.near) == (2, 2, 1)  # Q near, R far; P is not counted
    assert (others.count, others.near, others.share) == (4, 1, 0.25)  # not the one at the end of the road
    assert np.isnan(at_stop.low)
    assert np.isnan(others.low)


@pytest.mark.parametrize("km", [9.9, 10.2])
def test_near_is_up_to_the_distance(incidents, towns, roads, km):
    assert helpers.compare_with_towns(incidents, towns, roads.head(1), km).loc[1, "near"] == (km > 10)


def test_the_interval_counts_places_not_attacks(towns, roads):
    """One place with 100 attacks is known as well as one with one: Wilson's interval of 1 of 1, and of 1 of 2."""
    away = measure_road_distances(towns, roads.head(1))
    one = pd.DataFrame({"place": ["P"] * 100, "km": 1.0, "is_stop": False})
    low = compare_distances(one, away, 25).loc[1, "low"]
    assert low == pytest.approx(1 / (1 + 1.96**2), abs=1e-4)
    two = pd.DataFrame({"place": ["P"] * 50 + ["Q"] * 50, "km": [1.0] * 50 + [99.0] * 50, "is_stop": False})
    row = compare_distances(two, away, 25).loc[1]
    assert row["share"] == 0.5
    assert [row["low"], row["high"]] == pytest.approx([0.0945, 0.9055], abs=1e-3)  # Wilson 1927, 1 of 2


def test_the_interval_covers_where_places_differ_in_size():
    """Twenty places, one with a quarter of the attacks, as in the data; a bootstrap of places covers 79 to 90%."""
    sizes = [16, 7, 5, 4, 3, *[2] * 8, *[1] * 7]
    random = np.random.default_rng(5)
    no_towns = pd.DataFrame({"km": [90.0], "is_stop": [False]})
    place = np.repeat(np.arange(len(sizes)), sizes)
    for share in (0.3, 0.6, 0.85):
        covered = 0
        for _ in range(150):
            near = random.random(len(sizes)) < share
            frame = pd.DataFrame({"place": place, "km": np.where(near[place], 1.0, 99.0), "is_stop": False})
            row = compare_distances(frame, no_towns, 25).loc[1]
            covered += row["low"] <= share <= row["high"]
        assert covered >= 0.95 * 150 - 2 * np.sqrt(150 * 0.95 * 0.05)


def test_roads_are_counted_by_hand(incidents, towns, roads):
    by_road = helpers.count_by_road(incidents, roads, towns, km=9, draws=10).set_index("road_id")
    assert by_road["incidents"].to_dict() == {"west": 1, "east": 1, SEVERAL: 0}  # Q is 10 km away
    assert by_road["towns"].to_dict() == {"west": 1, "east": 1, SEVERAL: 0}
    assert by_road["road"].to_dict() == {"west": "Low–High", "east": "Other road", SEVERAL: SEVERAL}
    assert by_road.loc["west", "length_km"] == pytest.approx(222, abs=1)
    assert by_road.loc["west", "per_100_km"] == pytest.approx(100 / 222, rel=0.01)
    assert by_road["low"].isna().all()  # far too few for an interval


def test_a_stretch_of_road_counts_at_its_middle(incidents, towns, roads):
    stretch = incidents.iloc[[3]]
    assert helpers.count_by_road(stretch, roads, towns, draws=10).set_index("road_id").loc["east", "incidents"] == 1


def test_a_road_with_many_attacks_has_an_interval_of_weeks(towns, roads):
    """Ten weeks of 0 or 4 attacks: the sum of ten drawn weeks has the variance 10 times 4."""
    days = [pd.Timestamp("2021-01-04") + pd.Timedelta(weeks=week) for week in range(0, 40, 2) for _ in range(4)]
    days.append(days[-1] + pd.Timedelta(weeks=1))
    frame = geopandas.GeoDataFrame(
        {"place": "P", "date_start": days}, geometry=[shapely.Point(45, 32)] * len(days), crs=4326
    )
    row = helpers.count_by_road(frame, roads, towns, draws=4000).set_index("road_id").loc["west"]
    weekly = np.array([4, 0] * 19 + [4, 1])
    reach = 1.96 * np.sqrt(len(weekly)) * weekly.std()
    length = row["incidents"] / row["per_100_km"]
    assert [row["low"] * length, row["high"] * length] == pytest.approx([81 - reach, 81 + reach], rel=0.07)


def test_without_roads_nothing_is_said(incidents, towns, roads):
    compared = helpers.compare_with_towns(incidents, towns, roads.head(0), 25)
    assert compared["share"].isna().all()
    assert compared["low"].isna().all()
    assert helpers.count_by_road(incidents, roads.head(0), towns)["incidents"].sum() == 0


def test_without_incidents_nothing_is_said(incidents, towns, roads):
    assert helpers.compare_with_towns(incidents.head(0), towns, roads, 25)["count"].tolist()[:2] == [0, 0]
    assert helpers.count_by_road(incidents.head(0), roads, towns)["per_100_km"].fillna(0).sum() == 0


def test_towns_lie_in_iraq():
    towns = load_towns()
    inside = assign_provinces(towns, helpers.load_provinces())["province"].notna()
    assert len(towns) > 150
    assert inside.mean() > 0.99
    assert towns["population"].dropna().min() >= 500
    assert towns["name"].str.contains("Najaf").any()
