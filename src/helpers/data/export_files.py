"""Read the files in which other people's events come: CSV of any making, zipped, JSON or Excel, as a table of text."""

import csv
import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow
import pyarrow.csv

from .export_bytes import LONGEST_HEADER, MISSING, read_bytes, stop, to_utf8, unzip
from .faults import Fault

USUAL_BLOCK = 2**20  # bytes that are parsed at once, unless a record is longer
LONGEST_RECORD = 2**24  # bytes
SEPARATORS = ",;\t|"
CUT = "ends without a line break, so its last record may be cut; download it again, or check that record and add one"


@dataclass
class ExportTable:
    """Rows of a file as text, where they stand in it, and which records could not be read.

    Parameters
    ----------
    name : str
        Name of the file.
    rows : pandas.DataFrame
        The columns that were chosen, of type `str`; what is empty is missing.
    lines : list of int
        Line of each row; of JSON and Excel, the number of the record or row. Empty if they have to be found first.
    misfits : list of Fault
    content : bytes
        The CSV text in UTF-8, to find lines in.
    """

    name: str
    rows: pd.DataFrame
    lines: list = field(default_factory=list)
    misfits: list = field(default_factory=list)
    content: bytes = b""
    separator: str = ","
    first_line: int = 2

    def list_lines(self):
        """Return the line of each row, found by a second reading that only files with faults need."""
        if not self.lines:
            records = _list_records(self)
            width = records[0][1]
            self.lines = [line for line, fields in records[1:] if fields == width]
        return self.lines


def read_export(path, choose, *, encoding=None, block=None):
    """Read a file of events as text.

    Parameters
    ----------
    path : path
        A regular file.
    choose : function
        Takes the names of the columns, returns the number of each column to read by the name that it gets.
    encoding : str, optional
        Without it UTF-8, UTF-16 or, with a warning, Windows-1252.
    block : tuple, optional
        A part of a CSV file: line, first and last byte.

    Returns
    -------
    ExportTable

    Raises
    ------
    DataError
        If the file is something else; the message says what.
    """
    path = Path(path)
    content = read_bytes(path, block)
    if content.startswith(b"PK\x03\x04"):
        content = unzip(path.name, content)
        if isinstance(content, pd.DataFrame):
            return _take(path.name, list(content.iloc[0]), content.iloc[1:], choose)
    content = to_utf8(path.name, content, encoding)
    if content[:100].lstrip()[:1] in (b"{", b"["):
        records = _read_json(path.name, content)
        return _take(path.name, list(records.columns), records, choose)
    return _read_delimited(path.name, content, choose, 2 if block is None else block[0])


def _read_json(name, content):
    """Return the events of an answer of the ACLED or UCDP API, or of any list of objects."""
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError) as error:
        stop(name, f"is JSON that cannot be read ({str(error)[:80]}); download it again")
    events = answer
    if isinstance(answer, dict):
        events = answer.get("data", answer.get("Result"))
        if events is None and (said := answer.get("error") or answer.get("message")):
            stop(name, f"is an answer without events, which says {str(said)[:200]!r}; ask the API again")
    if not isinstance(events, list) or not all(isinstance(event, dict) for event in events):
        stop(name, "is JSON without a list of events under 'data' or 'Result'; export CSV")
    if not events:
        stop(name, "holds no event; ask the API again")
    frame = pd.DataFrame.from_records(events).astype(object)
    frame = frame.map(lambda value: value if value is None or isinstance(value, str) else str(value))
    return frame.mask(frame.isin(MISSING))


def _take(name, header, records, choose):
    """Choose columns of rows that no CSV parser has to split."""
    chosen = choose([str(column) for column in header])
    rows = records.iloc[:, list(chosen.values())].set_axis(list(chosen), axis="columns").dropna(how="all")
    return ExportTable(name, rows.reset_index(drop=True).astype("str"), lines=[1 + number for number in rows.index])


def _read_delimited(name, content, choose, first_line):
    """Read a CSV file in UTF-8, and note the records that do not fit its header."""
    begin = content[:LONGEST_HEADER].decode("utf-8", "ignore").lstrip("\r\n")
    first = re.split(r"[\r\n]", begin, maxsplit=1)[0]
    separator = max(SEPARATORS, key=first.count)
    header = next(csv.reader(io.StringIO(begin, newline=""), delimiter=separator), [])
    if not header:
        stop(name, "is empty; export it again")
    chosen = choose(header)
    table = ExportTable(name, pd.DataFrame(), content=content, separator=separator, first_line=first_line)
    odd: list[int] = []

    def skip(record):
        odd.append(record.number)
        return "skip"

    names = [str(number) for number in range(len(header))]
    text = {names[number]: pyarrow.large_string() for number in chosen.values()}
    parse = pyarrow.csv.ParseOptions(delimiter=separator, newlines_in_values=True, invalid_row_handler=skip)
    convert = pyarrow.csv.ConvertOptions(
        include_columns=list(text),
        column_types=text,
        null_values=MISSING,
        strings_can_be_null=True,
        check_utf8=False,  # to_utf8 has
    )
    for size in (USUAL_BLOCK, LONGEST_RECORD):
        try:
            # One thread takes less processor time; Arrow's own pool would clear far more memory than the table takes.
            options = pyarrow.csv.ReadOptions(block_size=size, column_names=names, use_threads=False)
            pool = pyarrow.system_memory_pool()
            read = pyarrow.csv.read_csv(pyarrow.BufferReader(content), options, parse, convert, pool)
            break
        except pyarrow.ArrowInvalid as error:
            if size == LONGEST_RECORD:
                said = str(error).splitlines()[0][:120]
                stop(name, f"is not a CSV table ({said}); check its quotes, or export it again")
    kind = pd.StringDtype(na_value=np.nan)
    table.rows = read.slice(1).to_pandas(types_mapper=lambda _: kind).set_axis(list(chosen), axis="columns")
    if odd or content.count(b"\n") != read.num_rows:  # short rows, or line ends within cells
        _note_misfits(table)
    if content and not content.endswith((b"\n", b"\r")) and len(table.rows):
        _note_cut(table)
    return table


def _note_misfits(table):
    records = _list_records(table)
    width = records[0][1]
    for line, fields in records[1:]:
        if fields != width:
            message = f"has {fields} fields where the header has {width}; check separators and quotes"
            table.misfits.append(Fault(table.name, line, "file", message))
    if len(records) - 1 - len(table.misfits) != len(table.rows):
        stop(table.name, "has quotation marks inside cells that are not doubled; export it again")


def _note_cut(table):
    """Set the last record aside if the file does not end with a line break."""
    records = _list_records(table)
    last, fields = records[-1]
    if fields == records[0][1]:
        table.lines = table.list_lines()[:-1]
        table.rows = table.rows.iloc[:-1]
        table.misfits.append(Fault(table.name, last, "file", CUT))


def _list_records(table):
    """Return line and number of fields of each record, the header included."""
    csv.field_size_limit(max(len(table.content), csv.field_size_limit()))
    text = io.TextIOWrapper(io.BytesIO(table.content), "utf-8", newline="")
    reader, start = csv.reader(text, delimiter=table.separator, strict=True), 1
    records: list[tuple[int, int]] = []
    try:
        for record in reader:
            if record:  # blank lines are no records
                records.append((start if not records else start + table.first_line - 2, len(record)))
            start = reader.line_num + 1
    except csv.Error as error:
        stop(
            table.name, f"has quotation marks that do not pair ({error}); export it again", start + table.first_line - 2
        )
    return records
