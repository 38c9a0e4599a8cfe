"""Add a report and what it says of attacks to the raw tables, by questions; all of it or nothing is written."""

import re
import shutil
import tempfile
import unicodedata
from pathlib import Path

import click
import pandas as pd

from ..data.calendar import span_dates
from ..data.editing import (
    check_address,
    derive_incident,
    find_candidates,
    find_next_identifier,
    guess_day,
    guess_outlet,
    put_row,
    read_cells,
    write_table,
)
from ..data.faults import DataError
from ..data.gazetteer import fold_name
from ..data.loading import check_folder
from ..data.tables import TABLES
from .asking import NEW, ask_cell, ask_count, ask_name, ask_row, guess_name
from .writing import write_together

PRECISIONS = {0: "unknown", 4: "year", 7: "month", 10: "day"}  # by the length of a partial date
KINDS = {"claimed": "claim", "video_only": "video"}
TOWN = re.compile(r"\b(town|city|capital|near|outskirts|centre|center)\b", re.IGNORECASE)
MOST_CANDIDATES = 20
HELP = "Enter takes the value in brackets or leaves a blank, - leaves a blank, ? explains, Ctrl-C stops; until you say "
HELP += "yes at the end, nothing is written."


def add_report(url, folder):
    """Ask what a report says, and write the rows into the raw tables once they are valid.

    The page is not fetched.

    Parameters
    ----------
    url : str
    folder : path
        Of the raw tables.

    Returns
    -------
    list of str
        Names of the files that were changed.

    Raises
    ------
    ValueError
        If the address is not one, or its page is there already.
    DataError
        If the tables have faults, or would have some; nothing is written then.
    click.Abort
        If the user stops or says no; nothing is written then.
    """
    folder = Path(folder)
    _, faults = check_folder(folder)
    if faults:
        raise DataError(faults)
    before = {f"{name}.csv": (folder / f"{name}.csv").read_bytes() for name in TABLES}
    tables = read_cells(folder)
    url = check_address(url, tables)
    click.echo(HELP)
    above = folder.resolve().parents
    changes = above[1] / "CHANGELOG.md" if len(above) > 1 else Path("CHANGELOG.md")
    withdrawn = changes.read_text(encoding="utf-8") if changes.is_file() else ""
    edited, report = _ask_report(tables, url, withdrawn)
    while True:
        edited = _ask_attack(edited, report, withdrawn)
        if not click.confirm("Does the report cover another attack?", default=False):
            break
    return _write(folder, before, tables, edited)


def _ask_report(tables, url, withdrawn):
    """Ask for the row of reports.csv."""
    report = {"report_id": find_next_identifier(tables, "reports", withdrawn), "url": url}
    click.echo(f"\nThe report: {report['report_id']}")
    guess = guess_outlet(url, tables["reports"])
    report["outlet_id"] = ask_name(
        tables, "outlets", "Outlet (part of its name, or 'new')", guess, new=True, blank=False
    )
    if report["outlet_id"] == NEW:
        tables, report["outlet_id"] = _ask_new(tables, "outlets")
    outlet = tables["outlets"].fillna("").set_index("outlet_id").loc[report["outlet_id"]]
    report["published"] = ask_cell("reports", "published", guess_day(url))
    report["language"] = ask_cell("reports", "language", outlet["language"])
    report["reprint_of"] = ask_name(tables, "outlets", "Outlet whose text the page carries, if another's", new=True)
    if report["reprint_of"] == NEW:
        tables, report["reprint_of"] = _ask_new(tables, "outlets")
    return put_row(tables, "reports", report), report


def _ask_new(tables, name, given=None):
    """Ask for a new row of outlets, groups or informants; return the tables and its key."""
    key = TABLES[name].key[0]
    given = given or {"name": ask_cell(name, "name")}
    plain = unicodedata.normalize("NFKD", given["name"]).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain.replace("'", "")).strip("_")
    while True:
        given[key] = ask_cell(name, key, slug)
        if given[key] not in set(tables[name][key]):
            break
        click.echo(f"Error: {given[key]!r} is there already; write another identifier")
    if name == "outlets":
        given["media_group"] = ask_cell(name, "media_group")
        of_group = tables[name].loc[tables[name]["media_group"] == given["media_group"], "chart_group"]
        if of_group.nunique() == 1:
            given["chart_group"] = of_group.iloc[0]
    return put_row(tables, name, ask_row(name, given)), given[key]


def _ask_attack(tables, report, withdrawn):
    """Ask what the report says of one attack; return the tables with all rows that follow."""
    row = {"row_id": find_next_identifier(tables, "observations", withdrawn), "report_id": report["report_id"]}
    earlier = tables["observations"][tables["observations"]["report_id"] == report["report_id"]]
    row["incident_no"] = str(len(earlier) + 1)
    click.echo(f"\nWhat the report says of attack {row['incident_no']}: {row['row_id']}")
    row["incident_date"] = ask_cell("observations", "incident_date")
    row["date_precision"] = PRECISIONS[len(row["incident_date"])]
    for column in ("time_local", "place_as_reported"):
        row[column] = ask_cell("observations", column)
    place, row["province"] = _ask_place(tables, row["place_as_reported"])
    for column, default in (("target_type", "supply_convoy"), ("target_detail", ""), ("weapon", ""), ("outcome", "")):
        row[column] = ask_cell("observations", column, default)
    row["vehicles_damaged"] = ask_cell("observations", "vehicles_damaged")
    row |= ask_count("observations", "killed", "People killed") | ask_count("observations", "injured", "People injured")
    row["claim_status"] = ask_cell("observations", "claim_status", "not_mentioned")
    for column in ("claimed_by", "claim_channel") if row["claim_status"] in (*KINDS, "batch", "denied") else ():
        row[column] = ask_cell("observations", column)
    for column in ("official_statement", "told_by", "confidence", "coder_note"):
        row[column] = ask_cell("observations", column)
    row["coder"] = ask_cell("observations", "coder", earlier["coder"].iloc[-1] if len(earlier) else "")
    incident = _choose_incident(tables, row, place, withdrawn)
    row["incident_id"] = incident.get("incident_id", "")
    row["reason"] = "" if incident else ask_cell("observations", "reason", needed=True)
    tables = _ask_informants(put_row(tables, "observations", row), row, report)
    if row["claim_status"] in KINDS:
        tables = _ask_claim(tables, row, report)
    if row["claim_status"] == "batch":
        click.echo("Add the claim of several attacks to batch_claims.csv by hand; see the codebook.")
    return put_row(tables, "incidents", derive_incident(incident, tables)) if incident else tables


def _ask_place(tables, text):
    """Ask for the place of the gazetteer and the province."""
    places, provinces = tables["places"], tables["provinces"]
    guess = guess_name(text, places, "place_id")
    names = {fold_name(name) for name in places.loc[places["place_id"] == guess, "name"]}
    province = guess_name(text, provinces, "province")
    if province and fold_name(province) in names and not TOWN.search(text):
        guess = None  # the name of a town and its province means the province, unless the report says otherwise
    place = ask_name(tables, "places", "Place in places.csv, if it is there", guess)
    within = places.set_index("place_id")["province"].get(place)
    return place, ask_name(tables, "provinces", "Province", within if pd.notna(within) else province)


def _choose_incident(tables, row, place, withdrawn):
    """Show the incidents that the attack may be; return the row of the one it is, empty for none."""
    incidents, date = tables["incidents"], row["incident_date"]
    near = find_candidates(incidents, date, row["province"])
    for number, other in enumerate(near.head(MOST_CANDIDATES).fillna("").itertuples(), 1):
        where = tables["places"].set_index("place_id")["name"].get(other.place_id, "place not named")
        what = f"{other.weapon}, {other.outcome}, {other.target_detail or other.target_type}"
        click.echo(f"  {number}. {other.incident_id} {other.date_start}, {other.province}, {where}: {what}")
    if len(near) > MOST_CANDIDATES:
        click.echo(f"  and {len(near) - MOST_CANDIDATES} more")
    click.echo("" if len(near) else "No incident of that day and province is there yet.")

    def read(answer):
        answer = str(answer).strip()
        if answer.isdecimal() and 1 <= int(answer) <= min(len(near), MOST_CANDIDATES):
            answer = near["incident_id"].iloc[int(answer) - 1]
        if answer == NEW and not date:
            raise click.UsageError("a new incident needs a date; join the attack to another, or answer 'none'")
        if answer not in (NEW, "none", *incidents["incident_id"]):
            raise click.UsageError(f"{answer!r} is not a number above, an incident, 'new' or 'none'")
        return answer

    default = NEW if date and near.empty else None
    chosen = click.prompt("Which attack is it (number, identifier, 'new', or 'none')", default, value_proc=read)
    if chosen == NEW:
        return _describe_new(tables, row, place, withdrawn, len(near) > 0)
    return incidents.fillna("").set_index("incident_id", drop=False).loc[chosen].to_dict() if chosen != "none" else {}


def _describe_new(tables, row, place, withdrawn, similar):
    """Return what an incident has that does not follow from a vote."""
    first, last = (str(days[0]) for days in span_dates(pd.Series([row["incident_date"]])))
    if row["date_precision"] != "day":
        first = ask_cell("incidents", "date_start", first)
        last = ask_cell("incidents", "date_end", last)
    diplomatic, outside = row["target_type"] == "diplomatic_convoy", first < "2020-01-01" or last > "2022-12-31"
    wide = "province" if row["province"] else "country"
    days = (pd.Timestamp(last) - pd.Timestamp(first)).days
    return {
        "incident_id": find_next_identifier(tables, "incidents", withdrawn),
        "date_start": first,
        "date_end": last,
        "date_precision": "month" if days > 1 else "day",
        "province": row["province"],
        "place_id": place,
        "location_precision": tables["places"].set_index("place_id")["precision"].get(place, wide),
        "target_detail": row["target_detail"],
        "scope": "adjacent" if diplomatic or outside else "core",
        "note": ask_cell("incidents", "note", text="How it differs from those above") if similar else "",
    }


def _ask_informants(tables, row, report):
    """Ask whom the report cites, if it cites anybody but a claimant."""
    if not row["told_by"] and not row["official_statement"]:
        return tables
    guess = guess_name(f"{row['told_by']} {row['official_statement']}", tables["informants"], "informant_id")
    asked: set[str] = set()
    while True:
        text = "Informant: who says so" if not asked else "Another informant, if any"
        informant = ask_name(tables, "informants", f"{text} (part of the name, or 'new')", guess, new=True)
        if not informant:
            break
        if informant == NEW:
            tables, informant = _ask_new(tables, "informants")
        via = ask_name(tables, "outlets", "Outlet between the informant and the page, if any", report["reprint_of"])
        says = ask_cell("attributions", "says", "attack")
        said = {"row_id": row["row_id"], "informant_id": informant, "via_outlet_id": via, "says": says}
        tables, guess = put_row(tables, "attributions", said), None
        asked.add(informant)
    vague = tables["informants"].loc[tables["informants"]["kind"] == "unspecified", "informant_id"]
    if row["told_by"] and not asked and len(vague) and not row.get("claimed_by"):
        said = {"row_id": row["row_id"], "informant_id": vague.iloc[0], "says": "attack"}
        return put_row(tables, "attributions", said | {"via_outlet_id": report["reprint_of"]})
    return tables


def _ask_claim(tables, row, report):
    """Ask for the claim; a group that claims is an informant, too."""
    group = ""
    if row["claimed_by"]:
        guess = guess_name(row["claimed_by"], tables["groups"], "group_id")
        group = ask_name(tables, "groups", "Group (part of its name, or 'new')", guess, new=True, blank=False)
    if group == NEW:
        tables, group = _ask_new(tables, "groups", {"name": row["claimed_by"], "source": report["url"]})
    if group:
        names = tables["groups"].fillna("").set_index("group_id").loc[group]
        claimant = {"informant_id": f"claimant_{group}", "name": names["name"], "name_ar": names["name_ar"]}
        if claimant["informant_id"] not in set(tables["informants"]["informant_id"]):
            claimant |= {"kind": "claimant", "side": "armed_groups", "counts": "yes"}
            tables = put_row(
                tables, "informants", claimant | {"reason": "Claims attacks in the report", "source": report["url"]}
            )
        said = {"row_id": row["row_id"], "informant_id": claimant["informant_id"], "says": "attack"}
        tables = put_row(tables, "attributions", said | {"via_outlet_id": report["reprint_of"]})
    if not row["incident_id"]:
        return tables
    claim = {"incident_id": row["incident_id"], "group_id": group, "kind": KINDS[row["claim_status"]]}
    claim["report_id"] = report["report_id"]
    return put_row(
        tables, "claims", claim | {name: ask_cell("claims", name) for name in ("claimed_on", "form", "carried_by")}
    )


def _write(folder, before, tables, edited):
    """Show the rows, check them in a copy, and write them if they are valid and wanted."""
    contents = {}
    for name, table in edited.items():
        text = write_table(table)
        if text.encode() != before[f"{name}.csv"]:
            contents[f"{name}.csv"] = text.encode()
            there = set(write_table(tables[name]).splitlines())
            click.echo("\n".join([f"\n{name}.csv", *(line for line in text.splitlines() if line not in there)]))
    with tempfile.TemporaryDirectory() as aside:
        copy = Path(shutil.copytree(folder, Path(aside) / "raw"))
        for name, content in contents.items():
            (copy / name).write_bytes(content)
        _, faults = check_folder(copy)
    if faults:
        raise DataError(faults)
    click.confirm("\nThe tables are valid with these rows. Write them?", abort=True)
    for name, content in before.items():
        if (folder / name).read_bytes() != content:
            raise ValueError(f"{name} was changed meanwhile")
    write_together({folder / name: content for name, content in contents.items()})
    return list(contents)
