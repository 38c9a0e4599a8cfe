"""Write the sentences of the page "How reliable are the data?" from the data."""

import helpers


def write_sentences(incidents, tables):
    """Return the sentences of the page by the name under which known.md shows them.

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
    return {
        "known_capture": _say_capture(tables["capture_checks"]),
        "known_informants": _say_informants(core),
        "known_denied": _say_denied(core),
        "known_errors": _say_errors(tables["row_checks"]),
        "known_coders": _say_coders(tables),
        "known_reports": _say_reports(core, tables),
        "known_precision": _say_precision(core),
        "known_searches": _say_searches(tables),
        "known_claims": _say_claims(core, tables),
        "known_harm": _say_harm(core),
        "known_count": f"{len(core)}",
    }


def _say_capture(capture_checks):
    capture = helpers.measure_capture(capture_checks)
    first = capture.iloc[0]
    period = f"{first['first_day']:%B %Y} to {first['last_day']:%B %Y}"
    name = first["list"].split(",")[0].split(":")[0]
    sentence = (
        f"Version {first['data_version']}, compiled before the list was consulted, contained {first['found']} of "
        f"the {first['listed']} convoy attacks that the {name} lists for {period}: {first['share']:.0%} "
        f"(95% interval {first['low']:.0%} to {first['high']:.0%})."
    )
    return f"{sentence} Later versions used the list to find more, so their share is not known."


def _say_informants(core):
    several, one = (core["informants"] >= 2).mean(), (core["informants"] == 1).mean()
    both, none = (core["corroboration"] == "two_sides").mean(), (core["informants"] == 0).mean()
    return (
        f"{several:.0%} of the attacks are reported by two or more informants; for {both:.0%} of all attacks, they "
        f"come from both the armed groups and the state or coalition. "
        f"Another {one:.0%} rest on one informant; for {none:.0%} the reports name no source."
    )


def _say_denied(core):
    denied, other = (int((core["denial"] == kind).sum()) for kind in ("no_attack", "not_coalition_convoy"))
    return (
        f"Officials denied {denied} attacks outright and said of {other} others that the convoy was not the "
        "coalition's. These attacks remain in the data and are marked."
    )


def _say_errors(row_checks):
    latest = helpers.measure_error_rate(row_checks).iloc[-1]
    return (
        f"In the latest audit {latest['wrong']} of {latest['cells']:,} entries of incidents.csv were "
        f"clearly wrong when checked against their pages, or "
        f"{latest['share']:.1%} (95% interval {latest['low']:.1%} to {latest['high']:.1%}). These were then corrected."
    )


def _say_coders(tables):
    coding = helpers.measure_coding_agreement(tables["second_codings"], tables["observations"])
    worst, best = coding.loc[coding["agreement"].idxmin()], coding.loc[coding["agreement"].idxmax()]
    readings = helpers.measure_reading_agreement(tables["second_readings"]).iloc[-1]
    return (
        f"Two coders of the same report agreed least on the {worst['label']} ({worst['agreement']:.0%} of "
        f"{worst['pairs']} codings) and most on {best['label']} ({best['agreement']:.0%}). For "
        f"{readings['identical_share']:.0%} of the attacks, two readers working separately grouped the same reports "
        "together."
    )


def _say_reports(core, tables):
    own_texts = helpers.trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    own_texts = own_texts.merge(core[["incident_id", "date_start"]], on="incident_id", validate="m:1")
    agreement = helpers.measure_report_agreement(own_texts)
    least, most = agreement.iloc[-1], agreement.iloc[0]
    return (
        f"Reports of one attack agree most on the {most['label']} ({most['share']:.0%} of pairs) and least on "
        f"{least['label']} ({least['share']:.0%})."
    )


def _say_precision(core):
    dated = (core["date_start"] == core["date_end"]).mean()
    near = core["location_precision"].isin(["site", "town"]).mean()
    return f"{dated:.0%} of the attacks are dated to the day, and {near:.0%} placed in or near a town."


def _say_searches(tables):
    searches = tables["searches"]
    new, languages = (searches["result"] == "new").sum(), searches["language"].nunique()
    return (
        f"{len(tables['reports']):,} pages from {tables['reports']['outlet_id'].nunique()} outlets were read. "
        f"{len(searches):,} targeted searches in {languages} languages followed; {new} of "
        "them turned up a new report or detail."
    )


def _say_claims(core, tables):
    least = helpers.measure_claims(core, tables).iloc[1]
    claimed = helpers.share_by(core, None, core["claim_status"].isin(["claimed", "several_claimants"])).iloc[0]
    silent = (core["claim_status"] == "not_mentioned").mean()
    return (
        f"Groups claimed {claimed['share']:.0%} of the attacks individually (95% interval {claimed['low']:.0%} to "
        f"{claimed['high']:.0%}); batch claims raise that to at least {least:.0%}. For {silent:.0%} no report mentions "
        "a claim, which does not mean that there was none."
    )


def _say_harm(core):
    given = core[["killed_min", "injured_min"]].notna().all(axis="columns").mean()
    dead, hurt = (
        (core[f"{harm}_min"], core[f"{harm}_max"].fillna(core[f"{harm}_min"])) for harm in ("killed", "injured")
    )
    return (
        f"Reports count {dead[0].sum()} to {dead[1].sum()} people killed and {hurt[0].sum()} to {hurt[1].sum()} "
        f"injured. Only {given:.0%} of the attacks have figures for both."
    )
