"""The headline results on claims, so that they can be compared under other choices."""

import pandas as pd

from ..data.claim_status import CLAIMED
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
    [['A', 'Group', 'o', 'Russian']]
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
        Fractions of 1, missing where there is nothing to divide by.
    """
    bounds = bound_claimed(incidents, tables)["share"]
    claimed = incidents["claim_status"].isin(CLAIMED)
    traced = trace_claims(incidents, tables)
    by_group = traced.drop_duplicates(["incident_id", "group"])["group"].value_counts()
    outlets = traced.groupby("incident_id")["outlet_id"].nunique()
    partisan = traced.loc[traced["media"] == CHART_GROUP_NAMES["iranian_and_armed_group"], "incident_id"].nunique()
    results = {
        "attacks claimed, at least": bounds[1],
        "attacks claimed, at most": bounds[4],
        "attacks claimed, where reports speak of claims": bounds[3],
        "attacks claimed: widely reported less others": claimed[incidents["reports"] >= WIDELY].mean()
        - claimed[incidents["reports"] < WIDELY].mean(),
        "named claims by the two groups with most": by_group.head(2).sum() / (by_group.sum() or float("nan")),
        "claims that a single outlet reports": (outlets == 1).mean(),
        "claims that Iranian and armed-group media report": partisan / (len(outlets) or float("nan")),
    }
    return pd.Series(results, dtype="float")
