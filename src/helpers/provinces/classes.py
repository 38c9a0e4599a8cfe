"""Round classes of counts, for the colours of a map."""

import math
from itertools import pairwise

import pandas as pd

ROUND = [25, *(first * 10**power for power in range(7) for first in (1, 2, 5))]
NONE = "no attack reported"
NO_DATA = "no data"
CLASSES = 3  # at most, beside those two


def add_classes(counts):
    """Give each count a class between round numbers, which travels with it as an ordered category.

    Parameters
    ----------
    counts : pandas.DataFrame
        With ``incidents``, missing where there are no data.

    Returns
    -------
    pandas.DataFrame
        The same rows with ``count_class``, whose categories are the labels: no data, none, then rising.

    Examples
    --------
    >>> counts = add_classes(pd.DataFrame({"incidents": [0, 3, 24, 25, 77]}))
    >>> counts["count_class"].tolist()
    ['no attack reported', '1–24', '1–24', '25–49', '50+']
    """
    count = counts["incidents"].astype("Float64")
    bounds = find_lower_bounds(0 if count.isna().all() else count.max())
    labels = [NO_DATA, f"no {counts.attrs.get('noun', 'attack')} reported", *label_bounds(bounds)]
    edges = [-math.inf, 0, *bounds, math.inf]
    classed = pd.cut(count.fillna(-1).astype(float), edges, right=False, labels=labels)
    return counts.assign(count_class=classed)


def find_lower_bounds(largest):
    """Find the lowest count of each class up to the largest count: 1, then multiples of a round step.

    Examples
    --------
    >>> find_lower_bounds(77), find_lower_bounds(2), find_lower_bounds(0)
    ([1, 25, 50], [1, 2], [])
    """
    share = max(largest / CLASSES, 1)
    step = min((number for number in ROUND if number <= max(largest, 1)), key=lambda n: (abs(math.log(n / share)), n))
    bounds = range(1, CLASSES + 1) if step == 1 else [1, *(step * number for number in range(1, CLASSES))]
    return [bound for bound in bounds if bound <= largest]


def label_bounds(bounds):
    """Name classes by their lowest counts, the last class left open.

    Examples
    --------
    >>> label_bounds([1, 2, 5]), read_bounds(["no data", "no attack reported", "1", "2–4", "5+"])
    (['1', '2–4', '5+'], [1, 2, 5])
    """
    below = [str(first) if after == first + 1 else f"{first}–{after - 1}" for first, after in pairwise(bounds)]
    return [*below, f"{bounds[-1]}+"] if bounds else []


def read_bounds(labels):
    """Return the lowest count of each class from the categories that `add_classes` made."""
    return [int(label.split("–")[0].rstrip("+")) for label in labels[2:]]
