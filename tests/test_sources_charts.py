"""Charts on sources, by their artists."""

import matplotlib
import pandas as pd
import pytest
from matplotlib import pyplot

import helpers
from helpers.sources.estimates import estimate_each

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def close():
    yield
    pyplot.close("all")


def test_estimates_that_contradict_the_counts_are_hollow():
    columns = {"kind": ["lists", "lists", "model"], "reported": 100, "total": [200, None, 300], "low": 150, "high": 400}
    estimates = pd.DataFrame({"choice": ["a", "b", "c"], **columns, "fit": [0.04, None, 0.05]})
    ax = helpers.draw_estimates(estimates)
    _, reported, full, hollow = ax.collections
    assert full.get_offsets().tolist() == [[300, 1.7]]
    assert hollow.get_offsets().tolist() == [[200, 0]]
    assert reported.get_offsets()[:, 0].tolist() == [100, 100]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "c"]
    low, high = ax.get_xlim()
    assert low < 100
    assert high > 400


def test_an_empty_chart_says_so():
    ax = helpers.draw_estimates(estimate_each({}))
    assert "nothing to show" in [text.get_text() for text in ax.texts]
    ax.figure.canvas.draw()
