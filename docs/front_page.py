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
    core = helpers.select_incidents(incidents).incidents
    provinces = core["province"].value_counts()
    ranks = helpers.rank_provinces(core.dropna(subset=["province"]))
    leading = ranks[ranks["rank_best"] == 1].set_index("province")["incidents"]
    middle = core["date_start"] + (core["date_end"] - core["date_start"]) / 2
    months = middle.dt.to_period("M").value_counts().sort_index()
    years = middle.dt.year.value_counts()
    least, most = helpers.measure_claims(core, tables).iloc[1:3]
    well_known = core["corroboration"].isin(["two_sides", "two_informants"]).mean()
    one_informant = (core["corroboration"] == "one_informant").mean()
    captured = tables["capture_checks"][tables["capture_checks"]["list"].str.startswith("Global Terrorism")]
    return {
        "finding": f"Reports describe {len(core)} attacks on coalition supply convoys in Iraq between 2020 and 2022. "
        f"{months.idxmax():%B %Y} had more ({months.max()}) than any other month. "
        f"Armed groups claimed at least {least:.0%}.",
        "known": f"{well_known:.0%} of the attacks are reported by two or more informants. Another "
        f"{one_informant:.0%} rest on a single informant, no matter how many outlets repeat it.",
        "when": f"Attacks often came several to a day. Reports describe {years[2020]} in 2020, {years[2021]} in 2021 "
        f"and {years[2022]} in 2022.",
        "where": f"{', '.join(leading.index[:-1])} and {leading.index[-1]} account for "
        f"{leading.sum() / provinces.sum():.0%} of the attacks whose province is known; the "
        "differences between them may be chance.",
        "who": f"Armed groups claimed at least {least:.0%} of the attacks, and up to {most:.0%} if batch "
        "claims are counted in full and silence is taken as a claim.",
        "missing": f"Version {captured['data_version'].iloc[0]} contained {captured['found'].sum()} of the "
        f"{captured['listed'].sum()} convoy attacks that the Global Terrorism Database lists for January to June 2021.",
        "version": helpers.__version__,
    }
