import pandas as pd
import pytest
from hypothesis import given, strategies as st

from helpers.timeline.counts import count_by_period, count_by_province_month

DAYS = st.lists(st.dates(pd.Timestamp("2020-01-01").date(), pd.Timestamp("2022-12-31").date()), min_size=1, max_size=40)


def make_incidents(days):
    days = pd.to_datetime(pd.Series(days))
    return pd.DataFrame({"date_start": days, "date_end": days, "province": "Babil"})


def test_doubt_is_spread_over_months_by_days():
    """30 and 31 January, 1 February: two thirds and one third."""
    incidents = make_incidents(["2021-01-30", "2021-02-10"])
    incidents.loc[0, "date_end"] = pd.Timestamp("2021-02-01")
    counts = count_by_period(incidents, "2021-01-01", "2021-03-31")
    assert counts["certain"].tolist() == [0, 1, 0]
    assert counts["possible"].tolist() == [1, 2, 0]
    assert counts["incidents"].tolist() == pytest.approx([2 / 3, 4 / 3, 0])


@given(DAYS, st.integers(0, 60))
def test_periods_lose_no_incident(days, doubt):
    incidents = make_incidents(days)
    incidents["date_end"] = incidents["date_start"] + pd.Timedelta(days=doubt)
    for frequency in ("M", "W"):
        counts = count_by_period(incidents, "2020-01-01", "2023-03-31", frequency)
        assert counts["incidents"].sum() == pytest.approx(len(days))
        assert (counts["certain"] <= counts["incidents"] + 1e-9).all()
        assert (counts["incidents"] <= counts["possible"] + 1e-9).all()


def test_weeks_run_from_monday_to_sunday():
    counts = count_by_period(make_incidents(["2021-01-03", "2021-01-04"]), "2021-01-03", "2021-01-10", "W")
    assert counts["certain"].tolist() == [1, 1]
    assert counts["start"].dt.day_name().tolist() == ["Monday", "Monday"]


@given(DAYS)
def test_counts_by_province_and_month_add_up(days):
    assert count_by_province_month(make_incidents(days))["incidents"].sum() == len(days)


def test_an_interval_over_two_months_has_no_month():
    incidents = make_incidents(["2021-01-31"]).assign(date_end=pd.Timestamp("2021-02-01"))
    assert count_by_province_month(incidents).to_dict("records") == [{"province": "Babil", "month": "", "incidents": 1}]
