import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

import helpers


def make_incidents(both, first, second, third=0):
    lists = ["a;b"] * both + ["a"] * first + ["b"] * second + ["a;b;c"] * third
    return pd.DataFrame({"media_groups": pd.Series(lists, dtype="str")})


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


def test_independent_lists_give_the_product():
    """Lists that hold half, a quarter and a half of 800, in exactly the proportions of independence."""
    lists = []
    for names, count in {"a;b;c": 50, "a;b": 50, "a;c": 150, "a": 150, "b;c": 50, "b": 50, "c": 150}.items():
        lists += [names] * count
    models = helpers.fit_models(helpers.tabulate_lists(pd.DataFrame({"media_groups": lists})))
    independent = models.set_index("dependences").loc["none"]
    assert independent["total"] == pytest.approx(800, rel=1e-6)
    assert models["dependences"].iloc[0] == "none"  # nothing else explains more
    assert models["weight"].sum() == pytest.approx(1)


def test_each_model_is_that_of_statsmodels():
    cells = helpers.tabulate_lists(helpers.load_incidents())
    models = helpers.fit_models(cells).set_index("dependences")
    lists = cells.drop(columns="incidents")
    for dependences in ("none", models.index[0], models.index[-1]):
        design = sm.add_constant(lists.astype(float))
        for pair in dependences.split(", ") if dependences != "none" else []:
            one, other = pair.split(" × ")
            design[pair] = design[one] * design[other]
        fit = sm.GLM(cells["incidents"], design, family=sm.families.Poisson()).fit(tol=1e-12)
        model = models.loc[dependences]
        assert model["unseen"] == pytest.approx(np.exp(fit.params["const"]), rel=1e-6)
        assert model["spread"] == pytest.approx(np.log1p(1 / model["unseen"] + fit.bse["const"] ** 2) ** 0.5, rel=1e-5)
        criterion = fit.deviance + np.log(cells["incidents"].sum()) * len(fit.params)
        assert model["criterion"] == pytest.approx(criterion, rel=1e-9)


def tabulate(alone_b, alone_c, b_and_c):
    """Three lists, of which those without a hold these; all are on a list that is not the first."""
    lists = {"a": 30, "b": alone_b, "c": alone_c, "a;b": 20, "a;c": 20, "b;c": b_and_c, "a;b;c": 10}
    return helpers.tabulate_lists(pd.DataFrame({"media_groups": [name for name, n in lists.items() for _ in range(n)]}))


def test_lists_that_depend_on_a_third_only_have_a_closed_form():
    """Off list a, lists b and c are independent: as many are on neither as only b times only c, by both."""
    models = helpers.fit_models(tabulate(40, 30, 15)).set_index("dependences")
    assert models.loc["a × b, a × c", "unseen"] == pytest.approx(40 * 30 / 15)


@pytest.mark.parametrize("off_a", [(40, 30, 0), (0, 30, 15)])  # the closed form is infinite, or zero
def test_a_model_without_a_finite_estimate_is_left_out(off_a):
    cells = tabulate(*off_a)
    assert "a × b, a × c" not in set(helpers.fit_models(cells)["dependences"])
    estimate = helpers.estimate_total(cells)
    assert estimate["reported"] < estimate["low"] < estimate["total"] < estimate["high"] < 5 * estimate["reported"]


def test_two_lists_that_copy_are_found_out():
    """A third of what is on a is copied to b: the model with that dependence is likelier, and says more."""
    random = np.random.default_rng(0)
    held = random.random((600, 3)) < [0.5, 0.3, 0.4]
    held[:, 1] |= held[:, 0] & (random.random(600) < 0.5)
    names = np.array(["a", "b", "c"])
    lists = pd.DataFrame({"media_groups": [";".join(names[row]) for row in held[held.any(axis=1)]]})
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
