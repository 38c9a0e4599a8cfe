"""The share of attacks that were claimed, with intervals; damage and casualties."""

import pandas as pd

from ..data.claim_status import CLAIM_STATUSES, CLAIMED
from ..statistics.intervals import share_with_interval


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
