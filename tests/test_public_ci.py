"""What the public repository runs and asks is valid by its published schema, and asks for what the site links to."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import helpers

PROJECT = Path(__file__).parents[1]
FORMS = sorted((PROJECT / ".github" / "ISSUE_TEMPLATE").glob("*-an-incident.yml"))
WORKFLOWS = [".github/workflows/ci.yml", ".github/workflows/release.yml"]


def read(path):
    return yaml.safe_load((PROJECT / path).read_text("utf-8"))


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [".github/ISSUE_TEMPLATE/config.yml"]),
        ("vendor.citation-file-format", ["CITATION.cff"]),
    ],
)
def test_files_fit_their_schema(schema, paths):
    assert paths
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *paths]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_pre_commit_can_read_its_hooks():
    command = [sys.executable, "-m", "pre_commit", "validate-config", PROJECT / ".pre-commit-config.yaml"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_every_python_and_system_is_tried():
    matrix = read(".github/workflows/ci.yml")["jobs"]["everywhere"]["strategy"]["matrix"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert {system.split("-")[0] for system in matrix["system"]} == {"ubuntu", "macos", "windows"}


@pytest.mark.parametrize("name", ["ci", "release"])
def test_actions_are_pinned_and_no_job_holds_a_secret(name):
    text = (PROJECT / ".github" / "workflows" / f"{name}.yml").read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    trigger = {"ci": "pull_request", "release": "push"}[name]
    assert trigger in workflow[True]  # "on", which YAML 1.1 reads as true; and not pull_request_target
    assert "pull_request_target" not in text
    assert "secrets." not in text
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert len(used) >= {"ci": 8, "release": 3}[name]
    assert [action for action in used if not re.fullmatch(r"[a-z/-]+@[0-9a-f]{40}", action)] == []
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)
    assert not re.search(r"-latest|container: debian:[a-z]", text)
    # What a pull request says of itself is never part of a command.
    assert all("${{" not in step.get("run", "") for step in steps)


def test_what_may_write_a_release_runs_no_code_of_the_project():
    jobs = read(".github/workflows/release.yml")["jobs"]
    assert [name for name, job in jobs.items() if "permissions" in job] == ["publish"]
    steps = jobs["publish"]["steps"]
    assert jobs["publish"]["needs"] == "build"
    assert [step["uses"].split("@")[0] for step in steps if "uses" in step] == ["actions/download-artifact"]
    assert [step["run"].split()[:3] for step in steps if "run" in step] == [["gh", "release", "create"]]
    assert ".ci/run" in [step.get("run") for step in jobs["build"]["steps"]]  # a release is tested as a change is


@pytest.mark.skipif(shutil.which("awk") is None, reason="needs the shell of the workflow")
@pytest.mark.parametrize(("tag", "passes"), [(f"v{helpers.__version__}", True), ("v9.9.9", False)])
def test_a_tag_that_is_not_the_version_releases_nothing(tmp_path, tag, passes):
    steps = read(".github/workflows/release.yml")["jobs"]["build"]["steps"]
    (script,) = [step["run"] for step in steps if step.get("name", "").startswith("The tag is the version")]
    for name in ("CITATION.cff", "CHANGELOG.md"):
        shutil.copy(PROJECT / name, tmp_path)
    run = subprocess.run(["sh", "-ec", script], cwd=tmp_path, env=os.environ | {"GITHUB_REF_NAME": tag}, check=False)
    assert (run.returncode == 0) is passes
    if passes:
        notes = (tmp_path / "build" / "notes.md").read_text("utf-8")
        assert (
            notes.strip() == (PROJECT / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1].partition("\n")[2].strip()
        )


def test_a_pull_request_is_summed_up_by_row(raw, tmp_path, change):
    before = shutil.copytree(raw, tmp_path / "before")
    change({("incidents.csv", 3, "weapon"): "rpg"}, {"groups.csv": [{"group_id": "zz", "name": "<b>`x`|\n"}]})
    lines = (raw / "claims.csv").read_text("utf-8").splitlines(keepends=True)
    (raw / "claims.csv").write_text("".join(lines[:-1]), "utf-8", newline="\n")
    command = [sys.executable, PROJECT / "scripts" / "summarise_changes.py", before, raw]
    said = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert "## incidents: 11 rows before, 11 after" in said
    assert "- changed `IQC0002`: weapon: `ied` → `rpg`" in said
    assert "- reports of `IQC0002`: `https://www.presstv.ir/Detail/2021/07/29/" in said
    assert "- added `zz`: `<b>'x'¦" in said
    assert "- removed `IQC0011 ashab_al_kahf claim R0004`: `2022-01-23, statement, telegram`" in said
    same = subprocess.run([*command[:2], raw, raw], capture_output=True, check=True).stdout.decode()
    assert same == "# Rows of the data that change\n\nNone.\n"


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
