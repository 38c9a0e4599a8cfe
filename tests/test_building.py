import json

import geopandas
import pandas as pd
import pytest
from click.testing import CliRunner

import helpers
from helpers.__main__ import main
from helpers.building import build_processed
from helpers.loading import PROCESSED, RAW

NAMES = ["incidents.csv", "incidents.geojson", "incidents.parquet", "province_month.csv"]


@pytest.fixture
def processed(tmp_path):
    build_processed(RAW, tmp_path / "processed")
    return tmp_path / "processed"


def test_the_committed_files_are_those_that_the_raw_tables_give(processed):
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


def test_parquet_comes_back_as_it_was_loaded(processed):
    loaded = helpers.load_incidents()
    read = geopandas.read_parquet(processed / "incidents.parquet")
    assert read.crs == loaded.crs
    assert read["date_start"].tolist() == loaded["date_start"].tolist()
    assert read.geometry.to_wkt().equals(loaded.geometry.to_wkt())


def test_faults_leave_the_old_files_whole(raw, set_cell, processed):
    before = {path.name: path.read_bytes() for path in processed.iterdir()}
    set_cell("incidents.csv", 2, "province", "Babilon")
    result = CliRunner().invoke(main, ["build", "--raw", str(raw), "--processed", str(processed)])
    assert result.exit_code == 1
    assert "nothing was written" in result.output
    assert "incidents.csv:2: province: 'Babilon'" in result.output
    assert {path.name: path.read_bytes() for path in processed.iterdir()} == before


def test_a_failure_while_writing_leaves_the_old_files_whole(monkeypatch, processed):
    before = {path.name: path.read_bytes() for path in processed.iterdir()}
    monkeypatch.setattr(geopandas.GeoDataFrame, "to_parquet", fail)
    with pytest.raises(OSError, match="disk full"):
        build_processed(RAW, processed)
    assert {path.name: path.read_bytes() for path in processed.iterdir()} == before


def fail(*_, **__):
    raise OSError("disk full")
