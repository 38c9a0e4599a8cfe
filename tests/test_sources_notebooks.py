"""The notebooks on how well the data are known run with any parameters, and define nothing."""

import json

import matplotlib
import pytest

import helpers
from helpers.publish.notebooks import NOTEBOOKS

NAMES = ["00_data", "04_sources"]
PARAMETERS = {
    "as published": {},
    "everything": {"SCOPE": None},
    "no attack": {"FIRST_DAY": "2020-01-01", "LAST_DAY": "2020-01-02"},
    "one day": {"FIRST_DAY": "2021-07-29", "LAST_DAY": "2021-07-29"},
    "one month": {"FIRST_DAY": "2021-08-01", "LAST_DAY": "2021-08-31"},
    "adjacent": {"SCOPE": "adjacent"},
    "one group": {"GROUP": "ashab_al_kahf"},
    "two sides": {"CORROBORATION": "two_sides"},
    "a group within a month": {"GROUP": "qasim_al_jabbarin", "FIRST_DAY": "2021-07-01", "LAST_DAY": "2021-07-31"},
}


def read_cells(name, kind="code"):
    cells = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == kind]


@pytest.fixture(scope="module")
def loaded():
    """What does not depend on the parameters, computed once."""
    return {
        "load_tables": helpers.load_tables(),
        "load_incidents": helpers.load_incidents(),
        "try_estimates": helpers.try_estimates(simulations=3),
    }


@pytest.mark.slow
@pytest.mark.parametrize("case", PARAMETERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_to_its_end(name, case, loaded, monkeypatch):
    matplotlib.use("Agg")
    said = []

    def listen(function):
        def call(*words, **named):
            said.extend([*words, *named.values()])
            return function(*words, **named)

        return call

    for function in ("show", "show_heading", "show_sentences"):
        monkeypatch.setattr(helpers, function, listen(getattr(helpers, function)))
    for function, value in loaded.items():
        monkeypatch.setattr(helpers, function, lambda *_, value=value, **__: value.copy())
    parameters, *cells = read_cells(name)
    namespace = {}
    exec(parameters, namespace)
    assert not set(PARAMETERS[case]) - set(namespace)
    namespace.update(PARAMETERS[case])
    for cell in cells:
        exec(cell, namespace)
    texts = [text for text in said if isinstance(text, str)]
    assert len(texts) >= 15
    assert not [text for text in texts if "nan%" in text or " nan" in text]
    assert namespace["selection"].is_published == (case == "as published")


def test_reversed_days_give_a_clear_error(loaded):
    with pytest.raises(ValueError, match="swap them"):
        helpers.select_incidents(loaded["load_incidents"], first_day="2021-02-01", last_day="2021-01-01")


@pytest.mark.parametrize("name", NAMES)
def test_pandas_does_half_of_the_work(name):
    code = "\n".join(read_cells(name))
    assert "def " not in code
    assert max(len(cell.splitlines()) for cell in read_cells(name)) <= 15
    marks = (".groupby(", ".merge(", ".join(", "crosstab(", "pivot_table(", ".value_counts(", ".sort_values(", ".plot.")
    assert sum(code.count(mark) for mark in marks) >= 10
