"""How many attacks did no list hold? It depends on the choices: multiple systems estimation under many of them."""

import itertools

import numpy as np
import pandas as pd

from ..data.joining import join_values
from ..data.vocabularies import CHART_GROUP_NAMES
from ..data.wording import format_count

FEWEST_LISTS, MOST_LISTS = 3, 4
FEWEST_SHARED = 20  # incidents on two lists or more
LARGEST = 5  # outlets that are left out one by one
MODELS = 5  # that are shown one by one
QUANTILES, HALVINGS = [0.025, 0.5, 0.975], 40  # of the estimate, and of the interval in which each is looked for
MOST_STEPS, SETTLED = 25, 1e-6  # of fitting a model: how often, and until the first coefficient changes by less


def count_histories(lists):
    """Count the incidents on each combination of the longest lists; ``lists`` names those of each incident."""
    held = lists.astype("str").fillna("").str.get_dummies(";")
    longest = held.sum().sort_values(ascending=False, kind="stable").index[:MOST_LISTS]
    return count_combinations(held[sorted(longest)])


def count_combinations(held):
    """Count the rows of each combination of 0 and 1, except that of zeros alone: what is on no list is not known."""
    width = held.shape[1]
    combinations = np.array(list(itertools.product([0, 1], repeat=width)), dtype="int64")  # as binary numbers, rising
    numbers = held.to_numpy(dtype="int64") @ (1 << np.arange(width)[::-1])
    counts = np.bincount(numbers, minlength=len(combinations))
    return pd.DataFrame(combinations[1:], columns=held.columns).assign(incidents=counts[1:])


def estimate_total(cells):
    """Estimate from the counts of `count_histories` how many incidents there were, averaged over the models.

    Each model's interval counts by the model's probability (Madigan and York 1997, Biometrika 84, 19-31, whose
    posterior the Bayesian information criterion stands in for here), so that the choice of model is part of the doubt.
    """
    from scipy.special import ndtr

    lists = cells.columns.drop("incidents")
    reported = int(cells["incidents"].sum())
    shared = int(cells.loc[cells[lists].sum(axis=1) > 1, "incidents"].sum())
    result = {"lists": len(lists), "reported": reported, **dict.fromkeys(["total", "low", "high", "fit"], np.nan)}
    if len(lists) < FEWEST_LISTS:
        return {**result, "refused": f"fewer than {FEWEST_LISTS} lists"}
    if shared < FEWEST_SHARED:
        return {**result, "refused": f"fewer than {FEWEST_SHARED} attacks on two lists"}
    models = fit_models(cells)
    if models.empty:
        return {**result, "refused": "no model has a finite estimate"}
    centre, spread = np.log(models["unseen"].to_numpy()), models["spread"].to_numpy()
    weight = models["weight"].to_numpy()
    below = np.full((3, 1), (centre - 10 * spread).min())  # the logarithm of the number of unseen incidents
    above = np.full((3, 1), (centre + 10 * spread).max())
    for _ in range(HALVINGS):
        between = (below + above) / 2
        too_low = (weight * ndtr((between - centre) / spread)).sum(axis=1) < QUANTILES
        below, above = np.where(too_low[:, None], between, below), np.where(too_low[:, None], above, between)
    low, middle, high = reported + np.exp(above[:, 0])
    return {**result, "total": middle, "low": low, "high": high, "fit": models["fit"].iloc[0], "refused": ""}


def choose_lists(own_texts, incidents, outlets):
    """Map each way to divide the reports into lists to the lists that hold each incident, see `compare_estimates`."""
    groups = own_texts[["incident_id", "origin", "chart_group"]].drop_duplicates()
    names = outlets.set_index("outlet_id")["name"]

    def list_groups(kept):
        return join_values(kept["incident_id"], kept["chart_group"], ";")

    sides = incidents["sides"].astype("str")
    choices = {"one list per group of media": list_groups(groups), "one list per side": sides[sides.notna()]}
    for group, name in CHART_GROUP_NAMES.items():
        if (groups["chart_group"] == group).any():
            choices[f"without {name}"] = list_groups(groups[groups["chart_group"] != group])
    for outlet in groups["origin"].value_counts().index[:LARGEST]:
        choices[f"without {names[outlet]}"] = list_groups(groups[groups["origin"] != outlet])
    return choices


def compare_estimates(own_texts, incidents, outlets):
    """Estimate the number of attacks under each choice of lists, and under each of the likeliest models of the first.

    Lists are the groups of outlets; the same without each group, or without each of the largest outlets; and the sides
    of the informants.

    Parameters
    ----------
    own_texts : pandas.DataFrame
        As `helpers.trace_origins` returns it.
    incidents : pandas.DataFrame
        With ``sides``.
    outlets : pandas.DataFrame
        With ``outlet_id`` and ``name``.

    Returns
    -------
    pandas.DataFrame
        One row per choice, the first of those that come to the same lists: ``choice``; ``kind`` (``lists`` or
        ``model``); ``lists``; ``reported``; ``total`` (the median), ``low``, ``high`` (95%); ``fit``, the p value of
        the likeliest model, which below 0.05 contradicts the counts; ``refused``: why no estimate is given.
    """
    return estimate_each(choose_lists(own_texts, incidents, outlets))


def estimate_each(choices):
    """Estimate the number of attacks for given choices of lists; see `compare_estimates`."""
    rows = []
    different: list[pd.DataFrame] = []
    for name, lists in choices.items():
        cells = count_histories(lists)
        if not any(cells.equals(other) for other in different):
            different.append(cells)
            rows.append({"choice": name, "kind": "lists", **estimate_total(cells)})
    if rows and not rows[0]["refused"]:
        first = {**rows[0], "kind": "model"}
        for number, model in enumerate(fit_models(different[0]).head(MODELS).to_dict("records"), start=1):
            links = format_count(model["interactions"].count("×"), "link")
            rows.append({**first, **model, "choice": f"model {number} ({links} between lists)"})
    columns = ["choice", "kind", "lists", "reported", "total", "low", "high", "fit", "refused"]
    return pd.DataFrame(rows, columns=columns)


def fit_models(cells):
    """Fit every log-linear model with interactions between pairs of lists: one row per model, the likeliest first.

    A model without interactions takes the lists for independent (Fienberg 1972, Biometrika 59, 591-603; Bishop,
    Fienberg and Holland 1975, chapter 6). ``weight`` is a model's probability among them by the Bayesian information
    criterion (Raftery 1995, Sociological Methodology 25); ``fit`` the p value of the likelihood ratio against the
    counts, missing if no freedom is left; ``total``, ``low`` and ``high`` are the incidents with those on no list, and
    the log-normal 95% interval of Chao (1987, Biometrics 43, 783-791), with centre ``unseen`` and log-scale
    ``spread``. Pairs of lists that share no incident give no model with their interaction, and a model without a finite
    estimate is left out (Chan, Silverman and Vincent 2021, JASA 116).
    """
    from scipy.special import chdtrc, ndtri

    lists, reported = list(cells.columns.drop("incidents")), cells["incidents"].sum()
    held, counts = cells[lists].to_numpy(), cells["incidents"].to_numpy(dtype=float)
    both = {pair: held[:, pair[0]] * held[:, pair[1]] for pair in itertools.combinations(range(len(lists)), 2)}
    pairs = [pair for pair, product in both.items() if (counts * product).sum() > 0]
    most = len(cells) - 2 - len(lists)  # interactions; with one more, a model explains everything and nothing
    choices = [chosen for size in range(min(len(pairs), most) + 1) for chosen in itertools.combinations(pairs, size)]
    terms = np.column_stack([np.ones(len(cells)), held, *(both[pair] for pair in pairs)])
    taken = np.array([[True] * (1 + len(lists)) + [pair in chosen for pair in pairs] for chosen in choices])
    intercept, variance, deviance = _fit_poisson(counts, terms * taken[:, None, :])
    spread = np.sqrt(np.log1p(np.exp(-intercept) + variance))
    free = len(cells) - taken.sum(axis=1)
    models = pd.DataFrame(
        {
            "interactions": [", ".join(f"{lists[i]} × {lists[j]}" for i, j in chosen) or "none" for chosen in choices],
            "criterion": deviance + np.log(max(reported, 1)) * taken.sum(axis=1),
            "fit": np.where(free > 0, chdtrc(np.maximum(free, 1), np.maximum(deviance, 0)), np.nan),
            "unseen": np.exp(intercept),
            "spread": spread,
            "total": reported + np.exp(intercept),
            "low": reported + np.exp(intercept - ndtri(0.975) * spread),
            "high": reported + np.exp(intercept + ndtri(0.975) * spread),
        }
    )
    models = models[np.isfinite(models["criterion"]) & np.isfinite(models["spread"])]
    weight = np.exp(-(models["criterion"] - models["criterion"].min()) / 2)
    return models.assign(weight=weight / weight.sum()).sort_values("weight", ascending=False, ignore_index=True)


def _fit_poisson(counts, designs):
    """Fit Poisson models of the same counts, all at once, by iteratively reweighted least squares.

    The method is that of Nelder and Wedderburn (1972, JRSS A 135, 370-384); the tests compare it with statsmodels,
    which fits one by one and takes too long for simulations. A column of zeros is a term left out. Of each design it
    returns the first coefficient, its variance, and the deviance; missing where that coefficient runs away instead of
    settling. The others may: a combination without incidents can do that.
    """
    from scipy.special import kl_div

    left_out = np.apply_along_axis(np.diag, 1, (designs == 0).all(axis=1)).astype("float64")
    mean = np.broadcast_to((counts + counts.mean()) / 2, designs.shape[:2])
    coefficients = np.zeros((len(designs), designs.shape[2], 1))
    for _ in range(MOST_STEPS):
        weighted = (designs * mean[:, :, None]).transpose(0, 2, 1)
        covariance = np.linalg.inv(weighted @ designs + left_out)
        response = np.log(mean) + (counts - mean) / mean
        before, coefficients = coefficients, covariance @ weighted @ response[:, :, None]
        mean = np.exp((designs @ coefficients)[:, :, 0])
        settled = abs(coefficients - before)[:, 0, 0] < SETTLED
        if settled.all():
            break
    deviance = 2 * kl_div(counts, mean).sum(axis=1)
    return tuple(np.where(settled, value, np.nan) for value in (coefficients[:, 0, 0], covariance[:, 0, 0], deviance))
