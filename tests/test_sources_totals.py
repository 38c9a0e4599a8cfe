"""Published totals beside the count here: which are compared, and with what, counted in the raw tables."""

import csv
from datetime import date

import pandas as pd
import pytest

import helpers
from helpers.data.loading import RAW
from helpers.sources.totals import OF_BOMBS

NOT_CONVOYS = {"PT002", "PT003", "PT010", "PT025"}  # rockets, all of a group's attacks; "(not convoys)" in their rules


def read(name):
    with (RAW / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def incidents():
    days = [("2022-01-01", "2022-01-01"), ("2022-01-31", "2022-01-31"), ("2022-01-31", "2022-02-01")]
    days += [("2021-12-31", "2021-12-31"), ("2022-01-09", "2022-01-09")]
    frame = pd.DataFrame(days, columns=["date_start", "date_end"]).apply(pd.to_datetime)
    return frame.assign(weapon=["ied", "small_arms", "ied", "ied", "explosively_formed_penetrator"])


def make_totals(**changes):
    total = {
        "total_id": "PT005",
        "publisher": "P",
        "published": None,
        "period_start": "2022-01-01",
        "period_end": "2022-01-31",
        "counting_rule": "supply convoys attacked",
        "rule_compared": "same",
        "count": 29,
    }
    return pd.DataFrame([{**total, **changes}])


def test_an_incident_that_may_lie_outside_makes_a_range(incidents):
    row = helpers.compare_with_totals(incidents, make_totals()).iloc[0]
    assert row[["counts", "published", "here_low", "here_high"]].tolist() == ["attacks", 29, 3, 4]


def test_bombs_are_compared_with_bombs(incidents):
    row = helpers.compare_with_totals(incidents, make_totals(total_id="PT024", rule_compared="narrower")).iloc[0]
    assert row[["counts", "here_low", "here_high"]].tolist() == ["bombs", 2, 3]  # penetrators are bombs, gunfire is not


@pytest.mark.parametrize(("count", "expected"), [(2, "lower"), (3, "within"), (4, "within"), (5, "higher")])
def test_a_total_is_higher_or_lower_than_the_whole_range(incidents, count, expected):
    assert helpers.compare_with_totals(incidents, make_totals(count=count))["published_is"].tolist() == [expected]


@pytest.mark.parametrize(
    "changes",
    [
        {"rule_compared": "wider"},
        {"rule_compared": "other"},
        {"period_end": "2022-01-06"},  # six days
        {"period_end": "2022-01"},  # not to the day
        {"period_start": None},
    ],
)
def test_what_cannot_be_compared_is_left_out(incidents, changes):
    assert helpers.compare_with_totals(incidents, make_totals(**changes)).empty
    assert len(helpers.compare_with_totals(incidents, make_totals(period_end="2022-01-07"))) == 1


def test_the_published_comparison_is_that_of_the_raw_tables():
    """Wrong number 1 of the review: totals are chosen by the coded rule, not by words in its description."""
    tables = helpers.load_tables()
    inside = tables["published_totals"].query("period_start >= '2020-01-01' and period_end <= '2022-12-31'")
    incidents = helpers.select_incidents(helpers.load_incidents()).incidents
    compared = helpers.compare_with_totals(incidents, inside).set_index("total_id")
    raw = [row for row in read("incidents") if row["scope"] == "core"]
    expected = {}
    for row in read("published_totals"):
        first, last = row["period_start"], row["period_end"]
        if row["rule_compared"] not in ("same", "narrower") or min(len(first), len(last)) < 10 or first > "2022-12-31":
            continue
        if (date.fromisoformat(last) - date.fromisoformat(first)).days < 6:
            continue
        bombs = int(row["total_id"][2:]) in OF_BOMBS
        kind = [one for one in raw if not bombs or one["weapon"] in ("ied", "explosively_formed_penetrator")]
        within = sum(first <= one["date_start"] and one["date_end"] <= last for one in kind)
        perhaps = sum(first <= one["date_end"] and one["date_start"] <= last for one in kind)
        expected[row["total_id"]] = [int(row["count"]), within, perhaps]
    found = compared[["published", "here_low", "here_high"]].to_numpy().tolist()
    assert dict(zip(compared.index, found, strict=True)) == expected
    assert not NOT_CONVOYS & set(compared.index)
    higher = {name for name, (count, _, most) in expected.items() if count > most}
    assert set(compared.index[compared["published_is"] == "higher"]) == higher


def test_totals_of_bombs_are_those_whose_rule_says_so():
    """Every compared total is marked, by hand, as one of bombs or of attacks of any kind."""
    of_any_kind = [5, 6, 11, 13, 14, 16, 17, 18, 19, 26, 27, 30, 35, 37, 40, 44, 45, 53, 57, 58, 59]
    attacks, bombs = ({f"PT{number:03}" for number in numbers} for numbers in (of_any_kind, OF_BOMBS))
    alike = {row["total_id"] for row in read("published_totals") if row["rule_compared"] in ("same", "narrower")}
    assert not attacks & bombs
    assert alike <= attacks | bombs
