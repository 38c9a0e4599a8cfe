"""Charts on sources, by their artists."""

import matplotlib
import pandas as pd
import pytest
from matplotlib import pyplot
from matplotlib.colors import to_hex

import helpers
from helpers.charts.style import ACCENT, GREY
from helpers.sources.charts import _spread

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def close():
    yield
    pyplot.close("all")


def test_a_ranking_labels_its_bars_and_marks_the_first():
    ax = helpers.draw_ranking(pd.Series({"a": 5, "b": 2}), accent="a")
    assert [bar.get_width() for bar in ax.patches] == [5, 2]
    assert [to_hex(bar.get_facecolor()) for bar in ax.patches] == [ACCENT, GREY]
    assert [text.get_text() for text in ax.texts] == ["5", "2"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "b"]
    assert ax.yaxis_inverted()


def test_lines_are_named_at_their_ends():
    table = pd.DataFrame({"a": [0.1, 0.5], "b": [0.2, 0.5]}, index=["2021, Jan–Jun", "2021, Jul–Dec"])
    ax = helpers.draw_lines(table, accent="b")
    assert [line.get_ydata().tolist() for line in ax.lines] == [[0.1, 0.5], [0.2, 0.5]]
    assert [to_hex(line.get_color()) == ACCENT for line in ax.lines] == [False, True]
    heights = [text.xy[1] for text in ax.texts]
    assert min(heights) == 0.5
    assert max(heights) > 0.52  # the names do not overlap


def test_labels_are_moved_apart_only_if_they_must():
    assert _spread({"a": 0.5, "b": 0.1, "c": 0.52}, 0.05) == {"b": 0.1, "a": 0.5, "c": pytest.approx(0.55)}
    assert _spread({"a": 0.0}, 0.05) == {"a": 0.025}  # off the axis


def test_sides_are_stacked_to_the_number_of_attacks():
    table = pd.DataFrame({"both sides": [1, 0], "armed groups only": [2, 3], "others only": [0, 0]}, index=["p", "q"])
    ax = helpers.draw_sides(table)
    tops = [bar.get_y() + bar.get_height() for bar in ax.patches]
    assert tops == [1, 0, 3, 3]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["both sides", "armed groups only"]


def test_three_measures_of_two_coders():
    agreement = pd.DataFrame({"label": ["x"], "agreement": [0.9], "ac1": [0.8], "kappa": [0.4]})
    ax = helpers.draw_coder_agreement(agreement.assign(kappa_low=0.1, kappa_high=0.7), accent="x")
    dots = {dots.get_label(): dots.get_offsets().tolist() for dots in ax.collections[1:]}
    assert dots == {"AC1": [[0.8, 0]], "kappa": [[0.4, 0]], "same value": [[0.9, 0]]}
    assert ax.collections[0].get_segments()[0].tolist() == [[0.1, 0], [0.7, 0]]


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


@pytest.mark.parametrize(
    "draw",
    [
        lambda: helpers.draw_ranking(pd.Series(dtype=int)),
        lambda: helpers.draw_lines(pd.DataFrame()),
        lambda: helpers.draw_sides(pd.DataFrame()),
        lambda: helpers.draw_estimates(helpers.compare_estimates({})),
        lambda: helpers.draw_coder_agreement(helpers.measure_informant_agreement(pd.DataFrame(), None)),
    ],
)
def test_an_empty_chart_says_so(draw):
    ax = draw()
    assert "nothing to show" in [text.get_text() for text in ax.texts]
    ax.figure.canvas.draw()
