"""Charts are read back by their artists: marks, bars, labels."""

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

import helpers
from helpers.charts.palette import STATUS_COLOURS, STATUS_MARKERS


@pytest.fixture
def stacked():
    days = pd.to_datetime(["2021-01-01", "2021-01-01", "2021-06-01"])
    incidents = pd.DataFrame({"date_start": days, "date_end": days})
    return helpers.stack_incidents(incidents.assign(claim_status=["claimed", "none_reported", "none_reported"]))


def test_the_strip_has_one_mark_an_incident(stacked):
    ax = helpers.draw_strip(stacked, helpers.CLAIM_STATUSES)
    marks = {marks.get_label(): marks for marks in ax.collections if marks.get_label() in legend(ax)}
    assert legend(ax) == ["claimed by one group (1)", "no claim yet when reported (2)"]
    assert [marks[label].get_offsets().shape[0] for label in legend(ax)] == [1, 2]
    colours = [to_hex(marks[label].get_facecolor()[0]).upper() for label in legend(ax)]
    assert colours == [STATUS_COLOURS["claimed"], STATUS_COLOURS["none_reported"]]


def test_the_strip_labels_no_two_events_over_each_other(stacked):
    days = pd.to_datetime(["2021-01-01", "2021-01-05", "2021-01-09", "2022-12-01"])
    events = pd.DataFrame({"date_start": days, "title": ["A long title of an event"] * 4})
    ax = helpers.draw_strip(stacked, helpers.CLAIM_STATUSES, events, period=("2020-01-01", "2022-12-31"))
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text() == "A long title of an event"]
    assert len(boxes) == 4
    assert not any(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i])
    assert all(box.x1 <= ax.bbox.x1 for box in boxes)


def test_events_outside_the_period_are_not_drawn(stacked):
    events = pd.DataFrame({"date_start": pd.to_datetime(["2019-01-01", "2021-03-01"]), "title": ["Before", "Within"]})
    ax = helpers.draw_strip(stacked, helpers.CLAIM_STATUSES, events, period=("2021-01-01", "2021-12-31"))
    texts = {text.get_text() for text in ax.texts}
    assert "Within" in texts
    assert "Before" not in texts


def test_doubtful_dates_are_hollow(stacked):
    stacked.loc[0, "date_end"] = pd.Timestamp("2021-01-31")
    ax = helpers.draw_strip(stacked, helpers.CLAIM_STATUSES)
    hollow = [marks for marks in ax.collections if to_hex(marks.get_facecolor()[0]) == "#ffffff"]
    assert [len(marks.get_offsets()) for marks in hollow] == [1]
    assert legend(ax) == ["claimed by one group (1)", "no claim yet when reported (2)"]


def test_bars_are_as_long_as_their_shares():
    shares = helpers.share_by_claim_status(pd.DataFrame({"claim_status": ["claimed"] + ["none_reported"] * 3}))
    ax = helpers.draw_claim_shares(shares)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([25, 0, 0, 0, 75, 0])
    assert "3 of 4" in {text.get_text() for text in ax.texts}
    intervals = [(start[0], end[0]) for start, end in ax.collections[0].get_segments()]
    assert intervals[0] == pytest.approx((100 * shares["low"][0], 100 * shares["high"][0]))


def test_stacked_bars_end_at_the_sum():
    table = pd.DataFrame({"claimed": [1, 0], "none_reported": [2, 1]}, index=["A", "B"])
    ax = helpers.draw_claims_by_province(table, helpers.CLAIM_STATUSES)
    bars = [(bar.get_x(), bar.get_width()) for bar in ax.patches]
    assert bars == [(0, 1), (0, 0), (1, 2), (0, 1)]  # first the claimed of A and B, then what follows them
    assert [label.get_text() for label in ax.get_yticklabels()] == ["A", "B"]


@pytest.mark.parametrize("title", ["Short", "A finding " * 20, r"Costs $x_1^2 and \frac{1"])
def test_title_and_note_are_written(stacked, title):
    ax = helpers.draw_strip(stacked, helpers.CLAIM_STATUSES, title=title, note="3 shown.")
    assert ax.get_title(loc="left").replace("\n", " ").strip() == title.strip()
    notes = [text.get_text().replace("\n", " ") for text in ax.texts]
    assert any("Source:" in note and "3 shown." in note for note in notes)
    helpers.show_figure(ax, alt=title)  # text from the data is text, not a formula


def test_a_chart_is_drawn_on_the_axes_of_the_caller(stacked):
    ax = Figure().subplots()
    assert helpers.draw_strip(stacked, helpers.CLAIM_STATUSES, ax=ax) is ax


def test_drawing_alters_no_frame(stacked):
    before = stacked.copy()
    helpers.draw_strip(stacked, helpers.CLAIM_STATUSES)
    pd.testing.assert_frame_equal(stacked, before)


def test_every_claim_status_has_a_colour_and_a_marker_of_its_own():
    for table in (STATUS_COLOURS, STATUS_MARKERS):
        assert set(table) == set(helpers.CLAIM_STATUSES)
        assert len(set(table.values())) == len(table)


def test_a_picture_carries_its_text(stacked):
    picture = helpers.show_figure(helpers.draw_strip(stacked, helpers.CLAIM_STATUSES), alt="Three marks.")
    assert picture.data.startswith(b"\x89PNG")
    assert picture._repr_png_()[1]["alt"] == "Three marks."


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def legend_parts(ax):
    return ax.get_legend().get_texts(), ax.get_legend().get_patches()


def test_counts_stand_beside_their_bars():
    counts = pd.DataFrame({"what": ["date", "date", "place"], "label": ["one", "two", "town"], "incidents": [3, 1, 4]})
    ax = helpers.draw_counts(counts, title="T", note="N")
    assert [bar.get_width() for bar in ax.patches] == [3, 1, 4]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["date: one", "date: two", "place: town"]
    assert [text.get_text() for text in ax.texts[:3]] == ["3", "1", "4"]
    heights = [bar.get_y() for bar in ax.patches]
    assert heights[2] - heights[1] > heights[1] - heights[0]  # a gap between the groups


def test_agreement_is_drawn_with_both_intervals():
    row = {"label": "weapon", "agreement": 0.9, "agreement_low": 0.8, "agreement_high": 0.95}
    agreement = pd.DataFrame([{**row, "kappa": -0.1, "kappa_low": -0.3, "kappa_high": 0.1}])
    ax = helpers.draw_agreement(agreement)
    assert ax.collections[1].get_offsets().tolist() == [[-0.1, 0]]
    assert ax.collections[0].get_segments()[0][:, 0].tolist() == [-0.3, 0.1]
    assert ax.get_xlim()[0] <= -0.3
    assert ax.texts[0].get_text() == "same in 90% (80–95%)"


def test_a_table_is_shown_whole_and_as_text():
    page = helpers.show_table(pd.DataFrame({"a": ["x" * 500, "<b>"], "b": [None, 1.0]})).data
    assert "x" * 500 in page
    assert "<b>" not in page
    assert "NaN" not in page


@pytest.fixture
def by_month():
    days = pd.to_datetime(["2021-01-05", "2021-01-06", "2021-01-30"])
    ends = pd.to_datetime(["2021-01-05", "2021-01-06", "2021-02-02"])
    return helpers.count_by_period(pd.DataFrame({"date_start": days, "date_end": ends}), "2021-01-01", "2021-02-28")


def test_bars_of_months_are_certain_and_doubtful(by_month):
    ax = helpers.draw_pace(by_month)
    heights = [bar.get_height() for bar in ax.patches]
    assert heights == pytest.approx([2, 0, 0.5, 0.5])  # certain, then what is spread over both months
    assert [bar.get_y() for bar in ax.patches][2:] == pytest.approx([2, 0])
    lines = [segment[:, 1].tolist() for segment in ax.collections[0].get_segments()]
    assert lines == [pytest.approx(list(pair)) for pair in zip(by_month["low"], by_month["high"], strict=True)]


def test_a_period_of_one_pace_is_as_high_as_its_rate(by_month):
    blocks = pd.DataFrame({"start": by_month["start"][:1], "end": by_month["end"][1:].to_numpy(), "rate": [3.0]})
    lines = helpers.draw_pace(by_month, blocks).collections[1].get_segments()
    assert lines[0][:, 1].tolist() == pytest.approx([2.95, 2.95])  # months of 31 and 28 days: 29.5 of 30


def test_rate_ratios_stand_with_both_intervals():
    row = {"title": "E", "before": 4, "after": 2, "days_before": 60, "days_after": 60, "ratio": 0.5}
    comparison = pd.DataFrame([{**row, "low": 0.25, "high": 2, "low_all": 0.001, "high_all": 4}])
    ax = helpers.draw_rate_ratios(comparison)
    widths = [line.get_segments()[0][:, 0].tolist() for line in ax.collections[:2]]
    assert widths == [[1 / 32, 4], [0.25, 2]]  # what lies beyond the scale ends on its edge
    assert ax.get_yticklabels()[0].get_text() == "E\n4 days of 60 before, 2 of 60 after"
    assert "0.5 (0.25–2)" in {text.get_text() for text in ax.texts}


def test_a_comparison_of_nothing_is_drawn(by_month):
    columns = ["title", "before", "after", "days_before", "days_after", "ratio", "low", "high", "low_all", "high_all"]
    assert helpers.draw_rate_ratios(pd.DataFrame(columns=columns, dtype=float)).get_yticklabels() == []


def test_a_calendar_has_a_square_a_day():
    by_day = pd.DataFrame({"day": pd.to_datetime(["2021-01-01", "2021-12-31"]), "incidents": [2, 9]})
    ax = helpers.draw_calendar(by_day, ("2020-01-01", "2021-12-31"))
    squares = [panel.collections[0].get_array() for panel in ax.figure.axes[:2]]
    assert [int(year.count()) for year in squares] == [366, 365]  # the others are masked
    assert [int(year.sum()) for year in squares] == [0, 11]
    # 1 January 2021 was a Friday: fifth row of the first column.
    assert squares[1].reshape(7, -1)[4, 0] == 2


def test_published_totals_are_laid_off_from_the_curve():
    days = pd.to_datetime(["2021-01-01", "2021-01-03"])
    running = helpers.count_running(pd.DataFrame({"date_start": days, "date_end": days}))
    total = {"start": pd.Timestamp("2021-01-02"), "end": pd.Timestamp("2021-01-03"), "base": 1, "count": 4}
    ax = helpers.draw_running(running, pd.DataFrame([total]))
    assert ax.lines[1].get_ydata().tolist() == [1, 5]


def test_rhythm_has_bars_and_what_is_expected():
    days = pd.to_datetime(["2021-01-01", "2021-01-01", "2021-01-08", "2021-01-09"])  # two Fridays, a Saturday
    incidents = pd.DataFrame({"date_start": days, "date_end": days, "time_local": ["night", "02:00", "12:00", None]})
    weekdays = helpers.count_by_weekday(incidents, "2021-01-01", "2021-01-14")
    times = helpers.count_by_time_of_day(incidents)
    assert weekdays["counted"].tolist() == [0, 0, 0, 0, 2, 1, 0]
    assert weekdays["expected"].tolist() == pytest.approx([1 / 7] * 7)
    assert times.set_index("label")["counted"].to_dict() == {"morning": 0, "afternoon": 1, "evening": 0, "night": 2}
    left, right = helpers.draw_rhythm(weekdays, times).figure.axes
    assert [bar.get_height() for bar in left.patches] == pytest.approx([0, 0, 0, 0, 200 / 3, 100 / 3, 0])
    assert [bar.get_height() for bar in right.patches] == pytest.approx([0, 100 / 3, 0, 200 / 3])


def test_groups_and_provinces_cross_in_a_table():
    rows = [("G", "claim", "A", 3), ("G", "video", "A", 1), ("H", "claim", "B", 12)]
    claimants = pd.DataFrame(rows, columns=["group", "kind", "province", "incidents"])
    ax = helpers.draw_claimants(claimants)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["H", "G"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["B", "A"]
    assert {(text.get_text(), text.xy) for text in ax.texts[:2]} == {("12", (0.5, 0.5)), ("4", (1.5, 1.5))}


def test_shares_claimed_stand_beside_others():
    incidents = pd.DataFrame({"province": ["A", "A", "B"], "claim_status": ["claimed", "not_mentioned", "claimed"]})
    shares = helpers.share_claimed(incidents, "province")
    ax = helpers.draw_shares_claimed(shares, others=shares["share"] / 2)
    assert [marks.get_offsets()[:, 0].tolist() for marks in ax.collections[1:]] == [[50, 100], [25, 50]]
    assert [text.get_text() for text in ax.texts[:2]] == ["1 of 2", "1 of 1"]


def test_an_estimate_stands_beside_the_count():
    row = {"period": "whole period", "reported": 10, "total": 15.0, "low": 12.0, "high": 20.0, "refused": None}
    thin = {"period": "2020, Jan–Jun", "reported": 2, "total": None, "low": None, "high": None, "refused": "too thin"}
    ax = helpers.draw_estimates(pd.DataFrame([row, thin]))
    assert [marks.get_offsets()[0].tolist() for marks in ax.collections[1:]] == [[15, 0], [10, 0]]
    assert [text.get_text() for text in ax.texts[:2]] == ["15 (12–20)", "no estimate: too thin"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["whole period: 10", "2020, Jan–Jun: 2"]


def test_media_groups_are_drawn_with_count_and_share():
    table = pd.DataFrame({"Iraqi": [1, 0], "other": [3, 2], "all": [4, 2]}, index=["A", "B"])
    ax = helpers.draw_media_groups(table)
    assert [text.get_text() for text in ax.texts[:4]] == ["1 (25%)", "3 (75%)", "0 (0%)", "2 (100%)"]


def test_the_overlap_shows_every_combination_that_occurs():
    incidents = pd.DataFrame({"media_groups": ["iraqi;russian"] * 3 + ["iraqi"] * 2 + ["russian"]})
    ax = helpers.draw_overlap(helpers.tabulate_lists(incidents), helpers.CHART_GROUP_NAMES, title="T", note="N")
    texts = {text.get_text() for panel in ax.figure.axes for text in panel.texts}
    assert {"3", "2", "1", "5", "4", "Iraqi", "Russian"} <= texts  # combinations, and the sizes of both lists


def test_models_are_drawn_by_their_probability():
    models = {
        "dependences": ["none", "a × b"],
        "weight": [0.75, 0.25],
        "total": [10, 20],
        "low": [8, 12],
        "high": [13, 40],
    }
    ax = helpers.draw_models(pd.DataFrame(models))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["none\n75%", "a × b\n25%"]
    assert ax.collections[1].get_offsets()[:, 0].tolist() == [10, 20]


def test_corroboration_and_differences_are_drawn_with_intervals():
    agreement = pd.DataFrame(
        [{"label": "day", "incidents": 2, "pairs": 4, "same": 3, "share": 0.75, "low": 0.5, "high": 1}]
    )
    ax = helpers.draw_corroboration(agreement)
    assert ax.collections[0].get_segments()[0][:, 0].tolist() == [50, 100]
    assert ax.texts[0].get_text() == "3 of 4 pairs, 2 incidents"
    differences = pd.DataFrame([{"label": "Iraqi", "incidents": 2, "difference": -0.5, "low": -1, "high": 0.25}])
    ax = helpers.draw_differences(differences)
    assert ax.collections[1].get_offsets().tolist() == [[-0.5, 0]]
    assert "differ" not in helpers.describe_differences(differences)
