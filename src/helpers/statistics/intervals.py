"""How sure a share or a count is: intervals by published methods."""

from statistics import NormalDist

import numpy as np


def share_with_interval(count, total, confidence=0.95):
    """Return a share and its Wilson interval.

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
    share = count / total  # in closed form: scipy.stats has it too, but takes half a second to import
    deviation = NormalDist().inv_cdf((1 + confidence) / 2) ** 2 / total
    centre = share + deviation / 2
    reach = np.sqrt(deviation * (share * (1 - share) + deviation / 4))
    low, high = (centre - reach) / (1 + deviation), (centre + reach) / (1 + deviation)
    return share, 0.0 if count == 0 else float(low), 1.0 if count == total else float(high)


def add_count_intervals(counts, confidence=0.95):
    """Give each count the exact interval of a Poisson mean.

    The interval says within which limits the mean would lie if attacks came one by one
    and at random; it is Garwood's (1936, Biometrika 28, 437-442).

    Parameters
    ----------
    counts : pandas.DataFrame
        With ``incidents``.
    confidence : float

    Returns
    -------
    pandas.DataFrame
        The same rows with ``low`` and ``high``.

    Examples
    --------
    >>> import pandas as pd
    >>> add_count_intervals(pd.DataFrame({"incidents": [0, 10]})).round(2).to_dict("list")
    {'incidents': [0, 10], 'low': [0.0, 4.8], 'high': [3.69, 18.39]}
    """
    from scipy.special import gammaincinv  # here, because it takes a while to import

    count = counts["incidents"].astype("float64")
    tail = (1 - confidence) / 2
    return counts.assign(low=gammaincinv(count, tail).where(count > 0, count), high=gammaincinv(count + 1, 1 - tail))
