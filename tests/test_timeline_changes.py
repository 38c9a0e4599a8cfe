"""Methods on the rate of attacks, tried on series of which the truth is known."""

import itertools

import numpy as np
import pandas as pd
import pytest

import helpers
from helpers.timeline.changes import PENALTY, SHORTEST, choose_number, fit_changes, follow

FIRST, LAST, DAYS = "2021-01-01", "2021-12-31", 365


def make_incidents(days, doubt=0):
    days = pd.Timestamp(FIRST) + pd.to_timedelta(np.asarray(days, dtype=int), unit="D")
    return pd.DataFrame({"date_start": days, "date_end": days + pd.Timedelta(days=doubt)})


def draw(random, mean, days, dispersion=2.6):
    """Days of attacks in clusters: daily counts are negative binomial, with the dispersion of the data."""
    counts = random.negative_binomial(mean / (dispersion - 1), 1 / dispersion, days)
    return np.repeat(np.arange(days), counts)


def fit_cost(edges, counts, cuts, dispersion):
    """Minus twice the log-likelihood of one rate per period, divided by the dispersion, without constants."""
    cost = 0
    for a, b in itertools.pairwise(cuts):
        count, days = counts[a:b].sum(), edges[b] - edges[a]
        cost += -2 * count * np.log(count / days) / dispersion if count else 0
    return cost


def test_the_best_division_is_that_of_trying_all():
    random = np.random.default_rng(5)
    counts, edges = random.poisson([3] * 9 + [9] * 6 + [1] * 7), np.arange(23) * 7
    costs, trace = fit_changes(edges, counts, 1.5)
    for number in (0, 1, 2, 3):
        tried = [
            (fit_cost(edges, counts, cuts, 1.5), cuts)
            for inner in itertools.combinations(range(1, 22), number)
            if min(np.diff(cuts := (0, *inner, 22))) >= SHORTEST
        ]
        assert costs[number] == pytest.approx(min(tried)[0])
        assert tuple(follow(trace, number)) == min(tried)[1]


def test_a_change_must_be_worth_its_penalty():
    assert choose_number(np.array([100, 100 - PENALTY + 0.1, np.inf])) == 0
    assert choose_number(np.array([100, 100 - PENALTY - 0.1, np.inf])) == 1
    assert choose_number(np.array([100, 99, 100 - 2 * PENALTY - 1])) == 2


def test_a_change_of_rate_is_mostly_found_within_a_month_and_lies_in_its_interval():
    """Six months at 5 attacks per month, six at 20."""
    near, held = 0, []
    for seed in range(40):
        random = np.random.default_rng(seed)
        days = [*draw(random, 5 / 30, 182), *(182 + draw(random, 20 / 30, 183))]
        found = helpers.find_rate_changes(make_incidents(days), FIRST, LAST)
        truth = pd.Timestamp(FIRST) + pd.Timedelta(days=182)
        near += (abs(found["start"] - truth) <= pd.Timedelta(days=30)).any()
        if len(found) == 2:
            held.append(found["earliest"].iloc[1] <= truth <= found["latest"].iloc[1])
    assert near >= 26
    assert len(held) >= 26
    assert np.mean(held) >= 0.9


def test_no_change_is_rarely_found():
    """Of 200 series of one rate with clusters, 5% would be 10; with two standard errors, 16."""
    found = 0
    for seed in range(200):
        days = draw(np.random.default_rng(seed), 0.35, DAYS)
        found += len(helpers.find_rate_changes(make_incidents(days), FIRST, LAST, draws=5, intervals=False)) > 1
    assert found <= 16


def test_periods_hold_all_attacks_and_all_days():
    random = np.random.default_rng(1)
    incidents = make_incidents([*draw(random, 0.1, 182), *(182 + draw(random, 1, 150))], doubt=3)
    found = helpers.find_rate_changes(incidents, FIRST, LAST)
    assert len(found) > 1
    assert found["incidents"].sum() == len(incidents)
    assert (found["start"].iloc[1:].to_numpy() == found["end"].iloc[:-1].to_numpy() + np.timedelta64(1, "D")).all()
    assert (found["start"].iloc[0], found["end"].iloc[-1]) == (pd.Timestamp(FIRST), pd.Timestamp(LAST))
    days = (found["end"] - found["start"]).dt.days + 1
    assert found["per_month"].tolist() == pytest.approx((found["incidents"] / days * 365.25 / 12).tolist())
    later = found.iloc[1:]
    assert ((later["earliest"] <= later["start"]) & (later["start"] <= later["latest"])).all()
    assert found.loc[0, ["earliest", "latest"]].isna().all()


def test_an_uncertain_date_makes_the_date_of_a_change_less_certain():
    days = np.repeat(np.arange(180, 360, 2), 2)
    spans = []
    for doubt in (0, 60):
        incidents = make_incidents(days - doubt // 2, doubt)
        found = helpers.find_rate_changes(incidents, FIRST, "2022-06-30", draws=40)
        spans.append((found["latest"] - found["earliest"]).iloc[1])
    assert spans[0] < spans[1]


@pytest.mark.parametrize("days", [[], [5]])
@pytest.mark.parametrize("last", [FIRST, "2021-01-31", LAST])
def test_too_few_incidents_have_one_rate(days, last):
    found = helpers.find_rate_changes(make_incidents(days), FIRST, last, draws=3)
    assert len(found) == 1
    assert found["incidents"].tolist() == [len(days) if last != FIRST else 0]


def test_windows_are_counted_by_hand():
    """Around day 100, ten days each way: 90, 95 and 99 before; 101 and 110 after; 100, 89 and 111 in neither."""
    incidents = make_incidents([89, 90, 95, 99, 100, 101, 110, 111])
    windows = helpers.compare_windows(incidents, FIRST, LAST, window=10, fewest=5).set_index("day")
    row = windows.loc[pd.Timestamp(FIRST) + pd.Timedelta(days=100)]
    assert (row["before"], row["after"], row["ratio"]) == (3, 2, 2.5 / 3.5)
    every = helpers.compare_windows(incidents, FIRST, LAST, window=10, fewest=0)
    assert len(every) == DAYS - 20  # only days with whole windows
    assert (windows["before"] + windows["after"]).min() == 5


def test_chance_counts_changes_up_and_down_alike():
    """Attacks on day 10 only: the ten days before it gain one, the ten days after it lose one."""
    windows = helpers.compare_windows(make_incidents([20]), FIRST, "2021-02-10", window=10, fewest=0)
    assert len(windows) == 21
    changed = windows["before"] != windows["after"]
    assert changed.sum() == 20
    assert windows.loc[changed, "chance"].tolist() == pytest.approx([20 / 21] * 20)
    assert windows.loc[~changed, "chance"].tolist() == [1]


def test_a_day_drawn_at_random_rarely_stands_out():
    random = np.random.default_rng(2)
    windows = helpers.compare_windows(make_incidents(draw(random, 0.35, DAYS)), FIRST, LAST, window=30)
    assert (windows["chance"] <= 0.05).mean() <= 0.05
    assert windows["ratio"].between(1 / windows["usual"], windows["usual"]).mean() == pytest.approx(0.95, abs=0.01)


def test_attacks_on_one_day_are_counted_by_hand():
    """Three on one day, in two provinces; two on another, one without a province; one alone."""
    incidents = make_incidents([10, 10, 10, 50, 50, 90])
    incidents["province"] = ["Babil", "Babil", "Najaf", "Babil", None, "Babil"]
    incidents["report_urls"] = ["a b", "b", "c", "d", "d e", "f"]
    table = helpers.compare_same_day(incidents, shuffles=20)
    assert table[["count", "total"]].to_numpy().tolist() == [[5, 6], [1, 3], [2, 4]]
    assert table["low"].isna().tolist() == [False, False, True]


def test_attacks_in_one_place_are_told_from_attacks_along_the_road():
    """Two attacks on each of 40 days: once always in one province, once never."""
    days = np.repeat(np.arange(0, 360, 9), 2)
    random = np.random.default_rng(1)
    one = random.choice(list("ABCD"), 40)
    other = np.array([random.choice([p for p in "ABCD" if p != name]) for name in one])
    shares = []
    for second in (one, other):
        incidents = make_incidents(days).assign(province=np.stack([one, second], axis=1).ravel(), report_urls=None)
        row = helpers.compare_same_day(incidents, shuffles=200).iloc[1]
        shares.append((row["share"], row["low"], row["high"]))
    assert shares[0][0] == 1 > shares[0][2]
    assert shares[1][0] == 0 < shares[1][1]
    assert all(low < 0.25 < high for _, low, high in shares)


def test_scattered_attacks_fall_on_one_day_as_often_as_chance_says():
    days = np.random.default_rng(4).integers(0, DAYS, 150)
    row = helpers.compare_same_day(make_incidents(days).assign(province="A", report_urls=None), shuffles=200).iloc[0]
    assert row["low"] <= row["share"] <= row["high"]


def test_the_results_are_counted_by_hand():
    """Two even months; 3 of 4 attacks on days with another; one year has half of the year before."""
    days = pd.to_datetime(["2021-03-01", "2021-03-01", "2021-05-02", "2021-05-02", "2022-04-01", "2022-02-01"])
    ends = days.where(days != "2022-02-01", pd.Timestamp("2022-02-11"))
    results = helpers.measure_timeline(pd.DataFrame({"date_start": days, "date_end": ends}), FIRST, "2022-12-31")
    assert results["attacks"] == "6"
    assert results["worst month"] == "March 2021 and May 2021 (2)"
    assert results["last year by year before"] == "50%"
    assert results["same day"] == "80%"
    nothing = helpers.measure_timeline(pd.DataFrame({"date_start": days[:0], "date_end": ends[:0]}), FIRST, LAST)
    assert nothing.notna().sum() == 1


def test_chance_is_the_interval_of_95_percent():
    """Two attacks scattered over a February fall on one day once in 28 times: more than 2.5 percent, less than 25."""
    incidents = make_incidents([31, 45]).assign(province="A", report_urls=None)
    row = helpers.compare_same_day(incidents, shuffles=1000).iloc[0]
    assert row[["share", "low", "high"]].tolist() == [0, 0, 1]
