"""Add a practice report to a copy of the raw tables, check the copy, and throw it away."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from ..data.hints import suggest
from ..data.loading import RAW, check_folder, load_tables
from ..data.tables import TABLES
from .answers import judge

PRACTICE_REPORT = """\
https://example.org/practice/samawah
Practice Gazette, 15 June 2022 (invented for this exercise; it is no report, and nothing of it happened)

A roadside bomb went off yesterday evening beside trucks that carried supplies to the coalition, near Samawah in
Muthanna province. One truck was damaged. Nobody was killed or injured. Nobody has claimed the attack.\
"""
# What a coder reads in it, by table and column.
TIME_AND_PLACE = {"time_local": "evening", "province": "Muthanna"}
ATTACK = {"target_type": "supply_convoy", "weapon": "ied", "outcome": "detonated"}
DAY = "2022-06-14"
PRACTICE_CODING = {
    "reports": {"url": "https://example.org/practice/samawah", "published": "2022-06-15", "language": "en"},
    "observations": {"incident_date": DAY, "date_precision": "day", **TIME_AND_PLACE, **ATTACK}
    | {"vehicles_damaged": "1", "claim_status": "none_reported"},
    "incidents": {"date_start": DAY, "date_end": DAY, **TIME_AND_PLACE, "location_precision": "town", **ATTACK}
    | {"scope": "core"},
}


def check_addition(rows, folder=RAW):
    """Add rows to a copy of the raw tables, validate the copy, and say what is wrong; the tables stay as they are.

    Parameters
    ----------
    rows : dict of str to dict
        Name of a table to one row of it, column to value; columns left out, or None, stay empty.
    folder : path
        Folder of the raw tables, which is only read.

    Returns
    -------
    str
        ``pending`` with the cells still to be filled; ``not yet`` with the validator's faults, or with what the
        practice report says otherwise; or ``right`` with the counts of the province before and after.

    Raises
    ------
    DataError
        If the tables of ``folder`` themselves break a rule.
    """
    blank = {table: [column for column, cell in row.items() if cell is ...] for table, row in rows.items()}
    pending = [f"{table}: {', '.join(columns)}" for table, columns in blank.items() if columns]
    if pending:
        return "\n".join(["pending: still to be filled in", *pending])
    before = load_tables(folder)
    unknown = list(_find_unknown(rows, before))
    if unknown:
        return judge(unknown, "")
    with TemporaryDirectory() as aside:
        copy = Path(shutil.copytree(folder, Path(aside) / "raw"))
        for table, row in rows.items():
            _append(copy / f"{table}.csv", row, TABLES[table].key)
        after, faults = check_folder(copy)
    if faults:
        return judge(["\n".join(["the validator finds faults in the copy", *map(str, faults)])], "")
    hints = [*_find_taken_keys(rows, before), *_find_misread(rows, before["places"])]
    province = rows.get("incidents", {}).get("province")
    counts = [int((tables["incidents"]["province"] == province).sum()) for tables in (before, after)]
    if counts[0] == counts[1]:
        hints.append("no incident was added; the attack is not yet in incidents")
    praise = f"the copy is valid, and has {counts[1]} incidents in {province} where the data have {counts[0]}"
    return judge(hints, praise)


def _find_unknown(rows, tables):
    """Yield a hint for each table and column that does not exist."""
    for table, row in rows.items():
        if table not in tables:
            yield f"{table!r} is not a table{suggest(table, list(tables))}"
            continue
        columns = list(tables[table])
        for column in row:
            if column not in columns:
                yield f"{table} has no column {column!r}{suggest(column, columns)}"


def _append(path, row, key):
    """Write a row into a table, where its key puts it."""
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    added = {column: "" if row.get(column) is None else str(row[column]) for column in table}
    table = pd.concat([table, pd.DataFrame([added])]).sort_values(list(key), kind="stable")
    table.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def _find_taken_keys(rows, tables):
    """Yield a hint for each new identifier that is not the next free one."""
    for table in PRACTICE_CODING:
        key = TABLES[table].key[0]
        last = tables[table][key].max()
        given = rows.get(table, {}).get(key, last)
        if int(given.lstrip("EIQCR")) != int(last.lstrip("EIQCR")) + 1:
            yield f"{table}.{key}: {given!r} is not the next free identifier"


def _find_misread(rows, places):
    """Yield a hint for each cell that says something else than the practice report."""
    for table, cells in PRACTICE_CODING.items():
        for column, right in cells.items():
            given = rows.get(table, {}).get(column)
            if str(given) == right:
                continue
            if given == PRACTICE_CODING["reports"]["published"]:
                yield f"{table}.{column}: {given!r} is the day on which the page appeared; when did the attack happen?"
            else:
                yield f"{table}.{column}: {given!r} is not what the report says; read it again"
    place = rows.get("incidents", {}).get("place_id")
    if place not in set(places.loc[places["name"] == "Samawah", "place_id"]):
        yield f"incidents.place_id: {place!r} is not the place that the report names"
