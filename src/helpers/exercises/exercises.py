"""Check the answers to the exercises in ``notebooks/exercises``.

Each check takes the student's answers and the raw tables (as `helpers.load_tables` returns them), from which it
computes what is right. It returns its verdict, a str that begins with ``pending``, ``right`` or ``not yet``. Exercises
on maps are in `geography`.
"""

import pandas as pd

from ..data.claim_status import classify_claims
from ..data.hints import suggest
from ..data.vocabularies import DENIALS
from ..timeline.counts import count_by_period
from .answers import check, compare_bars, compare_number, compare_rows, judge, list_open, say

SHORTEST_TEXT = 40  # characters of a picture's text
CRITERIA = {
    "claimed": "a claim by one group",
    "several_claimants": "claims by more than one group",
    "video_only": "a video, where no report has a claim of this very attack",
    "batch": "a claim of several attacks that may mean this one, where no report has a claim or a video of it",
    "none_reported": "a report that says that nobody had claimed it, where no other has a claim or a video",
    "not_mentioned": "reports that are all silent on claims",
}


@check(3, "all incidents are loaded, and those of core scope are counted")
def check_load(incidents, total, of_core, tables):
    """Check the incidents that a student loaded, the number of all and of those of core scope.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
    total, of_core : int
    tables : dict of str to pandas.DataFrame
    """
    right = tables["incidents"]
    right_core = len(_keep_core(tables))
    other_totals = {
        len(tables["reports"]): "counts reports; several can cover one incident",
        len(tables["observations"]): "counts observations; one incident can have several",
        right_core: "counts the incidents of one scope only",
    }
    other_cores = {len(right): "counts incidents of every scope"}
    other_cores[len(right) - right_core] = "counts the incidents of the other scope"
    yield from compare_rows("incidents", incidents, right)
    yield from compare_number("total", total, len(right), other_totals)
    yield from compare_number("of_core", of_core, right_core, other_cores)


@check(1, "all incidents of core scope with the weapon whose whole interval lies in the year")
def check_filter(selected, weapon, year, tables):
    """Check a choice: incidents of core scope with a weapon that certainly happened in a year.

    Parameters
    ----------
    selected : pandas.DataFrame
    weapon : str
    year : int
    tables : dict of str to pandas.DataFrame
    """
    incidents = tables["incidents"]
    within = incidents[["date_start", "date_end"]].apply(lambda days: days.dt.year) == year
    wrong = {
        "of another scope": incidents["scope"] != "core",
        "with another weapon, or an unknown one": incidents["weapon"] != weapon,
        "that did not happen in the year": ~within.any(axis=1),
        "that may have happened outside the year (look at date_end too)": within.any(axis=1) & ~within.all(axis=1),
    }
    right = incidents[~pd.concat(wrong, axis=1).any(axis=1)]
    return compare_rows("selected", selected, right, {what: incidents[rows] for what, rows in wrong.items()})


@check(1, "every incident is counted once, and what is not known can be seen")
def check_count(counts, tables):
    """Check counts of core-scope incidents by province, with those without a province kept visible.

    Parameters
    ----------
    counts : pandas.Series
        Provinces to counts; under any other name the incidents without a province.
    tables : dict of str to pandas.DataFrame
    """
    names, core = tables["provinces"]["province"], _keep_core(tables)
    if not isinstance(counts, pd.Series) or isinstance(counts.index, pd.MultiIndex):
        yield f"counts is a {type(counts).__name__}; make it a Series with the names of provinces as its only index"
        return
    if not pd.api.types.is_numeric_dtype(counts):
        yield "counts has no numbers in it"
        return
    if counts.index.has_duplicates:
        yield "a name occurs in counts more than once"
        return
    right, of_all = (
        rows["province"].value_counts().reindex(names, fill_value=0) for rows in (core, tables["incidents"])
    )
    known = counts[counts.index.isin(names)].reindex(names, fill_value=0)
    if not counts.index.isin(names).any():
        yield "the index of counts has no names of provinces"
    elif (known == of_all).all() and not of_all.equals(right):
        yield "counts includes incidents of another scope"
    else:
        wrong = known.index[known != right]
        yield from (f"the count of {name} is {say(known[name], right[name])}" for name in wrong)
    unknown = counts[~counts.index.isin(names)]
    without = int(core["province"].isna().sum())
    if without and unknown.empty:
        yield "incidents without a province are not in counts; keep them, under a name of their own"
    elif unknown.sum() != without:
        yield f"the count of incidents without a province is {say(unknown.sum(), without)}"


@check(3, "the bars separate what is certain from what is not, and the words say what is counted")
def check_plot(ax, headline, alt, year, tables):
    """Check a chart of core-scope incidents by month: the certain ones as bars, the uncertain ones on top.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    headline, alt : str
        The finding; and the text for those who cannot see the chart.
    year : int
    tables : dict of str to pandas.DataFrame
    """
    core, days = _keep_core(tables), (f"{year}-01-01", f"{year}-12-31")
    counts, of_all = (count_by_period(rows, *days) for rows in (core, tables["incidents"]))
    first_days = core["date_start"].dt.to_period("M").value_counts()
    counts["first_day"] = first_days.reindex(pd.period_range(*days, freq="M"), fill_value=0).to_numpy()
    yield from compare_bars(ax, counts, of_all)
    if hasattr(ax, "containers") and not ax.get_ylabel():
        yield "the vertical axis has no label; ax.set_ylabel says what is counted"
    if not isinstance(headline, str) or not headline.strip():
        yield "headline is empty; let it say the finding"
    if not isinstance(alt, str) or len(alt) < SHORTEST_TEXT:
        yield "alt is too short to tell somebody who cannot see the bars what they show"


def list_statements(incident_ids, tables):
    """List what each report says of claims and what each informant says of the attack, for some incidents.

    Parameters
    ----------
    incident_ids : list of str
    tables : dict of str to pandas.DataFrame

    Returns
    -------
    reports, denials : pandas.DataFrame
        One row per report and incident; and one row per informant who denies something, with the statement.
    """
    reports = tables["observations"].merge(tables["reports"], on="report_id", validate="m:1")
    denials = tables["attributions"][tables["attributions"]["says"] != "attack"]
    denials = denials.merge(tables["observations"], on="row_id").merge(tables["informants"], on="informant_id")
    reports = reports[["incident_id", "report_id", "outlet_id", "published", "claim_status", "claimed_by"]]
    denials = denials[["incident_id", "report_id", "name", "official_statement"]]
    chosen = (rows[rows["incident_id"].isin(incident_ids)] for rows in (reports, denials))
    return tuple(rows.sort_values(["incident_id", "report_id"], ignore_index=True) for rows in chosen)


def check_judgements(judgements, denials, tables):
    """Check which claim status a student gives to incidents, and what the student says was denied.

    Parameters
    ----------
    judgements : dict of str to str
        Incident to a key of `helpers.data.claim_status.CLAIM_STATUSES`.
    denials : dict of str to str
        Incident to ``no_attack`` or ``not_coalition_convoy``.
    tables : dict of str to pandas.DataFrame
    """
    answers = {"judgements": judgements, "denials": denials}
    for name, given in answers.items():
        pending = list_open(**given if isinstance(given, dict) else {name: ...})
        if pending:
            return pending
    status = classify_claims(tables["incidents"], tables["observations"], tables["claims"])
    said = tables["attributions"].merge(tables["observations"], on="row_id")
    said = said[said["says"].isin(DENIALS)].groupby("incident_id")["says"].agg(set)
    right = status.set_index("incident_id")["claim_status"]
    hints = [
        *_compare_judgements(judgements, right.map(lambda one: {one}), CRITERIA, "claim status"),
        *_compare_judgements(denials, said, DENIALS, "denial"),
    ]
    praise = "one report of a claim outweighs silent ones; a denial stands beside it and says what is denied"
    return judge(hints, praise)


def _compare_judgements(given, right, criteria, what):
    for incident_id, value in given.items():
        if value not in criteria:
            yield f"{value!r} is not a {what}{suggest(str(value), list(criteria))}"
        elif incident_id not in right:
            yield f"{incident_id!r} is not an incident with a {what}"
        elif value not in right[incident_id]:
            yield f"{incident_id} is not {value!r}, which asks for: {criteria[value]}"


def split_incident(incident_id, days, tables):
    """Make a practice list in which one incident occurs twice, as if it were two.

    The list has the observations of the incident with the earliest and the latest day, and one observation of each
    other incident of its province within so many days. The data stay as they are.

    Parameters
    ----------
    incident_id : str
    days : int
    tables : dict of str to pandas.DataFrame

    Returns
    -------
    pandas.DataFrame
        One row per observation, by its identifier, with the columns of ``observations.csv`` that tell attacks apart.
    """
    observed = tables["observations"].dropna(subset=["incident_id"])
    observed = observed[observed["date_precision"] == "day"].sort_values(["incident_date", "row_id"])
    twice = observed[observed["incident_id"] == incident_id]
    middle = pd.Timestamp(twice["incident_date"].iloc[0])
    near = (pd.to_datetime(observed["incident_date"]) - middle).abs() <= pd.Timedelta(days=days)
    near &= (observed["province"] == twice["province"].iloc[0]) & (observed["incident_id"] != incident_id)
    listed = pd.concat([twice.iloc[[0, -1]], observed[near].groupby("incident_id").head(1)])
    columns = ["row_id", "report_id", "incident_date", "time_local", "place_as_reported", "province"]
    columns += ["target_detail", "weapon", "vehicles_damaged", "coder_note"]
    return listed.sort_values("row_id", ignore_index=True)[columns]


@check(1, "date (give or take a day) and place agree, and no report counts them as two")
def check_pair(pair, listed, tables):
    """Check which rows of a list a student takes for the same attack.

    Parameters
    ----------
    pair : pair of str
        Identifiers of rows.
    listed : pandas.DataFrame
        As `split_incident` returns it.
    tables : dict of str to pandas.DataFrame
    """
    listed = listed.merge(tables["observations"][["row_id", "incident_id"]]).set_index("row_id")
    if not isinstance(pair, tuple | list | set) or len(set(pair)) != 2:
        yield "pair should name two different rows"
        return
    unknown = [row_id for row_id in pair if row_id not in listed.index]
    if unknown:
        yield f"{unknown[0]!r} is not a row_id of the list"
        return
    one, other = (listed.loc[row_id] for row_id in sorted(pair))
    if one["incident_id"] != other["incident_id"]:
        apart = abs(pd.Timestamp(one["incident_date"]) - pd.Timestamp(other["incident_date"])).days
        if one["report_id"] == other["report_id"]:
            yield "one report covers both, and counts them as two"
        elif apart > 1:
            yield f"the days of these rows are {apart} apart, more than a report's date is likely to be wrong"
        else:
            yield "the days fit, but compare the places"


def _keep_core(tables):
    return tables["incidents"][tables["incidents"]["scope"] == "core"]
