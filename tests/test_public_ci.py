"""What the public repository runs and asks is valid by its published schema, and asks for what the site links to."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import helpers

PROJECT = Path(__file__).parents[1]
FORMS = sorted((PROJECT / ".github" / "ISSUE_TEMPLATE").glob("*-an-incident.yml"))


def read(path):
    return yaml.safe_load((PROJECT / path).read_text("utf-8"))


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-workflows", ".github/workflows/ci.yml"),
        ("custom.github-workflows-require-timeout", ".github/workflows/ci.yml"),
        ("vendor.github-workflows", ".github/workflows/release.yml"),
        ("custom.github-workflows-require-timeout", ".github/workflows/release.yml"),
        *[("vendor.github-issue-forms", path.relative_to(PROJECT)) for path in FORMS],
        ("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
        ("vendor.citation-file-format", "CITATION.cff"),
    ],
)
def test_a_file_fits_its_schema(schema, path):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, PROJECT / path]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_pre_commit_can_read_its_hooks():
    command = [sys.executable, "-m", "pre_commit", "validate-config", PROJECT / ".pre-commit-config.yaml"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_every_python_and_system_is_tried():
    matrix = read(".github/workflows/ci.yml")["jobs"]["everywhere"]["strategy"]["matrix"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert {system.split("-")[0] for system in matrix["system"]} == {"ubuntu", "macos", "windows"}


def test_every_file_that_names_the_version_names_the_same():
    citation, archive = read("CITATION.cff"), json.loads((PROJECT / ".zenodo.json").read_text("utf-8"))
    heading = (PROJECT / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1].splitlines()[0]
    version, day = citation["version"], citation["date-released"]
    assert helpers.__version__ == version
    assert heading == f"{version} ({day})"
    assert (archive["version"], archive["publication_date"]) == (version, day)
    assert archive["title"] == citation["title"]
    assert archive["keywords"] == citation["keywords"]
    assert " ".join(citation["abstract"].split()) in archive["description"]


def test_the_forms_ask_for_a_report():
    assert len(FORMS) == 2
    for path in FORMS:
        fields = {entry["id"]: entry for entry in read(path)["body"] if "id" in entry}
        assert fields["url"]["validations"]["required"], path.name
    correct = {entry["id"] for entry in read(".github/ISSUE_TEMPLATE/correct-an-incident.yml")["body"]}
    assert "incident" in correct  # the address that each incident's page gives fills it
