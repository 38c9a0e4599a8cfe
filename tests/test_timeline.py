import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

import helpers

DAYS = st.lists(st.dates(pd.Timestamp("2020-01-01").date(), pd.Timestamp("2022-12-31").date()), min_size=1, max_size=40)


def make_incidents(days):
    days = pd.to_datetime(pd.Series(days))
    return pd.DataFrame({"date_start": days, "date_end": days, "date_precision": "day", "province": "Babil"})


@given(DAYS)
def test_marks_on_one_level_do_not_touch_and_none_is_lost(days):
    stacked = helpers.stack_incidents(make_incidents(days), gap_days=14)
    assert sorted(stacked["date"]) == sorted(pd.to_datetime(pd.Series(days)))
    for _, level in stacked.groupby("level"):
        assert (level["date"].sort_values().diff().dropna() > pd.Timedelta(days=14)).all()


def test_levels_start_at_the_bottom():
    stacked = helpers.stack_incidents(make_incidents(["2021-01-01", "2021-01-01", "2021-01-15", "2021-01-16"]))
    assert stacked["level"].tolist() == [0, 1, 2, 0]  # 14 days touch, 15 do not


def test_no_incident_gives_an_empty_strip():
    assert helpers.stack_incidents(make_incidents([])).empty


def test_days_of_doubt_stand_at_their_middle():
    incidents = make_incidents(["2021-01-01"]).assign(date_end=pd.Timestamp("2021-01-31"))
    assert helpers.stack_incidents(incidents)["date"].tolist() == [pd.Timestamp("2021-01-16")]


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
