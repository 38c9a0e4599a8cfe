"""The ways to install name the same packages and ranges."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

import helpers

PROJECT = Path(__file__).parents[1]
REQUIREMENT = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?\s*(.*)$")


def split(requirements):
    parts = [REQUIREMENT.match(requirement).groups() for requirement in requirements]
    return {re.sub(r"[-_.]+", "-", name).lower(): ranges.replace(" ", "") for name, ranges in parts}


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def required(project):
    return split(project["dependencies"] + project["optional-dependencies"]["dev"])


def test_conda_and_pip_ask_for_the_same(project, required):
    environment = yaml.safe_load((PROJECT / "environment.yml").read_text("utf-8"))
    assert environment["channels"] == ["conda-forge"]
    conda = [entry for entry in environment["dependencies"] if isinstance(entry, str)]
    (pip,) = (entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))
    assert pip[-1] == "-e ."
    asked = split(conda + pip[:-1])
    assert asked.pop("python") == project["requires-python"]
    asked.pop("pip")
    assert asked == required


def test_the_lock_pins_and_hashes_everything(required):
    text = (PROJECT / "requirements.lock").read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all("==" in entry.splitlines()[0] and "--hash=sha256:" in entry for entry in entries)
    locked = {re.sub(r"[-_.]+", "-", entry.split("==")[0]).lower() for entry in entries}
    assert set(required) <= locked
    assert "://" not in text


def test_one_version_everywhere():
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == helpers.__version__


def test_the_readme_is_short_and_its_links_are_there():
    text = (PROJECT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= 80
    links = re.findall(r"\]\((?!http)([^)#]+)", text)
    assert len(links) >= 5
    for link in links:
        assert (PROJECT / link).exists(), link
