"""Check every raw table against its definition, and all of them against each other."""

import contextlib
import math
import re
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from .consistency import check_consistency
from .faults import MOST_FAULTS, Fault, list_at_most
from .hints import MOST_CHOICES, list_spellings, list_words, suggest
from .joining import is_among
from .reading import check_cells, read_table
from .tables import TABLES
from .tables.columns import PARTIAL_DATE


class Kind(NamedTuple):
    """How the cells of a type are written and read."""

    dtype: str
    words: str
    pattern: str
    read: Callable
    remedy: str


DAY = r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"
NUMBER = r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,15})?"
TYPES = {
    "date": Kind("datetime64[ns]", "date", DAY, date.fromisoformat, "write an existing day as YYYY-MM-DD"),
    "integer": Kind("Int64", "whole number", r"0|-?[1-9][0-9]{0,8}", int, "write digits only, no zero before them"),
    "number": Kind("float64", "number", NUMBER, float, "write digits and a decimal point"),
}
MOST_SUGGESTIONS = 20  # for each column: comparing spellings is slow
NUMBERED_KEY = r"[A-Za-z]+[0-9]+"  # says nothing of what it stands for, so none is like another
KEY_OF_WORDS = r"[a-z0-9_]+"
OR_ADD = ": it does not exist; correct it, or add it there"


def validate_folder(folder, districts=None):
    """Read and check all raw tables of a folder.

    Parameters
    ----------
    folder : path
        Folder that holds one CSV file for each table of `helpers.data.tables.TABLES`.
    districts : geopandas.GeoDataFrame, optional
        Polygons with a column ``province``, against which places are checked.

    Returns
    -------
    tables : dict of str to pandas.DataFrame
        The typed tables by name; their index is the line of the file.
    faults : list of Fault
        Everything that is wrong, in order of file and line; of very many faults of a kind the first
        (see `helpers.data.faults.list_at_most`); empty if all is well.
    """
    tables, faults, whole = {}, [], set()
    for name in TABLES:
        columns = list(TABLES[name].columns)
        text, is_whole, reading_faults = read_table(Path(folder) / f"{name}.csv", columns)
        tables[name], table_faults = check_table(name, text)
        faults += reading_faults + table_faults
        if is_whole:
            whole.add(name)
    faults += _check_references(tables, whole)
    faults += check_consistency(tables, whole, districts)
    return tables, sorted(set(faults))


def check_table(name, text):
    """Give one table of text its types and check it against its definition.

    Parameters
    ----------
    name : str
        Name of the table in `helpers.data.tables.TABLES`.
    text : pandas.DataFrame
        The table as `helpers.data.reading.read_table` returns it.

    Returns
    -------
    table : pandas.DataFrame
        The table with types; cells that cannot have the type are missing.
    faults : list of Fault
    """
    file, definition = f"{name}.csv", TABLES[name]
    columns, faults = {}, []
    for column, rules in definition.columns.items():
        columns[column], misfits = _check_column(text[column], rules, file)
        faults += misfits
    table = pd.DataFrame(columns, index=text.index)
    filled = table.notna().any(axis=1) if definition.rules else None  # what is all empty is reported cell by cell
    reported = {(fault.line, fault.column) for fault in faults}
    for rule in definition.rules:
        lines = table.index[filled & rule.is_broken(table).fillna(False)]
        faults += list_at_most(
            Fault(file, line, rule.column, rule.message) for line in lines if (line, rule.column) not in reported
        )
    faults += _check_order(table[definition.key], file)
    unique = [[column] for column, rules in definition.columns.items() if rules.unique]
    for keys in [*unique, definition.key]:
        faults += _check_unique(table[keys].dropna(how="all"), file)
    return table, faults


def check_cell(name, column, cell):
    """Say what is wrong with one cell by itself.

    Parameters
    ----------
    name, column : str
        Of a table of `helpers.data.tables.TABLES`.
    cell : str
        Empty for a blank.

    Returns
    -------
    str
        Empty if nothing is wrong.

    Examples
    --------
    >>> check_cell("reports", "published", "2021-02-31"), check_cell("reports", "published", "")
    ("'2021-02-31' is not a date; write an existing day", '')
    """
    faults = check_cells(pd.DataFrame({column: [cell]}, dtype="str"), f"{name}.csv")
    return "; ".join(fault.message for fault in faults) or find_misfit(cell, TABLES[name].columns[column])


def _check_column(cells, definition, file):
    """Give a column its type, and list the lines whose cell is empty and must not be, or breaks a rule of its own."""
    faults = []
    written = cells.to_numpy("object")
    given = [cell for cell in dict.fromkeys(written) if isinstance(cell, str)]
    problems = ((cell, problem) for cell in given if (problem := find_misfit(cell, definition)))
    problem_of = dict(islice(problems, MOST_FAULTS + 1))  # to suggest what was meant is slow
    if problem_of:
        lines = (
            (line, problem_of[cell]) for line, cell in zip(cells.index, written, strict=True) if cell in problem_of
        )
        faults = list_at_most(Fault(file, line, cells.name, problem) for line, problem in lines)
    if definition.blank is None and cells.hasnans:
        empty = find_misfit("", definition)
        faults += list_at_most(Fault(file, line, cells.name, empty) for line in cells.index[cells.isna()])
    if definition.type in TYPES:
        value_of = {cell: _read(cell, definition.type) for cell in given}
        cells = pd.Series([value_of.get(cell) for cell in written], cells.index, TYPES[definition.type].dtype)
    return cells, faults


def find_misfit(cell, definition):
    """Say what is wrong with the value of one cell, and what would be right; nothing if it is valid."""
    if not cell:
        return f"is empty; write a value such as {definition.example!r}" if definition.blank is None else ""
    value = _read(cell, definition.type)
    if value is None:
        kind = TYPES[definition.type]
        return f"{cell[:80]!r} is not a {kind.words}; {kind.remedy}"
    if definition.values and cell not in definition.values:
        nearest = suggest(cell, list_words(definition.values))
        return f"{cell[:80]!r} is unknown{nearest}; allowed: {', '.join(definition.values)}"
    if definition.pattern == PARTIAL_DATE and len(cell) == len("YYYY-MM-DD") and _read(cell, "date") is None:
        return f"{cell!r} is not a date; write an existing day"
    if definition.pattern and not re.match(definition.pattern, cell):
        meaning = definition.meaning.split(";")[0].rstrip(".")
        return f"{cell[:80]!r} is not valid ({meaning}); write it like {definition.example!r}"
    limits = {"at least": definition.minimum, "at most": definition.maximum}
    limits = {words: limit for words, limit in limits.items() if limit is not None}
    if limits and not limits.get("at least", -math.inf) <= value <= limits.get("at most", math.inf):
        return f"{value} is out of range; must be " + " and ".join(
            f"{words} {limit}" for words, limit in limits.items()
        )
    return ""


def _read(cell, kind):
    """Return the value of a cell, None if it cannot have the type."""
    if kind not in TYPES:
        return cell
    with contextlib.suppress(ValueError):  # a day that no calendar has
        return TYPES[kind].read(cell) if re.fullmatch(TYPES[kind].pattern, cell) else None


def _check_unique(keys, file):
    """No two rows have the same key."""
    twice = keys[keys.duplicated(keep=False)]
    written = (" ".join(filter(None, key))[:80] for key in twice.fillna("").to_numpy())
    return list_at_most(
        Fault(file, line, keys.columns[0], f"{key!r} occurs more than once; every row needs a key of its own")
        for line, key in zip(twice.index, written, strict=True)
    )


def _check_order(keys, file):
    """Rows are sorted by key, so that two people's additions merge cleanly."""
    rows = list(zip(*(keys[column].fillna("").to_numpy() for column in keys), strict=True))
    for line, previous, row in zip(keys.index[1:], rows, rows[1:], strict=False):
        if row < previous:
            message = f"{' '.join(row)!r} comes after {' '.join(previous)!r}; sort the rows by key"
            return [Fault(file, line, keys.columns[0], message)]
    return []


def _check_references(tables, whole):
    """Check that every reference is found, in tables that could be read whole."""
    unknown = {}
    for name, model in TABLES.items():
        for column, definition in model.columns.items():
            other, _, key = (definition.references or "").partition(".")
            if other in whole:
                cells = tables[name][column].dropna()
                unknown[name, column, other, key] = cells[~is_among(cells, tables[other][key])]
    faults = []
    for (name, column, other, key), cells in unknown.items():
        if cells.empty:
            continue
        same_key = [found for (*_, table, found_key), found in unknown.items() if (table, found_key) == (other, key)]
        hints = _list_hints(cells.unique(), pd.concat(same_key).value_counts(), tables[other], key)
        faults += list_at_most(
            Fault(f"{name}.csv", line, column, f"{cell[:80]!r} is not in {other}.csv{hints.get(cell, OR_ADD)}")
            for line, cell in cells.items()
        )
    return faults


def _list_hints(cells, references, table, key):
    """Say how to correct each reference that is not found: to what its name means, never to another identifier."""
    hints, misspelt = {}, []
    for cell in cells:
        number = references[cell]
        if number > 1:
            hints[cell] = f": it does not exist, and {number} rows refer to it; put its row back, or correct them"
        is_key = key.endswith("_id") and re.fullmatch(KEY_OF_WORDS, cell)
        if not re.fullmatch(NUMBERED_KEY, cell) and not (is_key and number > 1):
            misspelt.append(cell)
    if misspelt and len(table) <= MOST_CHOICES:
        spellings = list_spellings(table, key)
        hints |= {cell: nearest for cell in misspelt[:MOST_SUGGESTIONS] if (nearest := suggest(cell, spellings))}
    return hints
