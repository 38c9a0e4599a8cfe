"""Keep the tables that passed every check, so that the next notebook need not check the same files again."""

import contextlib
import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path

import pyarrow

from ..publish.writing import write_whole

LIBRARIES = ("geopandas", "numpy", "pandas", "pandera", "pyarrow", "shapely")


def digest_inputs(folder):
    """Digest all that the outcome of the checks depends on: the raw files, this package, Python and its libraries.

    Parameters
    ----------
    folder : path
        Folder of the raw tables.

    Returns
    -------
    str or None
        SHA-256, in hexadecimal digits; None if a file cannot be read.
    """
    digest = hashlib.sha256(" ".join([sys.version, *map(version, LIBRARIES)]).encode())
    code = Path(__file__).parent
    try:
        for path in [*sorted(Path(folder).iterdir()), *sorted(code.rglob("*.py"))]:
            if path.is_file():
                digest.update(f"\n{path.name} {path.stat().st_size}\n".encode())
                digest.update(path.read_bytes())
    except OSError:
        return None
    return digest.hexdigest()


def recall_tables(path, digest):
    """Return the tables that were kept under this digest; None if there are none.

    Parameters
    ----------
    path : path
        The file of `keep_tables`.
    digest : str
        As `digest_inputs` returns it.

    Returns
    -------
    dict of str to pandas.DataFrame, or None
    """
    try:
        header, _, content = Path(path).read_bytes().partition(b"\n")
        if json.loads(header)[:2] != [digest, hashlib.sha256(content).hexdigest()]:
            return None  # other tables, or damaged ones
    except (OSError, ValueError, TypeError, LookupError):  # none were kept, or the file holds something else
        return None
    stream = pyarrow.BufferReader(content)
    # Copies, because what Arrow reads may be read-only.
    return {name: pyarrow.ipc.open_stream(stream).read_pandas().copy() for name in json.loads(header)[2]}


def keep_tables(path, digest, tables):
    """Write checked tables to one file, in place of those of another digest.

    Parameters
    ----------
    path : path
        Where it cannot be written, nothing is kept.
    digest : str
        As `digest_inputs` returned it before the tables were read.
    tables : dict of str to pandas.DataFrame
    """
    sink = pyarrow.BufferOutputStream()
    for table in tables.values():
        content = pyarrow.Table.from_pandas(table)
        with pyarrow.ipc.new_stream(sink, content.schema) as stream:
            stream.write_table(content)
    content = sink.getvalue().to_pybytes()
    header = json.dumps([digest, hashlib.sha256(content).hexdigest(), list(tables)])
    with contextlib.suppress(OSError):
        Path(path).parent.mkdir(exist_ok=True)
        write_whole(path, header.encode() + b"\n" + content)
