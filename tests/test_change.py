import gc

import numpy as np
import pandas as pd
import pytest

import helpers


@pytest.fixture(autouse=True)
def _little_to_collect():
    """statsmodels collects garbage in each correction, which takes long beside what other tests hold."""
    gc.freeze()
    yield
    gc.unfreeze()


def simulate(seed, shares_before, shares_after, per_month=8):
    """Incidents of 36 months; those of a month tend to fall in one province."""
    random = np.random.default_rng(seed)
    rows = []
    for number, month in enumerate(pd.period_range("2020-01", "2022-12", freq="M")):
        shares = random.dirichlet(20 * np.array(shares_before if number < 18 else shares_after))
        provinces = random.choice(["A", "B", "C"], size=random.poisson(per_month), p=shares)
        rows += [(month.to_timestamp() + pd.Timedelta(days=int(random.integers(28))), place) for place in provinces]
    return pd.DataFrame(rows, columns=["date_start", "province"])


def test_shares_are_counted_by_hand():
    days = pd.to_datetime(["2020-01-05", "2020-02-05", "2020-02-06", "2021-01-05", "2021-02-05"])
    incidents = pd.DataFrame({"date_start": days, "province": ["A", "A", "B", "B", None]})
    comparison = helpers.compare_provinces(incidents, "2021-01-01").set_index("province")
    assert comparison.loc["all", ["before", "after"]].tolist() == [3, 1]
    assert comparison.loc["A", ["share_before", "share_after"]].tolist() == pytest.approx([2 / 3, 0])
    assert comparison.loc["B", ["share_before", "share_after"]].tolist() == pytest.approx([1 / 3, 1])


def test_the_p_value_is_that_of_all_permutations_written_out():
    """Four months: two with A, then two with B. Of 6 ways to choose two, 2 are as extreme."""
    days = pd.to_datetime(["2020-01-05", "2020-02-05", "2020-03-05", "2020-04-05"])
    incidents = pd.DataFrame({"date_start": days, "province": ["A", "A", "B", "B"]})
    comparison = helpers.compare_provinces(incidents, "2020-03-01", permutations=20_000)
    assert comparison.loc[0, "p_value"] == pytest.approx(1 / 3, abs=0.015)
    assert comparison.loc[1, "p_value"] == pytest.approx(2 / 3, abs=0.03)  # Holm: twice the p-value of two


def test_no_change_is_rarely_found():
    same = [0.5, 0.3, 0.2]
    p_values = [
        helpers.compare_provinces(simulate(seed, same, same), "2021-07-01", permutations=199)["p_value"][0]
        for seed in range(120)
    ]
    assert np.mean(np.array(p_values) <= 0.05) <= 0.09  # 0.05, and two standard errors of 120 tries


def test_a_change_is_found():
    found = [
        helpers.compare_provinces(simulate(seed, [0.6, 0.2, 0.2], [0.2, 0.6, 0.2]), "2021-07-01", permutations=199)
        for seed in range(20)
    ]
    assert sum(comparison["p_value"][0] < 0.05 for comparison in found) >= 19
    named = [set(comparison.loc[comparison["p_value"] < 0.05, "province"]) for comparison in found]
    assert sum({"A", "B"} <= names for names in named) >= 19


def test_all_on_one_side_is_nothing_to_compare():
    incidents = pd.DataFrame({"date_start": pd.to_datetime(["2020-01-05"]), "province": ["A"]})
    comparison = helpers.compare_provinces(incidents, "2021-01-01")
    assert comparison["p_value"].isna().all()
    assert "nothing to compare" in helpers.describe_change(comparison, pd.Timestamp("2021-01-01"))


def test_a_split_within_a_month_is_refused():
    incidents = pd.DataFrame({"date_start": pd.to_datetime(["2020-01-05"]), "province": ["A"]})
    with pytest.raises(ValueError, match="2020-01-02 is not the first day of a month"):
        helpers.compare_provinces(incidents, "2020-01-02")


def test_the_sentence_names_what_changed():
    comparison = helpers.compare_provinces(simulate(0, [0.6, 0.2, 0.2], [0.2, 0.6, 0.2]), "2021-07-01")
    sentence = helpers.describe_change(comparison, pd.Timestamp("2021-07-01"))
    assert "the mix of provinces differs beyond chance" in sentence
    assert "A from " in sentence
    assert "C from " not in sentence
