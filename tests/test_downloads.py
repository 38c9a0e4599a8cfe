"""Every format that people take away opens, holds the same rows, and comes out the same twice."""

import csv
import hashlib
import io
import json
import sqlite3
import time
import zipfile
from xml.etree import ElementTree

import frictionless
import openpyxl
import pandas as pd
import pyogrio
import pytest

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
    for cell in (rows[0][names.index("date_start")], rows[-1][names.index("date_end")]):
        assert cell.is_date
        assert cell.number_format == "yyyy-mm-dd"
    for sheet in book:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds  # no formula
        assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
    for name in ("reports", "claims", "informants"):
        assert book[name].max_row - 1 == len(data[1][name])
    described = {(row[0].value, row[1].value) for row in book["codebook"].iter_rows(min_row=2)}
    for name in ("incidents", "reports", "claims", "informants"):
        assert {(name, cell.value) for cell in book[name][1]} <= described


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
    connection.close()
    assert set(styles) == {"provinces", "road_segments", "points"}
    for layer, qml in styles.items():
        root = ElementTree.fromstring(qml)
        drawn = {symbol.get("name") for symbol in root.iter("symbol")}
        used = {part.get("symbol") for kind in ("category", "range") for part in root.iter(kind)}
        assert used == drawn, layer
    statuses = {part.get("value") for part in ElementTree.fromstring(styles["points"]).iter("category")}
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
