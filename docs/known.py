"""Write the sentences of the page "How well is this known?" from the data."""

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
        "known_claims": _say_claims(core),
        "known_count": f"{len(core)}",
    }


def _say_capture(capture_checks):
    capture = helpers.measure_capture(capture_checks)
    first = capture.iloc[0]
    period = f"{first['first_day']:%B %Y} to {first['last_day']:%B %Y}"
    name = first["list"].split(",")[0].split(":")[0]
    sentence = (
        f"Version {first['data_version']} held {first['found']} of the {first['listed']} attacks on an independent "
        f"list ({name}, {period}), or {first['share']:.0%} (95% interval {first['low']:.0%} to {first['high']:.0%})."
    )
    others = [f"{row.found} of {row.listed}" for row in capture.iloc[1:].itertuples()]
    return sentence + (f" Of shorter lists it held {' and '.join(others)}." if others else "")


def _say_informants(core):
    several, one = (core["informants"] >= 2).mean(), (core["informants"] == 1).mean()
    both, none = (core["corroboration"] == "two_sides").mean(), (core["informants"] == 0).mean()
    return (
        f"For {several:.0%} of the attacks two or more informants say that they took place; for {both:.0%} "
        f"these informants stand on both sides. {one:.0%} rest on one informant; for {none:.0%} the reports name no "
        "source."
    )


def _say_denied(core):
    denied, other = (int((core["denial"] == kind).sum()) for kind in ("no_attack", "not_coalition_convoy"))
    return (
        f"For {denied} attacks somebody says that nothing happened or that it was an accident; for {other} somebody "
        "says that the convoy was not the coalition's. They stay in the data, with the denial beside them."
    )


def _say_errors(row_checks):
    latest = helpers.measure_error_rate(row_checks).iloc[-1]
    return (
        f"In the latest audit {latest['wrong']} of {latest['cells']:,} entries of incidents.csv were clearly wrong, or "
        f"{latest['share']:.1%} (95% interval {latest['low']:.1%} to {latest['high']:.1%}). They were then corrected."
    )


def _say_coders(tables):
    coding = helpers.measure_coding_agreement(tables["second_codings"], tables["observations"])
    worst, best = coding.loc[coding["agreement"].idxmin()], coding.loc[coding["agreement"].idxmax()]
    readings = helpers.measure_reading_agreement(tables["second_readings"]).iloc[-1]
    return (
        f"Two coders of the same report agreed least on the {worst['label']} ({worst['agreement']:.0%} of "
        f"{worst['pairs']} rows) and most on {best['label']} ({best['agreement']:.0%}). Two readers assigned "
        f"the same reports to {readings['identical_share']:.0%} of the attacks."
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
        f"{len(tables['reports']):,} pages of {tables['reports']['outlet_id'].nunique()} outlets were read. "
        f"{len(searches):,} searches in {languages} languages looked for what was missing; {new} of "
        "them gave something new."
    )


def _say_claims(core):
    claimed = helpers.share_by(core, None, core["claim_status"].isin(["claimed", "several_claimants"])).iloc[0]
    silent = (core["claim_status"] == "not_mentioned").mean()
    return (
        f"Groups claimed {claimed['share']:.0%} of the attacks individually (95% interval {claimed['low']:.0%} to "
        f"{claimed['high']:.0%}). For {silent:.0%} no report mentions a claim, which is not the same as no claim."
    )
