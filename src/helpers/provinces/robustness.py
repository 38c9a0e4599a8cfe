"""The results on where, each in a few words, for the table of robustness."""

import pandas as pd

from .change import find_province_change
from .corridor import SEVERAL, count_by_road
from .counts import rank_provinces

FEWEST = 20  # attacks that a result needs


def summarise_provinces(incidents, roads, supply_road):
    """Sum up where the incidents were, in a few words for each result.

    Parameters
    ----------
    incidents, roads : geopandas.GeoDataFrame
        As `helpers.count_by_road` takes them.
    supply_road : list of str
        ``road_id`` of the roads that are compared with all others.

    Returns
    -------
    pandas.Series
        Attacks; the province with most and the interval of its rank; the month of the change of provinces with its
        p-value; attacks per 100 km of the supply road and of all other roads with an attack.
    """
    ranks = rank_provinces(incidents, draws=1000)
    changes = find_province_change(incidents, permutations=999)
    by_road = count_by_road(incidents, roads, incidents.head(0), draws=1)  # towns do not matter here
    by_road = by_road[by_road["road_id"] != SEVERAL]
    by_road = by_road[(by_road["incidents"] > 0) | by_road["road_id"].isin(supply_road)]
    sides = [by_road[by_road["road_id"].isin(supply_road) == is_supply] for is_supply in (True, False)]
    rates = [100 * side["incidents"].sum() / side["length_km"].sum() for side in sides if len(side)]
    enough = len(incidents) >= FEWEST
    best = changes.nlargest(1, "chi_squared").itertuples()
    change = [f"{row.start:%b %Y} (p = {row.p_value:.2g})" for row in best if enough]
    first = [f"{row.province} (rank {row.rank_best}–{row.rank_worst})" for row in ranks.head(1).itertuples() if enough]
    return pd.Series(
        {
            "reported attacks": str(len(incidents)),
            "most attacks": (first or ["too few"])[0],
            "change in shares": (change or ["too few"])[0],
            "attacks per 100 km: Kuwait–Baghdad, other roads": " and ".join(f"{rate:.0f}" for rate in rates)
            or "no road",
        }
    )
