import pandas as pd
import pytest
from hypothesis import given, strategies as st

import helpers

DAYS = st.lists(st.dates(pd.Timestamp("2020-01-01").date(), pd.Timestamp("2022-12-31").date()), min_size=1, max_size=40)


def make_incidents(days):
    days = pd.to_datetime(pd.Series(days))
    return pd.DataFrame({"date_start": days, "date_end": days, "claim_status": "claimed", "province": "Babil"})


@given(DAYS)
def test_no_two_marks_of_a_week_stand_on_one_level_and_none_is_lost(days):
    stacked = helpers.stack_incidents(make_incidents(days))
    assert sorted(stacked["date_start"]) == sorted(pd.to_datetime(pd.Series(days)))
    assert (stacked["date"].dt.day_name() == "Thursday").all()
    assert ((stacked["date"] - stacked["date_start"]).dt.days.abs() <= 3).all()
    assert not stacked.duplicated(["date", "level"]).any()
    for _, week in stacked.groupby("date"):
        assert sorted(week["level"]) == list(range(len(week)))


def test_a_stack_follows_the_order_of_the_legend():
    incidents = make_incidents(["2021-01-01", "2021-01-02", "2021-01-03"])
    stacked = helpers.stack_incidents(incidents.assign(claim_status=["b", "a", "b"]), order=["a", "b"])
    assert stacked["claim_status"].tolist() == ["a", "b", "b"]
    assert stacked["level"].tolist() == [0, 1, 2]


def test_no_incident_gives_an_empty_strip():
    assert helpers.stack_incidents(make_incidents([])).empty


def test_days_of_doubt_stand_at_their_middle():
    incidents = make_incidents(["2021-01-01"]).assign(date_end=pd.Timestamp("2021-01-31"))
    assert helpers.stack_incidents(incidents)["date"].tolist() == [pd.Timestamp("2021-01-14")]  # week of 16 January


def test_doubt_is_spread_over_months_by_days():
    """30 and 31 January, 1 February: two thirds and one third."""
    incidents = make_incidents(["2021-01-30", "2021-02-10"])
    incidents.loc[0, "date_end"] = pd.Timestamp("2021-02-01")
    counts = helpers.count_by_period(incidents, "2021-01-01", "2021-03-31")
    assert counts["certain"].tolist() == [0, 1, 0]
    assert counts["possible"].tolist() == [1, 2, 0]
    assert counts["incidents"].tolist() == pytest.approx([2 / 3, 4 / 3, 0])
    assert counts["low"].tolist() == pytest.approx([0, 0.0253, 0], abs=1e-3)  # Garwood for 0, 1 and 0
    assert counts["high"].tolist() == pytest.approx([5.572, 7.225, 3.689], abs=1e-3)  # for 1, 2 and 0


@given(DAYS, st.integers(0, 60))
def test_periods_lose_no_incident(days, doubt):
    incidents = make_incidents(days)
    incidents["date_end"] = incidents["date_start"] + pd.Timedelta(days=doubt)
    for frequency in ("M", "W"):
        counts = helpers.count_by_period(incidents, "2020-01-01", "2023-03-31", frequency)
        assert counts["incidents"].sum() == pytest.approx(len(days))
        assert (counts["certain"] <= counts["incidents"] + 1e-9).all()
        assert (counts["incidents"] <= counts["possible"] + 1e-9).all()


def test_weeks_run_from_monday_to_sunday():
    counts = helpers.count_by_period(make_incidents(["2021-01-03", "2021-01-04"]), "2021-01-03", "2021-01-10", "W")
    assert counts["certain"].tolist() == [1, 1]
    assert counts["start"].dt.day_name().tolist() == ["Monday", "Monday"]


def test_the_running_count_lies_between_certain_and_possible():
    incidents = make_incidents(["2021-01-01", "2021-01-02"])
    incidents.loc[1, "date_end"] = pd.Timestamp("2021-01-04")
    running = helpers.count_running(incidents)
    assert running["low"].tolist() == [1, 1, 1, 2]
    assert running["high"].tolist() == [1, 2, 2, 2]
    assert helpers.count_running(make_incidents([])).empty


def test_totals_begin_on_the_eve_of_their_period():
    running = helpers.count_running(make_incidents(["2021-01-01", "2021-01-02", "2021-01-02", "2021-01-05"]))
    totals = pd.DataFrame({"period_start": ["2020-12-01", "2021-01-02", "2021-01-05"], "period_end": "2021-01-31"})
    assert helpers.lay_totals(running, totals)["base"].tolist() == [0, 1, 3]


@given(DAYS)
def test_counts_by_day_and_month_add_up(days):
    incidents = make_incidents(days)
    assert helpers.count_by_day(incidents)["incidents"].sum() == len(days)
    assert helpers.count_by_province_month(incidents)["incidents"].sum() == len(days)


def test_an_interval_over_two_months_has_no_month():
    incidents = make_incidents(["2021-01-31"]).assign(date_end=pd.Timestamp("2021-02-01"))
    assert helpers.count_by_province_month(incidents).to_dict("records") == [
        {"province": "Babil", "month": "", "incidents": 1}
    ]
