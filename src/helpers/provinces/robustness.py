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
    is_supply = by_road["road_id"].isin(supply_road)
    by_kind = by_road[(by_road["road_id"] != SEVERAL) & ((by_road["incidents"] > 0) | is_supply)].groupby(~is_supply)
    rates = 100 * by_kind["incidents"].sum() / by_kind["length_km"].sum()
    said = int(len(incidents) >= FEWEST)  # rows of which there is enough to speak
    first = [f"{row.province} (rank {row.rank_best}–{row.rank_worst})" for row in ranks.head(said).itertuples()]
    best = changes.nlargest(said, "chi_squared").itertuples()
    change = [f"{row.start:%b %Y} (p = {row.p_value:.2g})" for row in best]
    return pd.Series(
        {
            "reported attacks": str(len(incidents)),
            "most attacks": "".join(first) or "too few",
            "change in shares": "".join(change) or "too few",
            "attacks per 100 km: Kuwait–Baghdad, other roads": " and ".join(rates.map("{:.0f}".format)) or "no road",
        }
    )
