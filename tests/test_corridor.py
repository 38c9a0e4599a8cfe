import geopandas
import pandas as pd
import pytest
import shapely

import helpers


@pytest.fixture
def line():
    """A meridian from 31 to 33 degrees north."""
    return geopandas.GeoSeries([shapely.LineString([(45, 31), (45, 33)])], crs=4326)


@pytest.fixture
def incidents():
    east = 45 + 10 / 94.2  # at 32 degrees north a degree of longitude is about 94.5 km
    shapes = [
        shapely.Point(45, 32),
        shapely.Point(east, 32),
        shapely.Point(45, 34),  # a degree of latitude, about 111 km, beyond the end
        shapely.LineString([(45, 32), (east, 32)]),
        None,
    ]
    return geopandas.GeoDataFrame({"incident_id": list("ABCDE")}, geometry=shapes, crs=4326)


def test_distances_are_those_of_the_globe(incidents, line):
    measured = helpers.measure_distances(incidents, line)["distance_km"]
    assert measured[:4].tolist() == pytest.approx([0, 10, 111, 10], rel=0.01, abs=1e-6)
    assert pd.isna(measured[4])


def test_a_segment_that_leaves_the_line_is_as_far_as_its_farthest_point():
    bent = geopandas.GeoSeries([shapely.LineString([(45, 31), (46, 32), (45, 33)])], crs=4326)
    chord = geopandas.GeoDataFrame(geometry=[shapely.LineString([(45, 31), (45, 33)])], crs=4326)
    middle = geopandas.GeoDataFrame(geometry=[shapely.Point(45, 32)], crs=4326)
    distances = [helpers.measure_distances(frame, bent)["distance_km"][0] for frame in (chord, middle)]
    assert distances[0] == pytest.approx(distances[1], rel=0.01)
    assert distances[0] > 50


def test_shares_hold_those_not_located(incidents, line):
    land = geopandas.GeoDataFrame({"province": ["P"]}, geometry=[shapely.box(44, 30, 46, 35)], crs=4326)
    measured = helpers.measure_distances(incidents, line)
    shares = helpers.share_by_distance(measured, line, land, [0, 20, 500]).set_index("distance_km")
    assert shares["incidents"].tolist() == [1, 3, 4]
    assert shares["located"].tolist() == [4, 4, 4]
    assert shares.loc[20, ["share", "least", "most"]].tolist() == pytest.approx([3 / 4, 3 / 5, 4 / 5])
    assert shares.loc[[0, 500], "land"].tolist() == pytest.approx([0, 1])
    assert "3 of 4 incidents" in helpers.describe_corridor(shares.reset_index(), 20)


def test_the_road_crosses_provinces_counted_by_hand():
    provinces = helpers.load_provinces()
    tables = helpers.load_tables()
    stops = ["Basra", "Nasiriya", "As Samawah", "Diwaniyah", "Hilla", "Baghdad"]
    line = helpers.draw_through(stops, tables["places"], tables["provinces"])
    counts = helpers.count_by_province(helpers.load_incidents(), provinces)
    sentence = helpers.describe_crossed(counts, line)
    assert sentence.endswith("Babil, Baghdad, Basra, Dhi Qar, Muthanna, Qadisiyah")


def test_an_unknown_stop_is_named():
    tables = helpers.load_tables()
    with pytest.raises(LookupError, match="'Basrah Town' is no name"):
        helpers.draw_through(["Basrah Town", "Hilla"], tables["places"], tables["provinces"])
