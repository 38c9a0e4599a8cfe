"""Who says they did it: claim status, shares with intervals, claimants."""

import pandas as pd

from .intervals import share_with_interval

CLAIM_STATUSES = {
    "claimed": "claimed by one group",
    "several_claimants": "claimed by several groups",
    "claimed_denied": "claimed, officially denied",
    "video_only": "footage released, no claim told",
    "none_reported": "no claim yet when reported",
    "not_mentioned": "no report mentions claims",
}


def classify_claims(incidents, observations, claims):
    """Say of each incident what the reports seen tell of claims.

    Competing claims are kept apart, as the Global Terrorism Database keeps them
    (codebook of 2021, variables ``claimed`` and ``compclaim``).

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``incident_id``.
    observations : pandas.DataFrame
        With ``incident_id`` and ``claim_status``.
    claims : pandas.DataFrame
        With ``incident_id``, ``group_id``, ``kind`` and ``denial``.

    Returns
    -------
    pandas.DataFrame
        One row an incident: ``incident_id``; ``claim_status``, a key of
        `helpers.CLAIM_STATUSES`; ``claimants``, the groups that claimed the attack
        or showed footage of it, separated by semicolons, missing if none is named.

    Examples
    --------
    >>> incidents = pd.DataFrame({"incident_id": ["A", "B", "C"]})
    >>> observations = pd.DataFrame(
    ...     {"incident_id": ["A", "B", "C"], "claim_status": ["claimed", "none_reported", "not_mentioned"]}
    ... )
    >>> claims = pd.DataFrame({"incident_id": ["A"], "group_id": ["g"], "kind": ["claim"], "denial": [None]})
    >>> classify_claims(incidents, observations, claims)["claim_status"].tolist()
    ['claimed', 'none_reported', 'not_mentioned']
    """
    claimed = claims[claims["kind"] == "claim"]
    claimants = claimed.groupby("incident_id")["group_id"].nunique()
    denied = claimed.loc[claimed["denial"].notna(), "incident_id"]
    shown = claims.loc[claims["kind"] == "video", "incident_id"]
    asked = observations.loc[observations["claim_status"] == "none_reported", "incident_id"]

    status = pd.Series("not_mentioned", index=incidents["incident_id"])
    # Later lines overrule earlier ones.
    status[status.index.isin(asked)] = "none_reported"
    status[status.index.isin(shown)] = "video_only"
    status[status.index.isin(claimants.index)] = "claimed"
    status[status.index.isin(claimants.index[claimants > 1])] = "several_claimants"
    status[status.index.isin(denied)] = "claimed_denied"
    named = claims.dropna(subset=["group_id"])
    names = named.groupby("incident_id")["group_id"].agg(lambda groups: ";".join(sorted(set(groups))))
    return pd.DataFrame({"claim_status": status, "claimants": names.reindex(status.index)}).reset_index()


def share_by_claim_status(incidents, confidence=0.95):
    """Count incidents by claim status and give each share its interval.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``claim_status``.
    confidence : float

    Returns
    -------
    pandas.DataFrame
        One row a claim status, in the order of `helpers.CLAIM_STATUSES`, those
        without an incident included: ``claim_status``, ``label``, ``incidents``,
        ``total``, and ``share``, ``low``, ``high`` as fractions of 1; the interval
        is Wilson's (1927, JASA 22, 209-212). Shares are missing if there is no incident.

    Examples
    --------
    >>> shares = share_by_claim_status(pd.DataFrame({"claim_status": ["claimed", "none_reported"]}))
    >>> shares.loc[0, ["incidents", "total", "share"]].to_dict()
    {'incidents': 1.0, 'total': 2.0, 'share': 0.5}
    """
    counts = incidents["claim_status"].value_counts().reindex(list(CLAIM_STATUSES), fill_value=0)
    total = int(counts.sum())
    intervals = [share_with_interval(count, total, confidence) for count in counts]
    shares = pd.DataFrame(intervals, columns=["share", "low", "high"])
    shares.insert(0, "claim_status", counts.index)
    shares.insert(1, "label", list(CLAIM_STATUSES.values()))
    shares.insert(2, "incidents", counts.to_numpy())
    shares.insert(3, "total", total)
    return shares


def count_claimants_by_province(incidents, claims, groups):
    """Count the incidents that each group claimed or showed, by province.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``incident_id`` and ``province``.
    claims : pandas.DataFrame
        With ``incident_id``, ``group_id`` and ``kind``.
    groups : pandas.DataFrame
        With ``group_id`` and ``name``.

    Returns
    -------
    pandas.DataFrame
        One row a group, kind and province: ``group`` (its name), ``kind``, ``province``
        ("not told" where none is), ``incidents``. An incident claimed by two groups
        counts for each of them, several reports of one claim count once.

    Examples
    --------
    >>> incidents = pd.DataFrame({"incident_id": ["A", "B"], "province": ["Babil", None]})
    >>> claims = pd.DataFrame({"incident_id": ["A", "A"], "group_id": ["g", "g"], "kind": ["claim", "claim"]})
    >>> groups = pd.DataFrame({"group_id": ["g"], "name": ["Group"]})
    >>> count_claimants_by_province(incidents, claims, groups).to_dict("records")
    [{'group': 'Group', 'kind': 'claim', 'province': 'Babil', 'incidents': 1}]
    """
    distinct = claims[["incident_id", "group_id", "kind"]].dropna(subset=["group_id"]).drop_duplicates()
    rows = distinct.merge(incidents[["incident_id", "province"]], on="incident_id", validate="m:1")
    rows = rows.merge(groups[["group_id", "name"]], on="group_id", validate="m:1").rename(columns={"name": "group"})
    rows["province"] = rows["province"].fillna("not told")
    return rows.groupby(["group", "kind", "province"]).size().rename("incidents").reset_index()


def count_claims_by_province(incidents):
    """Count incidents by province and claim status.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``province`` and ``claim_status``.

    Returns
    -------
    pandas.DataFrame
        One row a province, most incidents first, one column a claim status that
        occurs; incidents without a province stand under "not told".

    Examples
    --------
    >>> incidents = pd.DataFrame({"province": ["Babil", None], "claim_status": ["claimed", "claimed"]})
    >>> count_claims_by_province(incidents)["claimed"].to_dict()
    {'Babil': 1, 'not told': 1}
    """
    table = pd.crosstab(incidents["province"].fillna("not told"), incidents["claim_status"])
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return table.loc[order].rename_axis(index="province", columns=None)


def describe_claim_provinces(table):
    """Say in how many provinces incidents were claimed or footage was shown.

    Parameters
    ----------
    table : pandas.DataFrame
        As `helpers.count_claims_by_province` returns it.

    Returns
    -------
    str
    """
    table = table.drop(index="not told", errors="ignore")
    silent = table.columns.isin(["none_reported", "not_mentioned"])
    claimed = table.loc[:, ~silent].sum(axis=1)
    claimed = claimed[claimed > 0]
    if claimed.empty:
        return f"No claim or footage is reported from any of the {len(table)} provinces with incidents"
    listed = ", ".join(f"{province} {count}" for province, count in claimed.items())
    return f"Claims or footage are reported from {len(claimed)} of {len(table)} provinces with incidents: {listed}"
