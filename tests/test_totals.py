import pandas as pd
import pytest

import helpers
from helpers.data.vocabularies import RULES_COMPARED
from helpers.sources.totals import LIKELY


@pytest.fixture
def incidents():
    days = pd.to_datetime(["2021-01-01", "2021-01-01", "2021-01-03"])
    ends = pd.to_datetime(["2021-01-01", "2021-01-01", "2021-01-04"])
    return pd.DataFrame({"date_start": days, "date_end": ends})


def test_ratio_and_difference_are_those_of_the_counts():
    comparison = pd.DataFrame({"count": [4, 0, 3], "incidents": [3, 1, 3], "rule_compared": ["same", "wider", "other"]})
    judged = helpers.judge_totals(comparison)
    assert judged["difference"].tolist() == [-1, 1, 0]
    assert judged["ratio"].tolist()[::2] == [0.75, 1]
    assert pd.isna(judged["ratio"][1])  # nothing to divide by
    assert judged["likely"].str.split(":").str[0].tolist() == ["the total", "the count here", "not comparable"]


def test_every_rule_and_sign_has_a_judgement():
    assert set(LIKELY) == {(rule, sign) for rule in RULES_COMPARED for sign in (-1, 0, 1)}


def test_missing_incidents_are_listed_with_their_days(incidents):
    row = {"publisher": "P", "period_start": "2021-01-01", "period_end": "2021-01-07", "incidents": 3}
    rows = [{**row, "count": 5, "rule_compared": "same"}, {**row, "count": 9, "rule_compared": "wider"}]
    rows += [{**row, "count": 2, "rule_compared": "narrower"}]
    missing = helpers.list_missing(helpers.judge_totals(pd.DataFrame(rows)), incidents)
    assert missing[["missing", "days"]].to_numpy().tolist() == [[2, 7]]
    assert missing["days_without"].tolist() == ["2 Jan 2021, 5–7 Jan 2021"]  # known: 1, 3 and 4 January


def test_the_data_have_twenty_five_totals_that_can_be_compared():
    tables = helpers.load_tables()
    incidents = helpers.assemble_incidents(tables)
    judged = helpers.judge_totals(helpers.compare_with_totals(incidents, tables["published_totals"]))
    alike = judged[judged["rule_compared"].isin(["same", "narrower"])]
    assert len(alike) >= 25
    assert helpers.describe_totals(judged).startswith(f"{len(judged)} published totals")
