"""Charts of time, by what they draw."""

import matplotlib
import pandas as pd
import pytest

import helpers
from helpers.charts.style import ACCENT

matplotlib.use("Agg")
MONTHS = pd.period_range("2021-01", "2021-04", freq="M")


@pytest.fixture(autouse=True)
def close():
    yield
    matplotlib.pyplot.close("all")


def test_a_period_is_a_line_as_high_as_its_rate_and_its_change_a_band_as_long_as_its_interval():
    days = pd.to_datetime(["2021-01-01", "2021-02-28", "2021-03-01", "2021-04-30", "2021-02-10", "2021-03-20"])
    periods = pd.DataFrame({"start": days[[0, 2]], "end": days[[1, 3]], "per_month": [2.0, 8.0]})
    periods = periods.assign(earliest=[pd.NaT, days[4]], latest=[pd.NaT, days[5]])
    ax = helpers.draw_rate_changes(pd.Series([1, 3, 7, 9], index=MONTHS), periods)
    assert [bar.get_height() for bar in ax.patches] == [1, 3, 7, 9]
    lines = [collection.get_segments()[0] for collection in ax.collections]
    assert [line[0][1] for line in lines[:2]] == [2, 8]
    day = matplotlib.dates.date2num
    assert [*lines[2][:, 0]] == [day(days[4]), day(days[5]) + 1]
    assert {text.get_text() for text in ax.texts} == {"2", "8", "date of change"}


def test_no_attack_gives_an_empty_chart():
    periods = helpers.find_rate_changes(
        pd.DataFrame({"date_start": MONTHS[:0].start_time, "date_end": MONTHS[:0].end_time}), "2021-01-01", "2021-04-30"
    )
    assert helpers.draw_rate_changes(pd.Series(0, index=MONTHS), periods).texts[0].get_text() == "<1"
    windows = pd.DataFrame({"day": MONTHS[:0].start_time, "ratio": []})
    assert not helpers.draw_events(windows, windows.assign(label="")).texts


def test_an_event_stands_at_its_ratio_and_the_one_that_stands_out_is_marked():
    days = pd.date_range("2021-01-01", periods=200)
    windows = pd.DataFrame({"day": days, "ratio": [1.0] * 190 + [0.1] * 10, "usual": 2.0})
    events = pd.DataFrame({"day": days[[5, 195]], "ratio": [1.0, 0.1], "label": ["talks", "truce"]})
    ax = helpers.draw_events(windows, events, accent=["truce"])
    assert [(text.get_text(), text.get_color() == ACCENT) for text in ax.texts] == [("talks", False), ("truce", True)]
    assert [marks.get_offsets()[0][1] for marks in ax.collections] == [1, 0.1]
    low, high = ax.get_ylim()
    assert low < 0.1 < 10 < high
