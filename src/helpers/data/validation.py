"""Check every raw table against its definition, and all of them against each other."""

import math
import re
from pathlib import Path

import pandas as pd

from .consistency import check_consistency
from .faults import Fault, list_at_most
from .hints import MOST_CHOICES, list_spellings, list_words, suggest
from .joining import is_among
from .reading import check_cells, read_table
from .tables import TABLES
from .tables.columns import PARTIAL_DATE

TYPES = {
    "date": ("date", r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", "write an existing day as YYYY-MM-DD"),
    "integer": ("whole number", r"(?:0|-?[1-9][0-9]{0,8})", "write digits only, no zero before them"),
    "number": ("number", r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,15})?", "write digits and a decimal point"),
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
    table, faults = _convert(text, definition.columns, file)
    unreadable = {(fault.line, fault.column) for fault in faults}
    unread = text.notna() & table.isna()
    for column, kind in _find_faults(table, definition):
        cells = ((line, message) for line, message in kind if not unread.at[line, column])
        faults += list_at_most(
            Fault(file, line, column, message) for line, message in cells if (line, column) not in unreadable
        )
    faults += _check_order(table[definition.key], file)
    unique = [[column] for column, rules in definition.columns.items() if rules.unique]
    for columns in [*unique, definition.key]:
        faults += _check_unique(table[columns].dropna(how="all"), file)
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
    text = pd.DataFrame({column: [cell]}, dtype="str")
    faults = check_cells(text, f"{name}.csv")
    text = text.mask(text == "")
    definition = TABLES[name].columns[column]
    table, more = _convert(text, {column: definition}, f"{name}.csv")
    messages = [fault.message for fault in faults + more]
    if not messages:
        messages = [message for kind in _check_column(table[column], definition) for _, message in kind]
    return "; ".join(messages)


def _convert(text, definitions, file):
    columns, faults = {}, []
    for column, definition in definitions.items():
        cells = text[column]
        if definition.type not in TYPES:
            columns[column] = cells
            if definition.pattern == PARTIAL_DATE:
                faults += _check_days(cells, file)
            continue
        kind, pattern, remedy = TYPES[definition.type]
        written = cells.where(cells.str.fullmatch(pattern, na=False))
        if kind == "date":
            columns[column] = pd.to_datetime(written, format="%Y-%m-%d", errors="coerce").astype("datetime64[ns]")
        else:
            columns[column] = pd.to_numeric(written).astype("Int64" if kind == "whole number" else "float64")
        unread = cells[cells.notna() & columns[column].isna()]
        message = f"is not a {kind}; {remedy}"
        faults += list_at_most(Fault(file, line, column, f"{cell[:80]!r} {message}") for line, cell in unread.items())
    return pd.DataFrame(columns, index=text.index), faults


def _check_days(cells, file):
    """Partial dates that name a day name one that exists."""
    days = cells[cells.str.len() == len("YYYY-MM-DD")]
    missing = days[pd.to_datetime(days, format="%Y-%m-%d", errors="coerce").isna()]
    return list_at_most(
        Fault(file, line, cells.name, f"{day!r} is not a date; write an existing day") for line, day in missing.items()
    )


def _find_faults(table, definition):
    """Yield a column and the lines and messages of its faults of one kind, for every kind."""
    for column, rules in definition.columns.items():
        for kind in _check_column(table[column], rules):
            yield column, kind
    filled = table.notna().any(axis=1)  # what is not there at all is reported cell by cell
    for rule in definition.rules:
        broken = filled & rule.is_broken(table).fillna(False)
        yield rule.column, ((line, rule.message) for line in table.index[broken])


def _check_column(cells, definition):
    """Yield, for each rule of a column, the lines that break it, with what is wrong and what would be right."""
    if definition.blank is None:
        empty = f"is empty; write a value such as {definition.example!r}"
        yield ((line, empty) for line in cells.index[cells.isna()])
    cells = cells.dropna()
    if definition.values:
        allowed, words = ", ".join(definition.values), list_words(definition.values)
        unknown = cells[~cells.isin(list(definition.values))]
        yield (
            (line, f"{cell[:80]!r} is unknown{suggest(cell, words)}; allowed: {allowed}")
            for line, cell in unknown.items()
        )
    if definition.pattern:
        message = f"is not valid ({definition.meaning.split(';')[0].rstrip('.')}); write it like {definition.example!r}"
        misfits = cells[~cells.str.match(definition.pattern)]
        yield ((line, f"{cell[:80]!r} {message}") for line, cell in misfits.items())
    limits = {"at least": definition.minimum, "at most": definition.maximum}
    limits = {words: limit for words, limit in limits.items() if limit is not None}
    if limits:
        message = "is out of range; must be " + " and ".join(f"{words} {limit}" for words, limit in limits.items())
        outside = cells[~cells.between(limits.get("at least", -math.inf), limits.get("at most", math.inf))]
        yield ((line, f"{cell} {message}") for line, cell in outside.items())


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
