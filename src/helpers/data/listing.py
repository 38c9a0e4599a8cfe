"""Write incidents as a reader reads them: dates, places and claims in words."""

import pandas as pd

from .claim_status import CLAIM_STATUSES
from .wording import format_interval


def list_incidents(incidents, groups=None):
    """Say of each incident when, where and what is known of claims.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``incident_id``, ``date_start``, ``date_end``, ``province``, ``place``, ``location_precision``,
        ``claim_status``, ``claimants`` and ``report_urls``; other people's events may lack the last three.
    groups : pandas.DataFrame, optional
        With ``group_id`` and ``name``; needed if there are claimants.

    Returns
    -------
    pandas.DataFrame
        One row an incident, by date: ``incident_id``; ``date``, ``where`` and ``claim`` in words, ``claim`` missing if
        none are recorded; ``year`` of its first day; ``urls``, a list of addresses; and the columns ``province``,
        ``district``, ``place``, ``location_precision``, ``claim_status``.

    Examples
    --------
    >>> incident = {"incident_id": "A", "province": "Babil", "district": None, "place": None}
    >>> incident |= {"location_precision": "province", "claim_status": "claimed", "claimants": "g"}
    >>> days = pd.to_datetime(["2021-07-29", "2021-07-30"])
    >>> incidents = pd.DataFrame([{**incident, "date_start": days[0], "date_end": days[1]}])
    >>> listed = list_incidents(incidents, pd.DataFrame({"group_id": ["g"], "name": ["Group"]}))
    >>> listed[["date", "where", "claim"]].iloc[0].tolist()
    ['29–30 Jul 2021', 'Babil', 'claimed by one group: Group']
    """
    ordered = incidents.sort_values(["date_start", "incident_id"], ignore_index=True)
    for column in ("claim_status", "claimants", "report_urls"):
        if column not in ordered:
            ordered[column] = pd.Series(pd.NA, index=ordered.index, dtype="str")
    names = {} if groups is None else groups.set_index("group_id")["name"].to_dict()
    claims = zip(ordered["claim_status"], ordered["claimants"], strict=True)
    unknown = "Iraq, place unknown"
    if "country" in ordered:
        unknown = (ordered["country"] + ", place unknown").fillna("place unknown")
    place, province = ordered["place"].astype("str"), ordered["province"].astype("str")
    return ordered[["incident_id", "province", "district", "place", "location_precision", "claim_status"]].assign(
        date=[format_interval(*days) for days in zip(ordered["date_start"], ordered["date_end"], strict=True)],
        where=(place + ", " + province).fillna(place).fillna(province).fillna(unknown),
        claim=[_describe_claim(*claim, names) for claim in claims],
        year=ordered["date_start"].dt.year,
        urls=ordered["report_urls"].fillna("").str.split(),
    )


def _describe_claim(status, claimants, names):
    if pd.isna(status):
        return None
    claimed = "" if pd.isna(claimants) else f": {', '.join(names[group] for group in claimants.split(';'))}"
    return CLAIM_STATUSES[status] + claimed
