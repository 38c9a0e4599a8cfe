"""Which groups claimed, when and where, and how that changes with whom one reads."""

import pandas as pd

from ..data.claim_status import CLAIMED, classify_claims
from ..data.incidents import trace_origins
from ..data.vocabularies import CHART_GROUP_NAMES
from ..data.wording import format_count, format_day, list_counts
from ..statistics.intervals import add_count_intervals, share_with_interval

FEWEST = 5  # claims from which a pace is given


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


def profile_groups(incidents, claims, groups):
    """Say of each group when, where and how often its claims of these incidents fell.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``incident_id``, ``date_start`` and ``province``.
    claims : pandas.DataFrame
        With ``incident_id``, ``group_id`` and ``kind``; footage without a claim does not count.
    groups : pandas.DataFrame
        With ``group_id`` and ``name``.

    Returns
    -------
    pandas.DataFrame
        One row a group with a claim, most first: ``group``, ``incidents``; ``first``, ``last``: first days
        of the first and last incident claimed; ``provinces``, with counts; ``pace``: further claims
        after the first in 30 days up to the last, with its exact 95% interval ``low`` to ``high``, missing for
        fewer than five claims.
    """
    claimed = claims.loc[claims["kind"] == "claim", ["incident_id", "group_id"]].dropna().drop_duplicates()
    rows = claimed.merge(incidents[["incident_id", "date_start", "province"]], on="incident_id", validate="m:1")
    names = groups.set_index("group_id")["name"]
    profiles = []
    for group, of_group in rows.groupby("group_id"):
        provinces = of_group["province"].fillna("not told").value_counts()
        first, last, count = of_group["date_start"].min(), of_group["date_start"].max(), len(of_group)
        further = add_count_intervals(pd.DataFrame({"incidents": [count - 1]})).iloc[0]
        months = (last - first).days / 30
        pace = further / months if count >= FEWEST and months > 0 else further * float("nan")
        where = list_counts(provinces.rename_axis("province").reset_index(name="incidents"))
        profiles.append((names[group], count, first, last, where, *pace))
    columns = ["group", "incidents", "first", "last", "provinces", "pace", "low", "high"]
    table = pd.DataFrame(profiles, columns=columns)
    return table.sort_values(["incidents", "group"], ascending=[False, True], ignore_index=True)


def measure_delays(incidents, claims):
    """Measure the days from an attack to its claim, where both are known.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``incident_id``, ``date_start`` and ``date_end``.
    claims : pandas.DataFrame
        With ``incident_id``, ``group_id``, ``kind`` and ``claimed_on``.

    Returns
    -------
    pandas.DataFrame
        One row a group's claim of an incident with a known day, by its earliest telling:
        ``incident_id``, ``group_id``, ``claimed_on``; ``least``, ``most``: days since the attack.
    """
    dated = claims[(claims["kind"] == "claim") & claims["claimed_on"].notna()]
    earliest = dated.groupby(["incident_id", "group_id"])["claimed_on"].min().reset_index()
    joined = earliest.merge(incidents[["incident_id", "date_start", "date_end"]], on="incident_id", validate="m:1")
    least = (joined["claimed_on"] - joined["date_end"]).dt.days.clip(lower=0)
    most = (joined["claimed_on"] - joined["date_start"]).dt.days
    return joined.drop(columns=["date_start", "date_end"]).assign(least=least, most=most)


def share_claimed_by_media_group(incidents, observations, reports, outlets):
    """Compare what each group of media tells of claims with what all tell of the same incidents.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``incident_id`` and ``claim_status``.
    observations, reports, outlets : pandas.DataFrame
        The raw tables.

    Returns
    -------
    pandas.DataFrame
        One row a group: ``label``, ``total``: incidents that its own texts tell of; ``claimed``: those of
        which they tell a claim; ``share``, ``low``, ``high`` (Wilson); ``claimed_by_all``,
        ``share_by_all``: of the same incidents, those of which any group tells a claim. Shares are
        fractions of 1.
    """
    told = trace_origins(observations, reports, outlets)
    told = told[told["incident_id"].isin(incidents["incident_id"])]
    claimed = set(incidents.loc[incidents["claim_status"].isin(CLAIMED), "incident_id"])
    rows = []
    for group, own in told.groupby("chart_group"):
        seen = set(own["incident_id"])
        here = set(own.loc[own["claim_status"] == "claimed", "incident_id"])
        rows.append(
            (
                CHART_GROUP_NAMES.get(group, group),
                len(here),
                len(seen),
                *share_with_interval(len(here), len(seen)),
                len(seen & claimed),
            )
        )
    columns = ["label", "claimed", "total", "share", "low", "high", "claimed_by_all"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(share_by_all=table["claimed_by_all"] / table["total"])


def compare_sources(incidents, tables, group="iranian_and_armed_group"):
    """Say how many incidents are claimed by all reports, by those of one group alone, and by all others.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``incident_id``.
    tables : dict of str to pandas.DataFrame
        The raw tables.
    group : str
        The group that is taken apart.

    Returns
    -------
    pandas.DataFrame
        One row a choice of reports: ``label``, ``claimed``, ``total``, ``share``, ``low``, ``high``
        (Wilson). A claim that no report of the choice tells is no claim there.
    """
    told = trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    own = told["chart_group"] == group
    name = CHART_GROUP_NAMES.get(group, group)
    choices = {"all reports": own | ~own, f"{name} outlets alone": own, "all others": ~own}
    rows = []
    for label, chosen in choices.items():
        pages = told.loc[chosen, "report_id"]
        claims = tables["claims"][tables["claims"]["report_id"].isin(pages)]
        status = classify_claims(incidents[["incident_id"]], told[chosen], claims)["claim_status"]
        claimed = int(status.isin(CLAIMED).sum())
        rows.append((label, claimed, len(incidents), *share_with_interval(claimed, len(incidents))))
    return pd.DataFrame(rows, columns=["label", "claimed", "total", "share", "low", "high"])


def describe_profiles(profiles):
    """Say which groups claimed most, and over which time.

    Parameters
    ----------
    profiles : pandas.DataFrame
        As `profile_groups` returns it.

    Returns
    -------
    str
    """
    if profiles.empty:
        return "No group is named in a claim"
    listed = [
        f"{row.group} {row.incidents} ({format_day(row.first)} to {format_day(row.last)})"
        for row in profiles.head(3).itertuples()
    ]
    return f"{format_count(len(profiles), 'group')} named in claims; with most incidents: {', '.join(listed)}"


def describe_delays(delays, profiles):
    """Say how soon claims followed.

    Parameters
    ----------
    delays : pandas.DataFrame
        As `measure_delays` returns it.
    profiles : pandas.DataFrame
        As `profile_groups` returns it.

    Returns
    -------
    str
    """
    known = f"Of {profiles['incidents'].sum()} claims by a named group the day is known of {len(delays)}"
    if delays.empty:
        return known
    soon = int((delays["most"] <= 1).sum())
    return (
        f"{known}: {soon} came within a day of the attack, the latest {format_count(delays['most'].max(), 'day')} after"
    )


def describe_sources(sources):
    """Say how the number of claims changes with whom one reads.

    Parameters
    ----------
    sources : pandas.DataFrame
        As `compare_sources` returns it.

    Returns
    -------
    str
    """
    listed = [
        f"{row.label}: {row.claimed} of {row.total} ({row.share:.0%}, 95% interval {100 * row.low:.0f}–{row.high:.0%})"
        for row in sources.itertuples()
    ]
    return f"Claimed by what these tell: {'; '.join(listed)}"
