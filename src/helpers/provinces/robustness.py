"""The same incidents under other choices: what is left of a result if the doubtful ones are left out."""

import pandas as pd

from ..data.incidents import trace_origins
from ..data.selection import PUBLISHED, select_incidents
from .change import find_province_change
from .corridor import SEVERAL, count_by_road
from .counts import rank_provinces

FEWEST = 20  # attacks that a result needs
WIDE = "wide scope"


def vary_selection(incidents, tables, *, outlets=3, **chosen):
    """Select the incidents as published, and once under each other choice.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        All of them, as `helpers.load_incidents` returns them.
    tables : dict of str to pandas.DataFrame
        As `helpers.load_tables` returns them.
    outlets : int
        So many of the largest outlets are left out, one at a time: an incident goes if no other outlet has a text of
        its own on it.
    **chosen
        As `helpers.select_incidents` takes them.

    Returns
    -------
    dict of str to geopandas.GeoDataFrame
        "as published", "certain dates only", "two informants or more", "without" each outlet, "without claimed-only
        and denied", "wide scope".
    """
    chosen = {**PUBLISHED, **chosen}
    base = select_incidents(incidents, **chosen).incidents
    claimed_only = (base["outcome"] == "claimed_only") | (base["denial"] == "no_attack")
    corroborated = base["corroboration"].isin(["two_sides", "two_informants"])
    variants = {
        "as published": base,
        "certain dates only": base[base["date_precision"] == "day"],
        "two informants or more": base[corroborated],
    }
    origins = trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    origins = origins[origins["incident_id"].isin(base["incident_id"])].drop_duplicates(["incident_id", "origin"])
    names = tables["outlets"].set_index("outlet_id")["name"]
    for outlet in origins["origin"].value_counts().index[:outlets]:
        others = origins.loc[origins["origin"] != outlet, "incident_id"]
        variants[f"without {names[outlet]}"] = base[base["incident_id"].isin(others)]
    variants["without claimed-only and denied"] = base[~claimed_only]
    variants[WIDE] = select_incidents(incidents, **{**chosen, "scope": None}).incidents
    return variants


def summarise_provinces(incidents, roads, towns, supply_road):
    """Sum up where the incidents were, in a few words for each result.

    Parameters
    ----------
    incidents, roads, towns : geopandas.GeoDataFrame
        As `helpers.count_by_road` takes them.
    supply_road : list of str
        ``road_id`` of the roads that are compared with all others.

    Returns
    -------
    pandas.Series
        Attacks; the province with most and the interval of its rank; the month of the change of provinces with its
        p-value; attacks per 100 km of the supply road and of all other roads.
    """
    ranks = rank_provinces(incidents, draws=1000)
    changes = find_province_change(incidents, permutations=999)
    by_road = count_by_road(incidents, roads, towns, draws=1)
    by_road = by_road[by_road["road_id"] != SEVERAL]
    sides = [by_road[by_road["road_id"].isin(supply_road) == is_supply] for is_supply in (True, False)]
    rates = [100 * side["incidents"].sum() / side["length_km"].sum() for side in sides if len(side)]
    enough = len(incidents) >= FEWEST
    best = changes.nlargest(1, "chi_squared").itertuples()
    change = [f"{row.start:%b %Y} (p = {row.p_value:.2g})" for row in best if enough]
    first = [f"{row.province} (rank {row.rank_best}–{row.rank_worst})" for row in ranks.head(1).itertuples() if enough]
    return pd.Series(
        {
            "reported attacks": str(len(incidents)),
            "province with most": (first or ["too few"])[0],
            "change of provinces": (change or ["too few"])[0],
            "attacks per 100 km, supply road and others": " and ".join(f"{rate:.0f}" for rate in rates) or "no road",
        }
    )
