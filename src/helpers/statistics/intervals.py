"""Intervals of shares and counts of independent cases; for attacks, which come in clusters, see `clusters`."""

import numpy as np

CRITICAL = 1.959963984540054  # of the normal distribution, for 95 percent


def share_with_interval(count, total):
    """Return a share and its 95% interval (Wilson 1927, JASA 22, 209-212), for cases independent of each other.

    Parameters
    ----------
    count, total : int

    Returns
    -------
    tuple of float
        Share, lower and upper bound, as fractions of 1; all missing if total is 0.

    Examples
    --------
    >>> [round(number, 3) for number in share_with_interval(5, 10)]
    [0.5, 0.237, 0.763]
    """
    if total == 0:
        return (float("nan"),) * 3
    low, high = wilson_interval(count / total, total)
    return count / total, float(low), float(high)


def wilson_interval(share, number):
    """Return the bounds of Wilson's interval of shares that are known from so many cases, whole or not."""
    share = np.asarray(share, dtype="float64")
    deviation = CRITICAL**2 / np.asarray(number, dtype="float64")
    reach = np.sqrt(deviation * (share * (1 - share) + deviation / 4))
    low, high = (share + deviation / 2 + sign * reach for sign in (-1, 1))
    return np.where(share == 0, 0, low / (1 + deviation)), np.where(share == 1, 1, high / (1 + deviation))


def count_interval(count, dispersion=1):
    """Return the 95% bounds of the mean of counts whose variance is ``dispersion`` times their mean.

    With a dispersion of 1 these are the exact limits of a Poisson mean (Garwood 1936, Biometrika 28, 437-442).
    """
    from scipy.special import gammaincinv  # here, because it takes a while to import

    dispersion = np.asarray(dispersion, dtype="float64")
    scaled = np.asarray(count, dtype="float64") / dispersion
    low = np.where(scaled == 0, 0, gammaincinv(np.where(scaled == 0, 1, scaled), 0.025))
    return dispersion * low, dispersion * gammaincinv(scaled + 1, 0.975)
