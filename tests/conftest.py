import csv
import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.fixture
def raw(tmp_path):
    """A copy of data/raw that a test may damage."""
    return Path(shutil.copytree(PROJECT / "data" / "raw", tmp_path / "raw"))


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
