"""Points get the province they lie in."""

import geopandas
import numpy as np
import pytest
import shapely

import helpers


def place(points, provinces=None):
    frame = geopandas.GeoDataFrame(geometry=points, crs=4326)
    provinces = helpers.load_provinces() if provinces is None else provinces
    return helpers.assign_provinces(frame, provinces)["province"]


def test_places_of_the_project_lie_in_the_province_of_their_row():
    incidents = helpers.load_incidents()
    located = incidents[(incidents.geom_type == "Point") & incidents["province"].notna()]
    assert len(located) > 100
    found = helpers.assign_provinces(located, helpers.load_provinces())["province"]
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
    found = helpers.assign_provinces(incidents, provinces)["province"]
    points = incidents.geom_type == "Point"
    assert found.index.equals(incidents.index)
    assert found[points].tolist() == incidents.loc[points, "province"].tolist()
