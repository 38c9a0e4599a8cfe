"""The same incidents under other choices: what a result is worth that changes with them."""

from .incidents import assemble_incidents, trace_origins
from .selection import PUBLISHED, select_incidents

LARGEST = 3  # outlets that are left out one by one
CLOSE = ["two_sides", "two_informants"]


def vary_incidents(tables, incidents, **parameters):
    """Select the incidents again under other choices.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
        As `helpers.load_tables` returns them.
    incidents : pandas.DataFrame
        The incidents of the notebook, as they were selected.
    **parameters
        Those of `helpers.select_incidents`, with which they were selected.

    Returns
    -------
    dict of str to pandas.DataFrame
        Choice to incidents: ``as published``; ``certain dates`` (to one day); ``two informants`` or more; without each
        of the outlets with most incidents, as if nobody had read it; without ``claimed only or denied``; ``wide scope``.

    Examples
    --------
    >>> from helpers import load_tables
    >>> tables = load_tables()
    >>> incidents = select_incidents(assemble_incidents(tables)).incidents
    >>> {name: len(part) <= len(incidents) for name, part in vary_incidents(tables, incidents).items()}["certain dates"]
    True
    """
    doubtful = (incidents["outcome"] == "claimed_only") | incidents["denial"].notna()
    parameters = {**PUBLISHED, **parameters}
    everything = _select(tables, {**parameters, "scope": None})
    own_texts = trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    own_texts = own_texts[own_texts["incident_id"].isin(incidents["incident_id"])]
    counts = own_texts.groupby("origin")["incident_id"].nunique().sort_values(ascending=False, kind="stable")
    names = tables["outlets"].set_index("outlet_id")["name"]
    outlets = counts.index[:LARGEST]
    without = {f"without {names[outlet]}": _select(leave_out(tables, outlet), parameters) for outlet in outlets}
    return {
        "as published": incidents,
        "certain dates": incidents[incidents["date_start"] == incidents["date_end"]],
        "two informants": incidents[incidents["corroboration"].isin(CLOSE)],
        **without,
        "no claimed only or denied": incidents[~doubtful],
        "wide scope": everything,
    }


def _select(tables, parameters):
    """Assemble and select; nothing where the group claimed none of what is left."""
    incidents, group = assemble_incidents(tables), parameters["group"]
    if group is not None and group not in ";".join(incidents["claimants"].dropna()).split(";"):
        return incidents.iloc[:0]
    return select_incidents(incidents, **parameters).incidents


def leave_out(tables, outlet):
    """Return the tables as they would be if nobody had read the texts of an outlet, reprints of them included.

    Examples
    --------
    >>> from helpers import load_tables
    >>> tables = load_tables()
    >>> len(leave_out(tables, "nobody")["incidents"]) == len(tables["incidents"])
    True
    """
    reports = tables["reports"]
    kept = reports.loc[reports["reprint_of"].fillna(reports["outlet_id"]) != outlet, "report_id"]
    observations, claims = (tables[name][tables[name]["report_id"].isin(kept)] for name in ("observations", "claims"))
    incidents = tables["incidents"]
    incidents = incidents[incidents["incident_id"].isin(observations["incident_id"])].reset_index(drop=True)
    claims = claims[claims["incident_id"].isin(incidents["incident_id"])]
    return {**tables, "observations": observations, "claims": claims, "incidents": incidents}
