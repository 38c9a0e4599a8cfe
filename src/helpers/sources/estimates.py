"""How many attacks did no list hold? It depends on the choices: multiple systems estimation under many of them."""

import itertools

import numpy as np
import pandas as pd

from ..data.joining import join_values
from ..data.vocabularies import CHART_GROUP_NAMES
from ..data.wording import format_count
from .loglinear import fit_models

FEWEST_LISTS, MOST_LISTS = 3, 4
FEWEST_SHARED = 20  # incidents on two lists or more
LARGEST = 5  # outlets that are left out one by one
MODELS = 5  # that are shown one by one
QUANTILES, HALVINGS = [0.025, 0.5, 0.975], 40  # of the estimate, and of the interval in which each is looked for


def count_histories(lists):
    """Count the incidents on each combination of lists.

    Parameters
    ----------
    lists : pandas.Series
        The lists that hold each incident, separated by semicolons. Of more than `MOST_LISTS` the longest are taken.

    Returns
    -------
    pandas.DataFrame
        One row per combination of lists, those without an incident included: one column per list with 0 or 1, and
        ``incidents``. The combination of no list is what is not known.

    Examples
    --------
    >>> count_histories(pd.Series(["a;b", "a", "a"])).to_numpy().tolist()
    [[0, 1, 0], [1, 0, 2], [1, 1, 1]]
    """
    held = lists.astype("str").fillna("").str.get_dummies(";")
    longest = held.sum().sort_values(ascending=False, kind="stable").index[:MOST_LISTS]
    return count_combinations(held[sorted(longest)])


def count_combinations(held):
    """Count the rows of each combination of 0 and 1, except that of zeros alone."""
    width = held.shape[1]
    combinations = np.array(list(itertools.product([0, 1], repeat=width)), dtype="int64")  # as binary numbers, rising
    numbers = held.to_numpy(dtype="int64") @ (1 << np.arange(width)[::-1])
    counts = np.bincount(numbers, minlength=len(combinations))
    return pd.DataFrame(combinations[1:], columns=held.columns).assign(incidents=counts[1:])


def estimate_total(cells):
    """Estimate how many incidents there were, averaged over the models.

    Each model's interval counts by the model's probability (Madigan and York 1997, Biometrika 84, 19-31, whose
    posterior the Bayesian information criterion stands in for here), so that the choice of model is part of the doubt.

    Parameters
    ----------
    cells : pandas.DataFrame
        As `count_histories` returns it.

    Returns
    -------
    dict
        ``lists``; ``reported``; ``total`` (the median), ``low``, ``high`` (95%); ``fit``, the p value of the likeliest
        model; ``refused``: why no estimate is given.
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
    """List the ways to divide the reports into lists.

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
    dict of str to pandas.Series
        Choice to the lists that hold each incident: by group of outlets, without each group, without each of the
        largest outlets, and by the side of the informants.
    """
    groups = own_texts[["incident_id", "origin", "chart_group"]].drop_duplicates()
    names = outlets.set_index("outlet_id")["name"]

    def list_groups(kept):
        return join_values(kept["incident_id"], kept["chart_group"], ";")

    sides = incidents["sides"].astype("str")
    choices = {"one list per group of media": list_groups(groups), "one list per side": sides[sides.notna()]}
    for group in [group for group in CHART_GROUP_NAMES if (groups["chart_group"] == group).any()]:
        choices[f"without {CHART_GROUP_NAMES[group]}"] = list_groups(groups[groups["chart_group"] != group])
    for outlet in groups["origin"].value_counts().index[:LARGEST]:
        choices[f"without {names[outlet]}"] = list_groups(groups[groups["origin"] != outlet])
    return choices


def compare_estimates(own_texts, incidents, outlets):
    """Estimate the number of attacks under each choice of lists, and under each of the likeliest models of the first.

    Parameters
    ----------
    own_texts, incidents, outlets : pandas.DataFrame
        See `choose_lists`, which makes the choices.

    Returns
    -------
    pandas.DataFrame
        One row per choice, the first of those that come to the same lists: ``choice``; ``kind`` (``lists`` or
        ``model``); ``lists``, ``reported``, ``total``, ``low``, ``high``, ``fit``, ``refused`` of `estimate_total`. A
        ``fit`` below 0.05 means that the model contradicts the counts from which it estimates.
    """
    return estimate_each(choose_lists(own_texts, incidents, outlets))


def estimate_each(choices):
    """Estimate the number of attacks for given choices of lists; see `compare_estimates`."""
    rows, models = [], pd.DataFrame()
    seen: list[frozenset] = []
    for name, lists in choices.items():
        cells = count_histories(lists)
        if any(cells.equals(other) for other in seen):
            continue
        seen.append(cells)
        estimate = estimate_total(cells)
        rows.append({"choice": name, "kind": "lists", **estimate})
        if len(rows) == 1 and not estimate["refused"]:
            models = fit_models(cells).head(MODELS)
            models = models.assign(reported=estimate["reported"], lists=estimate["lists"], refused="")
    if len(models):
        count = models["interactions"].str.count("×")
        links = [format_count(number, "link") for number in count]
        models["choice"] = [f"model {n} ({number} between lists)" for n, number in enumerate(links, start=1)]
        rows += models.assign(kind="model").to_dict("records")
    columns = ["choice", "kind", "lists", "reported", "total", "low", "high", "fit", "refused"]
    return pd.DataFrame(rows, columns=columns)
