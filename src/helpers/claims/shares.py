"""Who says they did it: claim status, shares with intervals, claimants."""

import numpy as np
import pandas as pd
import pyarrow
import pyarrow.compute

from ..statistics.intervals import share_with_interval

CLAIM_STATUSES = {
    "claimed": "claimed by one group",
    "several_claimants": "claimed by several groups",
    "video_only": "footage released, no claim told",
    "none_reported": "no claim yet when reported",
    "not_mentioned": "no report mentions claims",
}
CLAIMED = ["claimed", "several_claimants"]


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
        With ``incident_id``, ``group_id`` and ``kind``.

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
    >>> claims = pd.DataFrame({"incident_id": ["A"], "group_id": ["g"], "kind": ["claim"]})
    >>> classify_claims(incidents, observations, claims)["claim_status"].tolist()
    ['claimed', 'none_reported', 'not_mentioned']
    """
    claimed = claims[claims["kind"] == "claim"]
    claimants = claimed.groupby("incident_id")["group_id"].nunique()
    found = {  # later ones overrule earlier ones
        "none_reported": observations.loc[observations["claim_status"] == "none_reported", "incident_id"],
        "video_only": claims.loc[claims["kind"] == "video", "incident_id"],
        "claimed": claimants.index,
        "several_claimants": claimants.index[claimants > 1],
    }
    told = pd.concat([pd.Series(status, index=pd.Index(ids), dtype="str") for status, ids in found.items()])
    told = told[~told.index.duplicated(keep="last")]
    status = told.reindex(pd.Index(incidents["incident_id"]), fill_value="not_mentioned")
    names = join_values(claims["incident_id"], claims["group_id"], ";")
    return pd.DataFrame({"claim_status": status, "claimants": names.reindex(status.index)}).reset_index()


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
    pairs = pd.DataFrame({"key": keys, "value": values}, dtype="str").dropna().sort_values(["key", "value"])
    before = pairs.shift()
    is_first = pairs["key"] != before["key"]
    is_new = is_first | (pairs["value"] != before["value"])
    pairs, is_first = pairs[is_new], is_first[is_new].to_numpy()
    starts = np.append(np.flatnonzero(is_first), len(pairs)).astype("int32")
    texts = pyarrow.table(pairs)["value"].cast(pyarrow.string()).combine_chunks()
    lists = pyarrow.ListArray.from_arrays(starts, texts)
    joined = pyarrow.compute.binary_join(lists, separator)  # in Python a million keys take seconds
    return pd.Series(pd.array(joined, dtype="str"), index=pairs["key"][is_first].array)


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


def share_claimed(incidents, column):
    """Count the claimed incidents in each class of a column, and give each share its interval.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``claim_status`` and the column; where it is missing, the class is "not told".
    column : str
        For example ``province``.

    Returns
    -------
    pandas.DataFrame
        One row a class, in order of its name: ``label``, ``claimed``, ``total``, ``share``, ``low``,
        ``high`` as fractions of 1, the interval Wilson's. Incidents without a claim status, as in data
        that tell of no claims, are not counted.

    Examples
    --------
    >>> incidents = pd.DataFrame({"province": ["Babil", "Babil"], "claim_status": ["claimed", "not_mentioned"]})
    >>> share_claimed(incidents, "province")[["label", "claimed", "total"]].values.tolist()
    [['Babil', 1, 2]]

    An export of other events will do, for example of UCDP's, where a column says which are claimed:

    >>> ucdp = pd.DataFrame({"adm_1": ["Babil governorate"], "claimed": [True]})
    >>> status = ucdp["claimed"].map({True: "claimed", False: "not_mentioned"})
    >>> share_claimed(ucdp.assign(claim_status=status), "adm_1")["claimed"].tolist()
    [1]
    """
    incidents = incidents[incidents["claim_status"].notna()]
    classes = incidents[column].fillna("not told")
    claimed = incidents["claim_status"].isin(CLAIMED).groupby(classes).agg(["sum", "size"])
    rows = [(label, count, total, *share_with_interval(count, total)) for label, count, total in claimed.itertuples()]
    return pd.DataFrame(rows, columns=["label", "claimed", "total", "share", "low", "high"])


def sum_losses(incidents):
    """Sum up the damage and the casualties that reports give, by claim status.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``claim_status`` and ``vehicles_damaged_min`` to ``injured_max``.

    Returns
    -------
    pandas.DataFrame
        One row a claim status that occurs and a kind of loss: ``label``, ``loss``, ``incidents``; ``told``:
        those of which a report gives the loss, be it none; ``with_loss``: those with at least one;
        ``least``, ``most``: sums of the lowest and highest figures; ``open``: incidents with a lowest but
        no highest figure, which ``most`` counts with the lowest.
    """
    rows = []
    for status, label in CLAIM_STATUSES.items():
        of_status = incidents[incidents["claim_status"] == status]
        for loss in ("vehicles_damaged", "killed", "injured") if len(of_status) else ():
            least, most = of_status[f"{loss}_min"], of_status[f"{loss}_max"]
            told = least.notna() | most.notna()
            is_open = least.notna() & most.isna()
            counts = (told.sum(), (least > 0).sum(), least.sum(), most.fillna(least).sum(), is_open.sum())
            rows.append((label, loss.replace("_", " "), len(of_status), *map(int, counts)))
    return pd.DataFrame(rows, columns=["label", "loss", "incidents", "told", "with_loss", "least", "most", "open"])


def describe_shares(shares):
    """Say between which shares the classes of `share_claimed` lie, and whether they can be told apart.

    Parameters
    ----------
    shares : pandas.DataFrame
        As `share_claimed` returns it.

    Returns
    -------
    str

    Examples
    --------
    >>> incidents = pd.DataFrame({"province": ["A", "A", "B"], "claim_status": ["claimed", "claimed", "not_mentioned"]})
    >>> describe_shares(share_claimed(incidents, "province"))
    'Claimed are 0% (B, 0 of 1) to 100% (A, 2 of 2); all intervals overlap'
    """
    if shares.empty:
        return "No attack was reported"
    ranked = shares.sort_values("share", kind="stable")
    least, most = ranked.iloc[0], ranked.iloc[-1]
    ends = [f"{row['share']:.0%} ({row['label']}, {row['claimed']} of {row['total']})" for row in (least, most)]
    apart = "some intervals do not overlap" if shares["low"].max() > shares["high"].min() else "all intervals overlap"
    return f"Claimed are {ends[0]} to {ends[1]}; {apart}"
