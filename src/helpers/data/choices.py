"""Other choices of incidents and reports, under which a result should still stand."""

from .incidents import assemble_incidents, trace_origins

LARGEST = 3  # outlets that are left out in turn


def list_choices(incidents, tables, wide):
    """Select the incidents in other ways: certain dates, two informants, without each large outlet, without denied.

    Parameters
    ----------
    incidents : pandas.DataFrame
        The incidents as published, with the columns of `helpers.load_incidents`.
    tables : dict of str to pandas.DataFrame
        The raw tables.
    wide : pandas.DataFrame
        The incidents of every scope.

    Returns
    -------
    dict of str to tuple
        Name of the choice to its incidents and tables. Without an outlet, its own texts and their reprints are gone
        from the tables, and so are the incidents that nobody else reports.
    """
    doubtful = (incidents["outcome"] == "claimed_only") | incidents["denial"].notna()
    choices = {
        "as published": (incidents, tables),
        "certain dates only": (incidents[incidents["date_precision"] == "day"], tables),
        "two informants or more": (incidents[incidents["informants"] >= 2], tables),
    }
    traced = trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    traced = traced[traced["incident_id"].isin(incidents["incident_id"])]
    names = tables["outlets"].set_index("outlet_id")["name"]
    for outlet in traced.groupby("origin")["incident_id"].nunique().nlargest(LARGEST).index:
        rest = drop_outlet(tables, outlet)
        again = assemble_incidents(rest)
        again = again[again["incident_id"].isin(incidents["incident_id"]) & again["reports"].notna()]
        choices[f"without {names[outlet]}"] = (again.reset_index(drop=True), rest)
    choices["without claimed-only and denied"] = (incidents[~doubtful], tables)
    choices["wide scope"] = (wide, tables)
    return choices


def drop_outlet(tables, outlet_id):
    """Return the raw tables without what an outlet's own texts say, their reprints included."""
    reports = tables["reports"]
    gone = reports.loc[reports["reprint_of"].fillna(reports["outlet_id"]) == outlet_id, "report_id"]
    rest = {name: tables[name][~tables[name]["report_id"].isin(gone)] for name in ("observations", "claims")}
    rest["batch_claims"] = tables["batch_claims"][~tables["batch_claims"]["report_id"].isin(gone)]
    rest["attributions"] = tables["attributions"][tables["attributions"]["row_id"].isin(rest["observations"]["row_id"])]
    return {**tables, **rest}
