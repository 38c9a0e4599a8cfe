"""Intervals of shares and counts of independent cases; for attacks, which come in clusters, see `clusters`."""

from statistics import NormalDist

import numpy as np


def share_with_interval(count, total, confidence=0.95):
    """Return a share and its Wilson interval, for cases that are independent of each other.

    Parameters
    ----------
    count, total : int
    confidence : float

    Returns
    -------
    tuple of float
        Share, lower and upper bound, as fractions of 1; all missing if total is 0. The
        interval is Wilson's (1927, JASA 22, 209-212).

    Examples
    --------
    >>> [round(number, 3) for number in share_with_interval(5, 10)]
    [0.5, 0.237, 0.763]
    """
    if total == 0:
        return (float("nan"),) * 3
    low, high = wilson_interval(count / total, total, confidence)
    return count / total, float(low), float(high)


def wilson_interval(share, number, confidence=0.95):
    """Return the bounds of Wilson's interval of shares that are known from so many cases, whole or not.

    Examples
    --------
    >>> [float(bound.round(3)) for bound in wilson_interval(0, 1)]
    [0.0, 0.793]
    """
    share = np.asarray(share, dtype="float64")
    deviation = NormalDist().inv_cdf((1 + confidence) / 2) ** 2 / np.asarray(number, dtype="float64")
    reach = np.sqrt(deviation * (share * (1 - share) + deviation / 4))
    low, high = (share + deviation / 2 + sign * reach for sign in (-1, 1))
    return np.where(share == 0, 0, low / (1 + deviation)), np.where(share == 1, 1, high / (1 + deviation))


def count_interval(count, dispersion=1, confidence=0.95):
    """Return the bounds of the mean of counts whose variance is ``dispersion`` times their mean.

    With a dispersion of 1 these are the exact limits of a Poisson mean (Garwood 1936, Biometrika 28, 437-442).

    Examples
    --------
    >>> [float(bound.round(2)) for bound in count_interval(10)]
    [4.8, 18.39]
    """
    from scipy.special import gammaincinv  # here, because it takes a while to import

    dispersion = np.asarray(dispersion, dtype="float64")
    scaled = np.asarray(count, dtype="float64") / dispersion
    tail = (1 - confidence) / 2
    low = np.where(scaled == 0, 0, gammaincinv(np.where(scaled == 0, 1, scaled), tail))
    return dispersion * low, dispersion * gammaincinv(scaled + 1, 1 - tail)
