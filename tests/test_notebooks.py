"""Notebooks as readers meet them: prose without typed numbers, pictures with texts, stable bytes."""

import re
import subprocess
import sys

import nbformat
import pytest

from helpers.publish.notebooks import NOTEBOOKS, list_notebooks

PATHS = list_notebooks()
READING = [path for path in PATHS if path.parent == NOTEBOOKS]

# What may hold digits in prose: headings, links, code, dates, and years.
ALLOWED = [r"(?m)^#.*$", r"\]\([^)]*\)", r"`[^`]*`", r"\b\d{1,2} [A-Z][a-z]+ 20\d\d\b", r"\b20\d\d\b", "half-year"]
NUMBER_WORDS = r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|half|twice)\b"


def read_cells(path, kind):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def read_pictures(path):
    outputs = [output for cell in read_cells(path, "code") for output in cell.outputs]
    return [output for output in outputs if "image/png" in output.get("data", {})]


def test_there_are_six_notebooks_to_read_and_two_of_exercises():
    names = ["00_data", "01_timeline", "02_provinces", "03_claims", "04_sources", "your_data"]
    assert [path.stem for path in READING] == names
    others = [path.relative_to(NOTEBOOKS).as_posix() for path in PATHS if path not in READING]
    assert others == ["exercises/exercises.ipynb", "exercises/solutions.ipynb"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_number_is_typed_into_prose(path):
    for cell in read_cells(path, "markdown"):
        prose = cell.source
        for allowed in ALLOWED:
            prose = re.sub(allowed, "", prose)
        assert not re.search(r"\d", prose), cell.source
        assert not re.search(NUMBER_WORDS, prose, re.IGNORECASE), cell.source


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_picture_has_a_text(path):
    for output in read_pictures(path):
        assert len(output.metadata["image/png"]["alt"]) > 40


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_cells_are_short_and_define_nothing(path):
    cells = read_cells(path, "code")
    assert len(cells) <= (25 if path in READING else 35)  # an exercise takes a cell to answer and one to check
    assert path not in READING or cells[0].metadata.tags == ["parameters"]
    for cell in cells:
        assert len(cell.source.splitlines()) <= 15
        assert not re.search(r"^\s*(def|class|lambda)\b", cell.source, re.MULTILINE)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_nothing_of_the_machine_is_in_the_file(path):
    text = path.read_text("utf-8")
    assert not re.search(r"(?<![\w+/])(0x[0-9a-f]{6,}|/(home|root|work|tmp)/)|site-packages", text)
    assert nbformat.read(path, as_version=4).metadata.language_info == {"name": "python"}


@pytest.mark.slow
def test_no_notebook_connects_anywhere():
    """A socket of this machine is allowed: with one, urllib3, which folium imports, asks whether there is IPv6."""
    script = (
        "import json, sys\n"
        "from IPython.display import display\n"
        "def watch(event, arguments):\n"
        "    if event.split('.')[0] in ('socket', 'urllib', 'http') and event != 'socket.__new__':\n"
        "        if event == 'socket.bind' and arguments[1] == ('::1', 0): return\n"
        "        raise SystemExit(f'{event} {arguments}')\n"
        "sys.addaudithook(watch)\n"
        "for path in sys.argv[1:]:\n"
        "    names = {'display': display}\n"
        "    for cell in json.load(open(path, encoding='utf-8'))['cells']:\n"
        "        if cell['cell_type'] == 'code': exec(''.join(cell['source']), names)\n"
        "print('all cells ran')"
    )
    done = subprocess.run([sys.executable, "-c", script, *READING], capture_output=True, text=True, check=False)
    assert done.stdout.endswith("all cells ran\n"), done.stderr


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_table_that_is_shown_is_empty(path):
    for cell in read_cells(path, "code"):
        for output in cell.outputs:
            table = output.get("data", {}).get("text/html", "")
            assert "<tbody>" not in table or "<td>" in table, cell.source
