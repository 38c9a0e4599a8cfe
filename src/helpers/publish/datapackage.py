"""Describe the raw tables and the processed files as Frictionless Data Packages, from their definitions."""

import csv
import hashlib
import json
from pathlib import Path

from .. import __version__
from ..data.loading import RAW
from ..data.tables import TABLES
from .processed import COUNTED, describe_columns

CC_BY = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}


def write_datapackage(folder=RAW):
    """Return ``datapackage.json`` (Data Package v2) for the raw tables of a folder.

    Parameters
    ----------
    folder : path
        Folder of the raw tables; sizes and checksums are those of its files.

    Returns
    -------
    str
    """
    resources = [
        *(_describe_table(folder, name, model) for name, model in TABLES.items()),
        _describe_districts(folder),
        *_describe_roads(folder),
    ]
    return _write_package("iraq-convoy-incidents", resources)


def write_processed_datapackage(folder, rows):
    """Return ``datapackage.json`` (Data Package v2) for the processed files of a folder.

    Parameters
    ----------
    folder : path
        Folder of the processed files.
    rows : dict of str to int
        Name of each file to its number of rows.

    Returns
    -------
    str
    """
    folder = Path(folder)
    described = "One reported attack on a convoy, with its place, claims and reports."
    resources = [
        {
            "name": "incidents",
            "description": described,
            **_describe_file(folder, "incidents.csv", "csv", "text/csv"),
            "rows": rows["incidents.csv"],
            "type": "table",
            "encoding": "utf-8",
            "schema": {
                "fields": [_describe_field(*column) for column in describe_columns()],
                "primaryKey": ["incident_id"],
                "missingValues": [""],
            },
        },
        {
            "name": "province-month",
            "description": "Number of reported attacks by province and month; months without one have no row.",
            **_describe_file(folder, "province_month.csv", "csv", "text/csv"),
            "rows": rows["province_month.csv"],
            "type": "table",
            "encoding": "utf-8",
            "schema": {
                "fields": [_describe_field(name, *rest) for name, rest in COUNTED.items()],
                "missingValues": [""],
            },
        },
        {
            "name": "incidents-geojson",
            "description": f"{described} GeoJSON (RFC 7946); the geometry is null where no point or road is known.",
            **_describe_file(folder, "incidents.geojson", "geojson", "application/geo+json"),
        },
        {
            "name": "incidents-geoparquet",
            "description": f"{described} GeoParquet, in EPSG:4326.",
            **_describe_file(folder, "incidents.parquet", "geoparquet", "application/vnd.apache.parquet"),
        },
    ]
    return _write_package("iraq-convoy-incidents-processed", resources)


def _write_package(name, resources):
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": "Iraq convoy incidents: reported attacks on coalition supply convoys in Iraq, 2020-2022",
        "version": __version__,
        "licenses": [CC_BY],
        "resources": resources,
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _describe_field(name, kind, meaning, values, blank):
    constraints: dict[str, object] = {"required": blank is None}
    if values:
        constraints["enum"] = list(values)
    description = meaning + (f" Blank: {blank}." if blank else "")
    return {"name": name, "type": kind, "description": description, "constraints": constraints}


def _describe_table(folder, name, model):
    return {
        "name": name,
        "description": f"One row is: {model.__doc__.strip()}",
        **_describe_file(folder, f"{name}.csv", "csv", "text/csv"),
        "rows": _count_rows(folder / f"{name}.csv"),
        "type": "table",
        "encoding": "utf-8",
        "schema": {
            "fields": [_describe_column(column, definition) for column, definition in model.columns.items()],
            "primaryKey": model.key,
            "foreignKeys": list(_list_foreign_keys(name, model)),
            "missingValues": [""],
        },
    }


def _describe_column(name, definition):
    limits = {"pattern": definition.pattern, "minimum": definition.minimum, "maximum": definition.maximum}
    unique = {"unique": True} if definition.unique else {}
    field = _describe_field(name, definition.type, definition.meaning, definition.values, definition.blank)
    field["constraints"] |= unique | {rule: limit for rule, limit in limits.items() if limit is not None}
    return field


def _list_foreign_keys(table, model):
    for name, definition in model.columns.items():
        if definition.references:
            other, key = definition.references.split(".")
            resource = "" if other == table else other
            yield {"fields": [name], "reference": {"resource": resource, "fields": [key]}}


def _describe_districts(folder):
    return {
        "name": "district-boundaries",
        "description": "District polygons in EPSG:4326, cleaned by scripts/derive_districts.py.",
        **_describe_file(folder, "districts.geojson", "geojson", "application/geo+json"),
        "licenses": [CC_BY],
        "sources": [
            {
                "title": "geoBoundaries, Iraq ADM2 (Runfola et al. 2020), as carried by the PyPI wheel locatepy 1.0.0",
                "path": "https://www.geoboundaries.org/",
            }
        ],
    }


def _describe_roads(folder):
    """Yield the resource of the roads, if the folder has the file."""
    if (folder / "roads.geojson").exists():
        yield {
            "name": "roads",
            "description": "Schematic courses of roads in EPSG:4326; each line names its source.",
            **_describe_file(folder, "roads.geojson", "geojson", "application/geo+json"),
            "licenses": [CC_BY],
        }


def _describe_file(folder, path, kind, media):
    content = (folder / path).read_bytes()
    return {
        "path": path,
        "format": kind,
        "mediatype": media,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _count_rows(path):
    """Count the records of a CSV file after its header."""
    with path.open(encoding="utf-8", newline="") as stream:
        return max(sum(1 for record in csv.reader(stream) if record) - 1, 0)
