"""The notebook on provinces says something, or says that it cannot, whatever its parameters are."""

import re

import matplotlib
import nbformat
import pytest
from IPython import display as ipython_display
from matplotlib import pyplot

import helpers
import helpers.charts.show
from helpers.publish.notebooks import NOTEBOOKS

PUBLISHED = 'FIRST_DAY = "2020-01-01"\nLAST_DAY = "2022-12-31"\nSCOPE = "core"\nGROUP = None\nCORROBORATION = None'
CHOICES = {
    "no incident": {"LAST_DAY": '"2020-01-02"'},
    "one day": {"FIRST_DAY": '"2021-07-29"', "LAST_DAY": '"2021-07-29"'},
    "one month": {"FIRST_DAY": '"2021-08-01"', "LAST_DAY": '"2021-08-31"'},
    "two months": {"FIRST_DAY": '"2022-07-01"', "LAST_DAY": '"2022-08-31"'},
    "one group": {"GROUP": '"ashab_al_kahf"'},
    "adjacent": {"SCOPE": '"adjacent"'},
    "everything": {"SCOPE": "None"},
    "corroborated": {"CORROBORATION": '"two_informants"'},
    "by two sides in a month": {
        "CORROBORATION": '"two_sides"',
        "FIRST_DAY": '"2021-03-01"',
        "LAST_DAY": '"2021-03-31"',
    },
}


@pytest.fixture(scope="module")
def loaded():
    return {"load_tables": helpers.load_tables(), "load_incidents": helpers.load_incidents()}


@pytest.fixture(scope="module")
def cells():
    notebook = nbformat.read(NOTEBOOKS / "02_provinces.ipynb", as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


@pytest.fixture
def run(cells, loaded, monkeypatch):
    """Run the cells in one namespace; return it and what was shown as Markdown."""
    matplotlib.use("Agg")
    shown = []

    def keep(value):
        if isinstance(value, ipython_display.Markdown):
            shown.append(value.data)

    monkeypatch.setattr(helpers.charts.show, "display", keep)
    for function, value in loaded.items():
        monkeypatch.setattr(helpers, function, lambda value=value, **_: value.copy())

    def run_with(choice, extra=""):
        parameters = PUBLISHED
        for name, value in choice.items():
            parameters = re.sub(rf"(?m)^{name} = .*$", f"{name} = {value}", parameters)
        space = {}
        for source in [parameters, *cells[1:]]:
            exec(source, space)
            if extra and "load_incidents(" in source:
                exec(extra, space)
        pyplot.close("all")
        return space, "\n".join(shown)

    return run_with


def test_its_parameters_are_those_that_are_replaced(cells):
    names = re.findall(r"(?m)^(\w+) = ", cells[0])
    assert names == re.findall(r"(?m)^(\w+) = ", PUBLISHED)


@pytest.mark.filterwarnings("ignore:The Geo(Series|DataFrame) you are attempting")
@pytest.mark.slow
@pytest.mark.parametrize("choice", CHOICES)
def test_it_runs_to_its_end(run, choice):
    space, text = run(CHOICES[choice])
    if len(space["placed"]) < 20:
        assert "Too few attacks fit these parameters" in text
    assert not re.search(r"\bnan\b|NaT|\binf\b", text)


@pytest.mark.parametrize("province", ["Babil", "Anbar"])
def test_one_province_is_enough(run, province):
    space, text = run({}, f"everything = everything[everything['province'] == {province!r}]")
    assert space["ranks"]["province"].tolist() == [province]
    assert f"of the attacks whose province is known were in {province}." in text or len(space["placed"]) < 20


def test_half_years_sum_to_what_the_maps_show(run, monkeypatch):
    """366 attacks were placed and 365 drawn, and nobody said so."""
    space, text = run({})
    by_half_year, placed = space["by_half_year"], space["placed"]
    assert by_half_year["incidents"].sum() == len(placed) == placed["province"].notna().sum()
    assert f" of the {len(placed)} attacks could have happened" in text
    titles = [
        panel.get_title()
        for panel in space["helpers"]
        .draw_half_years(space["provinces"], space["helpers"].add_classes(by_half_year))
        .figure.axes
    ]
    pyplot.close("all")
    assert sum(int(title.split(": ")[1]) for title in titles if title) == len(placed)


def test_cells_are_short_and_define_nothing(cells):
    for source in cells:
        assert len(source.splitlines()) <= 15
        assert not re.search(r"^\s*def ", source, re.MULTILINE)
