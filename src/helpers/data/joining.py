"""Join tables and values by key."""

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


def look_up(table, other, key):
    """Join another table by key; its columns get a suffix, the key's name without '_id'."""
    rows = table.dropna(subset=[key])
    other = other if other.index.is_unique else other[~other.index.duplicated()]
    return rows.join(other.add_suffix(f"_{key.removesuffix('_id')}"), on=key, how="inner")


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
