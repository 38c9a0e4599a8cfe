"""Counts by area and place, round classes, and which provinces can be ranked."""

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, strategies as st

import helpers
from helpers.provinces.classes import NO_DATA, NONE, find_lower_bounds, label_bounds, read_bounds
from helpers.provinces.counts import count_by_class, list_unplaced, resample_weeks


@pytest.fixture
def incidents():
    return pd.DataFrame(
        {
            "incident_id": ["A", "B", "C", "D"],
            "date_start": pd.to_datetime(["2021-07-29", "2020-01-05", "2021-01-01", "2022-01-01"]),
            "province": ["Babil", "Babil", None, "Atlantis"],
            "place": ["Hilla", None, None, None],
        }
    )


def test_placed_and_unplaced_are_all(incidents):
    provinces = pd.DataFrame({"province": ["Anbar", "Babil"]})
    with pytest.raises(helpers.DataError, match="1 of 3 events name a province that the map lacks: 'Atlantis'"):
        helpers.count_by_province(incidents, provinces)
    many = pd.concat([incidents] + [incidents.head(2)] * 9, ignore_index=True)
    with pytest.warns(UserWarning, match="1 of 21 events name a province that the map lacks: 'Atlantis'"):
        counts = helpers.count_by_province(many, provinces)
    assert counts["incidents"].tolist() == [0, 20]
    assert list_unplaced(many, provinces)["incident_id"].tolist() == ["C", "D"]


def test_districts_count_those_located_to_them(incidents):
    districts = pd.DataFrame({"district": ["Al-Hilla", "Balad"]})
    located = incidents.assign(district=["Al-Hilla", None, None, "Al-Hilla"])
    assert helpers.count_by_province(located, districts, "district")["incidents"].tolist() == [2, 0]
    assert list_unplaced(located, districts, "district")["incident_id"].tolist() == ["B", "C"]


def test_no_incident_gives_counts_of_zero(incidents):
    counts = helpers.count_by_province(incidents.iloc[:0], pd.DataFrame({"province": ["Anbar", "Babil"]}))
    assert counts["incidents"].tolist() == [0, 0]


def test_places_are_points_and_roads_but_no_provinces():
    incidents = geopandas.GeoDataFrame(
        {"place": ["T", "T", "R", "P"], "location_precision": ["town", "town", "road_segment", "province"]},
        geometry=[shapely.Point(44, 32)] * 2 + [shapely.LineString([(44, 32), (45, 31)]), None],
        crs=4326,
    )
    places = helpers.count_by_place(incidents)
    assert places[["place", "incidents"]].to_numpy().tolist() == [["T", 2], ["R", 1]]
    assert places.geom_type.tolist() == ["Point", "LineString"]


@pytest.mark.parametrize(
    ("largest", "bounds"),
    [
        (0, []),
        (1, [1]),
        (2, [1, 2]),
        (3, [1, 2, 3]),
        (10, [1, 5, 10]),
        (30, [1, 10, 20]),
        (53, [1, 20, 40]),
        (77, [1, 25, 50]),
        (150, [1, 50, 100]),
    ],
)
def test_classes_start_at_round_numbers(largest, bounds):
    assert find_lower_bounds(largest) == bounds


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=30))
def test_every_count_lies_in_the_class_that_its_label_names(counts):
    for row in helpers.add_classes(pd.DataFrame({"incidents": counts})).itertuples():
        if row.count_class == NONE:
            assert row.incidents == 0
            continue
        first, _, last = row.count_class.rstrip("+").partition("–")
        assert row.incidents >= int(first)
        assert row.incidents <= int(last) if last else row.count_class.endswith("+") or row.incidents == int(first)


@given(st.integers(0, 100_000))
def test_there_are_at_most_three_classes_and_their_labels_can_be_read_back(largest):
    bounds = find_lower_bounds(largest)
    assert len(bounds) <= 3
    assert bounds == sorted(set(bounds))
    assert all(bound <= max(largest, 1) for bound in bounds)
    assert read_bounds([NO_DATA, NONE, *label_bounds(bounds)]) == bounds


def test_zero_and_no_data_are_classes_of_their_own():
    classed = helpers.add_classes(pd.DataFrame({"incidents": [0, None, 24, 25, 49, 50, 77]}))
    assert classed["count_class"].tolist() == [NONE, NO_DATA, "1–24", "25–49", "25–49", "50+", "50+"]
    assert classed["count_class"].cat.categories.tolist() == [NO_DATA, NONE, "1–24", "25–49", "50+"]


# --- ranks ---------------------------------------------------------------------------------------------


def attacks(weekly):
    """Incidents with so many a week: a dict of province to counts."""
    monday = pd.Timestamp("2021-01-04")
    rows = [
        (monday + pd.Timedelta(weeks=week), province)
        for province, counts in weekly.items()
        for week, count in enumerate(counts)
        for _ in range(count)
    ]
    return pd.DataFrame(rows, columns=["date_start", "province"]).astype({"date_start": "datetime64[ns]"})


def test_weeks_without_an_attack_are_weeks():
    by_week = count_by_class(attacks({"A": [1, 0, 0, 2], "B": [0, 0, 0, 4]}))
    assert by_week.columns.tolist() == ["B", "A"]
    assert by_week["A"].tolist() == [1, 0, 0, 2]


def test_weeks_are_drawn_whole():
    """Two weeks, drawn twice: the sums are 0, 5 or 10, and 5 in half of the draws."""
    drawn = resample_weeks(pd.DataFrame({"A": [0, 5], "B": [0, 3]}), 4000, seed=1)
    assert set(map(tuple, drawn.tolist())) == {(0, 0), (5, 3), (10, 6)}
    assert (drawn[:, 0] == 5).mean() == pytest.approx(0.5, abs=0.03)


def test_the_interval_of_a_difference_is_that_of_a_sum_of_weeks():
    """A has d more than B in each week; over n weeks the difference has the variance n times that of d."""
    random = np.random.default_rng(3)
    one, other = random.poisson(3, 150), random.poisson(2, 150)
    ranks = helpers.rank_provinces(attacks({"A": one, "B": other})).set_index("province")
    difference = one - other
    reach = 1.96 * np.sqrt(len(difference)) * difference.std()
    assert ranks.loc["B", "behind"] == difference.sum()
    assert ranks.loc["B", "behind_low"] == pytest.approx(difference.sum() - reach, rel=0.06)
    assert ranks.loc["B", "behind_high"] == pytest.approx(difference.sum() + reach, rel=0.06)


def test_what_moves_together_can_be_told_apart_although_its_intervals_overlap():
    """B has one attack less than A in nearly every week: the counts vary widely, their difference does not."""
    many = [1, 9, 1, 9] * 25
    ranks = helpers.rank_provinces(attacks({"A": many, "B": [*many[:10], *(count - 1 for count in many[10:])]}))
    assert ranks["behind"].tolist() == [0, 90]
    assert ranks["behind_low"][1] > 80
    assert ranks[["rank_best", "rank_worst"]].to_numpy().tolist() == [[1, 1], [2, 2]]


def test_ranks_far_apart_are_certain_and_equal_ones_are_not():
    random = np.random.default_rng(4)
    weekly = {name: random.poisson(mean, 150) for name, mean in {"A": 9, "B": 4, "C": 4, "D": 1}.items()}
    ranks = helpers.rank_provinces(attacks(weekly)).set_index("province")
    found = ranks.loc[["A", "B", "C", "D"], ["rank_best", "rank_worst"]].to_numpy().tolist()
    assert found == [[1, 1], [2, 3], [2, 3], [4, 4]]


@pytest.mark.parametrize("weekly", [{}, {"A": [3]}, {"A": [1], "B": [1]}])
def test_few_attacks_have_no_sure_rank(weekly):
    ranks = helpers.rank_provinces(attacks(weekly))
    assert ranks["rank_best"].tolist() == [1] * len(weekly)
    assert ranks["rank_worst"].tolist() == [len(weekly)] * len(weekly)


def test_the_lead_of_babil_is_a_difference_of_weeks_by_hand():
    """The difference between two provinces, drawn again week by week without the helpers."""
    incidents = helpers.select_incidents(helpers.load_incidents()).incidents
    ranks = helpers.rank_provinces(incidents).set_index("province")
    first, other = ranks.index[0], "Dhi Qar" if ranks.index[0] != "Dhi Qar" else "Babil"
    week = (incidents["date_start"] - pd.Timestamp("2018-01-01")).dt.days // 7  # 1 January 2018 was a Monday
    sign = incidents["province"].map({first: 1, other: -1})
    weeks = range(week[incidents["province"].notna()].min(), week[incidents["province"].notna()].max() + 1)
    by_week = sign.groupby(week).sum().reindex(weeks, fill_value=0).to_numpy()
    random = np.random.default_rng(9)
    drawn = [random.choice(by_week, len(by_week)).sum() for _ in range(4000)]
    assert ranks.loc[other, "behind"] == by_week.sum()
    low, high = np.quantile(drawn, [0.025, 0.975])
    assert ranks.loc[other, ["behind_low", "behind_high"]].tolist() == pytest.approx([low, high], abs=3)
