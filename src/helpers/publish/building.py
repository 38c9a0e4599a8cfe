"""Build data/processed from the raw tables."""

import json
import os
import tempfile
from pathlib import Path

from ..data.incidents import assemble_incidents
from ..data.loading import PROCESSED, RAW, load_roads, load_tables
from ..data.sealing import DESCRIPTION
from ..data.tables import TABLES
from ..timeline.counts import count_by_province_month
from .datapackage import write_processed_datapackage
from .writing import remove_left_overs

DAYS = dict.fromkeys(["date_start", "date_end"], "date32[day][pyarrow]")  # days without a time of day


def build_processed(raw=RAW, processed=PROCESSED):
    """Write the processed files; each is replaced whole or not at all.

    Parameters
    ----------
    raw, processed : path
        Folders to read from and to write to.

    Returns
    -------
    list of pathlib.Path
        The files written: ``incidents.csv`` (flat, with coordinates of points),
        ``incidents.geojson``, ``incidents.parquet`` (GeoParquet), ``province_month.csv`` and
        ``datapackage.json``, which describes them.

    Raises
    ------
    DataError
        If a raw table breaks a rule; nothing is written then.
    FileExistsError
        If the folder to write to holds raw tables.
    """
    processed = Path(processed)
    if any((processed / f"{name}.csv").exists() for name in TABLES if name != "incidents") or _is_raw(processed):
        raise FileExistsError(f"{processed} holds raw tables, and incidents.csv among them; write to another folder")
    incidents = assemble_incidents(load_tables(raw), load_roads(raw))
    counts = count_by_province_month(incidents)
    processed.mkdir(parents=True, exist_ok=True)
    writers = {
        "incidents.csv": lambda path: flatten_incidents(incidents).to_csv(path, index=False, lineterminator="\n"),
        "incidents.geojson": lambda path: _write_geojson(incidents, path),
        "incidents.parquet": lambda path: incidents.astype(DAYS).to_parquet(path, index=False),
        "province_month.csv": lambda path: counts.to_csv(path, index=False, lineterminator="\n"),
    }
    rows = {name: len(counts if name == "province_month.csv" else incidents) for name in writers}
    writers[DESCRIPTION] = lambda path: path.write_text(
        write_processed_datapackage(path.parent, rows), encoding="utf-8", newline="\n"
    )
    remove_left_overs(processed.glob(".building-*"))
    # All are written aside first, so that a run that fails or is killed leaves each file whole.
    with tempfile.TemporaryDirectory(dir=processed, prefix=".building-") as folder:
        for name, write in writers.items():
            write(Path(folder) / name)
        for name in writers:
            os.replace(Path(folder) / name, processed / name)
    return [processed / name for name in writers]


def _is_raw(folder):
    """Say whether a folder's incidents.csv is the raw table: it has its header."""
    path = folder / "incidents.csv"
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.readline(10_000).strip() == ",".join(TABLES["incidents"].columns).encode("utf-8")


def flatten_incidents(incidents):
    """Return the incidents without geometry, days as text, coordinates as columns.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        As `helpers.load_incidents` returns them.

    Returns
    -------
    pandas.DataFrame
    """
    points = incidents.geometry.where(incidents.geom_type == "Point")
    flat = incidents.drop(columns="geometry").assign(latitude=points.y, longitude=points.x)
    return flat.assign(**{day: flat[day].dt.strftime("%Y-%m-%d") for day in DAYS})


def _write_geojson(incidents, path):
    """Write GeoJSON (RFC 7946) with one feature per line."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in incidents.iterfeatures(drop_id=True))
    text = f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")
