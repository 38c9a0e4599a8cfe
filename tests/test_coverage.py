"""What the dataset holds and lacks, counted by hand."""

import pandas as pd

import helpers
from helpers.data.tables import TABLES


def test_every_table_is_counted(raw):
    tables = helpers.load_tables(raw)
    rows = helpers.count_rows(tables).set_index("table")
    assert list(rows.index) == list(TABLES)
    assert rows.loc[["incidents", "observations", "reports", "claims"], "rows"].tolist() == [11, 11, 5, 2]
    assert rows.loc["incidents", "one row is"] == "One attack on one convoy at one place and time"


def test_precision_is_counted_by_interval_and_place(raw):
    incidents = helpers.load_incidents(raw)
    incidents.loc[0, "date_end"] += pd.Timedelta(days=1)
    incidents.loc[1, "date_end"] += pd.Timedelta(days=9)
    incidents.loc[1, "date_precision"] = "month"
    counts = helpers.count_by_precision(incidents).set_index(["what", "label"])["incidents"]
    assert counts["date"].to_dict() == {"one day": 9, "one of two days": 1, "less": 1}
    assert counts["place"][["town", "road segment", "province"]].tolist() == [5, 2, 4]
    assert counts["place"].sum() == 11
    sentence = helpers.describe_precision(counts.reset_index())
    assert sentence == "9 of 11 incidents are dated to one day, 5 placed at a site or in or near a town"


def test_reprints_count_once_among_the_texts(raw):
    counts = helpers.count_by_origins(helpers.load_incidents(raw))
    assert counts["incidents"].tolist() == [11, 0, 0, 0, 0]  # each is told by one outlet
    assert counts["label"].iloc[[0, 1, 4]].tolist() == [
        "1 outlet",
        "2 outlets",
        "5 or more outlets",
    ]


def test_an_incident_that_may_lie_outside_the_period_is_not_compared():
    incidents = pd.DataFrame(
        {
            "date_start": pd.to_datetime(["2022-01-01", "2022-01-31", "2022-01-31", "2021-12-31"]),
            "date_end": pd.to_datetime(["2022-01-01", "2022-01-31", "2022-02-01", "2021-12-31"]),
        }
    )
    total = {
        "publisher": "P",
        "period_start": "2022-01-01",
        "period_end": "2022-01-31",
        "counting_rule": "x",
        "rule_compared": "same",
    }
    short = {**total, "period_end": "2022-01-02"}  # too short to compare
    month = {**total, "period_end": "2022-01"}  # not to the day
    totals = pd.DataFrame([total, short, month]).assign(count=29, rule_compared="same")
    assert helpers.compare_with_totals(incidents, totals)["incidents"].tolist() == [2]


def test_searches_are_counted_by_purpose(raw):
    counts = helpers.count_searches(helpers.load_tables(raw)["searches"])
    assert counts["look-ups"].tolist() == [1, 1]
    assert counts["gave nothing new"].tolist() == [1, 0]
