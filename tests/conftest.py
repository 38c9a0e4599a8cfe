import csv
import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.fixture
def raw(tmp_path):
    """Small tables that a test may damage: eleven incidents, with the provinces and districts of data/raw."""
    folder = Path(shutil.copytree(PROJECT / "tests" / "small", tmp_path / "raw"))
    for name in ("provinces.csv", "districts.csv", "districts.geojson", "context_events.csv"):
        shutil.copy(PROJECT / "data" / "raw" / name, folder)
    return folder


@pytest.fixture
def set_cell(raw):
    """Write a value into one cell of the copy: set_cell(file, line, column, value)."""

    def write(file, line, column, value):
        path = raw / file
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        rows[line - 1][rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)

    return write
