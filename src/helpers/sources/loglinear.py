"""Fit log-linear models to counts of incidents on lists."""

import itertools

import numpy as np
import pandas as pd

MOST_STEPS, SETTLED = 25, 1e-6  # of fitting a model: how often, and until the first coefficient changes by less


def fit_models(cells):
    """Fit every log-linear model with interactions between pairs of lists.

    A model without interactions takes the lists for independent (Fienberg 1972, Biometrika 59,
    591-603; Bishop, Fienberg and Holland 1975, chapter 6).

    Parameters
    ----------
    cells : pandas.DataFrame
        As `count_histories` returns it.

    Returns
    -------
    pandas.DataFrame
        One row per model, the likeliest first: ``interactions``; ``weight``, its probability among them by the Bayesian
        information criterion (Raftery 1995, Sociological Methodology 25); ``fit``, the p value of the likelihood ratio
        against the counts themselves, missing if no freedom is left; ``total``, ``low``, ``high``: incidents with those
        on no list, and the log-normal 95% interval of Chao (1987, Biometrics 43, 783-791); ``unseen`` and ``spread``,
        centre and log-scale of that interval. Pairs of lists that share no incident give no model with their
        interaction, and a model without a finite estimate is left out (Chan, Silverman and Vincent 2021, JASA 116).
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
    which fits one by one and takes too long for simulations. A column of zeros is a term left out.

    Returns
    -------
    tuple of numpy.ndarray
        For each design: its first coefficient, that coefficient's variance, and the deviance; missing where that
        coefficient runs away instead of settling. The others may: a combination without incidents can do that.
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
