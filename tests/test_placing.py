"""Points get the province they lie in, and road segments follow their road."""

import json

import geopandas
import numpy as np
import pytest
import shapely

import helpers
from helpers.data.loading import check_folder
from helpers.data.placing import assign_provinces, follow_roads


def place(points, provinces=None):
    frame = geopandas.GeoDataFrame(geometry=points, crs=4326)
    provinces = helpers.load_provinces() if provinces is None else provinces
    return assign_provinces(frame, provinces)["province"]


def test_places_of_the_project_lie_in_the_province_of_their_row():
    incidents = helpers.load_incidents()
    located = incidents[(incidents.geom_type == "Point") & incidents["province"].notna()]
    assert len(located) > 100
    found = assign_provinces(located, helpers.load_provinces())["province"]
    assert found.tolist() == located["province"].tolist()


def test_random_points_lie_where_each_polygon_says():
    provinces = helpers.load_provinces()
    random = np.random.default_rng(1)
    points = geopandas.points_from_xy(random.uniform(38, 49, 300), random.uniform(29, 38, 300))
    for point, found in zip(points, place(points), strict=True):
        (*expected,) = provinces.loc[provinces.contains(point), "province"]
        assert ([] if found is np.nan else [found]) == expected


def test_no_point_and_a_point_abroad_have_no_province():
    line = shapely.LineString([(44, 33), (44.5, 33)])
    assert place([None, line, shapely.Point(), shapely.Point(0, 51)]).isna().all()
    assert place([]).empty


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_a_border_goes_to_the_first_name_whatever_the_order(order):
    areas = geopandas.GeoDataFrame(
        {"province": ["Anbar", "Babil"]}, geometry=[shapely.box(1, 0, 2, 1), shapely.box(0, 0, 1, 1)], crs=4326
    )
    assert place([shapely.Point(1, 0.5)], areas.iloc[order]).tolist() == ["Anbar"]


def test_other_coordinate_systems_and_odd_indices_will_do():
    incidents = helpers.load_incidents().iloc[::-3]
    provinces = helpers.load_provinces().to_crs(32638)
    found = assign_provinces(incidents, provinces)["province"]
    points = incidents.geom_type == "Point"
    assert found.index.equals(incidents.index)
    assert found[points].tolist() == incidents.loc[points, "province"].tolist()


def follow(line, *roads):
    lines = geopandas.GeoSeries([shapely.LineString(line)], crs=4326)
    frame = geopandas.GeoDataFrame(
        {"road_id": range(len(roads))}, geometry=list(map(shapely.LineString, roads)), crs=4326
    )
    return shapely.get_coordinates(follow_roads(lines, frame).iloc[0]).tolist()


BEND = [(44, 31), (45, 31), (45.5, 31.5), (46, 31), (47, 31)]


def test_a_segment_follows_the_road_between_its_ends():
    assert follow([(45, 31), (46, 31)], BEND) == [[45, 31], [45.5, 31.5], [46, 31]]
    assert follow([(46, 31), (45, 31)], BEND) == [[46, 31], [45.5, 31.5], [45, 31]]  # the other way round


def test_a_segment_starts_where_the_road_is_nearest_to_its_ends():
    start, bend, end = follow([(45, 30.95), (46, 31)], BEND)
    assert start == pytest.approx([45, 31], abs=0.005)
    assert (bend, end) == ([45.5, 31.5], [46, 31])


@pytest.mark.parametrize(
    ("line", "roads"),
    [
        ([(45, 31), (46, 31)], []),
        ([(45, 30.9), (46, 31)], [BEND]),  # 11 km from the road
        ([(45, 31), (46, 31)], [[(44, 31), (45, 31)], [(46, 31), (47, 31)]]),  # each end at another road
        ([(44.95, 31), (44.98, 31)], [[(45, 31), (46, 31)]]),  # both ends beyond the same end of the road
    ],
)
def test_a_segment_without_a_road_stays_straight(line, roads):
    assert follow(line, *roads) == [list(point) for point in line]


def test_of_two_roads_the_closer_one_is_followed():
    near = [(44, 31.01), (45.5, 31.3), (47, 31.01)]
    far = [(44, 31.08), (45.5, 31.9), (47, 31.08)]
    assert [45.5, 31.3] in follow([(44, 31), (47, 31)], far, near)


@pytest.mark.parametrize("content", [None, '{"type": "FeatureCollection", "features": []}'])
def test_without_roads_segments_are_straight(raw, content):
    if content is None:
        (raw / "roads.geojson").unlink()
    else:
        (raw / "roads.geojson").write_text(content, "utf-8")
    assert helpers.load_roads(raw).empty
    incidents = helpers.load_incidents(raw).set_index("incident_id")
    assert incidents.loc["IQC0001", "geometry"].wkt == "LINESTRING (45.2944 31.33198, 44.92552 31.99289)"


def write_road(raw, **changes):
    road = {
        "type": "Feature",
        "properties": {"road_id": "south", "name": "Road", "note": None, "source": "https://example.org/map"},
        "geometry": {"type": "LineString", "coordinates": [[45.2944, 31.33198], [45.2, 31.7], [44.92552, 31.99289]]},
    }
    features = [road | changes]
    (raw / "roads.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")


def test_an_incident_on_a_road_lies_along_it(raw):
    write_road(raw)
    incidents = helpers.load_incidents(raw).set_index("incident_id")
    course = incidents.loc["IQC0001", "geometry"]
    assert shapely.get_coordinates(course).tolist() == [[45.2944, 31.33198], [45.2, 31.7], [44.92552, 31.99289]]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"properties": {"road_id": "south"}}, "needs the properties road_id and name and source"),
        ({"geometry": {"type": "Point", "coordinates": [45, 31]}}, "'south' is not a valid line"),
        ({"geometry": None}, "'south' is not a valid line"),
        ({"geometry": {"type": "LineString", "coordinates": [[450, 31], [46, 31]]}}, "is not in EPSG:4326"),
    ],
)
def test_damaged_roads_are_reported(raw, changes, message):
    write_road(raw, **changes)
    (fault,) = check_folder(raw)[1]
    assert fault.file == "roads.geojson"
    assert message in str(fault)


def test_roads_that_cannot_be_read_are_refused(raw):
    (raw / "roads.geojson").write_text("no JSON", "utf-8")
    with pytest.raises(helpers.DataError, match=r"roads\.geojson:1: file: cannot be read"):
        helpers.load_incidents(raw)
