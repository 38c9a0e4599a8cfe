"""Every format that people take away opens, holds the same rows, and comes out the same twice."""

import csv
import hashlib
import io
import json
import sqlite3
import time
import zipfile
from contextlib import closing
from xml.etree import ElementTree

import duckdb
import frictionless
import geopandas
import openpyxl
import pandas as pd
import polars
import pyogrio
import pytest
from geopandas.testing import assert_geoseries_equal

import helpers
from helpers.data.claim_status import CLAIM_STATUSES
from helpers.data.loading import PROCESSED, RAW
from helpers.publish.downloads import PURPOSES, write_downloads, write_workbook


@pytest.fixture(scope="module")
def data():
    return helpers.load_incidents(), helpers.load_tables(), helpers.load_provinces()


@pytest.fixture(scope="module")
def listed(data, folder):
    return write_downloads(folder, *data).set_index("name")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def expected():
    """The rows of the processed CSV, all of them text."""
    with (PROCESSED / "incidents.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write_plainly(value):
    if value is None or value != value or value is pd.NaT:
        return ""
    if hasattr(value, "strftime"):
        return value.strftime("%Y-%m-%d")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def test_the_list_gives_size_and_checksum(listed, folder):
    assert list(listed.index) == list(PURPOSES)
    assert {path.name for path in folder.iterdir()} == {*PURPOSES, "SHA256SUMS"}
    for name, row in listed.iterrows():
        content = (folder / name).read_bytes()
        assert (row["size"], row["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
        assert f"{row['sha256']}  {name}\n" in (folder / "SHA256SUMS").read_text("utf-8")


def test_the_same_data_give_the_same_bytes(data, listed, tmp_path):
    time.sleep(max(0, 2.1 - time.time() % 2))  # the clock of a zip file ticks every two seconds
    again = write_downloads(tmp_path / "again", *data).set_index("name")
    assert again["sha256"].to_dict() == listed["sha256"].to_dict()


def test_the_csv_for_excel_is_the_csv(listed, folder, expected):
    content = (folder / "incidents-excel.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == expected


def test_the_workbook_holds_the_same_rows(listed, folder, expected, data):
    book = openpyxl.load_workbook(folder / "incidents.xlsx")
    assert book.sheetnames == ["incidents", "reports", "claims", "informants", "codebook"]
    header, *rows = book["incidents"].iter_rows()
    names = [cell.value for cell in header]
    found = [{name: write_plainly(cell.value) for name, cell in zip(names, row, strict=True)} for row in rows]
    assert found == [{name: write_plainly(value) for name, value in row.items()} for row in expected]
    described = {(row[0].value, row[1].value): row[3].value for row in book["codebook"].iter_rows(min_row=2)}
    kinds = {"text": "s", "integer": "n", "number": "n", "date": "d"}  # no "f", which is a formula
    for sheet in book:
        for column in sheet.iter_cols():
            kind = kinds[described.get((sheet.title, column[0].value), "text")]  # those of the codebook are text
            held = [cell for cell in column[1:] if cell.value is not None]
            assert {cell.data_type for cell in held} <= {kind}, (sheet.title, column[0].value)
            assert {cell.number_format for cell in held} <= {"yyyy-mm-dd" if kind == "d" else "General"}
            assert not any(cell.hyperlink for cell in column)
            if kind == "d":  # a narrower column shows #### in place of a date
                assert sheet.column_dimensions[column[0].column_letter].width >= len("2021-07-29")
    for name in ("reports", "claims", "informants"):
        assert book[name].max_row - 1 == len(data[1][name])
    for name in ("incidents", "reports", "claims", "informants"):
        assert {(name, cell.value) for cell in book[name][1]} <= set(described)


def test_text_that_looks_like_a_formula_or_a_number_stays_text(data, tmp_path):
    incidents, tables, _ = data
    texts = ["=1+1", "https://example.org/", "0042", "1e5"]
    changed = {**tables, "informants": tables["informants"].head(4).assign(reason=texts)}
    write_workbook(tmp_path / "incidents.xlsx", incidents, changed)
    sheet = openpyxl.load_workbook(tmp_path / "incidents.xlsx")["informants"]
    column = [cell.value for cell in sheet[1]].index("reason")
    assert [(row[column].value, row[column].data_type) for row in sheet.iter_rows(min_row=2)] == [
        (text, "s") for text in texts
    ]


def test_the_geopackage_holds_every_incident_once_with_styles(listed, folder, expected):
    path = folder / "incidents.gpkg"
    layers = dict(pyogrio.list_layers(path))
    assert layers == {
        "provinces": "Polygon",
        "road_segments": "LineString",
        "points": "Point",
        "not_located": None,
        "layer_styles": None,
    }
    parts = [pyogrio.read_dataframe(path, layer=layer) for layer in ("points", "road_segments", "not_located")]
    rows = {row.incident_id: row for part in parts for row in part.itertuples()}
    assert sorted(rows) == sorted(row["incident_id"] for row in expected)
    for row in expected:
        found = rows[row["incident_id"]]
        for name in ("date_start", "province", "killed_max", "claimants", "corroboration"):
            assert write_plainly(getattr(found, name)) == row[name]
        if row["latitude"]:
            assert (f"{found.geometry.y:g}", f"{found.geometry.x:g}") == (
                f"{float(row['latitude']):g}",
                f"{float(row['longitude']):g}",
            )
    assert pyogrio.read_info(path, layer="points")["dtypes"][1] == "datetime64[D]"
    provinces = pyogrio.read_dataframe(path, layer="provinces").set_index("province")["incidents"]
    by_hand = sum(row["province"] == "Babil" and row["scope"] == "core" for row in expected)
    assert provinces["Babil"] == by_hand
    with sqlite3.connect(path) as connection:
        styles = dict(connection.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"))
        assert connection.execute("PRAGMA user_version").fetchone() == (10300,)  # later ones give warnings in QGIS 3.22
        times = connection.execute("SELECT update_time FROM layer_styles UNION SELECT last_change FROM gpkg_contents")
        assert times.fetchall() == [("1980-01-01T00:00:00.000Z",)]  # the one form that the standard allows
    connection.close()
    assert set(styles) == {"provinces", "road_segments", "points"}
    for layer, qml in styles.items():
        root = ElementTree.fromstring(qml)
        drawn = {symbol.get("name") for symbol in root.iter("symbol")}
        used = {part.get("symbol") for kind in ("category", "range") for part in root.iter(kind)}
        assert used == drawn - {"centerSymbol"}, layer
    points = ElementTree.fromstring(styles["points"])
    assert points.find("renderer-v2").get("type") == "pointDisplacement"  # else one attack hides others on its place
    statuses = {part.get("value") for part in points.iter("category")}
    assert statuses == set(CLAIM_STATUSES)


def test_the_database_holds_every_table(listed, folder, expected, data):
    connection = sqlite3.connect(folder / "incidents.sqlite")
    connection.row_factory = sqlite3.Row
    found = [dict(row) for row in connection.execute("SELECT * FROM incidents")]
    for name, table in data[1].items():
        assert connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] == len(table)
    connection.close()
    assert [{name: write_plainly(value) for name, value in row.items()} for row in found] == [
        {
            name: write_plainly(float(value) if name in ("latitude", "longitude") and value else value)
            for name, value in row.items()
        }
        for row in expected
    ]


@pytest.mark.parametrize("name", ["raw-tables", "processed"])
def test_an_archive_is_a_valid_data_package(listed, folder, tmp_path, name):
    with zipfile.ZipFile(folder / f"{name}.zip") as archive:
        archive.extractall(tmp_path)
    source = {"raw-tables": RAW, "processed": PROCESSED}[name]
    inside = {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
    assert inside == {path.name: path.read_bytes() for path in source.iterdir()}
    report = frictionless.validate(tmp_path / name / "datapackage.json")
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type"])


def test_geojson_parquet_and_counts_are_those_of_the_project(listed, folder):
    for name in ("incidents.csv", "incidents.geojson", "incidents.parquet", "province_month.csv"):
        assert (folder / name).read_bytes() == (PROCESSED / name).read_bytes()
    districts = json.loads((folder / "districts.geojson").read_text("utf-8"))
    assert len(districts["features"]) == 101


@pytest.fixture(scope="module")
def values(data):
    """The incidents as plain values, by column: days are dates, counts whole numbers, what is missing is None."""
    incidents = data[0]
    points = incidents.geometry.where(incidents.geom_type == "Point")
    flat = pd.DataFrame(incidents.drop(columns="geometry")).assign(latitude=points.y, longitude=points.x)
    flat = flat.assign(**{day: flat[day].dt.date for day in ("date_start", "date_end")}).astype(object)
    return flat.mask(flat.isna(), None).to_dict("list")


def read_sqlite(path, table):
    with closing(sqlite3.connect(path)) as connection:
        return polars.read_database(f"SELECT * FROM {table}", connection, infer_schema_length=None)


def to_days(frame):
    """Read the days of SQLite, which knows no dates, as dates."""
    return frame.with_columns(polars.col("date_start", "date_end").str.to_date())


READERS = {  # what somebody with nothing but that library writes
    "duckdb, CSV": lambda folder: duckdb.sql(f"FROM '{folder}/incidents.csv'").pl(),
    "duckdb, CSV for Excel": lambda folder: duckdb.sql(f"FROM '{folder}/incidents-excel.csv'").pl(),
    "duckdb, Parquet": lambda folder: duckdb.sql(f"FROM '{folder}/incidents.parquet'").pl(),
    "polars, CSV": lambda folder: polars.read_csv(folder / "incidents.csv", try_parse_dates=True),
    "polars, CSV for Excel": lambda folder: polars.read_csv(folder / "incidents-excel.csv", try_parse_dates=True),
    "polars, Parquet": lambda folder: polars.read_parquet(folder / "incidents.parquet"),
    "polars, Excel": lambda folder: polars.read_excel(
        folder / "incidents.xlsx", sheet_name="incidents", engine="openpyxl", infer_schema_length=None
    ).cast(dict.fromkeys(["date_start", "date_end"], polars.Date)),  # to Excel a date is a time, too
    "polars, SQLite": lambda folder: to_days(read_sqlite(folder / "incidents.sqlite", "incidents")),
    "polars, GeoPackage": lambda folder: to_days(
        polars.concat(
            [
                read_sqlite(folder / "incidents.gpkg", layer).drop("fid", "geom", strict=False)
                for layer in ("points", "road_segments", "not_located")
            ],
            how="vertical_relaxed",  # a column that is empty in one layer has no type there
        ).sort("incident_id")
    ),
}


# Polars does not know the type of a geometry, says so, and gives its bytes.
@pytest.mark.filterwarnings("ignore:Extension type 'geoarrow.wkb':UserWarning")
@pytest.mark.parametrize("reader", READERS)
def test_duckdb_and_polars_read_back_what_was_loaded(listed, folder, values, reader):
    found = READERS[reader](folder)
    given = [name for name in values if not name.startswith(("lat", "long")) or "CSV" in reader]
    assert set(given) <= set(found.columns)
    assert {found.schema[day] for day in ("date_start", "date_end")} == {polars.Date}
    for name in given:
        assert found[name].to_list() == values[name], name
        if any(isinstance(value, int) for value in values[name]):  # to Python 1.0 is equal to 1
            assert found.schema[name].is_integer(), name


@pytest.mark.filterwarnings("ignore:Extension type 'geoarrow.wkb':UserWarning")
def test_duckdb_and_polars_read_back_the_geometries(listed, folder, data):
    incidents = data[0]
    (as_text,) = duckdb.sql(f"SELECT list(geometry::VARCHAR) FROM '{folder}/incidents.parquet'").fetchone()
    found = geopandas.GeoSeries.from_wkt(as_text, index=incidents.index, crs=4326)
    assert_geoseries_equal(found, incidents.geometry)
    as_bytes = polars.read_parquet(folder / "incidents.parquet")["geometry"].to_list()
    assert as_bytes == incidents.geometry.to_wkb().to_list()
