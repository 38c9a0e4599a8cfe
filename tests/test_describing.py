"""Codebook and data package say what the definitions say."""

import json

import frictionless
import pytest

from helpers.data.loading import RAW
from helpers.data.tables import TABLES
from helpers.publish.codebook import write_codebook
from helpers.publish.datapackage import write_datapackage


def test_the_committed_descriptions_are_those_that_the_definitions_give():
    assert (RAW / "CODEBOOK.md").read_text("utf-8") == write_codebook()
    assert (RAW / "datapackage.json").read_text("utf-8") == write_datapackage()


def test_the_data_package_is_valid_and_so_are_the_data_by_it():
    report = frictionless.validate(RAW / "datapackage.json")
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type"])
    assert {task.name for task in report.tasks} == {*TABLES, "district-boundaries", "roads"}


def test_the_data_package_refuses_what_it_should(raw, set_cell):
    set_cell("incidents.csv", 2, "weapon", "bomb")
    set_cell("incidents.csv", 3, "place_id", "P9999")
    (raw / "datapackage.json").write_text(write_datapackage(raw), "utf-8")
    report = frictionless.validate(raw / "datapackage.json")
    found = {(row, kind) for row, kind in report.flatten(["rowNumber", "type"])}
    assert {(2, "constraint-error"), (3, "foreign-key")} <= found


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_with_an_example_that_fits(table):
    codebook = (RAW / "CODEBOOK.md").read_text("utf-8")
    resource = next(r for r in json.loads(write_datapackage())["resources"] if r["name"] == table)
    section = codebook.split(f"## {table}.csv\n")[1].split("\n## ")[0]
    for field in resource["schema"]["fields"]:
        assert f"| `{field['name']}` |" in section
        assert field["description"]
        definition = TABLES[table].columns[field["name"]]
        values = field["constraints"].get("enum")
        assert values is None or definition.example in values
