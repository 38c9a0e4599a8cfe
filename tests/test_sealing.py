"""Tables that lost rows are warned of; a download is compared with what was published, byte for byte."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

from helpers.__main__ import main
from helpers.data import sealing
from helpers.data.loading import PROCESSED, RAW
from helpers.data.sealing import check_seal, find_losses
from helpers.data.validation import validate_folder
from helpers.publish.datapackage import write_datapackage


@pytest.fixture
def described(raw):
    (raw / "datapackage.json").write_text(write_datapackage(raw), "utf-8")
    return raw


def drop_rows(path, kept):
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[: kept + 1]), "utf-8", newline="\n")


def test_what_was_published_is_what_is_there():
    for folder in (RAW, PROCESSED):
        files, faults = check_seal(folder)
        assert faults == []
        assert files == len([path for path in folder.iterdir() if path.suffix not in (".md", ".json")])


def test_the_rows_described_are_the_rows_that_are_there(described):
    resources = json.loads((described / "datapackage.json").read_text("utf-8"))["resources"]
    rows = {resource["name"]: resource["rows"] for resource in resources if "rows" in resource}
    tables, _ = validate_folder(described)
    assert rows == {name: len(table) for name, table in tables.items()}


@pytest.mark.parametrize(("kept", "warned"), [(60, False), (54, False), (53, True), (30, True)])
def test_a_table_that_lost_more_than_a_tenth_is_warned_of(described, kept, warned):
    drop_rows(described / "published_totals.csv", kept)  # 60 rows
    tables, faults = validate_folder(described)
    assert faults == []
    message = f"published_totals.csv:1: file: has {kept} rows; 60 when it was last described; restore it, or describe"
    assert [str(loss)[: len(message)] for loss in find_losses(described, tables)] == [message] * warned


def test_a_warning_leaves_the_exit_status_0(described, set_cell):
    drop_rows(described / "published_totals.csv", 30)
    set_cell("incidents.csv", 4, "note", "")
    result = CliRunner().invoke(main, ["validate", str(described)])
    assert result.exit_code == 0
    first, second, last = result.output.splitlines()
    assert first.startswith("warning: published_totals.csv:1: file: has 30 rows")
    assert second.startswith(
        "warning: incidents.csv:4: incident_id: 'IQC0003' has the day, place and weapon of 'IQC0002'"
    )
    assert last.startswith("valid, with 2 warnings: incidents 11,")


def test_an_edit_breaks_the_seal_and_nothing_else(described, set_cell):
    assert check_seal(described)[1] == []
    set_cell("groups.csv", 2, "note", "another note")
    assert CliRunner().invoke(main, ["validate", str(described)]).exit_code == 0
    result = CliRunner().invoke(main, ["validate", "--sealed", str(described)])
    assert result.exit_code == 1
    assert result.stdout.startswith("groups.csv:1: file: sha256:")
    assert "1 fault found in" in result.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "is missing; download it again"),
        ("", "Expecting value"),
        ("[]", "describes no files"),
        ("{}", "describes no files"),
        ('{"resources": [{"path": "../incidents.csv"}]}', "names a file of another folder"),
        ('{"resources": [{"path": 7}]}', "describes no files"),
        ("[" * 100_000, "describes no files"),
        (
            '{"resources": [{"path": "nothing.csv", "hash": null, "rows": "x"}]}',
            "is missing; datapackage.json describes it",
        ),
    ],
)
def test_a_description_that_describes_nothing_is_refused(raw, content, message):
    if content is not None:
        (raw / "datapackage.json").write_text(content, "utf-8")
    (fault,) = check_seal(raw)[1]
    assert message in str(fault)
    assert ":1: file: " in str(fault)
    assert find_losses(raw, {"incidents": pd.DataFrame({"incident_id": ["IQC0001"]})}) == []


def test_a_description_too_large_to_be_one_is_not_read(raw, monkeypatch):
    monkeypatch.setattr(sealing, "LARGEST_DESCRIPTION", 2_000_000)
    (raw / "datapackage.json").write_text(" " * 2_000_001, "utf-8")
    (fault,) = check_seal(raw)[1]
    assert "is larger than 2 MB; download it again" in str(fault)
