"""Read the files in which other people's events come: CSV of any making, zipped, JSON or Excel, as a table of text."""

import csv
import io
import json
import re
import warnings
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow
import pyarrow.csv

from .faults import DataError, Fault

USUAL_BLOCK = 2**20  # bytes that are parsed at once, unless a record is longer
LONGEST_RECORD = 2**24  # bytes
SEPARATORS = ",;\t|"
LARGEST_EXPORT = 2_000_000_000  # bytes that are read at once
LARGEST_WORKBOOK = 200_000_000  # bytes of an unpacked Excel workbook, which takes ten times as much memory
LONGEST_HEADER = 100_000  # bytes
MISSING = ["", "NA", "NaN", "nan", "NULL", "null", "#N/A"]  # as R, Python, databases and Excel write it
NOT_AN_EXPORT = [  # how a file begins that is something else, and what to do
    (rb"\s*<(!doctype\s+html|html)", "is a web page (HTML), such as a login page; log in and download the file again"),
    (rb"\s*<", "is XML; export CSV"),
    (rb"version https://git-lfs", "is a Git LFS pointer, not the data; run git lfs pull"),
    (rb"\S*/annex/objects/", "is a git-annex pointer, not the data; run git annex get"),
    (rb"\x1f\x8b|BZh|7z\xbc\xaf|\xfd7zXZ|\x28\xb5\x2f\xfd|Rar!", "is compressed; unpack it, or zip it"),
    (rb"\xd0\xcf\x11\xe0", "is an old Excel workbook (.xls); save it as CSV UTF-8"),
    (rb"PAR1", "is Parquet; read it with geopandas.read_parquet"),
    (rb"%PDF", "is a PDF; export CSV"),
]
CUT = "ends without a line break, so its last record may be cut; download it again, or check that record and add one"


def stop(name, message, line=1):
    """Raise the one fault that makes a file unusable."""
    raise DataError([Fault(name, line, "file", message)])


def read_export(path, choose, encoding, block):
    """Return rows of a file as text, a function that lists their lines, which takes long, and the faults of other rows.

    ``choose`` returns the number of each column to read, by the name that it gets. Rows of JSON and Excel have their
    own number for a line.
    """
    path = Path(path)
    content = _read_bytes(path, block)
    if content.startswith(b"PK\x03\x04"):
        content = _unzip(path.name, content)
        if isinstance(content, pd.DataFrame):
            return _take(path.name, content, choose)
    content = _to_utf8(path.name, content, encoding)
    if content[:100].lstrip()[:1] in (b"{", b"["):
        return _take(path.name, _read_json(path.name, content), choose)
    return _read_delimited(path.name, content, choose, 2 if block is None else block[0])


def _read_bytes(path, block):
    """Return the bytes of a file, or its header and a block of it."""
    if path.exists() and not path.is_file():  # a pipe would wait for ever, a device never end
        stop(path.name, "is not a file; put a CSV file there")
    try:
        with path.open("rb") as stream:
            if block is None:
                content = stream.read(LARGEST_EXPORT + 1)
            else:
                content = stream.readline(LONGEST_HEADER)
                stream.seek(block[1])
                content += stream.read(block[2] - block[1])
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        stop(path.name, f"cannot be read ({getattr(error, 'strerror', None) or error}); put the file there")
    if len(content) > LARGEST_EXPORT:
        stop(path.name, f"is larger than {LARGEST_EXPORT // 10**9} GB; read it in parts, with read_partitions")
    for start, message in NOT_AN_EXPORT:
        if re.match(start, content.removeprefix(b"\xef\xbb\xbf")[:1000], re.IGNORECASE):
            stop(path.name, message)
    return content


def _unzip(name, content):
    """Return the one file of a zip archive, or the first sheet of an Excel workbook as a frame."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and "__MACOSX" not in entry.filename]
            if "xl/workbook.xml" in archive.namelist():
                if sum(entry.file_size for entry in entries) > LARGEST_WORKBOOK:
                    stop(name, f"is an Excel workbook larger than {LARGEST_WORKBOOK // 10**6} MB; save it as CSV UTF-8")
                return _read_workbook(name, content)
            if len(entries) != 1:
                listed = ", ".join(entry.filename for entry in entries[:5])
                stop(name, f"holds {len(entries)} files ({listed}); unpack it and name the one to read")
            if entries[0].file_size > LARGEST_EXPORT:  # and no more than that is unpacked
                stop(name, f"unpacks to more than {LARGEST_EXPORT // 10**9} GB; unpack it, then use read_partitions")
            return archive.read(entries[0])
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, zlib.error) as error:  # Runtime: a password
        stop(name, f"is a zip archive that cannot be unpacked ({error}); unpack it yourself")


def _read_workbook(name, content):
    try:
        sheet = pd.read_excel(io.BytesIO(content), header=None, dtype="str", keep_default_na=False, na_values=MISSING)
    except ImportError:
        stop(name, "is an Excel workbook; save it as CSV UTF-8, or install openpyxl (pip install openpyxl)")
    except Exception as error:  # openpyxl raises many kinds; each means an unusable file
        stop(name, f"is an Excel workbook that cannot be read ({type(error).__name__}); save it as CSV UTF-8")
    if sheet.empty:
        stop(name, "is an Excel workbook whose first sheet is empty; move the events there")
    return sheet.iloc[1:].set_axis(sheet.iloc[0], axis="columns")


def _to_utf8(name, content, encoding):
    """Return text in UTF-8 without a byte order mark, from whatever encoding it is in."""
    marks = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8"}
    encoding = next((found for mark, found in marks.items() if content.startswith(mark)), encoding)
    if encoding is None and b"\x00" in content[:100]:  # UTF-16 without its mark: every other byte of a header is 0
        encoding = "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
    try:
        if encoding in (None, "utf-8"):
            content = content.removeprefix(b"\xef\xbb\xbf")
            if not content.isascii():
                content.decode("utf-8")
        else:
            content = content.decode(encoding).encode("utf-8")
    except UnicodeDecodeError as error:
        if encoding is not None:
            stop(name, f"is not {encoding} throughout ({error.reason} at byte {error.start}); download it again")
        content = _from_windows(name, content, error)
    except LookupError:
        stop(name, f"cannot be read: {encoding!r} is not an encoding that Python knows; use 'utf-8', 'cp1252' or so")
    if b"\x00" in content:
        line = content.count(b"\n", 0, content.find(b"\x00")) + 1
        stop(name, "is not text: it holds NUL characters; export CSV", line)
    return content


def _from_windows(name, content, error):
    """Read text as Windows-1252, Excel's own encoding in Western Europe, unless it is damaged UTF-8."""
    line, message = content.count(b"\n", 0, error.start) + 1, f"byte {content[error.start]:#04x} is not UTF-8"
    if error.reason == "unexpected end of data" or not content.decode("utf-8", "ignore").isascii():
        stop(name, f"{message}, and the rest is; download the file again", line)
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        stop(name, f"{message}; say how it is encoded, as in encoding='cp1256'", line)
    message = f"{name} is not UTF-8 and was read as Windows-1252; if names look wrong, say encoding='cp1256' or so"
    warnings.warn(message, stacklevel=6)
    return text.encode("utf-8")


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


def _take(name, records, choose):
    """Choose columns of rows that no CSV parser has to split."""
    chosen = choose([str(column) for column in records.columns])
    rows = records.iloc[:, list(chosen.values())].set_axis(list(chosen), axis="columns").dropna(how="all")
    return rows.reset_index(drop=True).astype("str"), lambda: [1 + number for number in rows.index], []


def _read_delimited(name, content, choose, first_line):
    """Read a CSV file in UTF-8, and note the records that do not fit its header."""
    begin = content[:LONGEST_HEADER].decode("utf-8", "ignore").lstrip("\r\n")
    first = re.split(r"[\r\n]", begin, maxsplit=1)[0]
    separator = max(SEPARATORS, key=first.count)
    header = next(csv.reader(io.StringIO(begin, newline=""), delimiter=separator), [])
    if not header:
        stop(name, "is empty; export it again")
    chosen = choose(header)
    odd: list[int] = []

    def skip(record):
        odd.append(record.number)
        return "skip"

    names = [str(number) for number in range(len(header))]
    text = {names[number]: pyarrow.large_string() for number in chosen.values()}
    parse = pyarrow.csv.ParseOptions(delimiter=separator, newlines_in_values=True, invalid_row_handler=skip)
    convert = pyarrow.csv.ConvertOptions(  # _to_utf8 has checked the text
        include_columns=list(text), column_types=text, null_values=MISSING, strings_can_be_null=True, check_utf8=False
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
    rows = read.slice(1).to_pandas(types_mapper=lambda _: kind).set_axis(list(chosen), axis="columns")
    is_cut = not content.endswith((b"\n", b"\r"))
    misfits: list[Fault] = []
    if is_cut or odd or content.count(b"\n") != read.num_rows:  # short rows, or line ends within cells
        rows, misfits = _set_aside(name, rows, _list_records(name, content, separator, first_line), is_cut)

    def list_lines():
        (_, width), *records = _list_records(name, content, separator, first_line)
        return [line for line, fields in records if fields == width]

    return rows, list_lines, misfits


def _set_aside(name, rows, records, is_cut):
    """Return the rows, and faults of the records that do not fit the header, and of a last one without a line break."""
    (_, width), *records = records
    message = f"fields where the header has {width}; check separators and quotes"
    misfits = [Fault(name, line, "file", f"has {fields} {message}") for line, fields in records if fields != width]
    if len(records) - len(misfits) != len(rows):
        stop(name, "has quotation marks inside cells that are not doubled; export it again")
    if is_cut and records and records[-1][1] == width:
        return rows.iloc[:-1], [*misfits, Fault(name, records[-1][0], "file", CUT)]
    return rows, misfits


def _list_records(name, content, separator, first_line):
    """Return line and number of fields of each record, the header included."""
    csv.field_size_limit(max(len(content), csv.field_size_limit()))
    text = io.TextIOWrapper(io.BytesIO(content), "utf-8", newline="")
    reader, start, records = csv.reader(text, delimiter=separator, strict=True), 1, list[tuple[int, int]]()
    try:
        for record in reader:
            if record:  # blank lines are no records
                records.append((start if not records else start + first_line - 2, len(record)))
            start = reader.line_num + 1
    except csv.Error as error:
        stop(name, f"has quotation marks that do not pair ({error}); export it again", start + first_line - 2)
    return records
