"""The command line as a user meets it."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from helpers.__main__ import main
from helpers.data.tables import TABLES


def test_validate_prints_one_line_and_exits_0(raw):
    result = CliRunner().invoke(main, ["validate", str(raw)])
    assert result.exit_code == 0
    assert result.output.count("\n") == 1
    assert result.output.startswith("valid: incidents 11, observations 11, attributions 10, reports 5, claims 2,")


def test_validate_names_the_nearest_province_and_exits_1(raw, set_cell):
    set_cell("incidents.csv", 4, "province", "Dhi Kar")
    run = subprocess.run(
        [sys.executable, "-m", "helpers", "validate", str(raw)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert run.stdout == "incidents.csv:4: province: 'Dhi Kar' is not in provinces.csv; nearest: 'Dhi Qar'\n"
    assert "Traceback" not in run.stderr


def test_validate_of_no_folder_lists_every_missing_file(tmp_path):
    result = CliRunner().invoke(main, ["validate", str(tmp_path / "nowhere")])
    assert result.exit_code == 1
    assert result.output.count("cannot be read") == len(TABLES) + 1  # and the boundaries


def test_a_notebook_that_fails_stays_as_it_was(tmp_path):
    path = tmp_path / "bad.ipynb"
    path.write_text(
        '{"cells": [{"cell_type": "code", "execution_count": null, "id": "a", "metadata": {}, "outputs": [],'
        ' "source": ["1 / 0"]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        encoding="utf-8",
    )
    before = path.read_bytes()
    result = CliRunner().invoke(main, ["run", str(path)])
    assert result.exit_code == 1
    assert "bad.ipynb failed and stays as it was" in result.output
    assert "ZeroDivisionError" in result.output
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("arguments", [["validate", ""], ["build", "--processed", ""], ["build", "--raw", ""]])
def test_an_empty_name_is_not_the_current_folder(tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "an empty name; name a folder" in result.output
    assert list(tmp_path.iterdir()) == []
