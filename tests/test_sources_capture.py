"""Errors found by audits, and attacks of other lists that the data hold: by hand, and on lists with a known share."""

import csv
from collections import defaultdict

import numpy as np
import pandas as pd
import pytest

import helpers
from helpers.data.loading import RAW


def test_faults_are_counted_by_cell():
    checks = pd.DataFrame(
        {
            "audit": "codings_0.2",
            "record_id": ["A", "A", "B", "C", "D"],
            "field": ["weapon", "outcome", "weapon", "all", "all"],
            "verdict": ["error", "error", "doubtful", "page_not_found", "correct"],
        }
    )
    rate = helpers.measure_error_rate(checks).iloc[0]
    assert rate[["sampled", "checked", "cells", "wrong"]].tolist() == [4, 3, 48, 2]
    assert (round(rate["low"], 3), round(rate["high"], 3)) == (
        0.007,
        0.202,
    )  # 1 of 24: one row has both


def test_each_audit_has_its_own_rate():
    checks = pd.DataFrame(
        {
            "audit": ["codings_0.2", "codings_0.2", "incidents_0.4", "incidents_0.4", "incidents_0.4"],
            "record_id": ["A", "B", "A", "C", "C"],
            "field": ["weapon", "all", "weapon", "outcome", "reports.reprint_of"],
            "verdict": ["error", "correct", "judgement", "unsupported", "wrongly_empty"],
        }
    )
    rates = helpers.measure_error_rate(checks)
    assert rates[["audit", "checked", "wrong"]].to_numpy().tolist() == [["codings_0.2", 2, 1], ["incidents_0.4", 2, 1]]
    assert rates["cells"].tolist() == [32, 36]  # a fault in another table is no cell of the incident


def make_checks(listed, found, versions="0.3.0", name="L"):
    days = pd.date_range("2021-01-01", periods=len(listed), freq="MS")
    checks = pd.DataFrame({"list": name, "period_start": days, "period_end": days + pd.offsets.MonthEnd()})
    return checks.assign(listed=listed, found=found, perhaps_found=0, data_version=versions)


def test_the_interval_is_exact_where_months_do_not_differ():
    rate = helpers.measure_capture(make_checks([10, 10], [8, 8])).iloc[0]
    # Clopper and Pearson for 16 of 20, as in any table.
    assert (round(rate["low"], 3), round(rate["high"], 3)) == (0.563, 0.943)
    assert rate[["listed", "found", "share", "periods"]].tolist() == [20, 16, 0.8, 2]


def test_months_that_differ_make_it_wider():
    even = helpers.measure_capture(make_checks([10, 10], [8, 8])).iloc[0]
    uneven = helpers.measure_capture(make_checks([10, 10], [10, 6])).iloc[0]
    assert uneven["share"] == even["share"]
    assert uneven["low"] < even["low"]
    assert uneven["high"] > even["high"]
    # By hand: squares 4 / (10 * 0.8 * 0.2) twice, over one degree of freedom: 5 times as much as chance. 20 / 5 = 4.
    four = helpers.measure_capture(make_checks([4], [3.2])).iloc[0]
    assert uneven[["low", "high"]].tolist() == pytest.approx(four[["low", "high"]].tolist())


def test_a_month_without_attacks_says_nothing():
    rate = helpers.measure_capture(make_checks([10, 0, 10], [8, 0, 8])).iloc[0]
    assert rate["periods"] == 2
    assert (round(rate["low"], 3), round(rate["high"], 3)) == (0.563, 0.943)  # as without it
    assert rate[["first_day", "last_day"]].tolist() == [pd.Timestamp("2021-01-01"), pd.Timestamp("2021-03-31")]


@pytest.mark.parametrize(("found", "bounds"), [(0, (0, 0.308)), (10, (0.692, 1))])
def test_none_and_all_have_one_sided_bounds(found, bounds):
    rate = helpers.measure_capture(make_checks([10], [found])).iloc[0]
    assert (round(rate["low"], 3), round(rate["high"], 3)) == bounds


def test_the_latest_version_counts_and_the_longest_list_comes_first():
    old, new = make_checks([10], [1], "0.9.0"), make_checks([10], [7], "0.10.0")
    rates = helpers.measure_capture(pd.concat([old, new, make_checks([30], [20], name="M")], ignore_index=True))
    assert rates["list"].tolist() == ["M", "L"]
    assert rates.loc[1, ["found", "data_version"]].tolist() == [7, "0.10.0"]


def test_the_interval_covers_a_share_that_varies_by_month():
    """Beta-binomial months as large as those of the data, with the variance between months that the data show."""
    random, truth, correlation = np.random.default_rng(1), 0.78, 0.04
    sizes, spread = np.array([10, 13, 19, 24, 19, 11]), (1 - correlation) / correlation
    covered = 0
    for _ in range(200):
        rates = random.beta(truth * spread, (1 - truth) * spread, len(sizes))
        rate = helpers.measure_capture(make_checks(sizes, random.binomial(sizes, rates))).iloc[0]
        covered += rate["low"] <= truth <= rate["high"]
    assert 0.91 <= covered / 200 <= 0.985


def test_the_published_rates_are_those_of_the_raw_table():
    sums = defaultdict(lambda: [0, 0])
    with (RAW / "capture_checks.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    latest = max((row["data_version"] for row in rows), key=lambda text: [int(part) for part in text.split(".")])
    for row in rows:
        if row["data_version"] == latest:
            sums[row["list"]][0] += int(row["listed"])
            sums[row["list"]][1] += int(row["found"])
    rates = helpers.measure_capture(helpers.load_tables()["capture_checks"])
    rates = rates[rates["data_version"] == latest]
    assert rates[["list", "listed", "found"]].to_numpy().tolist() == sorted(
        ([name, *counts] for name, counts in sums.items()), key=lambda row: -row[1]
    )
