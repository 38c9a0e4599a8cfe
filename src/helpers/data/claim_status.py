"""What the reports say of claims, one status per incident."""

import pandas as pd

from .joining import join_values

CLAIM_STATUSES = {
    "claimed": "claimed by one group",
    "several_claimants": "claimed by several groups",
    "video_only": "video released, no claim reported",
    "batch": "possibly covered by a batch claim",
    "none_reported": "report says no group had claimed it",
    "not_mentioned": "no report mentions claims",
}
CLAIMED = ["claimed", "several_claimants"]


def classify_claims(incidents, observations, claims):
    """Say of each incident what the reports seen tell of claims.

    Competing claims are kept apart, as the Global Terrorism Database keeps them
    (codebook of 2021, variables ``claimed`` and ``compclaim``).

    Parameters
    ----------
    incidents, observations, claims : pandas.DataFrame
        The raw tables.

    Returns
    -------
    pandas.DataFrame
        One row an incident: ``incident_id``; ``claim_status``, a key of `CLAIM_STATUSES`; ``claimants``, the groups
        that claimed the attack or showed footage of it, separated by semicolons, missing if none is named.

    Examples
    --------
    >>> incidents = pd.DataFrame({"incident_id": ["A", "B", "C"]})
    >>> observations = incidents.assign(claim_status=["claimed", "none_reported", "not_mentioned"])
    >>> claims = pd.DataFrame({"incident_id": ["A"], "group_id": ["g"], "kind": ["claim"]})
    >>> classify_claims(incidents, observations, claims)["claim_status"].tolist()
    ['claimed', 'none_reported', 'not_mentioned']
    """
    claimed = claims[claims["kind"] == "claim"]
    claimants = claimed.groupby("incident_id")["group_id"].nunique()
    found = {  # later ones overrule earlier ones
        "none_reported": observations.loc[observations["claim_status"] == "none_reported", "incident_id"],
        "batch": observations.loc[observations["claim_status"] == "batch", "incident_id"],
        "video_only": claims.loc[claims["kind"] == "video", "incident_id"],
        "claimed": claimants.index,
        "several_claimants": claimants.index[claimants > 1],
    }
    told = pd.concat([pd.Series(status, index=pd.Index(ids), dtype="str") for status, ids in found.items()])
    told = told[~told.index.duplicated(keep="last")]
    status = told.reindex(pd.Index(incidents["incident_id"]), fill_value="not_mentioned")
    names = join_values(claims["incident_id"], claims["group_id"], ";")
    return pd.DataFrame({"claim_status": status, "claimants": names.reindex(status.index)}).reset_index()
