"""Multiple systems estimation: closed forms, another package, and lists whose truth is known."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.stats import chi2

import helpers
from helpers.sources.estimates import (
    choose_lists,
    count_combinations,
    count_histories,
    estimate_each,
    estimate_total,
    fit_models,
)
from helpers.sources.trials import INFORMANTS, RELAYS, simulate_lists, try_estimates


def make_lists(**counts):
    return pd.Series([name.replace("_", ";") for name, count in counts.items() for _ in range(count)], dtype="str")


def test_histories_are_counted_by_hand():
    cells = count_histories(make_lists(a_b=2, a=3, b=1, a_b_c=4)).set_index(["a", "b", "c"])["incidents"]
    assert cells.to_dict() == {
        (0, 0, 1): 0,
        (0, 1, 0): 1,
        (0, 1, 1): 0,
        (1, 0, 0): 3,
        (1, 0, 1): 0,
        (1, 1, 0): 2,
        (1, 1, 1): 4,
    }


def test_the_longest_lists_are_taken():
    cells = count_histories(make_lists(a=1, b=5, c=4, d=3, e=2))
    assert list(cells.columns) == ["b", "c", "d", "e", "incidents"]
    assert cells["incidents"].sum() == 14


INDEPENDENT = {"a_b_c": 50, "a_b": 50, "a_c": 150, "a": 150, "b_c": 50, "b": 50, "c": 150}


def test_independent_lists_give_the_product():
    """Lists that hold half, a quarter and a half of 800, in exactly the proportions of independence."""
    models = fit_models(count_histories(make_lists(**INDEPENDENT)))
    independent = models.set_index("interactions").loc["none"]
    assert independent["total"] == pytest.approx(800, rel=1e-6)
    assert independent["fit"] == pytest.approx(1)
    assert models["interactions"].iloc[0] == "none"  # nothing else explains more
    assert models["weight"].sum() == pytest.approx(1)
    assert (models["low"] < models["total"]).all()
    assert (models["total"] < models["high"]).all()


def test_each_model_is_that_of_statsmodels():
    cells = count_histories(helpers.load_incidents()["media_groups"])
    models = fit_models(cells).set_index("interactions")
    lists = cells.drop(columns="incidents")
    for interactions in ("none", models.index[0], models.index[-1]):
        design = sm.add_constant(lists.astype(float))
        for pair in interactions.split(", ") if interactions != "none" else []:
            design[pair] = lists[pair.split(" × ")].prod(axis=1)
        fit = sm.GLM(cells["incidents"], design, family=sm.families.Poisson()).fit(tol=1e-12)
        model = models.loc[interactions]
        assert model["unseen"] == pytest.approx(np.exp(fit.params["const"]), rel=1e-6)
        assert model["spread"] == pytest.approx(np.log1p(1 / model["unseen"] + fit.bse["const"] ** 2) ** 0.5, rel=1e-5)
        reach = np.exp(1.959964 * model["spread"])
        assert model["high"] - model["low"] == pytest.approx(model["unseen"] * (reach - 1 / reach), rel=1e-5)
        assert model["fit"] == pytest.approx(chi2.sf(fit.deviance, fit.df_resid), rel=1e-3, abs=1e-9)
        criterion = fit.deviance + np.log(cells["incidents"].sum()) * design.shape[1]
        assert model["criterion"] == pytest.approx(criterion, rel=1e-6)


def tabulate(alone_b, alone_c, b_and_c):
    """Three lists, of which those without a hold these; all are on a list that is not the first."""
    return count_histories(make_lists(a=30, b=alone_b, c=alone_c, a_b=20, a_c=20, b_c=b_and_c, a_b_c=10))


def test_lists_that_depend_on_a_third_only_have_a_closed_form():
    """Off list a, lists b and c are independent: as many are on neither as only b times only c, by both."""
    models = fit_models(tabulate(40, 30, 15)).set_index("interactions")
    assert models.loc["a × b, a × c", "unseen"] == pytest.approx(40 * 30 / 15)


@pytest.mark.parametrize("off_a", [(40, 30, 0), (0, 30, 15)])  # the closed form is infinite, or zero
def test_a_model_without_a_finite_estimate_is_left_out(off_a):
    cells = tabulate(*off_a)
    assert "a × b, a × c" not in set(fit_models(cells)["interactions"])
    estimate = estimate_total(cells)
    assert estimate["reported"] < estimate["low"] < estimate["total"] < estimate["high"] < 5 * estimate["reported"]


def test_a_dependence_is_found_and_its_bias_removed():
    random = np.random.default_rng(5)
    first = random.random(600) < 0.5
    second = random.random(600) < np.where(first, 0.8, 0.2)  # whoever is on a is on b
    cells = count_combinations(pd.DataFrame({"a": first, "b": second, "c": random.random(600) < 0.5}).astype(int))
    models = fit_models(cells).set_index("interactions")
    assert models.loc["a × b", "weight"] > models.loc["none", "weight"]
    assert models.loc["none", "total"] < models.loc["a × b", "total"] == pytest.approx(600, rel=0.15)


@pytest.mark.parametrize(
    ("lists", "reason"),
    [
        (make_lists(a_b=50, a=10, b=10), "fewer than 3 lists"),
        (make_lists(a_b_c=19, a=30, b=30), "fewer than 20 attacks on two lists"),
        (make_lists(), "fewer than 3 lists"),
    ],
)
def test_a_thin_overlap_gives_no_estimate(lists, reason):
    estimate = estimate_total(count_histories(lists))
    assert estimate["refused"] == reason
    assert np.isnan([estimate["total"], estimate["low"], estimate["high"], estimate["fit"]]).all()


def test_twenty_shared_attacks_are_enough():
    assert estimate_total(count_histories(make_lists(a_b_c=10, a_b=10, a=30, b=30, c=9)))["refused"] == ""


def test_the_panel_leaves_out_one_outlet_or_group_at_a_time():
    own = pd.DataFrame(
        {"incident_id": list("AABC"), "origin": list("xyxz"), "chart_group": ["iraqi", "russian", "iraqi", "regional"]}
    )
    outlets = pd.DataFrame({"outlet_id": list("xyz"), "name": ["X", "Y", "Z"]})
    choices = choose_lists(own, pd.DataFrame({"sides": ["armed_groups;coalition", None]}), outlets)
    assert choices["one list per group of media"].to_dict() == {"A": "iraqi;russian", "B": "iraqi", "C": "regional"}
    assert choices["without X"].to_dict() == {"A": "russian", "C": "regional"}
    assert choices["without Iraqi media"].to_dict() == {"A": "russian", "C": "regional"}
    assert choices["one list per side"].tolist() == ["armed_groups;coalition"]


def test_each_choice_has_a_row_and_the_first_its_models():
    choices = {"one": make_lists(**INDEPENDENT), "two": make_lists(a=3)}
    panel = estimate_each(choices).set_index("choice")
    assert panel.loc["one", "total"] == pytest.approx(800, rel=0.02)
    assert panel.loc["two", "refused"] == "fewer than 3 lists"
    assert panel.loc["model 1 (0 links between lists)", "total"] == pytest.approx(800, rel=1e-6)
    assert (panel["kind"] == "model").sum() == 5
    assert estimate_each({}).empty


def test_choices_that_come_to_the_same_lists_stand_once():
    lists = make_lists(**INDEPENDENT)
    panel = estimate_each({"one": lists, "again": lists.copy(), "other": lists.iloc[1:]})
    assert panel.loc[panel["kind"] == "lists", "choice"].tolist() == ["one", "other"]


def test_the_data_give_no_single_number():
    """Choices move the estimate; without one outlet it does not even reach the number of attacks that are known."""
    tables, incidents = helpers.load_tables(), helpers.select_incidents(helpers.load_incidents()).incidents
    own = helpers.trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    own = own[own["incident_id"].isin(incidents["incident_id"])]
    panel = helpers.compare_estimates(own, incidents, tables["outlets"]).dropna(subset=["total"])
    assert panel["total"].max() > 1.15 * panel["total"].min()
    assert (panel["reported"] <= panel["low"]).all()


def test_lists_are_drawn_with_the_shares_that_they_should_have():
    random = np.random.default_rng(2)
    shares = simulate_lists("relayed", 40_000, random).mean()
    first, second = (np.array(part) for part in RELAYS)
    expected = 1 - (1 - INFORMANTS[0] * first) * (1 - INFORMANTS[1] * second)
    assert shares.to_numpy() == pytest.approx(expected, abs=0.01)
    even, uneven = (simulate_lists(kind, 40_000, random) for kind in ("independent", "uneven"))
    assert uneven.mean().to_numpy() == pytest.approx(even.mean().to_numpy(), abs=0.01)
    assert abs(even.corr().loc["a", "b"]) < 0.02
    assert uneven.corr().loc["a", "b"] > 0.15


def test_relayed_informants_hide_what_neither_reports():
    """The interval covers the truth of independent lists, and never that of lists that relay two informants."""
    trials = try_estimates(simulations=40).set_index("label")["covered"]
    independent, uneven, relayed = trials
    assert independent >= 35
    assert uneven < 15
    assert relayed == 0
