"""Write the sentences of the front page from the data."""

import helpers


def write_sentences(incidents, tables):
    """Return the sentences of the front page by the name under which index.md shows them.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        As `helpers.load_incidents` returns them.
    tables : dict of str to pandas.DataFrame
        The raw tables.

    Returns
    -------
    dict of str to str
    """
    selection = helpers.select_incidents(incidents)
    core = selection.incidents
    provinces = core["province"].value_counts()
    certain = core[core["date_start"].dt.to_period("M") == core["date_end"].dt.to_period("M")]
    months = certain["date_start"].dt.to_period("M").value_counts().sort_index()
    claimed = core["claim_status"].isin(["claimed", "several_claimants"]).mean()
    well_known = core["corroboration"].isin(["two_sides", "two_informants"]).mean()
    one_voice = (core["corroboration"] == "one_informant").sum()
    captured = tables["capture_checks"][tables["capture_checks"]["list"].str.startswith("Global Terrorism")]
    return {
        "finding": f"{len(core)} attacks on coalition supply convoys in Iraq were reported for 2020 to 2022. "
        f"They peaked in {months.idxmax():%B %Y}, and groups claimed about {claimed:.0%} of them.",
        "known": f"For {well_known:.0%} of the attacks at least two informants say that they took place; "
        f"{one_voice} rest on a single informant, however many outlets repeat it.",
        "when": f"The worst month was {months.idxmax():%B %Y}, with {months.max()} reported attacks.",
        "where": f"Most attacks were in {provinces.index[0]} ({provinces.iloc[0]}) and {provinces.index[1]} "
        f"({provinces.iloc[1]}), on the road from Basra to Baghdad.",
        "who": f"Armed groups claimed {claimed:.0%} of the attacks; for the rest none was found that names them.",
        "missing": f"Version {captured['data_version'].iloc[0]} held {captured['found'].sum()} of the "
        f"{captured['listed'].sum()} attacks that the Global Terrorism Database lists for January to June 2021.",
        "basis": selection.note,
    }
