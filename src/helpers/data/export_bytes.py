"""Say what a file is, and get its text out of it: unzipped, decoded, and refused by name if it is something else."""

import io
import re
import warnings
import zipfile
import zlib

import pandas as pd

from .faults import DataError, Fault

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


def stop(name, message, line=1):
    """Raise the one fault that makes a file unusable."""
    raise DataError([Fault(name, line, "file", message)])


def read_bytes(path, block):
    """Return the bytes of a file, or its header and a block of it."""
    try:
        if path.exists() and not path.is_file():  # a pipe would wait for ever, a device never end
            stop(path.name, "is not a file; put a CSV file there")
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


def unzip(name, content):
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
    except (
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
        OSError,
        EOFError,
        zlib.error,
    ) as error:  # Runtime: a password
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
    return sheet


def to_utf8(name, content, encoding):
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
        stop(
            name, "is not text: it holds NUL characters; export CSV", content.count(b"\n", 0, content.find(b"\x00")) + 1
        )
    return content


def _from_windows(name, content, error):
    """Read text as Windows-1252, Excel's own encoding in Western Europe, unless it is damaged UTF-8."""
    line = content.count(b"\n", 0, error.start) + 1
    if error.reason == "unexpected end of data" or not content.decode("utf-8", "ignore").isascii():
        stop(name, f"byte {content[error.start]:#04x} is not UTF-8, and the rest is; download the file again", line)
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        stop(
            name, f"byte {content[error.start]:#04x} is not UTF-8; say how it is encoded, as in encoding='cp1256'", line
        )
    message = f"{name} is not UTF-8 and was read as Windows-1252; if names look wrong, say encoding='cp1256' or so"
    warnings.warn(message, stacklevel=6)
    return text.encode("utf-8")
