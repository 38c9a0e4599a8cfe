"""Write the page part of the incident browser: a table that reads without scripts, and unfolds with them."""

from pathlib import Path

import jinja2
import pandas as pd

import helpers
from helpers.data.claim_status import CLAIM_STATUSES
from helpers.data.listing import list_incidents
from helpers.data.vocabularies import (
    CLAIM_CARRIERS,
    CORROBORATIONS,
    DATE_PRECISIONS,
    DENIALS,
    LOCATION_PRECISIONS,
    OUTCOMES,
    SCOPES,
    WEAPONS,
)

TEMPLATES = Path(__file__).parent / "_templates"
SAID: dict[str, str | None] = {
    "claimed": "claimed by a group",
    "video_only": "footage released",
    "none_reported": "says nobody claimed it",
    "denied": "a group denied it",
    "not_mentioned": None,
}


def render_browser(incidents, tables, repository=""):
    """Write the table of incidents, and a section of each with all that is known of it.

    Parameters
    ----------
    incidents : pandas.DataFrame
        As `helpers.load_incidents` returns them.
    tables : dict of str to pandas.DataFrame
        The raw tables.
    repository : str
        Address of the repository whose forms take corrections; without it they are only described.

    Returns
    -------
    str
        HTML, escaped.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    listed = list_incidents(incidents, tables["groups"]).drop(columns=["province", "district", "place"])
    rows = incidents.merge(listed[["incident_id", "date", "where", "claim"]], on="incident_id", validate="1:1")
    rows = rows.assign(
        weapon_name=[_name(value) for value in rows["weapon"]],
        group_names=_name_groups(rows["claimants"], tables["groups"]),
        claim_short=rows["claim"].str.removeprefix("claimed by one group: "),
        vehicles=_join_range(rows, "vehicles_damaged"),
        killed=_join_range(rows, "killed"),
        injured=_join_range(rows, "injured"),
    )
    told = _list_versions(tables)
    claims = _list_claims(tables)
    return environment.get_template("incident_browser.html").render(
        incidents=_to_records(rows.sort_values(["date_start", "incident_id"])),
        versions={incident: _to_records(group) for incident, group in told.groupby("incident_id")},
        claims={incident: _to_records(group) for incident, group in claims.groupby("incident_id")},
        filters={
            "province": sorted(rows["province"].dropna().unique()),
            "group": sorted({name for names in rows["group_names"] for name in names}),
            "claim": list(dict.fromkeys(rows["claim_status"])),
            "outcome": list(dict.fromkeys(rows["outcome"])),
            "corroboration": list(CORROBORATIONS),
        },
        words={
            "claim": CLAIM_STATUSES,
            "outcome": OUTCOMES,
            "corroboration": CORROBORATIONS,
            "grade": {grade: grade.replace("_", " ") for grade in CORROBORATIONS},
            "denial": DENIALS,
            "carrier": CLAIM_CARRIERS,
            "weapon": WEAPONS,
            "scope": SCOPES,
            "date_precision": DATE_PRECISIONS,
            "location_precision": LOCATION_PRECISIONS,
        },
        repository=repository,
    )


def _name_groups(claimants, groups):
    names = groups.set_index("group_id")["name"]
    return [[] if pd.isna(ids) else list(names[ids.split(";")]) for ids in claimants]


def _join_range(rows, what):
    """Return the lowest and highest figures in words, None where nobody tells any."""
    pairs = zip(rows[f"{what}_min"], rows[f"{what}_max"], strict=True)
    return [_write_range(low, high) for low, high in pairs]


def _write_range(low, high):
    if pd.isna(low) and pd.isna(high):
        return None
    if pd.isna(high):
        return f"{low} or more"
    if pd.isna(low):
        return f"up to {high}"
    return str(low) if low == high else f"{low} to {high}"


def _list_versions(tables):
    """Return what each report says of each incident, the own texts of outlets first."""
    told = helpers.trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    names = tables["outlets"].set_index("outlet_id")["name"]
    told = told.assign(
        outlet=told["outlet_id"].map(names),
        reprinted=told["reprint_of"].map(names),
        group=told["chart_group"].replace(helpers.CHART_GROUP_NAMES),
        claim=told["claim_status"].map(SAID),
        what=[_say_what(row) for row in told.itertuples()],
        killed=_join_range(told, "killed"),
        injured=_join_range(told, "injured"),
    )
    return told.sort_values(["reprinted", "published", "outlet", "row_id"], na_position="first")


def _name(value):
    return {"ied": "IED", "rpg": "RPG"}.get(value, value.replace("_", " "))


def _say_what(told):
    known = [_name(value) for value in (told.weapon, told.outcome) if value != "unknown"]
    return ", ".join([*known, told.target_detail] if pd.notna(told.target_detail) else known)


def _list_claims(tables):
    claims = tables["claims"].merge(tables["reports"][["report_id", "url", "outlet_id"]], on="report_id", how="left")
    names = tables["groups"].set_index("group_id")["name"]
    outlets = tables["outlets"].set_index("outlet_id")["name"]
    return claims.assign(group=claims["group_id"].map(names), outlet=claims["outlet_id"].map(outlets))


def _to_records(frame):
    """Return rows as dictionaries without missing values."""
    return [
        {name: value for name, value in row.items() if isinstance(value, list) or pd.notna(value)}
        for row in frame.drop(columns="geometry", errors="ignore").to_dict("records")
    ]
