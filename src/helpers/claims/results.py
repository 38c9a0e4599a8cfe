"""The headline results on claims, and other choices of incidents and reports under which they should still stand."""

import pandas as pd

from ..data.claim_status import CLAIMED, classify_claims
from ..data.incidents import trace_origins
from ..data.vocabularies import CHART_GROUP_NAMES
from .bounds import bound_claimed

WIDELY = 6  # reports from which an attack is widely reported


def trace_claims(incidents, tables):
    """List who published each claim of these incidents.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``incident_id``.
    tables : dict of str to pandas.DataFrame
        The raw tables.

    Returns
    -------
    pandas.DataFrame
        One row per incident, group and outlet with a text of its own that reports the claim (a reprint stands for the
        outlet that it reprints): ``incident_id``, ``group`` (its name, missing where the report names none),
        ``outlet_id`` and ``media``, the name of the outlet's group. Videos without a claim do not count.

    Examples
    --------
    >>> claims = pd.DataFrame({"incident_id": ["A", "A"], "group_id": "g", "kind": "claim", "report_id": ["R1", "R2"]})
    >>> reports = pd.DataFrame({"report_id": ["R1", "R2"], "outlet_id": ["o", "p"], "reprint_of": [None, "o"]})
    >>> outlets = pd.DataFrame({"outlet_id": ["o", "p"], "chart_group": ["russian", "iraqi"]})
    >>> groups = pd.DataFrame({"group_id": ["g"], "name": ["Group"]})
    >>> tables = {"claims": claims, "reports": reports, "outlets": outlets, "groups": groups}
    >>> trace_claims(pd.DataFrame({"incident_id": ["A"]}), tables).values.tolist()
    [['A', 'Group', 'o', 'Russian media']]
    """
    claims = tables["claims"]
    claims = claims[(claims["kind"] == "claim") & claims["incident_id"].isin(incidents["incident_id"])]
    traced = claims.merge(tables["reports"], on="report_id", validate="m:1")
    outlet = traced["reprint_of"].fillna(traced["outlet_id"])
    media = outlet.map(tables["outlets"].set_index("outlet_id")["chart_group"]).map(CHART_GROUP_NAMES)
    group = traced["group_id"].map(tables["groups"].set_index("group_id")["name"])
    traced = pd.DataFrame({"incident_id": traced["incident_id"], "group": group, "outlet_id": outlet, "media": media})
    return traced.drop_duplicates(ignore_index=True)


def measure_claims(incidents, tables):
    """Measure the headline results on claims.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``incident_id``, ``claim_status`` and ``reports``.
    tables : dict of str to pandas.DataFrame
        The raw tables.

    Returns
    -------
    pandas.Series
        Fractions of 1, missing where there is nothing to divide by. The gap is a difference of fractions: attacks with
        at least `WIDELY` reports less the others. Of claimed attacks that Iraqi media cover, the last is the share on
        which Iraqi media report the claim.
    """
    bounds = bound_claimed(incidents, tables)["share"]
    claimed, widely = incidents["claim_status"].isin(CLAIMED), incidents["reports"] >= WIDELY
    origins = trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    iraqi = set(origins.loc[origins["chart_group"] == "iraqi", "incident_id"])
    traced = trace_claims(incidents, tables)
    by_group = traced.drop_duplicates(["incident_id", "group"])["group"].value_counts()
    outlets = traced.groupby("incident_id")["outlet_id"].nunique()
    carried = traced.loc[traced["media"] == CHART_GROUP_NAMES["iraqi"], "incident_id"].nunique()
    covered = outlets.index.isin(iraqi).sum()
    results = {
        "claimed individually": bounds[0],
        "claimed, at least": bounds[1],
        "claimed, at most": bounds[4],
        "difference, 6 or more reports and fewer": claimed[widely].mean() - claimed[~widely].mean(),
        "claims by the top two groups": by_group.head(2).sum() / (by_group.sum() or float("nan")),
        "claims in one outlet only": (outlets == 1).mean(),
        "claims reported by Iraqi media": carried / (covered or float("nan")),
    }
    return pd.Series(results, dtype="float")


def vary_claims(variants, tables):
    """Give each choice of incidents the tables that go with it: without an outlet, its claims are gone as well.

    Parameters
    ----------
    variants : dict of str to geopandas.GeoDataFrame
        As `helpers.vary_selection` returns them; "without" and the name of an outlet leaves out this outlet.
    tables : dict of str to pandas.DataFrame
        The raw tables.

    Returns
    -------
    dict of str to tuple
        The same names; incidents, with the claim status that the tables left give them, and tables.
    """
    outlets = tables["outlets"].drop_duplicates("name")
    left_out = dict(zip("without " + outlets["name"], outlets["outlet_id"], strict=True))
    choices = {}
    for name, incidents in variants.items():
        rest = tables
        if name in left_out:
            rest = drop_outlet(tables, left_out[name])
            status = classify_claims(incidents, rest["observations"], rest["claims"]).set_axis(incidents.index)
            incidents = incidents.assign(claim_status=status["claim_status"], claimants=status["claimants"])
        choices[name] = (incidents, rest)
    return choices


def drop_outlet(tables, outlet_id):
    """Return the raw tables without what an outlet's own texts say, their reprints included.

    Examples
    --------
    >>> reports = pd.DataFrame({"report_id": ["R1", "R2", "R3"], "outlet_id": list("opp")})
    >>> reports["reprint_of"] = [None, "o", None]
    >>> claims = pd.DataFrame({"report_id": ["R1", "R2", "R3"]})
    >>> tables = {"reports": reports, "claims": claims, "observations": claims, "batch_claims": claims}
    >>> drop_outlet(tables, "o")["claims"]["report_id"].tolist()
    ['R3']
    """
    reports = tables["reports"]
    gone = reports.loc[reports["reprint_of"].fillna(reports["outlet_id"]) == outlet_id, "report_id"]
    names = ["observations", "claims", "batch_claims"]
    return {**tables, **{name: tables[name][~tables[name]["report_id"].isin(gone)] for name in names}}
