"""Count events of files larger than memory, partition by partition on Dask (the extra ``big``)."""

from pathlib import Path

import pandas as pd

from .export_files import LONGEST_HEADER, stop

DERIVED = ["share", "low", "high"]  # of counts; they do not add up


def read_partitions(path, read, rows=100_000, **options):
    """Read a file of events in partitions, one after another, as they are needed.

    Parameters
    ----------
    path : path
        A plain CSV file. `dask_geopandas.read_parquet` reads a folder of GeoParquet files in partitions.
    read : function
        `helpers.read_acled` or `helpers.read_ucdp`.
    rows : int
        Events of a partition.
    **options
        Handed on to ``read``.

    Returns
    -------
    dask_geopandas.GeoDataFrame
        One row an event, with the columns that ``read`` gives. Faults are raised when a partition is
        computed; the same identifier in two partitions is not noticed.

    Raises
    ------
    DataError
        If the file is not plain CSV, or the first partition has a fault.
    ImportError
        If the extra is not installed.
    """
    dask = _import_dask()
    blocks = _cut(path, rows)
    empty = read(path, block=blocks[0], **options).iloc[:0]
    with dask.config.set({"dataframe.convert-string": False}):  # Dask's strings have another missing value
        return dask.dataframe.from_map(lambda block: read(path, block=block, **options), blocks, meta=empty)


def count_by_partition(partitions, count, by, *arguments):
    """Count each partition by itself and add the counts up.

    Parameters
    ----------
    partitions : dask_geopandas.GeoDataFrame or dask.dataframe.DataFrame
        As `read_partitions` or `dask_geopandas.read_parquet` returns it.
    count : function
        A function that counts incidents, such as `count_by_period` or `helpers.count_by_province`.
    by : list of str
        Columns, or the name of the index, that say what is counted.
    *arguments
        Handed on to ``count`` after the incidents.

    Returns
    -------
    pandas.DataFrame
        One row a combination of ``by`` that occurs, with the sums of all columns of counts. Shares and bounds do
        not add up and are left out.
    """
    dask = _import_dask()
    tasks = [dask.delayed(_count)(part, count, by, arguments) for part in partitions.to_delayed()]
    parts = dask.compute(*tasks)
    counts = pd.concat(parts).groupby(level=by, sort=False).sum().reset_index()
    counts.attrs = parts[0].attrs
    return counts


def _import_dask():
    """Import Dask, an optional extra and slow to import, or say how to install it."""
    try:
        import dask.dataframe
        import dask_geopandas  # noqa: F401 - teaches dask.dataframe geometry
    except ImportError as error:
        message = "partitions need the extra big: pip install 'iraq-convoy-incidents[big]', or dask[dataframe] and "
        raise ImportError(f"{message}dask-geopandas ({error})", name=error.name) from error
    return dask


def _count(part, count, by, arguments):
    counts = count(part, *arguments)
    numbers = pd.DataFrame(counts).reset_index().set_index(by).select_dtypes("number")
    numbers = numbers.drop(columns=["index", *DERIVED], errors="ignore")
    numbers.attrs = {name: counts.attrs[name] for name in ("credit", "noun", "boundaries") if name in counts.attrs}
    return numbers


def _cut(path, rows):
    """Cut a CSV file where a record starts: line, first and last byte of blocks of so many records."""
    path = Path(path)
    blocks, first, records, quotes = [], 2, 0, 0
    try:
        if path.exists() and not path.is_file():  # a pipe would wait for ever
            stop(path.name, "is not a file; put a CSV file there")
        stream = path.open("rb")
    except OSError as error:
        stop(path.name, f"cannot be read ({error.strerror}); put the file there")
    with stream:
        start = stream.read(100)
        if start.startswith((b"PK", b"{", b"[")) or b"\x00" in start:
            stop(path.name, "is not plain CSV in UTF-8, which alone can be cut into parts; unpack it, or save it so")
        stream.seek(0)
        offset = begin = len(stream.readline(LONGEST_HEADER))
        for number, line in enumerate(stream, 3):
            offset += len(line)
            quotes += line.count(b'"')
            records += quotes % 2 == 0  # within quotes a line end is part of a cell
            if records == rows and quotes % 2 == 0:
                blocks.append((first, begin, offset))
                first, begin, records = number, offset, 0
    return blocks if begin == offset and blocks else [*blocks, (first, begin, offset)]
