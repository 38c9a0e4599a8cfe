"""The same incidents under other choices: what is left of a result if the doubtful ones are left out."""

from .incidents import trace_origins
from .selection import PUBLISHED, select_incidents

WIDE = "including diplomatic convoys"  # what other scopes there are


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
        "all attacks above", "attacks dated to the day", "attacks with two or more informants", "without" each outlet,
        "without attacks denied or only claimed", "including diplomatic convoys".
    """
    chosen = {**PUBLISHED, **chosen}
    base = select_incidents(incidents, **chosen).incidents
    claimed_only = (base["outcome"] == "claimed_only") | (base["denial"] == "no_attack")
    corroborated = base["corroboration"].isin(["two_sides", "two_informants"])
    variants = {
        "all attacks above": base,
        "attacks dated to the day": base[base["date_start"] == base["date_end"]],
        "attacks with two or more informants": base[corroborated],
    }
    origins = trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    origins = origins[origins["incident_id"].isin(base["incident_id"])].drop_duplicates(["incident_id", "origin"])
    names = tables["outlets"].set_index("outlet_id")["name"]
    for outlet in origins["origin"].value_counts().index[:outlets]:
        others = origins.loc[origins["origin"] != outlet, "incident_id"]
        variants[f"without {names[outlet]}"] = base[base["incident_id"].isin(others)]
    variants["without attacks denied or only claimed"] = base[~claimed_only]
    variants[WIDE] = select_incidents(incidents, **{**chosen, "scope": None}).incidents
    return variants
