"""A change of the mix of provinces in a month that nobody chose."""

import itertools

import numpy as np
import pandas as pd
import pytest

import helpers
from helpers.provinces.change import measure_power
from helpers.provinces.counts import count_by_class


def simulate(seed, shares_before, shares_after, per_month=10, months=30, change=20):
    """Incidents of 30 months; those of a month tend to fall in one province."""
    random = np.random.default_rng(seed)
    rows = []
    for number, month in enumerate(pd.period_range("2020-01", periods=months, freq="M")):
        shares = random.dirichlet(20 * np.array(shares_before if number < change else shares_after))
        provinces = random.choice(["A", "B", "C"], size=random.poisson(per_month), p=shares)
        rows += [(month.to_timestamp() + pd.Timedelta(days=int(random.integers(28))), place) for place in provinces]
    return pd.DataFrame(rows, columns=["date_start", "province"])


def monthly(*provinces):
    """One month after the other, each with the incidents that a text names."""
    rows = [
        (month.to_timestamp(), place)
        for month, names in zip(pd.period_range("2020-01", periods=len(provinces), freq="M"), provinces, strict=True)
        for place in names
    ]
    return pd.DataFrame(rows, columns=["date_start", "province"]).astype({"date_start": "datetime64[ns]"})


def chi_squared(before, after):
    """Pearson's, written out cell by cell."""
    total = 0
    for name in {*before, *after}:
        for part in (before, after):
            expected = len(part) * (before + after).count(name) / len(before + after)
            total += (part.count(name) - expected) ** 2 / expected
    return total


def test_the_measure_is_pearsons_at_every_month():
    months = ["AAB", "AB", "ABB", "BBC", "BB"]
    changes = helpers.find_province_change(monthly(*months), permutations=9)
    assert changes["start"].dt.strftime("%Y-%m").tolist() == ["2020-02", "2020-03", "2020-04", "2020-05"]
    for row, split in zip(changes.itertuples(), range(1, 5), strict=True):
        before, after = "".join(months[:split]), "".join(months[split:])
        assert (row.before, row.after) == (len(before), len(after))
        assert row.chi_squared == pytest.approx(chi_squared(before, after))


def test_the_p_value_is_that_of_all_orders_written_out():
    """Largest over all months, in each of the 120 orders of five months."""
    months = ["AA", "AAA", "AB", "BB", "BBB"]

    def largest(order):
        whole = "".join(order)
        splits = ["".join(order[:split]) for split in range(1, 5)]
        tried = [split for split in splits if min(len(split), len(whole) - len(split)) >= 0.1 * len(whole)]
        return max(chi_squared(split, whole[len(split) :]) for split in tried)

    observed = largest(months)
    exact = np.mean([largest(order) >= observed - 1e-9 for order in itertools.permutations(months)])
    changes = helpers.find_province_change(monthly(*months), permutations=8000)
    assert changes["p_value"].min() == pytest.approx(exact, abs=0.015)
    assert changes["chi_squared"].max() == pytest.approx(observed)


def test_months_with_too_few_on_one_side_are_not_tried():
    changes = helpers.find_province_change(monthly("A", *["AB"] * 10, "B"), permutations=9)  # 22 incidents
    assert changes["before"].min() == 3  # not 1, which is below a tenth
    assert changes["after"].min() == 3


def test_months_without_an_incident_are_months():
    incidents = monthly("AB", "", "", "AB")
    assert len(count_by_class(incidents, block="M")) == 4
    assert helpers.find_province_change(incidents, permutations=9)["before"].tolist() == [2, 2, 2]


def test_shares_are_counted_by_hand():
    days = pd.to_datetime(["2020-01-05", "2020-02-05", "2020-02-06", "2021-01-05", "2021-02-05"])
    incidents = pd.DataFrame({"date_start": days, "province": ["A", "A", "B", "B", None]})
    shares = helpers.compare_shares(incidents, "2021-01-01", permutations=9).set_index("province")
    assert shares.loc["A", ["before", "after"]].tolist() == [2, 0]
    assert shares.loc["A", ["share_before", "share_after", "difference"]].tolist() == pytest.approx([2 / 3, 0, -2 / 3])
    assert shares.index.tolist() == ["B", "A"]  # the largest rise first


def test_a_province_has_the_p_value_of_the_largest_change_anywhere():
    """Two provinces: where one rises the other falls, so both have the p-value of either."""
    incidents = monthly("AA", "AAA", "AB", "BB", "BBB")
    shares = helpers.compare_shares(incidents, "2020-03-01", permutations=4000)
    assert shares["p_value"].iloc[0] == pytest.approx(shares["p_value"].iloc[1])
    whole = helpers.find_province_change(incidents, permutations=4000)["p_value"].min()
    assert shares["p_value"].iloc[0] == pytest.approx(whole, abs=0.02)  # one degree of freedom: the same measure


def test_no_change_is_rarely_found():
    same = [0.5, 0.3, 0.2]
    found = [
        helpers.find_province_change(simulate(seed, same, same), permutations=199)["p_value"].min() <= 0.05
        for seed in range(150)
    ]
    assert np.mean(found) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 150)


@pytest.mark.parametrize("block", ["M", "W"])
def test_a_change_is_found_in_its_month_with_its_provinces(block):
    found, months, named = 0, 0, 0
    for seed in range(20):
        incidents = simulate(seed, [0.6, 0.2, 0.2], [0.2, 0.6, 0.2])
        changes = helpers.find_province_change(incidents, block=block, permutations=199)
        best = changes.nlargest(1, "chi_squared").iloc[0]
        found += best["p_value"] < 0.05
        months += abs(best["start"] - pd.Timestamp("2021-09-01")) <= pd.Timedelta(days=62)
        shares = helpers.compare_shares(incidents, best["start"], block=block, permutations=199)
        named += {"A", "B"} <= set(shares.loc[shares["p_value"] < 0.05, "province"])
    assert found >= 19
    assert months >= 18
    assert named >= 18


def test_the_power_is_that_of_the_test_itself():
    """The critical value is taken from the data once; the test, run in full on the same kind of change, agrees."""
    incidents = simulate(1, [0.4, 0.3, 0.3], [0.4, 0.3, 0.3], per_month=6)
    power = measure_power(incidents, draws=300).set_index("province")
    found = []
    for seed in range(80):
        random = np.random.default_rng(seed)
        months = incidents["date_start"].dt.to_period("M")
        order = dict(zip(months.unique(), random.permutation(months.unique()), strict=True))
        moved = incidents.assign(date_start=months.map(order).dt.to_timestamp())
        share = (incidents["province"] == "B").mean()
        late = moved["date_start"] >= pd.Timestamp("2021-04-01")
        gains = late & (moved["province"] != "B") & (random.random(len(moved)) < share / (1 - share))
        moved.loc[gains, "province"] = "B"
        found.append(helpers.find_province_change(moved, permutations=199)["p_value"].min() <= 0.05)
    assert power.loc["B", "power"] == pytest.approx(np.mean(found), abs=0.15)
    assert power.loc["B", "share"] == pytest.approx((incidents["province"] == "B").mean())


def test_a_share_that_cannot_double_has_no_power():
    power = measure_power(monthly(*["AAAB"] * 12), draws=20, permutations=19).set_index("province")["power"]
    assert np.isnan(power["A"])
    assert 0 <= power["B"] <= 1


def test_more_change_is_found_more_often():
    incidents = simulate(2, [0.4, 0.3, 0.3], [0.4, 0.3, 0.3])
    powers = [measure_power(incidents, factor)["power"].min() for factor in (1.2, 1.6, 2.0)]
    assert powers == sorted(powers)
    assert powers[0] < powers[2]


@pytest.mark.parametrize("months", [[], ["A"], ["AB"], ["A", "B"]])
def test_too_little_to_compare_changes_nothing(months):
    incidents = monthly(*months)
    changes = helpers.find_province_change(incidents, permutations=19)
    assert len(changes) == max(len(months) - 1, 0)
    assert (changes["p_value"] > 0.05).all()
    assert measure_power(incidents)["power"].isna().all() or len(months) > 1


def test_the_change_of_the_published_incidents_survives_a_count_by_hand():
    """Shares before and after the month found, from the raw rows alone."""
    incidents = helpers.select_incidents(helpers.load_incidents()).incidents
    best = helpers.find_province_change(incidents, permutations=99).nlargest(1, "chi_squared").iloc[0]
    shares = helpers.compare_shares(incidents, best["start"], permutations=19).set_index("province")
    rows = [(row.date_start >= best["start"], row.province) for row in incidents.itertuples() if pd.notna(row.province)]
    for is_after, column in ((False, "before"), (True, "after")):
        named = [province for after, province in rows if after == is_after]
        assert shares[column].to_dict() == {name: named.count(name) for name in shares.index}
        assert best[column] == len(named)
    before, after = ([name for late, name in rows if late == side] for side in (False, True))
    assert best["chi_squared"] == pytest.approx(chi_squared(before, after))
