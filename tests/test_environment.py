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
def extras(project):
    return {name: split(requirements) for name, requirements in project["optional-dependencies"].items()}


@pytest.fixture(scope="module")
def reader(project, extras):
    """What `make` needs: to run the notebooks and to render the site."""
    return split(project["dependencies"]) | extras["site"]


def read_conda(name):
    """Packages and ranges of an environment file, and what pip installs last."""
    environment = yaml.safe_load((PROJECT / name).read_text("utf-8"))
    assert environment["channels"] == ["conda-forge"]
    conda = [entry for entry in environment["dependencies"] if isinstance(entry, str)]
    (pip,) = (entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))
    asked = split(conda + [entry for entry in pip if entry != "-e ."])
    asked.pop("pip")
    return environment["name"], asked, pip[-1]


def read_lock(name):
    text = (PROJECT / name).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all("==" in entry.splitlines()[0] and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    return {re.sub(r"[-_.]+", "-", entry.split("==")[0]).lower(): entry for entry in entries}


def test_conda_and_pip_ask_for_the_same(project, reader, extras):
    name, asked, last = read_conda("environment.yml")
    assert last == "-e ."
    assert asked.pop("python") == project["requires-python"]
    assert asked == reader
    assert read_conda("environment-dev.yml")[:2] == (name, extras["dev"])


def test_the_locks_pin_and_hash_everything(reader, extras):
    read, developed = read_lock("requirements.lock"), read_lock("requirements-dev.lock")
    assert set(reader) <= set(read)
    assert read.items() <= developed.items()  # the same versions and files
    assert set(extras["dev"]) <= set(developed)


def test_readers_install_no_tool_of_contributors():
    assert not {"mypy", "ruff", "playwright", "hypothesis", "statsmodels"} & set(read_lock("requirements.lock"))


def test_one_version_everywhere():
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == helpers.__version__
    assert f"version = {{{helpers.__version__}}}" in (PROJECT / "docs" / "cite.md").read_text("utf-8")


def test_the_readme_is_short_and_its_links_are_there():
    text = (PROJECT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= 80
    links = re.findall(r"\]\((?!http)([^)#]+)", text)
    assert len(links) >= 5
    for link in links:
        assert (PROJECT / link).exists(), link
