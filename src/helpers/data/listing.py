"""Write incidents as a reader reads them: dates, places and claims in words."""

import pandas as pd

from .claim_status import CLAIM_STATUSES
from .wording import format_interval


def list_incidents(incidents, groups):
    """Say of each incident when, where and what is known of claims.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``incident_id``, ``date_start``, ``date_end``, ``province``, ``place``,
        ``location_precision``, ``claim_status``, ``claimants`` and ``report_urls``.
    groups : pandas.DataFrame
        With ``group_id`` and ``name``.

    Returns
    -------
    pandas.DataFrame
        One row an incident, by date: ``incident_id``; ``date``, ``where`` and ``claim`` in
        words; ``year`` of its first day; ``urls``, a list of addresses; and the columns
        ``province``, ``district``, ``place``, ``location_precision``, ``claim_status``.

    Examples
    --------
    >>> incidents = pd.DataFrame(
    ...     {
    ...         "incident_id": ["A"],
    ...         "date_start": pd.to_datetime(["2021-07-29"]),
    ...         "date_end": pd.to_datetime(["2021-07-30"]),
    ...         "province": ["Babil"],
    ...         "district": [None],
    ...         "place": [None],
    ...         "location_precision": ["province"],
    ...         "claim_status": ["claimed"],
    ...         "claimants": ["g"],
    ...         "report_urls": ["https://example.org/1"],
    ...     }
    ... )
    >>> listed = list_incidents(incidents, pd.DataFrame({"group_id": ["g"], "name": ["Group"]}))
    >>> listed[["date", "where", "claim"]].iloc[0].tolist()
    ['29–30 Jul 2021', 'Babil', 'claimed by one group: Group']
    """
    ordered = incidents.sort_values(["date_start", "incident_id"], ignore_index=True)
    names = groups.set_index("group_id")["name"]
    claims = [
        CLAIM_STATUSES[status] if pd.isna(ids) else f"{CLAIM_STATUSES[status]}: {', '.join(names[ids.split(';')])}"
        for status, ids in zip(ordered["claim_status"], ordered["claimants"], strict=True)
    ]
    where = [
        ", ".join(part for part in parts if pd.notna(part)) or "Iraq, not told where"
        for parts in zip(ordered["place"], ordered["province"], strict=True)
    ]
    return ordered[["incident_id", "province", "district", "place", "location_precision", "claim_status"]].assign(
        date=[format_interval(*days) for days in zip(ordered["date_start"], ordered["date_end"], strict=True)],
        where=where,
        claim=claims,
        year=ordered["date_start"].dt.year,
        urls=ordered["report_urls"].str.split(" "),
    )
