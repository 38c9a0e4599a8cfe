"""Who reports what, and do independent reports of one incident agree?"""

import numpy as np
import pandas as pd

from ..data.vocabularies import CHART_GROUP_NAMES
from ..data.wording import format_count
from ..statistics.intervals import share_with_interval

FIELDS = {
    "incident_date": "day",
    "province": "province",
    "weapon": "weapon",
    "outcome": "outcome",
    "vehicles_damaged": "vehicles damaged",
    "killed_max": "killed",
    "injured_max": "injured",
    "claim_status": "claim",
}
UNTOLD = ["unknown", "not_mentioned", "some"]


def count_outlets(told, outlets):
    """Count the incidents that each outlet tells of in its own text.

    Parameters
    ----------
    told : pandas.DataFrame
        As `helpers.trace_origins` returns it.
    outlets : pandas.DataFrame
        With ``outlet_id`` and ``name``.

    Returns
    -------
    pandas.DataFrame
        One row an outlet, most first: ``outlet``, ``group`` (in words), ``incidents``, and ``total``, all that
        are told of. Reprints count for the outlet whose text they carry.
    """
    counts = told.groupby(["origin", "chart_group"])["incident_id"].nunique().rename("incidents").reset_index()
    names = outlets.set_index("outlet_id")["name"]
    table = pd.DataFrame(
        {
            "outlet": counts["origin"].map(names),
            "group": counts["chart_group"].replace(CHART_GROUP_NAMES),
            "incidents": counts["incidents"],
            "total": told["incident_id"].nunique(),
        }
    )
    return table.sort_values(["incidents", "outlet"], ascending=[False, True], ignore_index=True)


def count_media_groups(incidents, column):
    """Count the incidents that each group of media tells of, in each class of a column.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``media_groups``, separated by semicolons, and the column.
    column : str
        For example ``province``.

    Returns
    -------
    pandas.DataFrame
        One row a class, one column a group (in words); and ``all``. An incident that several
        groups tell of counts for each of them.

    Examples
    --------
    >>> incidents = pd.DataFrame({"media_groups": ["iraqi;russian", "russian"], "province": ["A", "A"]})
    >>> count_media_groups(incidents, "province").loc["A"].to_dict()
    {'Iraqi': 1, 'Russian': 2, 'all': 2}
    """
    classes = incidents[column].fillna("not told")
    held = incidents["media_groups"].str.get_dummies(";").rename(columns=CHART_GROUP_NAMES)
    table = held.groupby(classes).sum()
    return table.assign(all=classes.value_counts())


def describe_leading(table, noun):
    """Say which group tells of most incidents in how many classes.

    Parameters
    ----------
    table : pandas.DataFrame
        As `count_media_groups` returns it.
    noun : str
        What the classes are, in the plural.

    Returns
    -------
    str
        Families that lead together are both counted.

    Examples
    --------
    >>> describe_leading(pd.DataFrame({"Iraqi": [1, 3], "Russian": [2, 3], "all": [3, 4]}), "provinces")
    'The group that tells of most incidents: Russian in 2 of 2 provinces, Iraqi in 1'
    """
    groups = table.drop(columns="all")
    leads = groups.eq(groups.max(axis=1), axis=0).sum().sort_values(ascending=False, kind="stable")
    (first, count), *others = leads[leads > 0].items()
    told = [f"{first} in {count} of {len(table)} {noun}", *(f"{name} in {count}" for name, count in others)]
    return f"The group that tells of most incidents: {', '.join(told)}"


def pair_reports(told):
    """Pair the independent reports of each incident.

    Parameters
    ----------
    told : pandas.DataFrame
        As `helpers.trace_origins` returns it; of each outlet's own text the first coding is taken.

    Returns
    -------
    pandas.DataFrame
        One row an incident, a field and a pair of outlets that both tell it: ``incident_id``, ``field`` (in
        words), ``same``. Dates count where both are told to the day.
    """
    first = told.sort_values("row_id").drop_duplicates(["incident_id", "origin"])
    values = first[list(FIELDS)].astype("str").where(first[list(FIELDS)].notna())
    values = values.where(~values.isin(UNTOLD))
    values["incident_date"] = values["incident_date"].where(values["incident_date"].str.len() == len("YYYY-MM-DD"))
    values = values.rename(columns=FIELDS).assign(incident_id=first["incident_id"])
    values = values.melt(["incident_id"], var_name="field").dropna()
    values["number"] = range(len(values))
    pairs = values.merge(values, on=["incident_id", "field"], suffixes=("", "_other"))
    pairs = pairs[pairs["number"] < pairs["number_other"]]
    pairs["same"] = pairs["value"] == pairs["value_other"]
    return pairs[["incident_id", "field", "same"]].reset_index(drop=True)


def measure_corroboration(pairs, simulations=500, seed=0):
    """Measure how often independent reports of one incident agree, field by field.

    The interval comes from drawing the incidents again with replacement, because the pairs of one incident
    are not independent (cluster bootstrap; Davison and Hinkley 1997, section 3.8).

    Parameters
    ----------
    pairs : pandas.DataFrame
        As `pair_reports` returns it.
    simulations, seed : int
        How many draws, and where the random numbers start.

    Returns
    -------
    pandas.DataFrame
        One row a field: ``label``, ``incidents`` with a pair, ``pairs``, ``same``, ``share``, ``low``,
        ``high`` as fractions of 1. Incidents weigh by their pairs.
    """
    random = np.random.default_rng(seed)
    rows = []
    for field in FIELDS.values():
        counts = pairs[pairs["field"] == field].groupby("incident_id")["same"].agg(["sum", "size"]).to_numpy()
        if not len(counts):
            continue
        draws = random.integers(0, len(counts), (simulations, len(counts)))
        shares = counts[draws, 0].sum(axis=1) / counts[draws, 1].sum(axis=1)
        same, total = counts.sum(axis=0)
        rows.append((field, len(counts), total, same, same / total, *np.quantile(shares, [0.025, 0.975])))
    return pd.DataFrame(rows, columns=["label", "incidents", "pairs", "same", "share", "low", "high"])


def compare_media_groups(told, column="vehicles_damaged", simulations=500, seed=0):
    """Compare the figures that each group gives with those of the others for the same incidents.

    Parameters
    ----------
    told : pandas.DataFrame
        As `helpers.trace_origins` returns it.
    column : str
        A column of numbers; words such as *some* are left out.
    simulations, seed : int
        Draws of incidents with replacement for the interval, and where the random numbers start.

    Returns
    -------
    pandas.DataFrame
        One row a group that shares an incident with another: ``label``, ``incidents``; ``difference``: mean of its
        figure less the mean of the others', with its 95% bootstrap interval ``low`` to ``high``.
    """
    figures = told.assign(figure=pd.to_numeric(told[column], errors="coerce")).dropna(subset=["figure"])
    table = figures.groupby(["incident_id", "chart_group"])["figure"].mean().unstack()
    random = np.random.default_rng(seed)
    rows = []
    for group in table:
        difference = (table[group] - table.drop(columns=group).mean(axis=1)).dropna().to_numpy(dtype=float)
        if len(difference):
            means = difference[random.integers(0, len(difference), (simulations, len(difference)))].mean(axis=1)
            bounds = np.quantile(means, [0.025, 0.975])
            rows.append((CHART_GROUP_NAMES.get(group, group), len(difference), difference.mean(), *bounds))
    return pd.DataFrame(rows, columns=["label", "incidents", "difference", "low", "high"])


def describe_single_media_group(incidents):
    """Say how many incidents rest on the texts of one group of media, or of one outlet.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``media_groups`` and ``origins``.

    Returns
    -------
    str

    Examples
    --------
    >>> describe_single_media_group(pd.DataFrame({"media_groups": ["iraqi", "iraqi;russian"], "origins": [1, 3]}))
    '1 of 2 incidents rest on one group of media (50%, 95% interval 9–91%), 1 on one outlet alone'
    """
    single = int((~incidents["media_groups"].str.contains(";")).sum())
    share, low, high = share_with_interval(single, len(incidents))
    alone = int((incidents["origins"] == 1).sum())
    bounds = f"{share:.0%}, 95% interval {100 * low:.0f}–{high:.0%}"
    rest = f"{single} of {len(incidents)} incidents rest on one group of media ({bounds})"
    return f"{rest}, {alone} on one outlet alone"


def describe_outlets(counts):
    """Say which outlets carry the picture.

    Parameters
    ----------
    counts : pandas.DataFrame
        As `count_outlets` returns it.

    Returns
    -------
    str
    """
    most = ", ".join(f"{row.outlet} {row.incidents}" for row in counts.head(3).itertuples())
    return f"{format_count(len(counts), 'outlet')} tell of incidents in their own text; of most: {most}"


def describe_corroboration(agreement):
    """Say in which fields independent reports agree most and least.

    Parameters
    ----------
    agreement : pandas.DataFrame
        As `measure_corroboration` returns it.

    Returns
    -------
    str
    """
    if agreement.empty:
        return "No incident has two independent reports that tell the same field"
    ranked = agreement.sort_values("share", kind="stable")
    ends = [f"{row['label']} {row['share']:.0%}" for row in (ranked.iloc[-1], ranked.iloc[0])]
    return f"Independent reports of one incident agree most on {ends[0]}, least on {ends[1]} of the pairs that tell it"


def describe_differences(differences):
    """Say whether a group gives higher or lower figures than the others.

    Parameters
    ----------
    differences : pandas.DataFrame
        As `compare_media_groups` returns it.

    Returns
    -------
    str
    """
    apart = differences[(differences["low"] > 0) | (differences["high"] < 0)]
    if apart.empty:
        return "No group tells of more or fewer damaged vehicles than the others, by the intervals"
    told = [f"{row.label} by {row.difference:+.2f} ({row.low:+.2f} to {row.high:+.2f})" for row in apart.itertuples()]
    return f"Figures of damaged vehicles differ from those of the other groups: {', '.join(told)}"
