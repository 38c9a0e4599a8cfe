"""Boundaries of the user's own: taken if they fit, refused with all that does not."""

import json
import zipfile

import geopandas
import pandas as pd
import pyogrio
import pytest
import shapely

import helpers


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
    squares = [shapely.box(40 + number / 3, 31, 40.3 + number / 3, 32) for number in range(len(own))]
    arcs = [shapely.get_coordinates(square).tolist() for square in squares]
    geometries = [
        {"type": "Polygon", "arcs": [[number]], "properties": {"province": name}}
        for number, name in enumerate(own["province"])
    ]
    collection = {"type": "GeometryCollection", "geometries": geometries}
    topology = {"type": "Topology", "objects": {"provinces": collection}, "arcs": arcs}
    (tmp_path / "mine.json").write_text(json.dumps(topology), "utf-8")
    read = helpers.load_provinces(tmp_path / "mine.json")
    assert read["province"].tolist() == own["province"].tolist()
    assert shapely.bounds(read.geometry.to_numpy()) == pytest.approx(shapely.bounds(squares))


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
    (lambda frame: frame.assign(province=[None, *frame["province"][1:]]), r"mine.gpkg:2: province: is empty"),
    (
        lambda frame: frame.rename(columns={"province": "name"}),
        r"has no column 'province'; pass column=, one of: 'name' \(such as 'Anbar'\)",
    ),
    (lambda frame: frame.set_geometry(frame.centroid), r"mine.gpkg:2: geometry: is a Point; provinces are polygons"),
    (
        lambda frame: frame.to_crs(32638).set_crs(None, allow_override=True),
        r"mine.gpkg:1: file: has no coordinate system, and its numbers are not degrees",
    ),
    (
        lambda frame: frame.to_crs(32638).set_crs(4326, allow_override=True),
        r"mine.gpkg:1: file: has coordinates off the globe: they are not in WGS 84",
    ),
    (
        lambda frame: frame.set_geometry(frame.geometry.map(swap_axes)),
        r"mine.gpkg:1: geometry: names the provinces of Iraq and lies elsewhere; swap longitude and latitude",
    ),
    (
        lambda frame: pd.concat([frame, frame.dissolve().assign(province="Iraq")]),
        r"mine.gpkg:1: geometry: 'Anbar' and 'Iraq' overlap by 100% of the smaller; keep one level",
    ),
    (
        lambda frame: rename(frame, "Babil", "Bābil".encode().decode("latin-1")),
        r"mine.gpkg:3: province: '.*' is garbled: .* pass encoding='utf-8'",
    ),
]


def swap_axes(shape):
    return shapely.transform(shape, lambda points: points[:, ::-1])


@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS", "ignore:'crs' was not provided")
@pytest.mark.parametrize(("change", "message"), CASES)
def test_what_does_not_fit_is_named(write, change, message):
    with pytest.raises(helpers.DataError, match=message):
        helpers.load_provinces(write(change))


def test_all_faults_are_reported_at_once(write):
    with pytest.raises(helpers.DataError) as refusal:
        helpers.load_provinces(write(lambda frame: frame.assign(province=[None, " ", *frame["province"][2:]])))
    assert [fault.line for fault in refusal.value.faults] == [2, 3]


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_degrees_without_a_coordinate_system_are_taken_as_such(write):
    path = write(lambda frame: frame.set_crs(None, allow_override=True), "mine.shp")
    assert helpers.load_provinces(path).crs.to_epsg() == 4326


def test_a_shape_that_crosses_itself_is_repaired_and_named(write):
    """The bow tie of two triangles of a base and height of 1 and 0.5 keeps their area."""
    bow_tie = shapely.Polygon([(41, 32), (42, 33), (42, 32), (41, 33)])
    path = write(lambda frame: frame.head(1).set_geometry([bow_tie]))
    with pytest.warns(UserWarning, match=r"mine.gpkg: repaired 1 shapes that crossed themselves: Anbar"):
        provinces = helpers.load_provinces(path)
    assert provinces.geometry.is_valid.all()
    assert shapely.area(provinces.geometry.iloc[0]) == pytest.approx(0.5)


def test_part_of_the_provinces_will_do_and_the_rest_is_missed_when_counted(write):
    provinces = helpers.load_provinces(write(lambda frame: frame[frame["province"] != "Babil"]))
    assert len(provinces) == 17
    with pytest.raises(helpers.DataError, match=r"events name a province that the map lacks: 'Babil' \(\d+\)\."):
        helpers.count_by_province(helpers.load_incidents(), provinces)


# --- any country ---------------------------------------------------------------------------------------

SYRIA = ["Aleppo", "Damascus", "Homs", "Rural Damascus"]


def make_squares(names):
    squares = [shapely.box(36 + number, 33, 37 + number, 34) for number in range(len(names))]
    return geopandas.GeoDataFrame({"ADM1_EN": names}, geometry=squares, crs=4326)


def test_another_country_keeps_its_names_and_has_no_names_of_iraq(tmp_path):
    path = tmp_path / "syria.geojson"
    make_squares(SYRIA).to_file(path)
    provinces = helpers.load_provinces(path, "ADM1_EN")
    assert provinces["province"].tolist() == SYRIA
    assert provinces.columns.tolist() == ["province", "geometry"]
    assert provinces.attrs == {"boundaries": "Boundaries: syria.geojson"}
    assert helpers.load_provinces(path, "ADM1_EN", credit="OCHA").attrs == {"boundaries": "OCHA"}


def test_a_file_with_layers_needs_the_name_of_one(tmp_path):
    path = tmp_path / "syria.gpkg"
    make_squares(["Syria"]).to_file(path, layer="adm0")
    make_squares(SYRIA).to_file(path, layer="adm1")
    for layer, lacking in ((None, ""), ("adm2", "no layer 'adm2', but ")):
        with pytest.raises(helpers.DataError, match=f"has {lacking}the layers adm0, adm1; pass layer="):
            helpers.load_provinces(path, "ADM1_EN", layer=layer)
    assert helpers.load_provinces(path, "ADM1_EN", layer="adm1")["province"].tolist() == SYRIA


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_names_of_a_shapefile_that_does_not_say_its_encoding(tmp_path, encoding):
    path = tmp_path / "syria.shp"
    make_squares(["حلب", "حمص"]).to_file(path, encoding=encoding)
    path.with_suffix(".cpg").unlink()
    if encoding == "utf-8":
        with pytest.raises(helpers.DataError, match="is garbled"):
            helpers.load_provinces(path, "ADM1_EN")
    assert helpers.load_provinces(path, "ADM1_EN", encoding=encoding)["province"].tolist() == ["حلب", "حمص"]


def test_a_zipped_shapefile_will_do(tmp_path):
    make_squares(SYRIA).to_file(tmp_path / "syria.shp")
    with zipfile.ZipFile(tmp_path / "syria.zip", "w") as archive:
        for part in tmp_path.glob("syria.[!z]*"):
            archive.write(part, f"folder/{part.name}")
    assert helpers.load_provinces(tmp_path / "syria.zip", "ADM1_EN")["province"].tolist() == SYRIA
    with zipfile.ZipFile(tmp_path / "syria.zip", "a") as archive:
        archive.write(tmp_path / "syria.shp", "other.shp")
    with pytest.raises(helpers.DataError, match=r"it holds other.shp, .*; unpack it and name the one to read"):
        helpers.load_provinces(tmp_path / "syria.zip", "ADM1_EN")


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
