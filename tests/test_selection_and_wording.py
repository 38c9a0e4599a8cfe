import pandas as pd
import pytest

import helpers
from helpers.data.wording import describe_claims, describe_days, describe_selection

DAYS = pd.to_datetime(["2019-12-31", "2020-01-01", "2022-12-31", "2023-01-01"])


@pytest.fixture
def incidents():
    scope = ["adjacent", "core", "core", "adjacent"]
    return pd.DataFrame({"date_start": DAYS, "date_end": DAYS, "scope": scope, "report_urls": ["a", "a b", "b", "c"]})


def test_nothing_is_left_out_unless_asked(incidents):
    assert len(helpers.keep_selected(helpers.mark_left_out(incidents))) == 4


def test_the_period_includes_its_first_and_last_day(incidents):
    marked = helpers.mark_left_out(incidents, first_day="2020-01-01", last_day="2022-12-31")
    assert marked["left_out"].isna().tolist() == [False, True, True, False]


def test_an_interval_that_leaves_the_period_is_left_out(incidents):
    incidents.loc[2, "date_end"] = pd.Timestamp("2023-01-02")
    marked = helpers.mark_left_out(incidents, last_day="2022-12-31")
    assert marked["left_out"].notna().tolist() == [False, False, True, True]


def test_the_line_under_a_chart_counts_what_is_left_out(incidents):
    marked = helpers.mark_left_out(incidents, scope="core")
    assert describe_selection(marked) == (
        "2 incidents from 2 reports, the first on 1 Jan 2020, the last on 31 Dec 2022. "
        "Left out: 2 of another scope than core."
    )


def test_the_line_says_so_when_nothing_is_shown(incidents):
    marked = helpers.mark_left_out(incidents, first_day="2030-01-01")
    assert describe_selection(marked).startswith("No reported incident is shown")


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (["2021-01-01"], "1 reported attack fell on 1 day, 1 of them on 1 Jan 2021"),
        (["2021-01-01"] * 3 + ["2021-02-01"], "4 reported attacks fell on 2 days, 3 of them on 1 Jan 2021"),
        (["2021-01-01", "2021-02-01"], "2 reported attacks fell on 2 days, at most 1 on one day"),
        ([], "No reported attack is dated to the day"),
    ],
)
def test_sentence_on_days(days, sentence):
    days = pd.to_datetime(pd.Series(days, dtype="str"))
    incidents = pd.DataFrame({"date_start": days, "date_end": days})
    assert describe_days(incidents, helpers.count_by_day(incidents)) == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([0, 3, 1], "Attacks are reported from 2 of 3 provinces: B 3, C 1"),
        ([2, 2, 0], "Attacks are reported from 2 of 3 provinces: A 2, B 2"),
        ([0, 0, 0], "No attack is reported from any of the 3 provinces"),
        ([1, 2, 3, 4, 5, 6, 7], "Attacks are reported from 7 of 7 provinces: G 7, F 6, E 5, D 4, C 3 and 2 others"),
    ],
)
def test_sentence_on_provinces(counts, sentence):
    assert (
        helpers.describe_counts(pd.DataFrame({"province": list("ABCDEFG")[: len(counts)], "incidents": counts}))
        == sentence
    )


def test_sentence_on_claims_has_its_interval():
    shares = helpers.share_by_claim_status(pd.DataFrame({"claim_status": ["claimed"] + ["none_reported"] * 10}))
    # 1 of 11: Wilson's interval is 1.6 to 37.7 percent.
    assert describe_claims(shares) == "By what the reports tell, 1 of 11 attacks was claimed (9%, 95% interval 2–38%)"


def test_every_kind_of_claim_counts_as_claimed_but_footage():
    statuses = ["claimed", "several_claimants", "video_only"]
    sentence = describe_claims(helpers.share_by_claim_status(pd.DataFrame({"claim_status": statuses})))
    assert sentence.startswith("By what the reports tell, 2 of 3 attacks were claimed (67%")


def test_sentence_on_days_counts_what_is_dated_less_closely():
    days = pd.to_datetime(["2021-01-01", "2021-02-01"])
    incidents = pd.DataFrame({"date_start": days, "date_end": pd.to_datetime(["2021-01-01", "2021-02-02"])})
    sentence = describe_days(incidents, helpers.count_by_day(incidents))
    assert sentence == "1 reported attack fell on 1 day, 1 of them on 1 Jan 2021; 1 more are dated less closely"


def test_a_place_that_is_not_told_is_no_province():
    table = pd.DataFrame({"claimed": [1, 1]}, index=["Babil", "not told"])
    assert helpers.describe_claim_provinces(table).endswith("from 1 of 1 provinces with incidents: Babil 1")


def test_sentence_on_claims_of_nothing():
    shares = helpers.share_by_claim_status(pd.DataFrame({"claim_status": pd.Series(dtype="str")}))
    assert describe_claims(shares) == "No attack was reported"


def test_sentence_on_unplaced_counts_both():
    incidents = pd.DataFrame({"location_precision": ["town", "town", "country"]})
    sentence = helpers.describe_unplaced(incidents.iloc[[2]], incidents)
    assert sentence == "1 of 3 incidents could not be placed in a province; the others are located 2 to the town"


@pytest.mark.parametrize(("least", "kept"), [(None, "ABC"), ("low", "ABC"), ("medium", "AB"), ("high", "A")])
def test_the_less_sure_are_left_out(least, kept):
    days = pd.to_datetime(["2021-01-01"] * 3)
    incidents = pd.DataFrame({"id": list("ABC"), "date_start": days, "date_end": days})
    marked = helpers.mark_left_out(incidents.assign(confidence=["high", "medium", "low"]), minimum_confidence=least)
    assert "".join(helpers.keep_selected(marked)["id"]) == kept


def test_an_unknown_confidence_is_refused():
    days = pd.to_datetime(["2021-01-01"])
    incidents = pd.DataFrame({"date_start": days, "date_end": days, "confidence": "high"})
    with pytest.raises(ValueError, match="'sure' is no confidence; write one of high, medium, low"):
        helpers.mark_left_out(incidents, minimum_confidence="sure")
