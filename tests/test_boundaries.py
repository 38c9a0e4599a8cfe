"""Boundaries of the user's own: taken if they fit, refused with all that does not."""

import json

import geopandas
import pandas as pd
import pyogrio
import pytest
import shapely

import helpers
from helpers.data.boundaries import read_boundaries


@pytest.fixture
def write(tmp_path):
    """Write the project's provinces, changed by a function, to a file of the user's."""

    def write_changed(change, name="mine.gpkg"):
        frame = change(helpers.load_provinces()[["province", "geometry"]].copy())
        path = tmp_path / name
        frame.to_file(path)
        return path

    return write_changed


def measure(provinces):
    return provinces.to_crs(6933).area.tolist()


def rename(frame, province, name):
    return frame.assign(province=frame["province"].replace({province: name}))


@pytest.mark.parametrize("name", ["mine.gpkg", "mine.geojson", "mine.shp", "mine.fgb"])
def test_any_format_will_do(write, name):
    provinces = helpers.load_provinces(write(lambda frame: frame, name))
    own = helpers.load_provinces()
    assert provinces.columns.tolist() == own.columns.tolist()
    assert provinces["province"].tolist() == own["province"].tolist()
    assert measure(provinces) == pytest.approx(measure(own), rel=1e-6)


def test_kml_geoparquet_and_topojson_will_do(tmp_path):
    own = helpers.load_provinces()
    own.rename(columns={"province": "Name"}).to_file(tmp_path / "mine.kml", driver="KML")
    assert measure(helpers.load_provinces(tmp_path / "mine.kml", "Name")) == pytest.approx(measure(own), rel=1e-6)
    own.to_parquet(tmp_path / "mine")
    assert measure(helpers.load_provinces(tmp_path / "mine")) == pytest.approx(measure(own), rel=1e-6)
    arcs = [shapely.get_coordinates(shape).tolist() for shape in own.geometry.map(lambda shape: shape.envelope)]
    geometries = [
        {"type": "Polygon", "arcs": [[number]], "properties": {"province": name}}
        for number, name in enumerate(own["province"])
    ]
    collection = {"type": "GeometryCollection", "geometries": geometries}
    topology = {"type": "Topology", "objects": {"provinces": collection}, "arcs": arcs}
    (tmp_path / "mine.json").write_text(json.dumps(topology), "utf-8")
    read = read_boundaries(tmp_path / "mine.json", "province", own)
    assert read["province"].tolist() == own["province"].tolist()
    assert shapely.bounds(read.geometry.to_numpy()) == pytest.approx(shapely.bounds(own.geometry.to_numpy()))


VRT = (
    b'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{path}</SrcDataSource><SrcLayer>mine</SrcLayer>'
    b"</OGRVRTLayer></OGRVRTDataSource>"
)
POINTS_ELSEWHERE = {
    "virtual": (VRT, "it is not GeoJSON"),
    "virtual behind KML": (b"<kml></kml>" + VRT, "ParseError"),
    "virtual in a comment": (b"<!-- " + VRT + b" -->" + VRT, "it is not GeoJSON"),
    "entity": (b'<!DOCTYPE kml [<!ENTITY x SYSTEM "{path}">]><kml>&x;</kml>', "document type"),
    "address": (b"WFS:https://example.org", "it is not GeoJSON"),
    "service": (b'{"type": "FeatureServer", "url": "https://example.org"}', "JSON of type 'FeatureServer'"),
    "sqlite": (b"SQLite format 3\x00" + bytes(100), "it is not GeoJSON"),
}


@pytest.mark.parametrize("name", ["mine.vrt", "mine.geojson", "mine.kml", "mine.gpkg", "mine.shp"])
@pytest.mark.parametrize("case", POINTS_ELSEWHERE)
def test_a_file_that_points_elsewhere_is_refused(write, case, name):
    target = write(lambda frame: frame, "other.gpkg")
    content, message = POINTS_ELSEWHERE[case]
    path = target.with_name(name)
    path.write_bytes(content.replace(b"{path}", bytes(target)))
    with pytest.raises(helpers.DataError, match=rf"{name}:1: file: cannot be read as boundaries \(.*{message}"):
        helpers.load_provinces(path)


def test_other_spellings_columns_and_coordinates_will_do(write):
    path = write(lambda frame: rename(frame, "Babil", "Babylon").rename(columns={"province": "NAME_1"}).to_crs(32638))
    provinces = helpers.load_provinces(path, column="NAME_1")
    assert "Babil" in provinces["province"].tolist()
    assert provinces.crs.to_epsg() == 4326


def test_a_province_in_parts_is_dissolved(tmp_path):
    helpers.load_districts().to_file(tmp_path / "districts.gpkg")
    provinces = helpers.load_provinces(tmp_path / "districts.gpkg")
    assert measure(provinces) == pytest.approx(measure(helpers.load_provinces()), rel=1e-6)


def test_halabja_is_part_of_sulaymaniyah(tmp_path):
    districts = helpers.load_districts()
    halabja = districts["district"] == "Halabcha"
    assert halabja.sum() == 1
    districts.loc[halabja, "province"] = "Halabja"
    districts.dissolve("province").reset_index().to_file(tmp_path / "nineteen.gpkg")
    assert len(helpers.load_provinces(tmp_path / "nineteen.gpkg")) == 18


CASES = [
    (
        lambda frame: rename(frame, "Babil", "Babilon"),
        r"mine.gpkg:3: province: 'Babilon' is no province; nearest: 'Babylon'",
    ),
    (lambda frame: rename(frame, "Babil", "Babilon"), r"mine.gpkg:1: province: lacks Babil"),
    (lambda frame: frame[frame["province"] != "Wasit"], r"mine.gpkg:1: province: lacks Wasit"),
    (lambda frame: frame.rename(columns={"province": "name"}), r"has no column 'province'; it has 'name'"),
    (lambda frame: frame.set_geometry(frame.centroid), r"mine.gpkg:2: geometry: is no valid polygon"),
    (lambda frame: frame.set_crs(None, allow_override=True), r"mine.gpkg:1: file: has no coordinate system"),
]


@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS", "ignore:'crs' was not provided")
@pytest.mark.parametrize(("change", "message"), CASES)
def test_what_does_not_fit_is_named(write, change, message):
    with pytest.raises(helpers.DataError, match=message):
        helpers.load_provinces(write(change))


def test_a_bow_tie_is_no_polygon(write):
    bow_tie = shapely.Polygon([(44, 32), (45, 33), (45, 32), (44, 33)])

    def tie(frame):
        frame.loc[0, "geometry"] = bow_tie
        return frame

    with pytest.raises(
        helpers.DataError, match=r"mine.gpkg:2: geometry: is no valid polygon; repair it, with make_valid"
    ):
        helpers.load_provinces(write(tie))


def test_all_faults_are_told_at_once(write):
    path = write(lambda frame: rename(rename(frame, "Babil", "X1"), "Wasit", "Y1"))
    with pytest.raises(helpers.DataError) as refusal:
        helpers.load_provinces(path)
    assert len(refusal.value.faults) == 3  # two names, and what is missing


@pytest.mark.parametrize("content", [b"", b"no boundaries", b"\x00" * 100])
def test_a_file_that_is_none_is_refused(tmp_path, content):
    path = tmp_path / "mine.geojson"
    path.write_bytes(content)
    with pytest.raises(helpers.DataError, match=r"mine.geojson:1: file: cannot be read as boundaries"):
        helpers.load_provinces(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(helpers.DataError, match=r"nowhere.gpkg:1: file: cannot be read"):
        helpers.load_provinces(tmp_path / "nowhere.gpkg")


def test_a_table_without_geometry_is_refused(tmp_path):
    (tmp_path / "mine.csv").write_text("province\nBabil\n")
    with pytest.raises(
        helpers.DataError, match=r"mine.csv:1: file: cannot be read as boundaries \(.*it is not GeoJSON"
    ):
        helpers.load_provinces(tmp_path / "mine.csv")
    pd.DataFrame({"province": ["Babil"]}).to_parquet(tmp_path / "mine.parquet")
    with pytest.raises(helpers.DataError, match=r"mine.parquet:1: file: cannot be read as boundaries"):
        helpers.load_provinces(tmp_path / "mine.parquet")
    pyogrio.write_dataframe(pd.DataFrame({"province": ["Babil"]}), tmp_path / "mine.gpkg")
    with pytest.raises(helpers.DataError, match=r"mine.gpkg:1: file: holds no geometry"):
        helpers.load_provinces(tmp_path / "mine.gpkg")


def test_own_boundaries_can_be_drawn(write):
    provinces = helpers.load_provinces(write(lambda frame: frame))
    assert isinstance(provinces, geopandas.GeoDataFrame)
    counts = helpers.count_by_province(helpers.load_incidents(), provinces)
    ax = helpers.draw_provinces(helpers.add_classes(counts))
    assert any("Babil" in text.get_text() for text in ax.texts)
