"""Read raw tables as text, exactly as they are written, with line numbers."""

import csv
import io
from pathlib import Path

import pandas as pd

from .faults import Fault

CELL_RULES = [
    (r"^\s|\s$", "has white space at its edge; remove it"),
    ("[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029]", "holds a line break or control character; write one line of plain text"),
    (
        "[\u00a0\u00ad\u1680\u2000-\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd\ue000-\uf8ff]",
        "holds an invisible or broken character; write it again in plain text",
    ),
    (r"<[A-Za-z/!?]", "holds HTML; write plain text"),
    (r"^[=+@]|^-.*[^0-9.]", "starts like a spreadsheet formula; start with a word or digit"),
]
LONGEST_CELL = 2000  # characters; the longest address seen is under 700
LARGEST_FILE = 200_000_000  # bytes
MOST_MISFITS = 100  # records that do not fit the header; with more of them the file is no table


def read_table(path, columns):
    """Read one CSV file as text.

    Parameters
    ----------
    path : path
        A CSV file: UTF-8 without byte order mark, commas, LF line ends.
    columns : list of str
        The columns that the file must have, in order.

    Returns
    -------
    table : pandas.DataFrame
        One row a record, every column of type `str`, empty cells missing;
        the index, named ``line``, is the line of the file where the record starts.
        Records that do not fit the header are left out.
    whole : bool
        Whether every record of the file is in the table.
    faults : list of Fault

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "groups.csv"
    ...     _ = path.write_text("group_id,name\\na, Alpha\\nb\\n", encoding="utf-8", newline="")
    ...     table, whole, faults = read_table(path, ["group_id", "name"])
    >>> print(*faults, sep="\\n")
    groups.csv:3: file: has 1 fields where the header has 2; check commas and quotes
    groups.csv:2: name: ' Alpha' has white space at its edge; remove it
    """
    name = Path(path).name
    nothing = pd.DataFrame(columns=columns, index=pd.Index([], name="line"), dtype="str")
    text, faults = _read_text(path, name)
    if text is None:
        return nothing, False, faults
    lines, records, more = _split_records(text, name)
    header = records.pop(0) if records else []
    header_line = lines.pop(0) if lines else 1
    header_faults = _check_header(header, columns, name, header_line)
    if header_faults:
        return nothing, False, faults + header_faults
    kept_lines, kept = [], []
    for line, record in zip(lines, records, strict=True):
        if len(record) == len(columns):
            kept_lines.append(line)
            kept.append(record)
        else:
            message = f"has {len(record)} fields where the header has {len(columns)}; check commas and quotes"
            more.append(Fault(name, line, "file", message))
    table = pd.DataFrame(kept, columns=columns, index=pd.Index(kept_lines, name="line"), dtype="str")
    return table.mask(table == ""), not more, faults + more + _check_cells(table, name)


def _read_text(path, name):
    """Return the decoded file (None if it cannot be used) and the faults of its bytes."""

    def refuse(message, line=1):
        return None, [Fault(name, line, "file", message)]

    try:
        if Path(path).exists() and not Path(path).is_file():
            return refuse("is no file; put a CSV file there")
        if Path(path).stat().st_size > LARGEST_FILE:
            return refuse(f"is larger than {LARGEST_FILE // 10**6} MB; split off what is no table")
        content = Path(path).read_bytes()
    except OSError as error:
        return refuse(f"cannot be read ({error.strerror}); put the file there")
    faults = []
    if content.startswith(b"\xef\xbb\xbf"):
        faults.append(Fault(name, 1, "file", "starts with a byte order mark; save it as UTF-8 without one"))
        content = content[3:]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return refuse(f"byte {content[error.start]:#04x} is not UTF-8; save the file as UTF-8", line)
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        faults.append(Fault(name, line, "file", "has CR line ends; save it with LF line ends"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        return refuse("holds a NUL character; remove it", line)
    if text and not text.endswith("\n"):
        line = text.count("\n") + 1
        faults.append(Fault(name, line, "file", "does not end with a line end; add one"))
    return text, faults


def _split_records(text, name):
    """Split CSV text into records; return their first lines, the records and the faults."""
    csv.field_size_limit(LARGEST_FILE)  # too long a cell is reported as such later
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines, records, start = [], [], 1
    misfits = 0
    try:
        for record in reader:
            misfits += bool(records) and len(record) != len(records[0])
            if misfits > MOST_MISFITS:
                message = f"more than {MOST_MISFITS} records do not fit the header; the rest was not read"
                return lines, records, [Fault(name, start, "file", message)]
            lines.append(start)
            records.append(record)
            start = reader.line_num + 1
    except csv.Error as error:
        return lines, records, [Fault(name, start, "file", f"is not valid CSV ({error}); check the quotes")]
    return lines, records, []


def _check_header(header, columns, name, line):
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    faults = [Fault(name, line, column, "column is missing; add it to the header") for column in missing]
    faults += [
        Fault(name, line, ascii(column)[1:60].rstrip("'"), "column is unknown; remove it or correct its name")
        for column in unknown
    ]
    if not faults and header != columns:
        faults = [Fault(name, line, "file", f"columns must be, in this order: {','.join(columns)}")]
    return faults


def _check_cells(table, name):
    faults = []
    cells = table.reset_index().melt("line", var_name="column", value_name="cell")
    for line, column, cell in cells[cells["cell"].str.len() > LONGEST_CELL].itertuples(index=False):
        faults.append(Fault(name, line, column, f"holds {len(cell)} characters; {LONGEST_CELL} at most"))
    for pattern, message in CELL_RULES:
        for line, column, cell in cells[cells["cell"].str.contains(pattern)].itertuples(index=False):
            faults.append(Fault(name, line, column, f"{cell[:80]!r} {message}"))
    return faults
