"""Keep the tables that passed every check, so that the next notebook need not check the same files again."""

import contextlib
import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path

import pyarrow

from .writing import write_whole

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
        with Path(path).open("rb") as stream:
            header = json.loads(stream.readline())
            if header["digest"] != digest:
                return None
            # Copies, because what Arrow reads may be read-only.
            return {name: pyarrow.ipc.open_stream(stream).read_pandas().copy() for name in header["tables"]}
    except (OSError, ValueError, LookupError, TypeError):  # none was kept, or the file is not what keep_tables wrote
        return None


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
    sink.write(json.dumps({"digest": digest, "tables": list(tables)}).encode() + b"\n")
    for table in tables.values():
        content = pyarrow.Table.from_pandas(table)
        with pyarrow.ipc.new_stream(sink, content.schema) as stream:
            stream.write_table(content)
    with contextlib.suppress(OSError):
        Path(path).parent.mkdir(exist_ok=True)
        write_whole(path, sink.getvalue())
