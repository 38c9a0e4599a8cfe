"""Fit log-linear models to counts of incidents on lists."""

import itertools

import numpy as np
import pandas as pd
from scipy.special import kl_div, ndtri

MOST_STEPS, SETTLED = 25, 1e-6  # of fitting a model: how often, and until the first coefficient changes by less


def fit_models(cells):
    """Fit every log-linear model with dependences between pairs of lists.

    A model without a dependence takes the lists for independent (Fienberg 1972, Biometrika 59,
    591-603; Bishop, Fienberg and Holland 1975, chapter 6).

    Parameters
    ----------
    cells : pandas.DataFrame
        As `tabulate_lists` returns it.

    Returns
    -------
    pandas.DataFrame
        One row a model, the likeliest first: ``dependences``; ``weight``, its probability among
        them by the Bayesian information criterion (Raftery 1995, Sociological Methodology 25);
        ``total``, ``low``, ``high``: incidents with those of no list, with the log-normal 95% interval of
        Chao (1987, Biometrics 43, 783-791); ``unseen`` and ``spread``, centre and log-scale of that interval.
        Pairs of lists that share no incident give no model with their dependence, and a model that leaves
        the unseen without a finite estimate is left out (Chan, Silverman and Vincent 2021, JASA 116, 1297-1306).
    """
    lists, reported = cells.columns.drop("incidents"), cells["incidents"].sum()
    choices, criterion, unseen, spread = fit_choices(cells)
    reach = np.exp(ndtri(0.975) * spread)
    models = pd.DataFrame(
        {
            "dependences": [", ".join(f"{lists[i]} × {lists[j]}" for i, j in chosen) or "none" for chosen in choices],
            "criterion": criterion,
            "unseen": unseen,
            "spread": spread,
            "weight": weigh_models(criterion),
            "total": reported + unseen,
            "low": reported + unseen / reach,
            "high": reported + unseen * reach,
        }
    )
    return models.sort_values("weight", ascending=False, ignore_index=True)


def fit_choices(cells):
    """Return the chosen dependences, the criterion, centre and log-scale of each model that has an estimate."""
    held, counts = cells.drop(columns="incidents").to_numpy(), cells["incidents"].to_numpy(dtype=float)
    lists = held.shape[1]
    both = {pair: held[:, pair[0]] * held[:, pair[1]] for pair in itertools.combinations(range(lists), 2)}
    pairs = [pair for pair, product in both.items() if (counts * product).sum() > 0]
    most = len(cells) - 2 - lists  # dependences; with one more, a model explains everything and nothing
    choices = [chosen for size in range(min(len(pairs), most) + 1) for chosen in itertools.combinations(pairs, size)]
    terms = np.column_stack([np.ones(len(cells)), held, *(both[pair] for pair in pairs)])
    taken = np.array([[True] * (1 + lists) + [pair in chosen for pair in pairs] for chosen in choices])
    intercept, variance, deviance = _fit_poisson(counts, terms * taken[:, None, :])
    criterion = deviance + np.log(counts.sum()) * taken.sum(axis=1)
    spread = np.sqrt(np.log1p(np.exp(-intercept) + variance))
    finite = np.isfinite(criterion) & np.isfinite(spread)
    return list(itertools.compress(choices, finite)), criterion[finite], np.exp(intercept[finite]), spread[finite]


def weigh_models(criterion):
    """Return the probability of each model by its Bayesian information criterion."""
    weight = np.exp(-(criterion - criterion.min(initial=np.inf)) / 2)
    return weight / weight.sum()


def _fit_poisson(counts, designs):
    """Fit Poisson models of the same counts, all at once, by iteratively reweighted least squares.

    The method is that of Nelder and Wedderburn (1972, JRSS A 135, 370-384). Statsmodels, with which the tests
    compare this, fits one by one, which takes several times as long. A column of zeros is a term left out.

    Returns
    -------
    tuple of numpy.ndarray
        For each design: its first coefficient, that coefficient's variance, and the deviance; missing where that
        coefficient runs away instead of settling. The others may: a combination without incidents can do that.
    """
    mean = np.broadcast_to((counts + counts.mean()) / 2, designs.shape[:2])
    coefficients = np.zeros((len(designs), designs.shape[2], 1))
    for _ in range(MOST_STEPS):
        weighted = (designs * mean[:, :, None]).transpose(0, 2, 1)
        covariance = np.linalg.pinv(weighted @ designs, hermitian=True)
        response = np.log(mean) + (counts - mean) / mean
        before, coefficients = coefficients, covariance @ weighted @ response[:, :, None]
        mean = np.exp((designs @ coefficients)[:, :, 0])
        settled = abs(coefficients - before)[:, 0, 0] < SETTLED
        if settled.all():
            break
    deviance = 2 * kl_div(counts, mean).sum(axis=1)
    return tuple(np.where(settled, value, np.nan) for value in (coefficients[:, 0, 0], covariance[:, 0, 0], deviance))
