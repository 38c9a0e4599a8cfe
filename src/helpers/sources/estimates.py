"""How many incidents did no list hold? Multiple systems estimation."""

import itertools

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import ndtr

from ..data.calendar import label_half_years
from ..data.wording import format_count
from ..statistics.intervals import share_with_interval
from .loglinear import fit_choices, weigh_models

LEAST_LISTS = 3
LEAST_OVERLAP = 20  # incidents on two lists or more


def tabulate_lists(incidents, column="media_groups"):
    """Count the incidents on each combination of lists.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With the column.
    column : str
        The lists that hold an incident, separated by semicolons.

    Returns
    -------
    pandas.DataFrame
        One row a combination of lists, those without an incident included: one column
        a list with 0 or 1, and ``incidents``. The combination of no list is what is not known.

    Examples
    --------
    >>> tabulate_lists(pd.DataFrame({"media_groups": ["a;b", "a", "a"]})).to_numpy().tolist()
    [[0, 1, 0], [1, 0, 2], [1, 1, 1]]
    """
    return _count_combinations(incidents[column].str.get_dummies(";"))


def _count_combinations(held):
    """Count the rows of each combination of 0 and 1, but for that of zeros alone."""
    lists = held.shape[1]
    combinations = np.array(list(itertools.product([0, 1], repeat=lists)), dtype="int64")  # as binary numbers, rising
    numbers = held.to_numpy(dtype="int64") @ (1 << np.arange(lists)[::-1])
    counts = np.bincount(numbers, minlength=len(combinations))
    return pd.DataFrame(combinations[1:], columns=held.columns).assign(incidents=counts[1:])


def estimate_total(cells):
    """Estimate how many incidents there were, averaged over the models.

    Each model's interval counts by the model's probability (Madigan and York 1997, Biometrika 84,
    19-31, whose posterior the Bayesian information criterion stands in for here), so that the choice of
    the model is part of the doubt.

    Parameters
    ----------
    cells : pandas.DataFrame
        As `tabulate_lists` returns it.

    Returns
    -------
    pandas.Series
        ``reported``; ``total`` (the median), ``low``, ``high`` (95%), missing where no estimate is given;
        ``refused``: why none is given, else missing.
    """
    lists = cells.columns.drop("incidents")
    reported = int(cells["incidents"].sum())
    overlap = int(cells.loc[cells[lists].sum(axis=1) > 1, "incidents"].sum())
    result = {"reported": reported, "total": np.nan, "low": np.nan, "high": np.nan, "refused": None}
    if len(lists) < LEAST_LISTS:
        return pd.Series({**result, "refused": f"{len(lists)} lists, {LEAST_LISTS} are needed"})
    if overlap < LEAST_OVERLAP:
        reason = f"{format_count(overlap, 'incident')} on two lists or more, {LEAST_OVERLAP} are needed"
        return pd.Series({**result, "refused": reason})
    choices, criterion, centre, spread = fit_choices(cells)
    if not choices:
        return pd.Series({**result, "refused": "no model of the lists has a finite estimate"})
    weight = weigh_models(criterion)

    def find(probability):
        """Return the number of unseen incidents below which so much of the probability lies."""

        def excess(logarithm):
            return (weight * ndtr((logarithm - np.log(centre)) / spread)).sum() - probability

        bounds = (np.log(centre) - 10 * spread).min(), (np.log(centre) + 10 * spread).max()
        return np.exp(brentq(excess, *bounds))

    low, middle, high = (reported + find(probability) for probability in (0.025, 0.5, 0.975))
    return pd.Series({**result, "total": middle, "low": low, "high": high})


def estimate_by_half_year(incidents, column="media_groups"):
    """Estimate the whole period, and each half-year by itself.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and the column of lists.
    column : str
        The lists that hold an incident, separated by semicolons.

    Returns
    -------
    pandas.DataFrame
        One row the whole and one a half-year: ``period`` and the fields of `estimate_total`. The
        half-years need not add up to the whole.
    """
    half_years = label_half_years(incidents["date_start"])
    parts = {"whole period": incidents, **{name: incidents[half_years == name] for name in sorted(half_years.unique())}}
    rows = [{"period": name, **estimate_total(tabulate_lists(part, column))} for name, part in parts.items()]
    return pd.DataFrame(rows)


def try_estimate(cells, total, unevenness=0.0, simulations=40, seed=0):
    """Try the estimate on simulated lists with a known total.

    Every incident is on each list with the list's share of the total; with an unevenness of 0.5, half of the
    incidents are half as likely again to be on any list, and the others half as likely, as
    if some attacks made news and others did not. Then lists depend on each other.

    Parameters
    ----------
    cells : pandas.DataFrame
        As `tabulate_lists` returns it: the sizes of the lists.
    total : int
        How many incidents there are in truth.
    unevenness : float
        From 0 for independent lists up to 1.
    simulations, seed : int
        How many, and where the random numbers start.

    Returns
    -------
    pandas.Series
        ``simulations``; ``covered``: intervals that hold the true total; ``share``, ``low``, ``high`` (Wilson);
        ``median``: median of the estimates; ``truth``.
    """
    lists = cells.columns.drop("incidents")
    random = np.random.default_rng(seed)
    shares = np.array([cells.loc[cells[name] == 1, "incidents"].sum() / total for name in lists])
    estimates = []
    for _ in range(simulations):
        tilt = np.where(random.random((total, 1)) < 0.5, 1 + unevenness, 1 - unevenness)
        held = random.random((total, len(lists))) < np.clip(shares * tilt, 0, 1)
        estimates.append(estimate_total(_count_combinations(pd.DataFrame(held.astype(int), columns=lists))))
    estimates = pd.DataFrame(estimates)
    covered = int(((estimates["low"] <= total) & (total <= estimates["high"])).sum())
    share, low, high = share_with_interval(covered, simulations)
    median = estimates["total"].median()
    fields = {"simulations": simulations, "covered": covered, "share": share, "low": low, "high": high}
    return pd.Series({**fields, "median": median, "truth": total})


def describe_estimate(estimate):
    """Say how many incidents are reported and how many there may have been.

    Parameters
    ----------
    estimate : pandas.Series
        As `estimate_total` returns it, or a row of `estimate_by_half_year`.

    Returns
    -------
    str
    """
    reported = f"{estimate['reported']:.0f} incidents are reported"
    if pd.notna(estimate["refused"]):
        return f"{reported}; no estimate of those missed is given: {estimate['refused']}"
    bounds = f"95% interval {estimate['low']:.0f}–{estimate['high']:.0f}"
    return f"{reported}; with those that no outlet here reported there were about {estimate['total']:.0f} ({bounds})"


def describe_half_year_estimates(estimates):
    """Say what the estimates of half-years add up to.

    Parameters
    ----------
    estimates : pandas.DataFrame
        As `estimate_by_half_year` returns it.

    Returns
    -------
    str
        Its bounds are sums of bounds, and so wider than an interval of 95%.
    """
    parts = estimates.iloc[1:]
    parts = parts[parts["refused"].isna()]
    if parts.empty:
        return "No half-year has enough overlap for an estimate of its own"
    sums = parts[["reported", "total", "low", "high"]].sum()
    alone = f"{format_count(len(parts), 'half-year')} with enough overlap, estimated one by one,"
    bounds = f"sums of bounds {sums['low']:.0f}–{sums['high']:.0f}"
    return f"{alone} make {sums['reported']:.0f} reported incidents about {sums['total']:.0f} ({bounds})"


def describe_trials(trials):
    """Say how often the interval held the truth in simulations.

    Parameters
    ----------
    trials : dict of str to pandas.Series
        Kind of lists to what `try_estimate` returns.

    Returns
    -------
    str
    """
    told = [
        f"{trial['covered']:.0f} of {trial['simulations']:.0f} intervals hold it for {kind} "
        f"({trial['share']:.0%}, 95% interval {100 * trial['low']:.0f}–{trial['high']:.0%}; "
        f"median estimate {trial['median']:.0f})"
        for kind, trial in trials.items()
    ]
    truth = next(iter(trials.values()))["truth"]
    return f"Where the truth is {truth:.0f}, {'; '.join(told)}"
