"""Agreement figures against values worked out by hand or in the literature."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, example, given, settings, strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from statsmodels.stats.inter_rater import cohens_kappa

import helpers
from helpers.sources.coder_agreement import COMPARED_FIELDS, _count_pairs_by_block


def make_readings(first, second, window="2021-01 to 2021-02"):
    return pd.DataFrame({"window": window, "first_reading": list(first), "second_reading": list(second)})


def test_pairs_are_counted_as_by_hand():
    # First reader: abc | d e; second: a b | c d | e. Pairs: 4 and 2, one of them (a b) shared.
    scores = helpers.measure_reading_agreement(make_readings("XXXYY", "PPQQR")).set_index("window").loc["all"]
    assert scores["precision"] == pytest.approx(1 / 2)
    assert scores["recall"] == pytest.approx(1 / 4)
    assert scores["f1"] == pytest.approx(2 * 1 / (4 + 2))
    assert (scores["codings"], scores["first_incidents"], scores["second_incidents"]) == (5, 2, 3)


def test_the_same_groups_under_other_names_agree_fully():
    scores = helpers.measure_reading_agreement(make_readings("XXYZZZ", "QQAPPP")).iloc[-1]
    assert scores[["precision", "recall", "f1", "low", "high"]].tolist() == [1] * 5


def test_swapping_the_readers_swaps_precision_and_recall():
    one = helpers.measure_reading_agreement(make_readings("XXXYYZZ", "PPQQQRR")).iloc[-1]
    other = helpers.measure_reading_agreement(make_readings("PPQQQRR", "XXXYYZZ")).iloc[-1]
    assert (one["precision"], one["recall"]) == (other["recall"], other["precision"])
    assert one["f1"] == other["f1"]


def test_labels_of_two_windows_are_never_one_incident():
    both = pd.concat([make_readings("XX", "PP"), make_readings("XX", "PQ", "2021-03 to 2021-04")])
    scores = helpers.measure_reading_agreement(both).set_index("window")
    assert scores.loc["all", ["precision", "recall"]].tolist() == [1, 0.5]
    assert np.isnan(scores.loc["2021-03 to 2021-04", "precision"])  # the second reader has no pair


def test_the_interval_narrows_with_more_codings():
    few = helpers.measure_reading_agreement(make_readings("AABBCC", "PPQRSS")).iloc[-1]
    labels = [f"{letter}{number}" for number in range(20) for letter in "AABBCC"]
    others = [f"{letter}{number}" for number in range(20) for letter in "PPQRSS"]
    many = helpers.measure_reading_agreement(make_readings(labels, others)).iloc[-1]
    assert many["f1"] == pytest.approx(few["f1"])
    assert many["low"] <= many["f1"] <= many["high"]
    assert many["high"] - many["low"] < few["high"] - few["low"]


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=25))
@example([(step, step + late) for step in range(12, -1, -1) for late in (0, 1)])  # one long chain
def test_blocks_are_the_connected_parts_of_scipy(pairs):
    first, second = np.array(pairs).T
    links = coo_array((np.ones(len(pairs)), (first, second + 13)), shape=(27, 27))
    parts = connected_components(links, directed=False)[1][first]
    expected = [[count_pairs(labels[parts == part]) for labels in (first, second)] for part in np.unique(parts)]
    blocks = _count_pairs_by_block(make_readings(first, second))
    assert blocks[["first", "second"]].to_numpy().tolist() == expected


def count_pairs(labels):
    return sum(one == other for one, other in itertools.combinations(labels, 2))


def make_codings(first, second):
    """Pairs of codings that agree in every field but the claim status."""
    blank = dict.fromkeys(COMPARED_FIELDS, "x")
    ids = [f"E{number}" for number in range(len(first))]
    observations = pd.DataFrame([{**blank, "row_id": i, "claim_status": s} for i, s in zip(ids, first, strict=True)])
    codings = pd.DataFrame([{**blank, "paired_with": i, "claim_status": s} for i, s in zip(ids, second, strict=True)])
    return codings, observations


def test_kappa_is_that_of_a_textbook_table():
    # 20 both yes, 5 yes/no, 10 no/yes, 15 both no: observed 0.7, expected 0.5, kappa 0.4.
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    claims = helpers.measure_coding_agreement(*make_codings(first, second)).set_index("field").loc["claim_status"]
    assert claims["kappa"] == pytest.approx(0.4)
    assert claims["agreement"] == pytest.approx(0.7)
    assert claims["pairs"] == 50
    # Fleiss, Cohen and Everitt (1969), with the four cells and their margins written out.
    cells = {(0, 0): 0.4, (0, 1): 0.1, (1, 0): 0.2, (1, 1): 0.3}
    rows, columns, kappa, chance = [0.5, 0.5], [0.6, 0.4], 0.4, 0.5
    same = sum(cells[i, i] * (1 - (rows[i] + columns[i]) * (1 - kappa)) ** 2 for i in (0, 1))
    other = sum(cells[i, j] * (columns[i] + rows[j]) ** 2 for i, j in ((0, 1), (1, 0)))
    variance = (same + (1 - kappa) ** 2 * other - (kappa - chance * (1 - kappa)) ** 2) / (50 * (1 - chance) ** 2)
    assert claims["kappa_high"] - claims["kappa_low"] == pytest.approx(2 * 1.96 * variance**0.5, rel=1e-3)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), min_size=5, max_size=40))
def test_kappa_is_that_of_statsmodels(pairs):
    first, second = zip(*pairs, strict=True)
    assume(len({*first, *second}) > 1)
    claims = helpers.measure_coding_agreement(*make_codings(first, second)).set_index("field").loc["claim_status"]
    table = np.array([[pairs.count((one, other)) for other in "abcd"] for one in "abcd"])
    with np.errstate(all="ignore"):  # of its test against chance, which is not wanted
        expected = cohens_kappa(table)
    reach = 1.959964 * np.sqrt(max(expected.var_kappa, 0))
    assert claims["kappa"] == pytest.approx(expected.kappa, abs=1e-9)
    assert claims["kappa_low"] == pytest.approx(expected.kappa - reach, abs=1e-6)
    assert claims["kappa_high"] == pytest.approx(min(expected.kappa + reach, 1), abs=1e-6)


def test_a_blank_is_a_value_of_its_own():
    codings, observations = make_codings(["a", "b", "a"], ["a", "b", "b"])
    observations.loc[0, "claim_status"] = codings.loc[0, "claim_status"] = None
    observations.loc[1, "claim_status"] = None
    claims = helpers.measure_coding_agreement(codings, observations).set_index("field").loc["claim_status"]
    assert claims["agreement"] == pytest.approx(1 / 3)


def test_unpaired_codings_are_left_out():
    codings, observations = make_codings(["a", "b"], ["a", "b"])
    codings.loc[1, "paired_with"] = None
    assert (helpers.measure_coding_agreement(codings, observations)["pairs"] == 1).all()


def test_a_coding_with_several_errors_is_wrong_once():
    checks = pd.DataFrame(
        {
            "audit": "codings_0.2",
            "record_id": ["A", "A", "B", "C", "D"],
            "verdict": ["error", "error", "doubtful", "page_not_found", "correct"],
        }
    )
    rate = helpers.measure_error_rate(checks).iloc[0]
    assert rate[["sampled", "checked", "wrong", "errors"]].tolist() == [4, 3, 1, 2]
    assert (round(rate["low"], 3), round(rate["high"], 3)) == (0.061, 0.792)  # Wilson for 1 of 3


def test_each_audit_has_its_own_rate():
    checks = pd.DataFrame(
        {
            "audit": ["codings_0.2", "codings_0.2", "incidents_0.4", "incidents_0.4", "incidents_0.4"],
            "record_id": ["A", "B", "A", "C", "C"],
            "field": ["weapon", "all", "weapon", "province", "weapon"],
            "verdict": ["error", "correct", "judgement", "unsupported", "wrongly_empty"],
        }
    )
    rates = helpers.measure_error_rate(checks)
    assert rates[["audit", "checked", "wrong"]].to_numpy().tolist() == [["codings_0.2", 2, 1], ["incidents_0.4", 2, 1]]
    assert helpers.describe_error_rate(rates).startswith("Of 2 incidents drawn at random, 2 could be checked")
    counts = helpers.count_errors(checks).set_index(["audit", "column"])
    assert counts.loc[("incidents_0.4", "weapon")].to_dict() == {
        "error": 0,
        "unsupported": 0,
        "wrongly_empty": 1,
        "judgement": 1,
    }


def test_the_published_agreement_is_that_of_counting_every_pair():
    readings = helpers.load_tables()["second_readings"]
    both = first = second = 0
    for _, part in readings.groupby("window"):
        rows = list(part[["first_reading", "second_reading"]].itertuples(index=False, name=None))
        for one, other in itertools.combinations(rows, 2):
            together = one[0] == other[0], one[1] == other[1]
            first, second, both = first + together[0], second + together[1], both + all(together)
    score = helpers.measure_reading_agreement(readings).iloc[-1]
    assert score["precision"] == pytest.approx(both / second)
    assert score["recall"] == pytest.approx(both / first)
