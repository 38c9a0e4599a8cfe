"""Write a page for every incident, and the same as JSON beside it."""

import json
import re

import pandas as pd
from page_parts import CITATION, cite, render, write_range

import helpers
from helpers.data.listing import list_incidents
from helpers.data.vocabularies import (
    CLAIM_CARRIERS,
    CORROBORATIONS,
    DATE_PRECISIONS,
    LOCATION_PRECISIONS,
    OUTCOMES,
    SAYS,
    SCOPES,
    SIDES,
    TARGET_TYPES,
    WEAPONS,
)
from helpers.data.wording import format_count

GRADES = {
    "two_sides": "Both sides say so: the Iraqi state or the coalition, and the armed groups.",
    "two_informants": "Two or more informants say so, but not from both sides.",
    "one_informant": "One informant says so.",
    "unsourced": "The reports name nobody who says so. Many short news items do not.",
}
SAID = {
    "claimed": "claimed by a group",
    "video_only": "video released",
    "batch": "perhaps among several attacks claimed together",
    "none_reported": "no group had claimed it",
    "denied": "a group denied it",
}
VERDICTS = {
    "correct": "found correct",
    "error": "{}: the page says otherwise; corrected",
    "unsupported": "{}: no page says so; corrected",
    "wrongly_empty": "{}: a page gives a value; corrected",
    "judgement": "{}: the rules allow another value",
    "doubtful": "{}: the page can be read either way",
    "page_not_found": "page not found, so not checked",
}
COMPARED = {  # what reports can disagree on: column of the observations, words
    "incident_date": "Date",
    "time_local": "Time of day",
    "province": "Province",
    "target_type": "Target",
    "weapon": "Weapon",
    "outcome": "Outcome",
    "vehicles_damaged": "Vehicles damaged",
    "killed": "Killed",
    "injured": "Injured",
    "said_of_claims": "Claims",
}

WORDS = {
    "corroboration": CORROBORATIONS,
    "date_precision": DATE_PRECISIONS,
    "location_precision": LOCATION_PRECISIONS,
    "outcome": OUTCOMES,
    "weapon": WEAPONS,
    "target": TARGET_TYPES,
    "scope": SCOPES,
    "carrier": CLAIM_CARRIERS,
    "says": SAYS,
    "side": SIDES,
}


def write_incident_pages(incidents, tables, locator, changes, address):
    """Yield the page of every incident, by date.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        As `helpers.load_incidents` returns them.
    tables : dict of str to pandas.DataFrame
        The raw tables.
    locator : drawings.Locator
    changes : list of tuple of str
        Version, day and text of every change of the data, as `page_parts.list_changes` returns them.
    address : page_parts.Address
        Where the site stands and where corrections go.

    Yields
    ------
    tuple of str
        Identifier, title, description, HTML of the page and its JSON.
    """
    listed = list_incidents(incidents, tables["groups"])[["incident_id", "date", "where", "claim"]]
    rows = incidents.merge(listed, on="incident_id", validate="1:1").sort_values(["date_start", "incident_id"])
    lines = dict(zip(tables["incidents"]["incident_id"], range(2, len(rows) + 2), strict=True))
    observed, said, claims = _trace_observations(tables), _trace_informants(tables), _trace_claims(tables)
    checks = tables["row_checks"].groupby("record_id")
    identifiers, shapes = rows["incident_id"].tolist(), rows.geometry.tolist()
    for number, row in enumerate(_to_records(rows.drop(columns="geometry"))):
        identifier, shape = row["incident_id"], shapes[number]
        title = f"{identifier}: {row['date']}, {row['where']}"
        description = f"What {format_count(row['reports'], 'report')} said of an attack on a convoy: {row['date']}, "
        description += f"{row['where']}. {GRADES[row['corroboration']]}"
        reports, voices, claimed = observed[identifier], said.get(identifier, []), claims.get(identifier, [])
        citation = cite(title, identifier, f"incidents/{identifier}.html", address)
        context = {
            **_tell_apart(reports, voices, claimed),
            "row": row,
            "where": _describe_place(row),
            "map": locator.draw(f"Map of Iraq: {row['where']}", [row.get("province")], [shape] if shape else []),
            "located": shape is not None,
            "harm": {what: write_range(row, what) for what in ("vehicles_damaged", "killed", "injured")},
            "grade": GRADES[row["corroboration"]],
            "changes": [(version, text) for version, _, text in changes if _names(text, identifier)],
            "checks": _list_checks(checks, identifier),
            "previous": identifiers[number - 1] if number else None,
            "next": identifiers[number + 1] if number + 1 < len(identifiers) else None,
            "citation": citation,
            "correction": address.explain(identifier, f"data/raw/incidents.csv, line {lines[identifier]}"),
            "words": WORDS,
        }
        record = {
            "dataset": CITATION["title"],
            "version": helpers.__version__,
            "licence": "CC BY 4.0",
            "citation": citation["text"],
            "incident": {name: value for name, value in row.items() if name in incidents},
            "geometry": shape.__geo_interface__ if shape else None,
            "observations": reports,
            "informants": voices,
            "claims": claimed,
        }
        text = json.dumps(record, ensure_ascii=False, indent=1)
        yield identifier, title, description, render("incident.html", context), text + "\n"


def _tell_apart(reports, voices, claims):
    """Sort what the reports say into what the sections of a page show."""
    return {
        "voices": _join_voices([voice for voice in voices if voice["says"] == "attack"]),
        "denials": _join_voices([voice for voice in voices if voice["says"] != "attack"]),
        "statements": [report for report in reports if report.get("official_statement")],
        "claims": _join_claims(claims),
        "reports": reports,
        "own_texts": [report for report in reports if "reprinted" not in report],
        "reprints": [report for report in reports if "reprinted" in report],
        "disagreements": _find_disagreements(reports),
    }


def _trace_observations(tables):
    """Return what each report says, by incident; texts of an outlet's own first."""
    told = helpers.trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    names = tables["outlets"].set_index("outlet_id")["name"]
    told = told.assign(
        outlet=told["outlet_id"].map(names),
        reprinted=told["reprint_of"].map(names),
        media=told["chart_group"].replace(helpers.CHART_GROUP_NAMES),
        said_of_claims=told["claim_status"].map(SAID),
    )
    records = told.to_dict("records")
    told = told.assign(**{what: [write_range(row, what) for row in records] for what in ("killed", "injured")})
    told = told.sort_values(["reprinted", "published", "outlet", "row_id"], na_position="first")
    return _group(told)


def _trace_informants(tables):
    """Return who says what in which report, by incident."""
    voices = tables["attributions"].merge(tables["observations"][["row_id", "incident_id", "report_id"]], on="row_id")
    voices = voices.dropna(subset=["incident_id"]).merge(tables["reports"][["report_id", "url", "outlet_id"]])
    names = tables["outlets"].set_index("outlet_id")["name"]
    voices = voices.merge(tables["informants"][["informant_id", "name", "kind", "side", "counts"]], on="informant_id")
    voices = voices.assign(outlet=voices["outlet_id"].map(names), via=voices["via_outlet_id"].map(names))
    voices = voices.sort_values(["incident_id", "says", "side", "name", "outlet", "row_id"])
    return _group(voices)


def _trace_claims(tables):
    claims = tables["claims"].merge(tables["reports"][["report_id", "url", "outlet_id"]], on="report_id", how="left")
    claims = claims.assign(
        group=claims["group_id"].map(tables["groups"].set_index("group_id")["name"]),
        outlet=claims["outlet_id"].map(tables["outlets"].set_index("outlet_id")["name"]),
    )
    return _group(claims)


def _join_voices(voices):
    """Return each informant once, with the pages that carry what it says."""
    joined: dict[tuple, dict] = {}
    for voice in voices:
        entry = joined.setdefault((voice["informant_id"], voice["says"]), {**voice, "pages": {}})
        heard = f"{voice['outlet']}, by way of {voice['via']}" if "via" in voice else voice["outlet"]
        entry["pages"].setdefault(voice["url"], heard)
    return list(joined.values())


def _join_claims(claims):
    """Return each way in which a group claimed it once, with the pages that report it."""
    joined: dict[tuple, dict] = {}
    for claim in claims:
        way = tuple(claim.get(what) for what in ("group_id", "kind", "claimed_on", "form", "carried_by"))
        joined.setdefault(way, {**claim, "pages": {}})["pages"].setdefault(claim["url"], claim["outlet"])
    return list(joined.values())


def _find_disagreements(reports):
    """List what the reports give different values of: words, and the outlets by value, the most frequent first."""
    found = []
    for column, words in COMPARED.items():
        values: dict[str, list[str]] = {}
        for report in reports:
            value = report.get(column)
            if value not in (None, "unknown"):
                values.setdefault(_name(str(value)), []).append(report["outlet"])
        if column == "incident_date":  # a month or a year does not contradict a day within it
            values = {day: by for day, by in values.items() if not any(o != day and o.startswith(day) for o in values)}
        if len(values) > 1:
            found.append((words, sorted(values.items(), key=lambda pair: -len(pair[1]))))
    return found


def _list_checks(checks, identifier):
    if identifier not in checks.groups:
        return []
    found = checks.get_group(identifier)
    return [
        (row.audit.split("_")[1], VERDICTS[row.verdict].format(row.field.split(".")[-1].replace("_", " ")))
        for row in found.itertuples()
    ]


def _names(text, identifier):
    """Say whether a text names an incident, alone or within a range such as IQC0001 to IQC0011."""
    number = int(identifier[3:])
    spans = re.findall(r"IQC(\d{4,})(?: to IQC(\d{4,}))?", text)
    return any(int(first) <= number <= int(last or first) for first, last in spans)


def _describe_place(row):
    parts = [row["where"]]
    if "segment_from" in row:
        parts.append(f"between {row['segment_from']} and {row['segment_to']}")
    if "district" in row:
        parts.append(f"district {row['district']}")
    return "; ".join(parts)


def _name(value):
    return {"ied": "IED", "rpg": "RPG"}.get(value, value.replace("_", " "))


def _group(frame):
    """Return the rows of each incident, in their order."""
    grouped: dict[str, list[dict]] = {}
    for record in _to_records(frame):
        grouped.setdefault(record["incident_id"], []).append(record)
    return grouped


def _to_records(frame):
    """Return rows as dictionaries without missing values, days as text."""
    return [
        {name: _write_day(value) for name, value in row.items() if isinstance(value, list) or pd.notna(value)}
        for row in frame.to_dict("records")
    ]


def _write_day(value):
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else value
