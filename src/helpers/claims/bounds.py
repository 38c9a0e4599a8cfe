"""How many attacks were claimed at least and at most, when some claims do not say which and most reports are silent."""

import numpy as np
import pandas as pd

from ..data.claim_status import CLAIMED


def bound_batches(incidents, tables):
    """Say how many attacks each claim of several attacks adds to those that are claimed one by one.

    A claim of several attacks says how many, but not which. Attacks that its group claims one by one, attacks that
    another group claims and attacks outside the selection may be among them: the lower bound assumes that they are.
    ``batch_claims.csv`` counts attacks of this dataset, so attacks that no report covers are not among them.

    Parameters
    ----------
    incidents : pandas.DataFrame
        The incidents selected, with ``incident_id``.
    tables : dict of str to pandas.DataFrame
        The raw tables; ``incidents``, ``claims`` and ``batch_claims`` are used. An incident that may have happened
        in the period, or whose province is unknown, counts as one that the claim can cover.

    Returns
    -------
    pandas.DataFrame
        One row per claim of several attacks: ``batch_id``; ``group_id``; ``open``, the ids of the selected incidents
        that it can cover and that nobody claims one by one; ``fewest`` and ``most``, how many of these it claims.
    """
    claims, names = tables["claims"], ["incident_id", "date_start", "date_end", "province"]
    ids, starts, ends, provinces = (tables["incidents"][name].to_numpy() for name in names)
    unclaimed = set(incidents["incident_id"]) - set(claims.loc[claims["kind"] == "claim", "incident_id"])
    rows = []
    for batch in tables["batch_claims"].itertuples():
        covered = (starts <= batch.period_end) & (ends >= batch.period_start)
        if pd.notna(batch.provinces):
            named = [name.strip() for name in batch.provinces.split(";")]
            covered &= [pd.isna(province) or province in named for province in provinces]
        within = ids[covered]
        free = [incident for incident in within if incident in unclaimed]
        elsewhere = len(within) - len(free)
        fewest = min(max(0, batch.fewest - elsewhere), len(free))
        most = len(free) if pd.isna(batch.most) else min(batch.most, len(free))
        rows.append((batch.batch_id, batch.group_id, free, fewest, most))
    return pd.DataFrame(rows, columns=["batch_id", "group_id", "open", "fewest", "most"])


def bound_claimed(incidents, tables):
    """Bound the share of claimed attacks: claims that do not say which, and reports that do not speak of claims.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``incident_id`` and ``claim_status``.
    tables : dict of str to pandas.DataFrame
        As for `bound_batches`.

    Returns
    -------
    pandas.DataFrame
        One row per way of counting, from the fewest claims to the most: ``label``, ``claimed``, ``total``, ``share``
        (a fraction of 1, missing where nothing is counted). Where any report speaks of claims, only those attacks
        are in the total. The last row counts an attack as claimed unless a report says that nobody had claimed it.

    Examples
    --------
    >>> days = pd.to_datetime(["2021-08-16", "2021-08-17", "2021-08-18"])
    >>> incidents = pd.DataFrame({"incident_id": list("ABC"), "date_start": days, "date_end": days})
    >>> incidents = incidents.assign(province="Babil", claim_status=["claimed", "not_mentioned", "none_reported"])
    >>> claims = pd.DataFrame({"incident_id": ["A"], "group_id": ["g"], "kind": ["claim"]})
    >>> batches = pd.DataFrame({"batch_id": ["B001"], "group_id": ["g"], "provinces": [None], "fewest": [2]})
    >>> batches = batches.assign(most=3, period_start=days[0], period_end=days[2])
    >>> tables = {"incidents": incidents, "claims": claims, "batch_claims": batches}
    >>> bound_claimed(incidents, tables)["claimed"].tolist()
    [1, 2, 3, 1, 3]
    """
    status = incidents["claim_status"]
    one_by_one, total = int(status.isin(CLAIMED).sum()), len(incidents)
    refused = set(incidents.loc[status == "none_reported", "incident_id"])  # early reports; a batch may cover them
    batches = bound_batches(incidents, tables)
    silent = total - one_by_one - len(refused)
    spoken = total - int((status == "not_mentioned").sum())
    most = one_by_one + silent + _count_most(batches, refused)
    rows = [
        ("claimed individually", one_by_one, total),
        ("with batch claims, at least", one_by_one + _count_fewest(batches), total),
        ("with batch claims, at most", one_by_one + _count_most(batches), total),
        ("claimed individually, where a report mentions claims", one_by_one, spoken),
        ("with batch claims, and wherever reports are silent", most, total),
    ]
    table = pd.DataFrame(rows, columns=["label", "claimed", "total"])
    return table.assign(share=table["claimed"] / table["total"].where(table["total"] > 0))


def _count_fewest(batches):
    """Count the fewest incidents that satisfy all claims of several attacks; one incident may serve several claims."""
    from scipy.optimize import LinearConstraint, milp  # here, because it takes a while to import

    batches = batches[batches["fewest"] > 0]
    if batches.empty:
        return 0
    covers = _tabulate(batches["open"])
    enough = LinearConstraint(covers, batches["fewest"])
    return round(milp(np.ones(covers.shape[1]), constraints=enough, integrality=1, bounds=(0, 1)).fun)


def _count_most(batches, among=None):
    """Count the most incidents that the claims of several attacks can cover together, of all or of some."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    if batches.empty:
        return 0
    ids = batches["open"].map(lambda ids: [incident for incident in ids if among is None or incident in among])
    each = batches["most"].to_numpy(dtype=int)
    covers = np.repeat(_tabulate(ids), each, axis=0)  # one row per attack that is claimed
    return int((maximum_bipartite_matching(csr_array(covers)) >= 0).sum()) if covers.size else 0


def _tabulate(ids):
    """Say in a table of numbers which claims (rows) can cover which incidents (columns)."""
    incidents = sorted({incident for covered in ids for incident in covered})
    return np.array([[int(incident in covered) for incident in incidents] for covered in map(set, ids)], ndmin=2)
