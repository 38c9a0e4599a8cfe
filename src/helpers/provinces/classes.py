"""Round classes of counts, for the colours of a map."""

import math
from itertools import pairwise

import pandas as pd

ROUND = [25, *(first * 10**power for power in range(7) for first in (1, 2, 5))]
NONE = "no attack reported"
NO_DATA = "no data"


def name_none(counts):
    """Return the name of the class without any: attacks, or what other people's events are called."""
    return f"no {counts.attrs.get('noun', 'attack')} reported"


def is_none(label):
    """Say whether a label is that of the class without any."""
    return label.startswith("no ") and label != NO_DATA


def add_classes(counts, column="incidents", classes=3):
    """Give each count a class between round numbers, which travels with it as an ordered category.

    Parameters
    ----------
    counts : pandas.DataFrame
    column : str
        Counts; missing where there are no data.
    classes : int
        At most so many classes beside "no attack reported" and "no data".

    Returns
    -------
    pandas.DataFrame
        The same rows with ``count_class``, whose categories are the labels, rising.

    Examples
    --------
    >>> counts = add_classes(pd.DataFrame({"incidents": [0, 3, 24, 25, 77]}))
    >>> counts["count_class"].tolist()
    ['no attack reported', '1–24', '1–24', '25–49', '50+']
    """
    count = counts[column].astype("Float64")
    bounds = find_lower_bounds(0 if count.isna().all() else count.max(), classes)
    labels = [NO_DATA, name_none(counts), *label_bounds(bounds)]
    edges = [-math.inf, 0, *bounds, math.inf] if bounds else [-math.inf, 0, math.inf]
    classed = pd.cut(count.fillna(-1).astype(float), edges, right=False, labels=labels)
    return counts.assign(count_class=classed)


def find_lower_bounds(largest, classes=3):
    """Find the lowest count of each class: 1, then multiples of a round step, the last class left open.

    Parameters
    ----------
    largest : float
        The largest count.
    classes : int
        At most so many.

    Returns
    -------
    list of int

    Examples
    --------
    >>> find_lower_bounds(77), find_lower_bounds(2), find_lower_bounds(0)
    ([1, 25, 50], [1, 2], [])
    """
    share = max(largest / classes, 1)
    step = min((number for number in ROUND if number <= max(largest, 1)), key=lambda n: (abs(math.log(n / share)), n))
    later = [step * number for number in range(1, classes) if 1 < step * number <= largest]
    if step == 1:
        later = [number for number in range(2, classes + 1) if number <= largest]
    return [1, *later] if largest >= 1 else []


def label_bounds(bounds):
    """Name classes by their lowest counts, such as ``1–24`` and ``50+``.

    Examples
    --------
    >>> label_bounds([1, 2, 5]), read_bounds(["no data", "no attack reported", "1", "2–4", "5+"])
    (['1', '2–4', '5+'], [1, 2, 5])
    """
    below = [str(first) if after == first + 1 else f"{first}–{after - 1}" for first, after in pairwise(bounds)]
    return [*below, f"{bounds[-1]}+"] if bounds else []


def read_bounds(labels):
    """Return the lowest count of each class from the categories that `add_classes` made."""
    return [int(label.split("–")[0].rstrip("+")) for label in labels if not is_none(label) and label != NO_DATA]
