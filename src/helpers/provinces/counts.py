"""Where: count incidents by area and place, and say which provinces can be ranked."""

import numpy as np
import pandas as pd

from ..data.province_names import match_provinces, resolve_names
from ..statistics.clusters import count_by_block


def count_by_province(incidents, provinces, column="province", *, aliases=None):
    """Count incidents by province, or by another kind of area.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With the column.
    provinces : geopandas.GeoDataFrame
        One row per area, with the column.
    column : str
        ``province`` or ``district``.
    aliases : dict of str to str, optional
        Names in the incidents to names on the map; see `match_provinces`.

    Returns
    -------
    geopandas.GeoDataFrame
        The areas with ``incidents``: their count, 0 where none is reported; see `list_unplaced` for the others.

    Raises
    ------
    DataError
        If more than one incident in twenty has a name that matches no area; fewer are named in a warning.

    Examples
    --------
    >>> incidents = pd.DataFrame({"province": ["Babil", "Al-Anbar governorate", None]})
    >>> count_by_province(incidents, pd.DataFrame({"province": ["Anbar", "Babil"]}))["incidents"].tolist()
    [1, 1]
    """
    matched = match_provinces(incidents, provinces, column, aliases=aliases)
    counts = provinces[column].map(matched[column].value_counts()).fillna(0).astype(int)
    assert counts.sum() == matched[column].isin(provinces[column]).sum()
    counted = provinces.assign(incidents=counts)
    counted.attrs = {**provinces.attrs, **incidents.attrs}
    return counted


def list_unplaced(incidents, areas, column="province", *, aliases=None):
    """Return the incidents that lie in none of the areas.

    Parameters
    ----------
    incidents, areas : pandas.DataFrame
        With the column.
    column : str
        ``province`` or ``district``.
    aliases : dict of str to str, optional
        As `count_by_province` takes them.

    Returns
    -------
    pandas.DataFrame
        The rows of ``incidents`` that `count_by_province` does not count.
    """
    found = resolve_names(incidents[column].dropna().unique(), areas, column, aliases)
    return incidents[~incidents[column].isin(list(found))]


def count_by_place(incidents):
    """Count incidents by place, where they are located to a site, a town or a road segment.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        With ``place``, ``location_precision`` and geometry. With a ``country``, as other people's events have it,
        places of one name are told apart by country and province.

    Returns
    -------
    geopandas.GeoDataFrame
        One row per place, most incidents first: ``place``, ``location_precision``, ``incidents``, and geometry: a
        point or the line of a road segment.
    """
    keys = ["country", "province", "place"] if "country" in incidents else ["place"]
    located = incidents[incidents.geometry.notna() & incidents["place"].notna()]
    by_place = located.groupby([*keys, "location_precision"], dropna=False)
    counts = located.loc[by_place.head(1).index, [*keys, "location_precision", "geometry"]]
    sizes = located.groupby(keys, dropna=False)["location_precision"].transform("size")
    counts["incidents"] = sizes.loc[counts.index].astype(int)
    return counts.sort_values(["incidents", "place"], ascending=[False, True], ignore_index=True)


def rank_provinces(incidents, column="province", *, draws=4000, seed=1):
    """Rank provinces by their number of incidents, and say how far the order can be trusted.

    Whole weeks are drawn with replacement, so that attacks of one week stay together (Davison and Hinkley 1997,
    Bootstrap Methods and their Application, chapter 8). Ranks come from the differences of all pairs at once: two
    provinces are told apart where their difference exceeds the 95th percentile of the largest studentised one
    (Mogstad, Romano, Shaikh and Wilhelm 2024, Review of Economic Studies 91, 476-518).

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and the column; those without a value are left out.
    column : str
        What to rank.
    draws, seed : int
        Number of bootstrap samples, and the seed of their random numbers.

    Returns
    -------
    pandas.DataFrame
        One row per province, most incidents first: the column, ``incidents``; ``behind``: how many fewer than
        the first has, with ``behind_low`` and ``behind_high``, the ends of a 95% interval of that difference alone;
        ``rank_best``, ``rank_worst``: ends of 95% intervals that hold for the ranks of all provinces together.

    Examples
    --------
    >>> days = pd.date_range("2021-01-04", periods=60, freq="7D")
    >>> incidents = pd.DataFrame({"date_start": [*days, *days[::2]], "province": ["A"] * 60 + ["B"] * 30})
    >>> rank_provinces(incidents)[["province", "incidents", "behind", "rank_best", "rank_worst"]].to_numpy().tolist()
    [['A', 60, 0, 1, 1], ['B', 30, 30, 2, 2]]
    """
    by_week = count_by_class(incidents, column)
    totals = by_week.sum().to_numpy()
    frame = pd.DataFrame({column: by_week.columns, "incidents": totals})
    frame.attrs = incidents.attrs
    drawn = resample_weeks(by_week, draws, seed)
    behind = drawn[:, :1] - drawn
    low, high = np.quantile(behind, [0.025, 0.975], axis=0) if len(frame) else ([], [])
    gaps = totals[:, None] - totals
    wobble = drawn[:, :, None] - drawn[:, None, :] - gaps
    deviation = wobble.std(axis=0)
    deviation[deviation == 0] = np.inf  # a province against itself, or against one that always has as many
    largest = (np.abs(wobble) / deviation).max(axis=(1, 2), initial=0)
    ahead = gaps > np.quantile(largest, 0.95) * np.where(np.isinf(deviation), 0, deviation)
    return frame.assign(
        behind=totals[:1].sum() - totals,
        behind_low=low,
        behind_high=high,
        rank_best=1 + ahead.sum(axis=0),
        rank_worst=len(frame) - ahead.sum(axis=1),
    )


def count_by_class(incidents, column="province", block="W"):
    """Count incidents by week (or month, ``M``), the empty ones included, and by a column, most frequent first."""
    counts = count_by_block(incidents[["date_start", column]].dropna(), column, block=block)
    return counts[counts.sum().sort_values(ascending=False, kind="stable").index].rename_axis(columns=column)


def resample_weeks(by_week, draws, seed):
    """Return the sums of weeks drawn with replacement: one row per draw, one column per column."""
    weeks = len(by_week)
    if weeks == 0:
        return np.zeros((draws, by_week.shape[1]))
    return np.random.default_rng(seed).multinomial(weeks, np.full(weeks, 1 / weeks), size=draws) @ by_week.to_numpy()
