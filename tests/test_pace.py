"""Methods on the pace of attacks, tried on series of which the truth is known."""

import numpy as np
import pandas as pd
import pytest

import helpers

FIRST, LAST = "2021-01-01", "2021-09-30"  # 273 days, 39 weeks
EVENT_DAY = pd.to_datetime(["2021-05-01"])
EVENT = pd.DataFrame({"date_start": EVENT_DAY, "date_end": EVENT_DAY, "title": "E"})


def make_incidents(days):
    days = pd.Timestamp(FIRST) + pd.to_timedelta(np.asarray(days), unit="D")
    return pd.DataFrame({"date_start": days, "date_end": days})


def find_changes(days, seed=0):
    blocks = helpers.find_rate_changes(make_incidents(days), FIRST, LAST, seed=seed)
    return (blocks["start"][1:] - pd.Timestamp(FIRST)).dt.days.to_numpy()


def test_a_change_of_pace_is_found_within_a_month():
    """Thirty days with an incident at one pace, thirty at three times that, in nine months: the pace of the data."""
    found = 0
    for seed in range(200):
        random = np.random.default_rng(seed)
        change = int(273 * 0.75)
        days = [*random.choice(change, 30, replace=False), *(change + random.choice(273 - change, 30, replace=False))]
        changes = find_changes(days)
        found += len(changes) > 0 and np.abs(changes - change).min() <= 30
    assert found >= 0.9 * 200


@pytest.mark.parametrize("sizes", [[1] * 60, [1] * 20 + [2] * 8 + [4] * 6])
def test_no_change_is_rarely_found(sizes):
    """Single incidents, and days with up to four of them, scattered at one pace."""
    found = 0
    for seed in range(1000):
        days = np.random.default_rng(seed).integers(0, 273, len(sizes))
        found += len(find_changes(np.repeat(days, sizes), seed=5000 + seed)) > 0
    assert found <= 0.05 * 1000


def test_periods_hold_all_incidents_and_all_whole_weeks():
    days = np.random.default_rng(1).integers(0, 273, 50)
    blocks = helpers.find_rate_changes(make_incidents(days), FIRST, LAST)
    assert blocks["incidents"].sum() == 50
    assert blocks["days_with_incident"].sum() == len(set(days))
    assert blocks["days"].sum() == 273
    assert (blocks["rate"] == 30 * blocks["incidents"] / blocks["days"]).all()


@pytest.mark.parametrize("days", [[], [5]])
def test_too_few_incidents_have_one_pace(days):
    blocks = helpers.find_rate_changes(make_incidents(days), FIRST, LAST)
    assert blocks[["incidents", "days"]].to_numpy().tolist() == [[len(days), 273]]
    assert helpers.describe_pace(blocks).startswith("No change of pace")


def test_windows_are_counted_by_hand():
    """Days 117 and 118 before the event on day 120, days 121 and 122 after; the event's own day is nobody's."""
    incidents = make_incidents([60, 117, 117, 118, 120, 121, 122, 180, 181])
    row = helpers.compare_before_after(incidents, EVENT, FIRST, LAST, window=60).iloc[0]
    assert row[["before", "after", "days_before", "days_after"]].tolist() == [3, 3, 60, 60]
    assert row["ratio"] == 1


def test_the_interval_is_that_of_clopper_and_pearson():
    """Of 10 days 8 come after: 44.39 to 97.48 percent of the sum (Clopper and Pearson), as odds."""
    incidents = make_incidents([100, 110, *range(121, 129)])
    row = helpers.compare_before_after(incidents, EVENT, FIRST, LAST, window=60).iloc[0]
    assert row["ratio"] == 4
    assert row[["low", "high"]].tolist() == pytest.approx([0.4439 / 0.5561, 0.9748 / 0.0252], rel=0.002)


def test_windows_end_with_the_period():
    row = helpers.compare_before_after(make_incidents([119, 121]), EVENT, "2021-04-21", "2021-05-06", window=60).iloc[0]
    assert row[["days_before", "days_after"]].tolist() == [10, 5]
    assert row["ratio"] == 2


def test_nothing_to_compare_has_no_ratio():
    row = helpers.compare_before_after(make_incidents([]), EVENT, FIRST, LAST).iloc[0]
    assert row[["ratio", "low", "high"]].isna().all()
    assert helpers.describe_events(pd.DataFrame([row])) == "Of 1 event compared, the pace changed beyond chance at 0"
    assert helpers.compare_before_after(make_incidents([1]), EVENT.head(0), FIRST, LAST).empty


@pytest.mark.parametrize(("pace", "ratio"), [(0.1, 1), (0.05, 3), (0.3, 0.5)])
def test_the_interval_of_a_rate_ratio_covers_it(pace, ratio):
    """Days with an incident, each day by itself; the exact interval covers more often than it says."""
    random = np.random.default_rng(7)
    covered = tried = 0
    for _ in range(300):
        before = np.flatnonzero(random.random(60) < pace) + 60
        after = np.flatnonzero(random.random(60) < pace * ratio) + 121
        row = helpers.compare_before_after(make_incidents([*before, *after]), EVENT, FIRST, LAST, window=60).iloc[0]
        tried += not np.isnan(row["low"])
        covered += row["low"] <= ratio <= row["high"]
    assert covered >= 0.93 * tried


def test_gaps_are_counted_by_hand():
    gaps = helpers.measure_gaps(make_incidents([0, 0, 1, 3]), longest=3).set_index("days")
    assert gaps["share"].tolist() == pytest.approx([1 / 3, 2 / 3, 1, 1])  # gaps of 0, 1 and 2 days
    assert gaps.loc[0, "exponential"] == pytest.approx(1 - np.exp(-0.5))  # their mean is 1


def test_random_incidents_lie_in_their_band():
    """Of curves of random incidents, the band of 95% holds the first share in at least 93%."""
    inside = 0
    for seed in range(150):
        random = np.random.default_rng(seed)
        days = np.r_[0, np.sort(random.integers(0, 273, 58)), 272]
        row = helpers.measure_gaps(make_incidents(days), simulations=199, seed=seed).iloc[1]
        inside += row["low_random"] <= row["share"] <= row["high_random"]
    assert inside >= 0.93 * 150 - 4  # less two standard errors of the trial


def test_runs_of_attacks_leave_the_band():
    days = np.repeat(np.random.default_rng(3).integers(0, 273, 20), 3)
    row = helpers.measure_gaps(make_incidents(days)).iloc[0]
    assert row["share"] > row["high_monthly"]
    assert "scattered at random" in helpers.describe_gaps(helpers.measure_gaps(make_incidents(days)))


@pytest.mark.parametrize("days", [[], [3], [3, 3]])
def test_few_incidents_have_gaps_without_an_error(days):
    gaps = helpers.measure_gaps(make_incidents(days), simulations=9)
    assert gaps["share"].notna().all() == (len(days) > 1)
    assert isinstance(helpers.describe_gaps(gaps), str)
