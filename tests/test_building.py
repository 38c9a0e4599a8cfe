import json
import os
import signal
import subprocess
import sys

import folium
import frictionless
import geopandas
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import helpers
from helpers.__main__ import main
from helpers.data.loading import PROCESSED, RAW
from helpers.publish.building import build_processed

NAMES = ["datapackage.json", "incidents.csv", "incidents.geojson", "incidents.parquet", "province_month.csv"]


@pytest.fixture
def processed(raw, tmp_path):
    build_processed(raw, tmp_path / "processed")
    return tmp_path / "processed"


def test_the_committed_files_are_those_that_the_raw_tables_give(tmp_path):
    processed = tmp_path / "processed"
    build_processed(RAW, processed)
    assert sorted(path.name for path in processed.iterdir()) == NAMES
    for name in NAMES:
        assert (processed / name).read_bytes() == (PROCESSED / name).read_bytes(), name


def test_all_formats_hold_the_same_incidents(processed):
    ids = [f"IQC{number:04d}" for number in range(1, 12)]
    flat = pd.read_csv(processed / "incidents.csv")
    assert flat["incident_id"].tolist() == ids
    assert geopandas.read_parquet(processed / "incidents.parquet")["incident_id"].tolist() == ids
    features = json.loads((processed / "incidents.geojson").read_text("utf-8"))["features"]
    assert [feature["properties"]["incident_id"] for feature in features] == ids
    assert pd.read_csv(processed / "province_month.csv")["incidents"].sum() == 11


def test_only_points_have_coordinates(processed):
    flat = pd.read_csv(processed / "incidents.csv").set_index("incident_id")
    located = flat.dropna(subset=["latitude"])
    assert (located["location_precision"] == "town").all()
    assert len(located) == 5
    assert flat.loc["IQC0002", ["latitude", "longitude"]].tolist() == [31.05799, 46.25726]  # GeoNames 98854


def test_parquet_comes_back_as_it_was_loaded(raw, processed):
    loaded = helpers.load_incidents(raw)
    read = geopandas.read_parquet(processed / "incidents.parquet")
    assert read.crs == loaded.crs
    assert pq.read_schema(processed / "incidents.parquet").field("date_start").type == pa.date32()
    assert pd.to_datetime(read["date_start"]).tolist() == loaded["date_start"].tolist()
    assert read.geometry.to_wkt().equals(loaded.geometry.to_wkt())


def test_days_are_text_in_geojson_and_dates_in_python(raw):
    incidents = helpers.load_incidents(raw)
    chosen = incidents[incidents["province"] == "Babil"].merge(incidents[["incident_id"]], on="incident_id")
    for frame in (incidents, chosen):
        features = json.loads(frame.to_json())["features"]
        expected = [f"{day:%Y-%m-%d}" for day in frame["date_start"]]
        assert [feature["properties"]["date_start"] for feature in features] == expected
        assert frame["date_start"].dtype.kind == "M"
    drawn = folium.GeoJson(incidents).data["features"]
    assert drawn[0]["properties"]["date_start"] == "2020-10-11"  # by hand, from the second line of incidents.csv


def test_the_processed_files_are_a_valid_data_package(processed):
    report = frictionless.validate(processed / "datapackage.json")
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type"])
    assert len(report.tasks) == len(NAMES) - 1
    package = json.loads((processed / "datapackage.json").read_text("utf-8"))
    fields = [field["name"] for field in package["resources"][0]["schema"]["fields"]]
    assert fields == pd.read_csv(processed / "incidents.csv", nrows=0).columns.tolist()


def test_faults_leave_the_old_files_whole(raw, set_cell, processed):
    before = {path.name: path.read_bytes() for path in processed.iterdir()}
    set_cell("incidents.csv", 2, "province", "Babilon")
    result = CliRunner().invoke(main, ["build", "--raw", str(raw), "--processed", str(processed)])
    assert result.exit_code == 1
    assert "nothing was written" in result.output
    assert "incidents.csv:2: province: 'Babilon'" in result.output
    assert {path.name: path.read_bytes() for path in processed.iterdir()} == before


def test_a_raw_table_alone_is_not_overwritten(raw, tmp_path):
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "incidents.csv").write_bytes((raw / "incidents.csv").read_bytes())
    with pytest.raises(FileExistsError, match="holds raw tables"):
        build_processed(raw, tmp_path / "alone")
    assert [path.name for path in (tmp_path / "alone").iterdir()] == ["incidents.csv"]


def test_a_failure_while_writing_leaves_the_old_files_whole(raw, monkeypatch, processed):
    before = {path.name: path.read_bytes() for path in processed.iterdir()}
    monkeypatch.setattr(geopandas.GeoDataFrame, "to_parquet", fail)
    with pytest.raises(OSError, match="disk full"):
        build_processed(raw, processed)
    assert {path.name: path.read_bytes() for path in processed.iterdir()} == before


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
@pytest.mark.parametrize("replaced", [0, 1, 3])
def test_a_killed_run_leaves_whole_files_and_the_next_one_clears_up(raw, set_cell, processed, replaced):
    before = {path.name: path.read_bytes() for path in processed.iterdir()}
    set_cell("incidents.csv", 2, "note", "changed")
    script = (
        "import os, signal, sys; from helpers.publish.building import build_processed\n"
        "replace, done = os.replace, []\n"
        "def die(*paths):\n"
        f"    os.kill(os.getpid(), signal.SIGKILL) if len(done) == {replaced} else done.append(replace(*paths))\n"
        "os.replace = die\n"
        "build_processed(sys.argv[1], sys.argv[2])\n"
    )
    run = subprocess.run([sys.executable, "-c", script, raw, processed], check=False)
    assert run.returncode == -signal.SIGKILL
    after = {name: (processed / name).read_bytes() for name in NAMES}
    (left_over,) = processed.glob(".building-*")
    build_processed(raw, processed)
    assert left_over.exists()  # it might be at work still
    os.utime(left_over, (0, 0))
    build_processed(raw, processed)
    new = {path.name: path.read_bytes() for path in processed.iterdir()}
    assert sorted(new) == NAMES
    assert all(after[name] in (before[name], new[name]) for name in NAMES)
    assert before["incidents.csv"] != new["incidents.csv"]


def fail(*_, **__):
    raise OSError("disk full")
