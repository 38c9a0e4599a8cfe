"""Claims of several attacks that name none of them: how many more attacks they claim."""

import pandas as pd

from ..data.claim_status import CLAIMED
from ..data.wording import format_count


def bound_batches(incidents, claims, batches):
    """Say how many incidents each claim of several attacks adds to those that its group claims anyway.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``incident_id``, ``date_start``, ``date_end``, ``province`` and ``claim_status``.
    claims, batches : pandas.DataFrame
        The raw tables ``claims`` and ``batch_claims``.

    Returns
    -------
    pandas.DataFrame
        One row per claim of several attacks: ``batch_id``; ``held``, incidents of its period and provinces that the
        group claims one by one; ``candidates``, the others there, as a list of ``incident_id``; ``unclaimed``, those
        of them that no group claims; ``fewest``, ``most``: how many of these it claims. An incident
        that can have happened in the period, or whose province is not known, counts as being there.
    """
    claimed = claims[claims["kind"] == "claim"]
    unclaimed = set(incidents.loc[~incidents["claim_status"].isin(CLAIMED), "incident_id"])
    rows = []
    for batch in batches.itertuples():
        there = (incidents["date_start"] <= batch.period_end) & (incidents["date_end"] >= batch.period_start)
        if pd.notna(batch.provinces):
            names = [name.strip() for name in batch.provinces.split(";")]
            there &= incidents["province"].isin(names) | incidents["province"].isna()
        own = set(claimed.loc[claimed["group_id"] == batch.group_id, "incident_id"])
        window = incidents.loc[there, "incident_id"]
        candidates = [incident for incident in window if incident not in own]
        free = [incident for incident in candidates if incident in unclaimed]
        held = len(window) - len(candidates)
        fewest = max(0, batch.fewest - held - (len(candidates) - len(free)))  # the rest may be claimed by others too
        most = len(free) if pd.isna(batch.most) else min(batch.most, len(free))
        rows.append((batch.batch_id, held, candidates, free, min(fewest, most), most))
    return pd.DataFrame(rows, columns=["batch_id", "held", "candidates", "unclaimed", "fewest", "most"])


def bound_claimed(incidents, claims, batches):
    """Bound the number of claimed incidents by the claims of several attacks.

    Parameters
    ----------
    incidents, claims, batches : pandas.DataFrame
        As for `bound_batches`.

    Returns
    -------
    pandas.Series
        ``claimed``, incidents that a group claims one by one; ``fewest``, ``most``: with those that claims of several
        attacks add; ``total``, all incidents. Claims that can cover the same incident do not add up to a higher
        lower bound, because they may cover the same ones.

    Examples
    --------
    >>> days = pd.to_datetime(["2021-08-16", "2021-08-17", "2021-08-18"])
    >>> incidents = pd.DataFrame({"incident_id": list("ABC"), "date_start": days, "date_end": days})
    >>> incidents = incidents.assign(province="Babil", claim_status=["claimed", "not_mentioned", "not_mentioned"])
    >>> claims = pd.DataFrame({"incident_id": ["A"], "group_id": ["g"], "kind": ["claim"]})
    >>> batches = pd.DataFrame({"batch_id": ["B001"], "group_id": ["g"], "provinces": [None], "fewest": [2]})
    >>> batches = batches.assign(most=3, period_start=days[0], period_end=days[2])
    >>> bound_claimed(incidents, claims, batches).to_dict()
    {'claimed': 1, 'fewest': 2, 'most': 3, 'total': 3}
    """
    bounds = bound_batches(incidents, claims, batches)
    claimed = int(incidents["claim_status"].isin(CLAIMED).sum())
    fewest = most = 0
    for rows in _group_overlapping(bounds):
        covered = {incident for unclaimed in rows["unclaimed"] for incident in unclaimed}
        fewest += int(rows["fewest"].max())
        most += min(int(rows["most"].sum()), len(covered))
    return pd.Series({"claimed": claimed, "fewest": claimed + fewest, "most": claimed + most, "total": len(incidents)})


def _group_overlapping(bounds):
    """Yield the rows of `bound_batches` in parts that have no candidate in common."""
    parts: list[tuple[set, list]] = []
    for number, candidates in enumerate(bounds["candidates"]):
        incidents, numbers = set(candidates), [number]
        for part in [part for part in parts if part[0] & incidents]:
            parts.remove(part)
            incidents, numbers = incidents | part[0], numbers + part[1]
        parts.append((incidents, numbers))
    return [bounds.iloc[numbers] for _, numbers in parts]


def describe_bounds(bounds):
    """Say between which shares the claimed incidents lie, counting claims that do not say which.

    Parameters
    ----------
    bounds : pandas.Series
        As `bound_claimed` returns it.

    Returns
    -------
    str

    Examples
    --------
    >>> describe_bounds(pd.Series({"claimed": 1, "fewest": 2, "most": 3, "total": 4}))
    'Groups claimed 1 of 4 attacks one by one; with claims that do not say which, 2 to 3 (50% to 75%)'
    """
    shares = [f"{bounds[end] / bounds['total']:.0%}" for end in ("fewest", "most")]
    one_by_one = f"Groups claimed {bounds['claimed']} of {format_count(bounds['total'], 'attack')} one by one"
    together = f"{bounds['fewest']} to {bounds['most']} ({' to '.join(shares)})"
    return f"{one_by_one}; with claims that do not say which, {together}"
