"""Agreement of readers and coders against values worked out by hand, in the literature or by other packages."""

import csv
import itertools
from collections import defaultdict

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, example, given, settings, strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

import helpers
from helpers.data.loading import RAW
from helpers.sources.coder_agreement import COMPARED_FIELDS, _count_pairs_by_block


def read(name):
    with (RAW / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def make_readings(first, second, window="2021-01 to 2021-02"):
    return pd.DataFrame({"window": window, "first_reading": list(first), "second_reading": list(second)})


def test_pairs_are_counted_as_by_hand():
    # First reader: abc | d e; second: a b | c d | e. Pairs: 4 and 2, one of them (a b) shared. No incident is the same.
    scores = helpers.measure_reading_agreement(make_readings("XXXYY", "PPQQR")).set_index("window").loc["all"]
    assert scores["precision"] == pytest.approx(1 / 2)
    assert scores["recall"] == pytest.approx(1 / 4)
    assert scores["f1"] == pytest.approx(2 * 1 / (4 + 2))
    assert scores[["rows", "incidents", "identical"]].tolist() == [5, 2, 0]


def test_identical_incidents_hold_the_same_rows():
    # ab | c | def against ab | c d | ef: only ab is the same; c lies within a larger one.
    scores = helpers.measure_reading_agreement(make_readings("XXYZZZ", "PPQQRR")).iloc[-1]
    assert scores[["incidents", "identical", "identical_share"]].tolist() == [3, 1, 1 / 3]


def test_the_same_groups_under_other_names_agree_fully():
    scores = helpers.measure_reading_agreement(make_readings("XXYZZZ", "QQAPPP")).iloc[-1]
    assert scores[["precision", "recall", "f1", "low", "high", "identical_share"]].tolist() == [1] * 6


def test_swapping_the_readers_swaps_precision_and_recall():
    one = helpers.measure_reading_agreement(make_readings("XXXYYZZ", "PPQQQRR")).iloc[-1]
    other = helpers.measure_reading_agreement(make_readings("PPQQQRR", "XXXYYZZ")).iloc[-1]
    assert (one["precision"], one["recall"]) == (other["recall"], other["precision"])
    assert one["f1"] == other["f1"]
    assert one["identical"] == other["identical"] == 1


def test_labels_of_two_windows_are_never_one_incident():
    both = pd.concat([make_readings("XX", "PP"), make_readings("XX", "PQ", "2021-03 to 2021-04")])
    scores = helpers.measure_reading_agreement(both).set_index("window")
    assert scores.loc["all", ["precision", "recall", "identical"]].tolist() == [1, 0.5, 1]
    assert np.isnan(scores.loc["2021-03 to 2021-04", "precision"])  # the second reader has no pair


def test_the_interval_of_f1_narrows_with_more_rows():
    few = helpers.measure_reading_agreement(make_readings("AABBCC", "PPQRSS")).iloc[-1]
    labels = [f"{letter}{number}" for number in range(20) for letter in "AABBCC"]
    others = [f"{letter}{number}" for number in range(20) for letter in "PPQRSS"]
    many = helpers.measure_reading_agreement(make_readings(labels, others)).iloc[-1]
    assert many["f1"] == pytest.approx(few["f1"])
    assert few["low"] < many["low"] < many["f1"] < many["high"] <= few["high"]
    assert many["high"] - many["low"] == pytest.approx(0.15, abs=0.05)  # 2.5th to 97.5th percentile, not quartiles


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=25))
@example([(step, step + late) for step in range(12, -1, -1) for late in (0, 1)])  # one long chain
def test_blocks_lose_no_pair(pairs):
    first, second = zip(*pairs, strict=True)
    blocks = _count_pairs_by_block(make_readings(first, second)).sum()
    assert blocks["first"] == count_pairs(first)
    assert blocks["second"] == count_pairs(second)
    assert blocks["both"] == count_pairs(pairs)


def count_pairs(labels):
    return sum(one == other for one, other in itertools.combinations(labels, 2))


def test_the_published_agreement_is_that_of_counting_every_pair():
    """F1 and the identical incidents of the data, from the raw table; the last window is the hardest."""
    both = first = second = 0
    groups = {"first": defaultdict(set), "second": defaultdict(set)}
    for row in read("second_readings"):
        for reader, found in groups.items():
            found[row["window"], row[f"{reader}_reading"]].add(row["row_id"])
    pairs = {
        reader: {pair for rows in found.values() for pair in itertools.combinations(sorted(rows), 2)}
        for reader, found in groups.items()
    }
    both, first, second = len(pairs["first"] & pairs["second"]), len(pairs["first"]), len(pairs["second"])
    sets = {reader: {frozenset(rows) for rows in found.values()} for reader, found in groups.items()}
    scores = helpers.measure_reading_agreement(helpers.load_tables()["second_readings"]).iloc[-1]
    assert scores["precision"] == pytest.approx(both / second)
    assert scores["recall"] == pytest.approx(both / first)
    assert scores["identical"] == len(sets["first"] & sets["second"])
    assert scores["incidents"] == len(sets["first"])


def make_codings(first, second, reports=None):
    """Pairs of codings that agree in every field but the claim status."""
    blank = dict.fromkeys(COMPARED_FIELDS, "x")
    ids = [f"E{number}" for number in range(len(first))]
    reports = reports or ids
    observations = pd.DataFrame([{**blank, "row_id": i, "claim_status": s} for i, s in zip(ids, first, strict=True)])
    codings = pd.DataFrame([{**blank, "paired_with": i, "claim_status": s} for i, s in zip(ids, second, strict=True)])
    return codings.assign(report_id=reports), observations.assign(report_id=reports)


def measure_claims(first, second, reports=None):
    return (
        helpers.measure_coding_agreement(*make_codings(first, second, reports)).set_index("label").loc["claim status"]
    )


def test_kappa_is_that_of_a_textbook_table():
    # 20 both yes, 5 yes/no, 10 no/yes, 15 both no: observed 0.7, expected 0.5, kappa 0.4.
    # Gwet: mean share of yes (25 + 30) / 100 = 0.55, chance 2 * 0.55 * 0.45 = 0.495, AC1 = 0.205 / 0.505.
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    claims = measure_claims(first, second)
    assert claims["kappa"] == pytest.approx(0.4)
    assert claims["agreement"] == pytest.approx(0.7)
    assert claims["ac1"] == pytest.approx(0.205 / 0.505)
    assert claims["pairs"] == 50
    # Rows that are reports of their own: the intervals are nearly those of the textbooks.
    assert claims["high"] - claims["low"] == pytest.approx(2 * 1.96 * (0.7 * 0.3 / 50) ** 0.5, rel=0.1)
    table = cohens_kappa(np.array([[20, 5], [10, 15]]))
    assert claims["kappa_high"] - claims["kappa_low"] == pytest.approx(2 * 1.96 * table.std_kappa, rel=0.1)


def test_rare_values_lower_kappa_but_not_ac1():
    # 96 both a, one b each way, two both b: agreement 98 of 100 with 97 of 100 each coded a.
    claims = measure_claims(["a"] * 96 + ["a", "b", "b", "b"], ["a"] * 96 + ["b", "a", "b", "b"])
    assert claims["kappa"] == pytest.approx((0.98 - (0.97**2 + 0.03**2)) / (1 - (0.97**2 + 0.03**2)))
    assert claims["ac1"] == pytest.approx((0.98 - 2 * 0.97 * 0.03) / (1 - 2 * 0.97 * 0.03))


def test_rows_of_one_report_make_the_interval_wider():
    first, second = ["a", "b"] * 40, ["a", "b"] * 30 + ["a", "a"] * 5 + ["b", "b"] * 5
    reports = [f"R{number // 8}" for number in range(80)]
    alone, together = measure_claims(first, second), measure_claims(first, second, reports)
    assert alone["kappa"] == together["kappa"] == pytest.approx(0.75)
    assert together["kappa_high"] - together["kappa_low"] > 1.3 * (alone["kappa_high"] - alone["kappa_low"])


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), min_size=5, max_size=40))
def test_kappa_is_that_of_statsmodels(pairs):
    first, second = zip(*pairs, strict=True)
    assume(len({*first, *second}) > 1)
    table = np.array([[pairs.count((one, other)) for other in "abcd"] for one in "abcd"])
    with np.errstate(all="ignore"):  # of its test against chance, which is not wanted
        expected = cohens_kappa(table).kappa
    assert measure_claims(first, second)["kappa"] == pytest.approx(expected, abs=1e-9, nan_ok=True)


def test_one_value_alone_has_no_kappa():
    claims = measure_claims(["a", "a"], ["a", "a"])
    assert claims[["agreement", "ac1"]].tolist() == [1, 1]
    assert claims[["kappa", "kappa_low", "kappa_high"]].isna().all()


def test_a_blank_is_a_value_of_its_own():
    codings, observations = make_codings(["a", "b", "a"], ["a", "b", "b"])
    observations.loc[0, "claim_status"] = codings.loc[0, "claim_status"] = None
    observations.loc[1, "claim_status"] = None
    claims = helpers.measure_coding_agreement(codings, observations).set_index("label").loc["claim status"]
    assert claims["agreement"] == pytest.approx(1 / 3)


def test_unpaired_codings_are_left_out():
    codings, observations = make_codings(["a", "b"], ["a", "b"])
    codings.loc[1, "paired_with"] = None
    assert (helpers.measure_coding_agreement(codings, observations)["pairs"] == 1).all()


def test_the_published_agreement_on_targets_is_counted_in_the_raw_tables():
    first = {row["row_id"]: row["target_type"] for row in read("observations")}
    pairs = [(first[row["paired_with"]], row["target_type"]) for row in read("second_codings") if row["paired_with"]]
    tables = helpers.load_tables()
    fields = helpers.measure_coding_agreement(tables["second_codings"], tables["observations"]).set_index("label")
    assert fields.loc["target", "pairs"] == len(pairs)
    assert fields.loc["target", "agreement"] == pytest.approx(sum(one == other for one, other in pairs) / len(pairs))
    assert fields.loc["target", "kappa"] < 0.6 < 0.9 < fields.loc["target", "ac1"]  # where kappa misleads


ATTRIBUTIONS = [
    ("E1", "police", None, "attack"),
    ("E1", "army", None, "attack"),
    ("E2", "unspecified", None, "attack"),
    ("E3", "police", "agency", "no_attack"),
]
SECOND = [
    ("E1", "army", None, "attack"),  # the same two, in another order
    ("E1", "police", None, "attack"),
    ("E2", "police", None, "attack"),  # identified by the second coder only
    ("E3", "police", None, "no_attack"),  # another way
]
COLUMNS = ["row_id", "informant_id", "via_outlet_id", "says"]


def test_informants_of_two_coders_are_compared_as_sets():
    first, second = (pd.DataFrame(rows, columns=COLUMNS) for rows in (ATTRIBUTIONS, SECOND))
    agreement = helpers.measure_informant_agreement(first, second).set_index("label")["agreement"]
    expected = {"informants": 2 / 3, "anybody identified": 2 / 3, "outlet between": 2 / 3, "what they say": 1}
    assert agreement.to_dict() == pytest.approx(expected)


def test_a_blank_informant_means_that_the_page_cites_nobody():
    first = pd.DataFrame(ATTRIBUTIONS, columns=COLUMNS)
    second = pd.DataFrame([*ATTRIBUTIONS, ("E4", None, None, None)], columns=COLUMNS)
    agreement = helpers.measure_informant_agreement(first, second)
    assert (agreement["pairs"] == 4).all()  # in E4 both found nobody
    assert (agreement["agreement"] == 1).all()
    disagreeing = pd.DataFrame([("E1", None, None, None)], columns=COLUMNS)
    assert helpers.measure_informant_agreement(first, disagreeing)["agreement"].tolist() == [0, 0, 1, 0]


@pytest.mark.parametrize("second", [None, pd.DataFrame(columns=COLUMNS)])
def test_without_a_second_coding_of_informants_there_is_nothing(second):
    first = pd.DataFrame(ATTRIBUTIONS, columns=COLUMNS)
    assert helpers.measure_informant_agreement(first, second).empty
