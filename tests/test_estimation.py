import numpy as np
import pandas as pd
import pytest
import statsmodels.api  # noqa: F401 - sets its own warning filters, which those of a test must follow

import helpers


def make_incidents(both, first, second, third=0):
    lists = ["a;b"] * both + ["a"] * first + ["b"] * second + ["a;b;c"] * third
    return pd.DataFrame({"families": pd.Series(lists, dtype="str")})


def test_combinations_are_counted_by_hand():
    cells = helpers.tabulate_lists(make_incidents(2, 3, 1, 4)).set_index(["a", "b", "c"])["incidents"]
    assert cells.to_dict() == {
        (0, 0, 1): 0,
        (0, 1, 0): 1,
        (0, 1, 1): 0,
        (1, 0, 0): 3,
        (1, 0, 1): 0,
        (1, 1, 0): 2,
        (1, 1, 1): 4,
    }


@pytest.mark.filterwarnings("ignore:Perfect separation")  # the model fits these counts exactly
def test_independent_lists_give_the_product():
    """Lists that hold half, a quarter and a half of 800, in exactly the proportions of independence."""
    lists = []
    for names, count in {"a;b;c": 50, "a;b": 50, "a;c": 150, "a": 150, "b;c": 50, "b": 50, "c": 150}.items():
        lists += [names] * count
    models = helpers.fit_models(helpers.tabulate_lists(pd.DataFrame({"families": lists})))
    independent = models.set_index("dependences").loc["none"]
    assert independent["total"] == pytest.approx(800, rel=1e-6)
    assert models["dependences"].iloc[0] == "none"  # nothing else explains more
    assert models["weight"].sum() == pytest.approx(1)


def test_two_lists_that_copy_are_found_out():
    """A third of what is on a is copied to b: the model with that dependence is likelier, and says more."""
    random = np.random.default_rng(0)
    held = random.random((600, 3)) < [0.5, 0.3, 0.4]
    held[:, 1] |= held[:, 0] & (random.random(600) < 0.5)
    names = np.array(["a", "b", "c"])
    lists = pd.DataFrame({"families": [";".join(names[row]) for row in held[held.any(axis=1)]]})
    models = helpers.fit_models(helpers.tabulate_lists(lists)).set_index("dependences")
    assert models.loc["a × b", "weight"] > models.loc["none", "weight"]
    assert models.loc["none", "total"] < models.loc["a × b", "total"] == pytest.approx(600, rel=0.15)


def test_the_interval_covers_the_truth_of_independent_lists():
    """Of intervals of 95%, at least 92% hold the truth, tried on lists as large as those of the data."""
    cells = helpers.tabulate_lists(helpers.load_incidents())
    trial = helpers.try_estimate(cells, 480, simulations=150)
    assert trial["share"] >= 0.92
    assert trial["median"] == pytest.approx(480, rel=0.05)


def test_uneven_incidents_make_the_estimate_too_low():
    cells = helpers.tabulate_lists(helpers.load_incidents())
    trial = helpers.try_estimate(cells, 480, unevenness=0.6, simulations=20)
    assert trial["median"] < 0.9 * 480
    assert trial["share"] < 0.5


@pytest.mark.parametrize(
    ("incidents", "reason"),
    [
        (make_incidents(50, 10, 10), "2 lists, 3 are needed"),
        (make_incidents(10, 30, 30, third=9), "19 incidents on two lists or more, 20 are needed"),
        (make_incidents(0, 0, 0), "0 lists, 3 are needed"),
    ],
)
def test_a_thin_overlap_gives_no_estimate(incidents, reason):
    estimate = helpers.estimate_total(helpers.tabulate_lists(incidents))
    assert estimate["refused"] == reason
    assert estimate[["total", "low", "high"]].isna().all()
    assert reason in helpers.describe_estimate(estimate)


def test_half_years_stand_below_the_whole():
    incidents = helpers.load_incidents()
    estimates = helpers.estimate_by_half_year(incidents)
    assert estimates["period"].iloc[0] == "whole period"
    assert estimates["reported"].iloc[0] == estimates["reported"].iloc[1:].sum() == len(incidents)
    given = estimates[estimates["refused"].isna()]
    assert (given["reported"] < given["low"]).all()
    assert (given["low"] < given["total"]).all()
    assert (given["total"] < given["high"]).all()
