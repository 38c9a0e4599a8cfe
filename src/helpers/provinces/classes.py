"""Class counts for the colours of a map."""

import warnings

import numpy as np


def find_breaks(counts, classes=5):
    """Find the classes of counts that suit a map, with mapclassify.

    The classes are natural breaks, which put counts that lie close together into one
    class (Fisher 1958, JASA 53, 789-798; Jenks 1977).

    Parameters
    ----------
    counts : pandas.Series
        Counts of incidents; zero and missing ones have classes of their own.
    classes : int
        At most so many classes (the palette has five colours).

    Returns
    -------
    list of int
        The highest count of each class, rising.

    Examples
    --------
    >>> import pandas as pd
    >>> find_breaks(pd.Series([0, 1, 2, 9, 10, 30]), classes=3)
    [2, 10, 30]
    """
    positive = counts[counts > 0].astype(int)
    if positive.nunique() <= classes:
        return sorted(positive.unique().tolist())
    import mapclassify  # here, because it imports scikit-learn, which takes a second

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Numba not installed")  # it only makes this faster
        return mapclassify.FisherJenks(positive, k=classes).bins.astype(int).tolist()


def classify_counts(counts, breaks):
    """Put each area's count into a class for colouring.

    Parameters
    ----------
    counts : pandas.DataFrame
        With ``incidents``: a count, missing where there are no data.
    breaks : list of int
        As `find_breaks` returns it.

    Returns
    -------
    pandas.DataFrame
        The same rows with ``count_class``: 0 for no incident, then 1 upwards, -1 for no data.

    Raises
    ------
    ValueError
        If a count is above the last break.

    Examples
    --------
    >>> import pandas as pd
    >>> classify_counts(pd.DataFrame({"incidents": [0, 1, 9, None]}), [2, 10])["count_class"].tolist()
    [0, 1, 2, -1]
    """
    count = counts["incidents"].astype("Float64")
    if (breaks and (count > breaks[-1]).any()) or (not breaks and (count > 0).any()):
        raise ValueError(f"a count of {count.max():.0f} lies above the last of the breaks {breaks}")
    count_class = np.searchsorted([0, *breaks], count.fillna(0).to_numpy(dtype=float))
    return counts.assign(count_class=np.where(count.isna(), -1, count_class))


def label_classes(breaks):
    """Name the classes of counts.

    Parameters
    ----------
    breaks : list of int
        As `find_breaks` returns it.

    Returns
    -------
    dict of int to str
        Class, as in `classify_counts`, to its label; -1 for no data.

    Examples
    --------
    >>> label_classes([1, 4])
    {-1: 'no data', 0: 'none in the reports read', 1: '1', 2: '2–4'}
    """
    labels = {-1: "no data", 0: "none in the reports read"}
    for number, (below, last) in enumerate(zip([0, *breaks], breaks, strict=False), 1):
        labels[number] = f"{last}" if last == below + 1 else f"{below + 1}–{last}"
    return labels
