"""Read raw tables as text, exactly as they are written, with line numbers."""

import csv
import io
import re
import unicodedata
from pathlib import Path

import pandas as pd

from .faults import Fault, list_at_most
from .hints import name_character

CRLF = b"\r\n"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LAST_OF_PLANES = "".join(chr(plane + end) for plane in range(0x10000, 0xE0000, 0x10000) for end in (0xFFFE, 0xFFFF))
INVISIBLE = (
    "[\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200b\u200d-\u200f"
    "\u202a-\u202f\u205f-\u206f\u2800\u3000\u3164\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    f"\ufff0-\uffff\U000e0000-\U0010ffff{LAST_OF_PLANES}]"
)
CELL_RULES = [
    ("^ | $", "has white space at its edge; remove it"),  # other white space is refused anywhere
    ("[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029]", "holds a line break or control character; write one line of plain text"),
    (INVISIBLE, "holds an invisible or broken character; write it again in plain text"),
    (r"<[A-Za-z/!?]", "holds HTML; write plain text"),
    (r"(?:^|;)[=+@＝＋＠]|^-.*[^0-9.]|^－", "starts like a spreadsheet formula; start with a word or digit"),
]
ANY_RULE = re.compile("|".join(f"(?:{pattern})" for pattern, _ in CELL_RULES))
# What breaks no rule, as most cells; it is quick to find.
PLAIN = re.compile(r"[0-9A-Za-z](?:[ !-*,-;>?A-~]{0,998}[!-*,-;>?A-~])?")
LONGEST_CELL = 2000  # characters; the longest address seen is under 700
LONGEST_LINE = 100_000  # bytes; no table is so wide that longest cells fill that
LARGEST_FILE = 200_000_000  # bytes
QUOTES = "check commas and quotes"
SAVE_AGAIN = "open it in a text editor and save it as UTF-8 without a byte order mark, with LF line ends"
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
    content, faults = _read_bytes(path, name)
    if content is None:
        return nothing, False, faults
    separator_faults = _check_separator(content, columns, name)
    if separator_faults:
        return nothing, False, faults + separator_faults
    lines, records, more = _split_records(content.decode("utf-8"), name)
    header = records.pop(0) if records else []
    header_line = lines.pop(0) if lines else 1
    header_faults = _check_header(header, columns, name, header_line)
    if header_faults:
        return nothing, False, faults + header_faults
    table, misfits = _keep_fitting(lines, records, columns, name)
    more += misfits
    return table, not more, faults + more + check_cells(table, name)


def _read_bytes(path, name):
    """Return the content of a file with LF line ends (None if it cannot be used) and the faults of its bytes."""

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
    content, faults = _check_origin(content, name)
    try:
        if not content.isascii():
            content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return refuse(f"byte {content[error.start]:#04x} is not UTF-8; save the file as UTF-8", line)
    if b"\x00" in content:
        line = content.count(b"\n", 0, content.index(b"\x00")) + 1
        return refuse("holds a NUL character; remove it", line)
    if content and not content.endswith(b"\n"):
        line = content.count(b"\n") + 1
        faults.append(Fault(name, line, "file", "does not end with a line end; add one"))
        content += b"\n"
    long = next((line for line, text in enumerate(content.split(b"\n"), 1) if len(text) >= LONGEST_LINE), None)
    if long:
        line = long
        return refuse(f"is a line of more than {LONGEST_LINE} bytes; check line ends and quotes", line)
    return content, faults


def _check_origin(content, name):
    """Return content without byte order mark and with LF line ends, and one fault that says who writes them."""
    marked, returns = content.startswith(BYTE_ORDER_MARK), content.find(b"\r")
    signs = ["starts with a byte order mark"] if marked else []
    if returns >= 0:
        signs.append("has CRLF line ends" if content[returns : returns + 2] == CRLF else "has CR line ends")
    if not signs:
        return content, []
    line = 1 if marked else content.count(b"\n", 0, returns) + 1
    excel = ", as Excel saves it" if len(signs) == 2 else ""
    message = f"{' and '.join(signs)}{excel}; {SAVE_AGAIN}"
    content = content.removeprefix(BYTE_ORDER_MARK).replace(CRLF, b"\n").replace(b"\r", b"\n")
    return content, [Fault(name, line, "file", message)]


def _keep_fitting(lines, records, columns, name):
    """Return the records that fit the header as a table, and a fault for each that does not."""
    fitting = [len(record) == len(columns) for record in records]
    faults = [
        Fault(name, line, "file", f"has {len(record)} fields where the header has {len(columns)}; {QUOTES}")
        for line, record, fits in zip(lines, records, fitting, strict=True)
        if not fits
    ]
    kept_lines = pd.Index([line for line, fits in zip(lines, fitting, strict=True) if fits], name="line")
    kept = [[cell or None for cell in record] for record, fits in zip(records, fitting, strict=True) if fits]
    return pd.DataFrame(kept, columns=columns, index=kept_lines, dtype="str"), faults


def _split_records(text, name):
    """Split CSV text into records; return their first lines, the records and the faults."""
    csv.field_size_limit(LARGEST_FILE)  # too long a cell is reported as such later
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[int] = []
    records: list[list[str]] = []
    start, misfits = 1, 0
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


def _check_separator(content, columns, name):
    """Name a separator other than the comma once, rather than every column as missing."""
    for sign, word in ((";", "semicolons"), ("\t", "tabs")):
        fields = [field.strip('"') for field in content.partition(b"\n")[0].decode("utf-8").split(sign)]
        if len(columns) > 1 and len(set(fields) & set(columns)) > len(columns) / 2:
            message = f"has {word} between its fields; save it as comma-separated CSV: in LibreOffice choose the comma"
            message += " as field delimiter; Excel takes the list separator of the system's region settings"
            return [Fault(name, 1, "file", message)]
    return []


def _check_header(header, columns, name, line):
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    faults = [Fault(name, line, column, "column is missing; add it to the header") for column in missing]
    faults += [
        Fault(name, line, ascii(column)[1:60].rstrip("'") or "file", "column is unknown; remove it or correct its name")
        for column in unknown
    ]
    if not faults and header != columns:
        faults = [Fault(name, line, "file", f"columns must be, in this order: {','.join(columns)}")]
    return faults


def check_cells(table, name):
    """Check what every cell must keep to.

    Parameters
    ----------
    table : pandas.DataFrame
        Text, indexed by line.
    name : str
        The file.

    Returns
    -------
    list of Fault
    """
    odd = [cell for cell in set(table.to_numpy().flat) if isinstance(cell, str) and _is_odd(cell)]
    if not odd:
        return []
    cells = pd.concat([table[column] for column in table], ignore_index=True)  # one column after the other
    cells = cells[cells.isin(odd)]
    long = cells[cells.str.len() > LONGEST_CELL]
    found = [(long, "holds " + long.str.len().astype("str") + f" characters; {LONGEST_CELL} at most")]
    for pattern, message in CELL_RULES:
        misfits = cells[cells.str.contains(pattern)]
        found.append((misfits, [f"{cell[:80]!r} {_name_sign(message, pattern, cell)}" for cell in misfits]))
    apart = cells[[not unicodedata.is_normalized("NFC", cell) for cell in cells]]
    message = "has accents apart from their letters; write it in the composed form of Unicode (NFC)"
    found.append((apart, [f"{cell[:80]!r} {message}" for cell in apart]))
    faults = []
    for misfits, messages in found:
        rows, columns = misfits.index % len(table), misfits.index // len(table)
        kind = pd.DataFrame({"row": rows, "message": list(messages)}, index=columns)
        for number, rows in kind.groupby(level=0):
            lines = zip(table.index[rows["row"]], rows["message"], strict=True)
            faults += list_at_most(Fault(name, line, table.columns[number], message) for line, message in lines)
    return faults


def _is_odd(cell):
    """Say whether a cell breaks any rule; few do, so that only these are asked which."""
    if PLAIN.fullmatch(cell):
        return False
    return ANY_RULE.search(cell) or len(cell) > LONGEST_CELL or not unicodedata.is_normalized("NFC", cell)


def _name_sign(message, pattern, cell):
    """Write the code point of what nobody can see into the message."""
    if pattern != INVISIBLE:
        return message
    return message.replace(";", f" ({name_character(re.findall(pattern, cell)[0])});", 1)
