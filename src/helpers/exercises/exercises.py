"""Check the answers to the exercises in ``notebooks/exercises``.

Each check takes the student's answers and the raw tables, from which it computes what is right.
What it says begins with ``pending``, ``right`` or ``not yet``.
"""

import pandas as pd

from ..data.claim_status import CLAIM_STATUSES, classify_claims
from ..data.faults import find_nearest
from ..timeline.counts import count_by_period
from .answers import (
    compare_bars,
    compare_counts,
    compare_labels,
    compare_number,
    compare_pair,
    compare_rows,
    judge,
    list_open,
    read_words,
)

CRITERIA = {
    "claimed": "a claim by one group, whether or not anybody denies it",
    "several_claimants": "claims by more than one group",
    "video_only": "footage, where no report tells of a claim",
    "none_reported": "a report that says that nobody had claimed it, where no other tells of a claim or footage",
    "not_mentioned": "reports that are all silent on claims",
}


def check_load(incidents, total, of_core, tables):
    """Check the incidents that a student loaded, the number of all and of those of core scope.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
    total, of_core : int
    tables : dict of str to pandas.DataFrame
        As `helpers.load_tables` returns them.

    Returns
    -------
    str
    """
    right = tables["incidents"]
    right_core = len(_keep_core(tables))
    other_totals = {
        len(tables["reports"]): "counts reports; several can tell of one incident",
        len(tables["observations"]): "counts codings; several can tell of one incident",
        right_core: "counts the incidents of one scope only",
    }
    other_cores = {
        len(right): "counts incidents of every scope",
        len(right) - right_core: "counts the incidents of the other scope",
    }
    return list_open(incidents=incidents, total=total, of_core=of_core) or judge(
        [
            *compare_rows("incidents", incidents, right),
            *compare_number("total", total, len(right), other_totals),
            *compare_number("of_core", of_core, right_core, other_cores),
        ],
        "all incidents are loaded, and those of core scope counted apart",
    )


def check_filter(selected, province, year, tables):
    """Check a choice: incidents of core scope in a province that happened in a year for certain.

    Parameters
    ----------
    selected : pandas.DataFrame
    province : str
    year : int
    tables : dict of str to pandas.DataFrame

    Returns
    -------
    str
    """
    incidents = tables["incidents"]
    within = incidents[["date_start", "date_end"]].apply(lambda days: days.dt.year) == year
    wrong = {
        "of another scope": incidents["scope"] != "core",
        "of another province, or of none that is told": incidents["province"] != province,
        "that did not happen in the year": ~within.any(axis=1),
        "that can have happened outside the year (look at date_end too)": within.any(axis=1) & ~within.all(axis=1),
    }
    right = incidents[~pd.concat(wrong, axis=1).any(axis=1)]
    return list_open(selected=selected) or judge(
        compare_rows("selected", selected, right, {what: incidents[rows] for what, rows in wrong.items()}),
        "all incidents of core scope that lie in the province and, with their whole interval, in the year",
    )


def check_count(counts, tables):
    """Check counts of core-scope incidents by province, with those without a province kept visible.

    Parameters
    ----------
    counts : pandas.Series
        Provinces to counts; under any other name the incidents without a province.
    tables : dict of str to pandas.DataFrame

    Returns
    -------
    str
    """
    names = tables["provinces"]["province"]
    return list_open(counts=counts) or judge(
        compare_counts(counts, _keep_core(tables), names, tables["incidents"]),
        "every incident is counted once, and what is not known can be seen",
    )


def check_plot(ax, alt, year, tables):
    """Check a chart of core-scope incidents by month: the certain ones as bars, the doubtful on top.

    Parameters
    ----------
    ax : matplotlib axes
    alt : str
        The text for those who cannot see it.
    year : int
    tables : dict of str to pandas.DataFrame

    Returns
    -------
    str
    """
    core = _keep_core(tables)
    counts, of_all = (count_by_period(rows, f"{year}-01-01", f"{year}-12-31") for rows in (core, tables["incidents"]))
    first_month = core["date_start"].dt.to_period("M").value_counts()
    by_first_day = first_month.reindex(counts["start"].dt.to_period("M"), fill_value=0)
    return list_open(ax=ax, alt=alt) or judge(
        [*compare_bars(ax, counts, of_all, by_first_day), *read_words(ax, alt)],
        "the bars tell what is certain from what is in doubt, and the words say what is counted",
    )


def check_map(mine, ax, not_drawn, tables):
    """Check a map of some incidents of core scope, and the number of those that it cannot show.

    Parameters
    ----------
    mine : pandas.DataFrame
        The incidents chosen.
    ax : matplotlib axes
        As `helpers.draw_provinces` returns it.
    not_drawn : int
    tables : dict of str to pandas.DataFrame

    Returns
    -------
    str
    """
    pending = list_open(mine=mine, ax=ax, not_drawn=not_drawn)
    if pending:
        return pending
    core = _keep_core(tables)
    wrong = {"of another scope": tables["incidents"][tables["incidents"]["scope"] != "core"]}
    hints = list(compare_rows("mine", mine, core, wrong, whole=False))
    if not hints and len(mine) in (0, len(core)):
        hints = ["mine is empty" if mine.empty else "mine holds every incident of core scope; choose some of them"]
    if hints:
        return judge(hints, "")
    mine = core[core["incident_id"].isin(mine["incident_id"])]
    others = {int(core["province"].isna().sum()): "counts those of every incident, not of yours"}
    unplaced = int(mine["province"].isna().sum())
    return judge(
        [
            *compare_labels(ax, mine, core, tables["provinces"]["province"]),
            *compare_number("not_drawn", not_drawn, unplaced, others),
        ],
        "the map shows your incidents and says how many it cannot show",
    )


def list_codings(incident_ids, tables):
    """List what each report says of claims, and what stands in the claims, for some incidents.

    Parameters
    ----------
    incident_ids : list of str
    tables : dict of str to pandas.DataFrame

    Returns
    -------
    codings, claims : pandas.DataFrame
        One row a coding, and one row a claim.
    """
    codings = tables["observations"].merge(tables["reports"], on="report_id", validate="m:1")
    codings = codings[["incident_id", "report_id", "outlet_id", "published", "claim_status", "claimed_by"]]
    claims = tables["claims"][["incident_id", "report_id", "group_id", "kind", "form"]]
    chosen = (rows[rows["incident_id"].isin(incident_ids)] for rows in (codings, claims))
    return tuple(rows.sort_values(["incident_id", "report_id"], ignore_index=True) for rows in chosen)


def check_judgements(judgements, tables):
    """Check which claim status a student gives to incidents.

    Parameters
    ----------
    judgements : dict of str to str
        Incident to a key of `helpers.CLAIM_STATUSES`.
    tables : dict of str to pandas.DataFrame

    Returns
    -------
    str
    """
    pending = list_open(**judgements if isinstance(judgements, dict) else {"judgements": ...})
    if pending:
        return pending
    right = classify_claims(tables["incidents"], tables["observations"], tables["claims"])
    right = right.set_index("incident_id")["claim_status"]
    hints = []
    for incident_id, status in judgements.items():
        if status not in CRITERIA:
            nearest = find_nearest(str(status), {name: name for name in CLAIM_STATUSES})
            hints.append(f"{status!r} is no claim status; spelled most like it: {nearest!r}")
        elif incident_id not in right:
            hints.append(f"{incident_id!r} is no incident of the data")
        elif status != right[incident_id]:
            hints.append(f"{incident_id} is not {status!r}, which asks for {CRITERIA[status]}")
    return judge(hints, "one report of a claim outweighs those that are silent; a denial stands beside it")


def split_incident(incident_id, days, tables):
    """Make a list for practice in which one incident stands twice, as if it were two.

    Of the incident the codings with the earliest and with the latest day are listed; of each
    other incident of its province, so many days around it, one coding. The data stay as they are.

    Parameters
    ----------
    incident_id : str
    days : int
    tables : dict of str to pandas.DataFrame

    Returns
    -------
    pandas.DataFrame
        One row a coding, by its identifier, with the columns of ``observations.csv`` that tell attacks apart.
    """
    codings = tables["observations"].dropna(subset=["incident_id"])
    codings = codings[codings["date_precision"] == "day"].sort_values(["incident_date", "row_id"])
    twice = codings[codings["incident_id"] == incident_id]
    middle = pd.Timestamp(twice["incident_date"].iloc[0])
    near = (pd.to_datetime(codings["incident_date"]) - middle).abs() <= pd.Timedelta(days=days)
    others = codings[
        near & (codings["province"] == twice["province"].iloc[0]) & (codings["incident_id"] != incident_id)
    ]
    listed = pd.concat([twice.iloc[[0, -1]], others.groupby("incident_id").head(1)])
    columns = ["row_id", "report_id", "incident_date", "time_local", "place_as_reported", "province"]
    columns += ["target_detail", "weapon", "vehicles_damaged", "coder_note"]
    return listed.sort_values("row_id", ignore_index=True)[columns]


def check_pair(pair, listed, tables):
    """Check which rows of a list a student takes for one attack told twice.

    Parameters
    ----------
    pair : pair of str
        Identifiers of rows.
    listed : pandas.DataFrame
        As `split_incident` returns it.
    tables : dict of str to pandas.DataFrame

    Returns
    -------
    str
    """
    return list_open(pair=pair) or judge(
        compare_pair(pair, listed.merge(tables["observations"][["row_id", "incident_id"]]).set_index("row_id")),
        "date, give or take a day, and place agree, and no report counts them apart",
    )


def _keep_core(tables):
    return tables["incidents"][tables["incidents"]["scope"] == "core"]
