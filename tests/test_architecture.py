"""Data flow one way: load, validate, compute, draw."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import helpers

PACKAGE = Path(helpers.__file__).parent
# Which folders the modules of a folder may import from.
FOLDERS = {"data": {"data"}, "statistics": {"statistics"}, "charts": {"charts", "data"}}
FOLDERS |= {name: {name, "data", "statistics", "charts"} for name in ("timeline", "provinces", "claims", "sources")}
FOLDERS |= {name: {name, *FOLDERS} for name in ("publish", "exercises")}
DRAWING = {"charts", "maps", "interactive_map"}  # modules of a question that draw
READERS = {"open", "read_csv", "read_file", "read_text", "read_parquet", "load_tables", "load_incidents"}
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent != PACKAGE]


def name_module(path):
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def list_imports(path):
    """Folders of the package that a module imports from, "" for the package itself."""
    parts = path.relative_to(PACKAGE).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = parts[: len(parts) - node.level + 1]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from ((*base, *name.split("."))[0] for name in names)


def list_calls(path):
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return {getattr(call, "id", getattr(call, "attr", None)) for call in calls}


@pytest.mark.parametrize("path", MODULES, ids=name_module)
def test_imports_point_one_way(path):
    folder = path.relative_to(PACKAGE).parts[0]
    assert set(list_imports(path)) - {"__version__"} <= FOLDERS[folder]


@pytest.mark.parametrize("path", MODULES, ids=name_module)
def test_questions_compute_or_draw_and_read_no_file(path):
    folder = path.relative_to(PACKAGE).parts[0]
    if folder in ("data", "publish", "exercises"):
        return
    if path.stem not in DRAWING and folder != "charts":
        assert "charts" not in set(list_imports(path))
    assert not list_calls(path) & (READERS - {"read_text"})  # the map reads its own script and Leaflet's


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
    assert not {"pandas", "geopandas", "matplotlib", "folium"} & set(loaded)
    command = "import sys, helpers; helpers.load_incidents(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True).stdout.split()
    assert not {"matplotlib.figure", "folium", "IPython", "astropy", "marsilea"} & set(loaded)
