"""Data flow one way: load, validate, compute, draw."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import helpers

PACKAGE = Path(helpers.__file__).parent
COMPUTE = [
    "agreement",
    "answers",
    "batches",
    "change",
    "claimants",
    "claims",
    "classes",
    "corridor",
    "corroboration",
    "coverage",
    "estimation",
    "exercises",
    "gazetteer",
    "incidents",
    "informants",
    "intervals",
    "listing",
    "loglinear",
    "pace",
    "placing",
    "provinces",
    "rhythm",
    "selection",
    "timeline",
    "totals",
    "vocabularies",
    "votes",
    "wording",
]
DRAW = ["bars", "charts", "choropleths", "claim_charts", "display", "maps"]
DRAW += ["embedding", "pace_charts", "palette", "source_charts", "time_charts"]
READ = [
    "reading",
    "validation",
    "consistency",
    "place_rules",
    "source_rules",
    "boundaries",
    "loading",
    "checked",
    "adapters",
    "partitions",
    "building",
    "practice",
    "writing",
    "notebooks",
    "codebook",
    "datapackage",
]
READERS = {"open", "read_csv", "read_file", "read_text", "read_parquet", "load_tables", "load_incidents"}


def parse(module):
    return ast.parse((PACKAGE / f"{module}.py").read_text("utf-8"))


def list_imports(module):
    """Names of the package's own modules that a module imports."""
    return {
        node.module.split(".")[0]
        for node in ast.walk(parse(module))
        if isinstance(node, ast.ImportFrom) and node.level == 1 and node.module
    }


def list_calls(module):
    calls = [node.func for node in ast.walk(parse(module)) if isinstance(node, ast.Call)]
    return {getattr(call, "id", getattr(call, "attr", None)) for call in calls}


def test_every_module_has_its_place():
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__", "faults"}
    assert modules == {*COMPUTE, *DRAW, *READ}


@pytest.mark.parametrize("module", COMPUTE)
def test_computing_reads_no_file_and_draws_nothing(module):
    assert not list_imports(module) & {*READ, *DRAW}
    assert not list_calls(module) & READERS


@pytest.mark.parametrize("module", DRAW)
def test_drawing_loads_and_computes_nothing(module):
    assert list_imports(module) <= set(DRAW)
    assert not list_calls(module) & (READERS - {"read_text"})  # Leaflet's own files


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_modules_and_functions_stay_short(path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            docstring = ast.get_docstring(node, clean=False) or ""
            assert node.end_lineno - node.lineno + 1 - len(docstring.splitlines()) <= 50, node.name


@pytest.mark.parametrize("name", sorted(name for name in helpers.__all__ if callable(getattr(helpers, name))))
def test_every_public_function_says_what_it_does(name):
    docstring = getattr(helpers, name).__doc__
    assert docstring
    assert docstring.splitlines()[0].endswith(".")


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_nothing_needs_one_operating_system(path):
    """No module that Windows or macOS lacks, and no text read or written in the machine's own encoding."""
    tree = ast.parse(path.read_text("utf-8"))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not imported & {"fcntl", "grp", "msvcrt", "pty", "pwd", "resource", "termios", "winreg"}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", None))
        if name in ("open", "read_text", "write_text"):
            said = [*call.args, *(keyword.value for keyword in call.keywords)]
            words = {value.value for value in said if isinstance(value, ast.Constant)}
            assert words & {"utf-8", "utf-8-sig", "rb", "wb"}, (path.name, call.lineno)


def test_importing_the_package_loads_no_library_until_it_is_asked_for():
    command = "import sys, helpers; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pandas", "geopandas", "matplotlib", "folium", "pandera"} & set(loaded)
    command = "import sys, helpers; helpers.load_incidents(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True).stdout.split()
    assert not {"matplotlib.figure", "folium", "IPython", "astropy", "marsilea"} & set(loaded)
