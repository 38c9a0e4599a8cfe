"""The notebook for other people's data, and README's example, on made-up exports of two countries."""

import ast
import re
from pathlib import Path

import geopandas
import matplotlib
import nbformat
import pytest
from matplotlib import pyplot

import helpers
from helpers.data.loading import EXAMPLES, PROJECT

NOTEBOOK = PROJECT / "notebooks" / "your_data.ipynb"
CELLS = [cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
SYRIA = {
    "EVENTS": EXAMPLES / "syria_ucdp_made_up.csv",
    "SOURCE": "ucdp",
    "COUNTRY": "Syria",
    "BOUNDARIES": EXAMPLES / "syria_governorates_made_up.geojson",
    "NAMES": "ADM1_EN",
    "CREDIT": None,
    "BOUNDARIES_CREDIT": None,
    "ALIASES": {  # of ten names in the file the other five match by themselves
        "Idlib governorate": "Idleb",
        "Ḩimş governorate": "Homs",
        "Dayr Az Zawr governorate": "Deir-ez-Zor",
        "Al Ḩasakah governorate": "Al-Hasakeh",
        "Rif Dimashq governorate": "Rural Damascus",
    },
}


@pytest.fixture(autouse=True)
def _style(monkeypatch):
    matplotlib.use("Agg")
    monkeypatch.chdir(PROJECT)
    yield
    pyplot.close("all")
    matplotlib.rcdefaults()


def run_cells(cells, **parameters):
    """Run cells one after another; return their names and the values of their last expressions."""
    names, values = {}, []
    for number, cell in enumerate(cells):
        *body, last = ast.parse(cell).body
        ending = isinstance(last, ast.Expr)
        exec(compile(ast.Module(body if ending else [*body, last], []), "cell", "exec"), names)
        values.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names) if ending else None)
        if number == 0:
            names.update(parameters)
    return names, values


@pytest.fixture
def shown(monkeypatch):
    """What the notebook shows below its pictures: credit, note and alternative text."""
    pictures = []

    def keep(ax, *, note, alt, credit=None):
        credit = ax.figure.get_label() if credit is None else helpers.charts.style.find_credit(credit)
        pictures.append({"credit": credit, "note": note, "alt": alt, "texts": [text.get_text() for text in ax.texts]})
        pictures[-1]["legend"] = ax.get_legend() and ax.get_legend().get_title().get_text()

    monkeypatch.setattr(helpers, "show", keep, raising=False)
    return pictures


COUNTRIES = {"Mali": ({}, 160, 11, "Made-up events in the columns of ACLED"), "Syria": (SYRIA, 120, 14, "UCDP Geo")}


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_notebook_runs_on_two_countries(country, shown):
    parameters, events, provinces, credit = COUNTRIES[country]
    names, values = run_cells(CELLS, **parameters)
    values = [value for value in values if isinstance(value, str)]
    assert f"{events} of {events} events that name a province are on the map (100%)." in values
    assert f"{events} events, counted in partitions." in values
    assert names["by_month"]["incidents"].sum() == pytest.approx(events)
    assert names["by_province"]["incidents"].sum() == events
    assert len(names["by_province"]) == provinces
    assert len(shown) == 2
    for picture in shown:
        assert picture["credit"].startswith(credit)
        assert not re.search("attack|Iraq|geoBoundaries", str(picture))
    assert shown[1]["legend"] == "Reported events"


def test_names_that_do_not_match_stop_the_notebook():
    with pytest.raises(helpers.DataError, match=r"61 of 120 events name a province that the map lacks: 'Idlib gov"):
        run_cells(CELLS, **SYRIA | {"ALIASES": {}})


def test_the_notebook_has_ten_cells():
    assert len(CELLS) == 10


def test_examples_say_that_they_are_made_up():
    for path in EXAMPLES.iterdir():
        text = path.read_text("utf-8")
        assert path.name == "README.md" or "made_up" in path.name
        assert "made up" in text.lower()


def test_the_example_of_the_readme_runs_and_is_that_of_the_notebook():
    blocks = re.findall(r"```python\n(.*?)```", Path("README.md").read_text("utf-8"), re.DOTALL)
    names, _ = run_cells(["\n".join(blocks)])
    assert names["counts"]["incidents"].sum() == len(names["events"]) == 160
    assert isinstance(names["incidents"], geopandas.GeoDataFrame)
    called = set(re.findall(r"helpers\.(\w+)", blocks[-1])) - {"load_incidents"}
    assert called <= set(re.findall(r"helpers\.(\w+)", "\n".join(CELLS)))
