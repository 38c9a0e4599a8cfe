"""Intervals that allow for clusters: values by hand, limits, and coverage on clustered series."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from scipy.stats import chi2, t

import helpers
from helpers.statistics.clusters import measure_dispersion
from helpers.statistics.intervals import count_interval

MONDAY = pd.Timestamp("2021-01-04")
ROWS = st.lists(st.tuples(st.integers(0, 30), st.sampled_from("AB"), st.booleans()), max_size=30)


def make(rows):
    """One row per incident: week, class, flag."""
    frame = pd.DataFrame(rows, columns=["week", "label", "flag"]).astype({"flag": "bool", "label": "str"})
    return frame.assign(date_start=MONDAY + pd.to_timedelta(frame["week"].astype("int64") * 7, unit="D"))


def one(table):
    (row,) = table.to_dict("records")
    return row


def test_the_interval_of_a_share_is_counted_by_hand():
    """Weeks of 2 of 2, 0 of 2, 1 of 2, 0 of 2: residuals from 3/8 of 2 are 1.25, -0.75, 0.25, -0.75, squares 2.75."""
    rows = [(week, "A", flag) for week, flags in enumerate(["yy", "nn", "yn", "nn"]) for flag in flags]
    frame = make([(week, label, flag == "y") for week, label, flag in rows])
    variance = 2.75 / 8**2 * 4 / 3
    number = 3 / 8 * 5 / 8 / variance * (1.959964 / t.ppf(0.975, 3)) ** 2
    assert number < 4  # fewer than the weeks, so the weeks hold
    row = one(helpers.share_by(frame, None, frame["flag"]))
    assert (row["count"], row["total"], row["share"]) == (3, 8, 3 / 8)
    low, high = (3 / 8 + 1.92073 / 4 + sign * 1.959964 * np.sqrt(15 / 64 / 4 + 3.84146 / 64) for sign in (-1, 1))
    assert (row["low"], row["high"]) == pytest.approx((low / 1.960365, high / 1.960365), abs=1e-5)


def test_many_weeks_of_one_incident_give_about_the_interval_of_wilson():
    """Then nothing is clustered; 81 of 263 is Newcombe's (1998) example, 0.2553 to 0.3662."""
    frame = make([(week, "A", week % 263 < 81) for week in range(263)])
    row = one(helpers.share_by(frame, None, frame["flag"]))
    assert (row["low"], row["high"]) == pytest.approx((0.2553, 0.3662), abs=0.002)


@pytest.mark.parametrize("share", [0, 1])
def test_a_share_of_none_or_all_is_as_sure_as_its_weeks(share):
    """Ten incidents in two weeks of five: Wilson's upper limit for 0 of 2 is 3.84146 / 5.84146."""
    frame = make([(week, "A", bool(share)) for week in (0, 5) for _ in range(5)])
    row = one(helpers.share_by(frame, None, frame["flag"]))
    bounds = sorted(abs(share - bound) for bound in (row["low"], row["high"]))
    assert bounds == pytest.approx([0, 3.84146 / 5.84146], abs=1e-4)


def test_a_single_week_is_one_case():
    frame = make([(0, "A", True), (0, "A", False)])
    row = one(helpers.share_by(frame, None, frame["flag"]))
    assert (row["low"], row["high"]) == pytest.approx((0.0546, 0.9454), abs=1e-3)  # Wilson for half of 1


@given(ROWS)
def test_intervals_lie_around_their_value(rows):
    frame = make(rows)
    shares, counts = helpers.share_by(frame, "label", frame["flag"]), helpers.count_by(frame, "label")
    assert ((shares["low"] >= 0) & (shares["low"] <= shares["share"])).all()
    assert ((shares["share"] <= shares["high"]) & (shares["high"] <= 1)).all()
    assert (shares["high"] - shares["low"] > 0.05).all()  # thirty incidents are never known better
    assert ((counts["low"] < counts["count"]) & (counts["count"] < counts["high"])).all()
    assert counts["count"].sum() == len(rows)
    for flag in (None, frame["flag"]):
        gap = helpers.difference_by(frame, "label", "A", flag)
        assert ((gap["low"] <= gap["difference"]) & (gap["difference"] <= gap["high"])).all()


def test_dispersion_is_counted_by_hand_and_never_below_one():
    """Weekly counts 4, 0, 1, 3: squared steps 16, 1, 4; sums of neighbours 4, 1, 4."""
    frame = make([(week, "A", True) for week in [0] * 4 + [2] + [3] * 3])
    assert measure_dispersion(frame) == pytest.approx(21 / 9)
    assert measure_dispersion(make([(week, "A", True) for week in range(9)])) == 1


def test_weeks_outside_a_class_do_not_count_as_changes():
    """Each of two classes has three incidents in every week of its own half."""
    frame = make([(week, "A" if week < 5 else "B", True) for week in range(10) for _ in range(3)])
    assert measure_dispersion(frame, "label") == 1


def test_the_interval_of_a_count_is_that_of_chi_squared():
    """Garwood's limits in the form of Ulm (1990), for a count of 12 and a dispersion of 3: 3 times those of 4."""
    assert count_interval(12, 3) == pytest.approx([3 * chi2.ppf(0.025, 8) / 2, 3 * chi2.ppf(0.975, 10) / 2])


def test_counts_that_never_change_are_no_surer_than_independent_ones():
    """Three incidents in each of ten weeks: Garwood's limits for 30."""
    row = one(helpers.count_by(make([(week, "A", True) for week in range(10)] * 3), None))
    assert [row["low"], row["high"]] == pytest.approx([chi2.ppf(0.025, 60) / 2, chi2.ppf(0.975, 62) / 2])


def test_a_class_borrows_from_all_classes():
    """A: 4, 0, 4 (squared steps 32, sums 8); B: 1, 1, 1 (0 and 4): together 32 / 12."""
    frame = make([(0, "A", True)] * 4 + [(2, "A", True)] * 4 + [(week, "B", True) for week in range(3)])
    together = 32 / 12
    assert measure_dispersion(frame, "label") == pytest.approx(together)
    table = helpers.count_by(frame, "label").set_index("label")
    for label, count, dispersion in (("A", 8, (32 + 50 * together) / 58), ("B", 3, 50 * together / 54)):
        assert table.loc[label, "high"] == pytest.approx(dispersion * chi2.ppf(0.975, 2 * count / dispersion + 2) / 2)


def test_a_difference_knows_that_classes_move_together():
    """Two classes that always have the same count cannot be told apart by chance: their difference is sure."""
    random = np.random.default_rng(1)
    weekly = random.negative_binomial(1, 0.2, 60)
    together = make([(w, label, True) for w, n in enumerate(weekly) for label in "AB" for _ in range(n)])
    apart = make(
        [(w, "A", True) for w, n in enumerate(weekly) for _ in range(n)]
        + [(59 - w, "B", True) for w, n in enumerate(weekly) for _ in range(n)]
    )
    rows = [one(helpers.difference_by(frame, "label", "A")) for frame in (together, apart)]
    assert [row["difference"] for row in rows] == [0, 0]
    assert rows[0]["high"] < 0.3 * rows[1]["high"]


def test_a_difference_can_be_sure_where_intervals_overlap():
    weekly = [("A", 0.5), ("B", 0.35)]
    frame = make([(w, label, w % 20 < 20 * share) for label, share in weekly for w in range(200)])
    shares = helpers.share_by(frame, "label", frame["flag"]).set_index("label")
    assert shares.loc["B", "high"] > shares.loc["A", "low"] - 0.02
    assert one(helpers.difference_by(frame, "label", "A", frame["flag"]))["high"] < 0


def test_nothing_has_no_rows():
    frame = make([])
    for table in (helpers.share_by(frame, "label", frame["flag"]), helpers.count_by(frame, None)):
        assert table.empty
    assert helpers.difference_by(make([(0, "A", True)]), "label", "C").empty


def draw_series(random, weeks=100):
    """Weekly counts with twice to three times the variance of independent attacks; claims come in batches."""
    rate = 4 + 3 * np.sin(np.arange(weeks) / 15)
    rows = []
    for week, mean in enumerate(rate):
        batches = random.poisson(mean / 1.8)
        for size in random.choice([1, 2, 5], batches, p=[0.7, 0.2, 0.1]):
            claimed = random.random() < 0.3
            rows += [(week, "A" if random.random() < 0.6 else "B", claimed)] * size
    return make(rows), rate.sum() * (0.7 + 0.4 + 0.5) / 1.8


@pytest.mark.slow
def test_intervals_cover_the_truth_on_clustered_series():
    covered = []
    for seed in range(250):
        frame, expected = draw_series(np.random.default_rng(seed))
        count, share = one(helpers.count_by(frame, None)), one(helpers.share_by(frame, None, frame["flag"]))
        gap = one(helpers.difference_by(frame, "label", "A"))
        gap_of_shares = one(helpers.difference_by(frame, "label", "A", frame["flag"]))
        covered.append(
            (
                count["low"] <= expected <= count["high"],
                share["low"] <= 0.3 <= share["high"],
                gap["low"] <= -0.2 * expected <= gap["high"],
                gap_of_shares["low"] <= 0 <= gap_of_shares["high"],
            )
        )
    coverage = np.mean(covered, axis=0)
    assert (coverage >= 0.93 - 0.027).all()  # less two standard errors of 250 trials
    assert (coverage <= 0.97 + 0.027).all()


def test_pairs_that_differ_half_of_the_time_are_worth_less_than_single_incidents():
    """20 weeks of two attacks: 5 with both claimed, 5 with none, 10 with one. By hand: 33.3 independent attacks."""
    weeks = pd.date_range("2021-01-04", periods=20, freq="7D")
    frame = pd.DataFrame({"date_start": weeks.repeat(2)})
    claimed = pd.Series([True] * 10 + [False] * 10 + [True, False] * 10)
    variance = 10 / 40**2 * 20 / 19
    number = 0.5 * 0.5 / variance * (1.959964 / 2.093024) ** 2  # normal and Student's t with 19 degrees of freedom
    assert number == pytest.approx(33.3, abs=0.05)
    half = 1.959964 * math.sqrt(0.25 / number + 1.959964**2 / (4 * number**2)) / (1 + 1.959964**2 / number)
    row = helpers.share_by(frame, None, claimed).iloc[0]
    assert (row["low"], row["high"]) == pytest.approx((0.5 - half, 0.5 + half), abs=1e-4)


def test_classes_of_different_weeks_differ_by_the_rule_of_newcombe():
    """Classes that share no week move apart from each other: the intervals' arms add as squares."""
    weeks = pd.date_range("2021-01-04", periods=24, freq="7D")
    frame = pd.DataFrame({"date_start": weeks, "year": [1] * 12 + [2] * 12})
    claimed = pd.Series([True] * 3 + [False] * 9 + [True] * 8 + [False] * 4)
    (one, other), found = (
        helpers.share_by(frame, "year", claimed).to_dict("records"),
        helpers.difference_by(frame, "year", 1, claimed).iloc[0],
    )
    gap = other["share"] - one["share"]
    low = gap - math.hypot(other["share"] - other["low"], one["high"] - one["share"])
    high = gap + math.hypot(other["high"] - other["share"], one["share"] - one["low"])
    assert (found["difference"], found["low"], found["high"]) == pytest.approx((gap, low, high))
