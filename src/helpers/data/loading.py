"""Load the data: read, validate, and hand over frames."""

import json
import os
from pathlib import Path

import geopandas

from .boundaries import read_boundaries
from .faults import DataError, Fault, list_at_most
from .incidents import assemble_incidents
from .place_rules import find_misshapen
from .province_names import resolve_names
from .reading import read_table
from .tables import TABLES
from .validation import check_table, validate_folder


def _find_project():
    """Return the nearest folder with the raw tables from the current one upwards, else that of this package, if any."""
    beside = Path(__file__).resolve().parents[3]
    try:
        here = Path.cwd()
    except FileNotFoundError:  # the current folder is gone
        return beside
    folders = [here, *here.parents, beside]
    return next((folder for folder in folders if os.path.isfile(folder / "data" / "raw" / "incidents.csv")), here)


PROJECT = _find_project()
RAW = PROJECT / "data" / "raw"
PROCESSED = PROJECT / "data" / "processed"
EXAMPLES = PROJECT / "data" / "examples"  # made up, in the columns of other sources
LARGEST_BOUNDARIES = 10_000_000  # bytes; the file has 80,000
CRS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}  # what RFC 7946 means without it


def load_incidents(folder=RAW, tables=None):
    """Load all incidents, validated, with place, claims and reports.

    Parameters
    ----------
    folder : path
        Folder of the raw tables.
    tables : dict of str to pandas.DataFrame, optional
        What `load_tables` returned for this folder, so that it need not read and check every table again.

    Returns
    -------
    geopandas.GeoDataFrame
        One row an incident, in EPSG:4326; see `helpers.data.incidents.assemble_incidents`.

    Raises
    ------
    DataError
        If any table breaks a rule; the message lists every fault at its line.

    Examples
    --------
    >>> incidents = load_incidents()
    >>> incidents.crs.to_epsg(), incidents["incident_id"].is_unique
    (4326, True)
    """
    return assemble_incidents(load_tables(folder) if tables is None else tables, load_roads(folder))


def load_tables(folder=RAW):
    """Load every raw table of a folder, validated.

    Parameters
    ----------
    folder : path
        Folder of the raw tables.

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables of `helpers.data.tables.TABLES` by name. Dates are `datetime64`, counts `Int64`, empty cells missing.

    Raises
    ------
    DataError
        If any table breaks a rule.
    """
    tables, faults = check_folder(folder)
    if faults:
        raise DataError(faults)
    return {name: table.reset_index(drop=True) for name, table in tables.items()}


def check_folder(folder=RAW):
    """Return the raw tables of a folder and all faults, as `validate_folder` does, those of districts and roads too."""
    shapes, shape_faults = {}, []
    for name, load in (("districts", load_districts), ("roads", load_roads)):
        try:
            shapes[name] = load(folder)
        except DataError as error:
            shape_faults += error.faults
    tables, faults = validate_folder(folder, shapes.get("districts"))
    return tables, sorted(faults + shape_faults)


def load_districts(folder=RAW):
    """Load the districts of Iraq.

    Returns
    -------
    geopandas.GeoDataFrame
        One row a district, in EPSG:4326: ``district``, ``province``, ``geometry``.

    Raises
    ------
    DataError
        If the file is missing or holds no such districts.
    """
    remedy = "scripts/derive_districts.py makes it"
    districts = _load_shapes(Path(folder) / "districts.geojson", ["district", "province"], remedy)
    if districts.empty:
        message = f"needs the properties district and province; {remedy}"
        raise DataError([Fault("districts.geojson", 1, "file", message)])
    return districts


def load_roads(folder=RAW):
    """Load the schematic courses of roads.

    Returns
    -------
    geopandas.GeoDataFrame
        One row per road, in EPSG:4326: ``road_id``, ``name``, ``source``, ``geometry``, a line. No row without a file.

    Raises
    ------
    DataError
        If the file holds something else.
    """
    path, columns = Path(folder) / "roads.geojson", ["road_id", "name", "source"]
    if not os.path.exists(path):  # then road segments are straight
        return geopandas.GeoDataFrame(columns=[*columns, "geometry"], crs="EPSG:4326")
    remedy = "write one line per road, with road_id, name, note and source"
    roads = _load_shapes(path, columns, remedy)
    lines = (roads.geom_type == "LineString") & roads.is_valid & ~roads.is_empty
    for road in roads[~lines].itertuples():
        raise DataError([Fault(path.name, 1, "geometry", f"{road.road_id!r} is not a valid line; {remedy}")])
    for road in roads[roads["road_id"].duplicated()].itertuples():
        raise DataError([Fault(path.name, 1, "road_id", f"{road.road_id!r} occurs more than once; {remedy}")])
    return roads


def _load_shapes(path, columns, remedy):
    """Read the features of a GeoJSON file that have these properties, all of them text."""
    try:
        collection = _read_json(path)
        if not collection["features"]:
            return geopandas.GeoDataFrame(columns=[*columns, "geometry"], crs="EPSG:4326")
        shapes = geopandas.GeoDataFrame.from_features(collection["features"], crs="EPSG:4326")
        extent = abs(shapes.total_bounds)
        beyond = (extent > [180, 90, 180, 90]) & (extent < float("inf"))  # what is not finite has a message of its own
        if collection.get("crs", CRS84) != CRS84 or beyond.any():
            raise DataError([Fault(path.name, 1, "file", f"is not in EPSG:4326; {remedy}")])
        faults = list_at_most(find_misshapen(path.name, collection["features"], columns[0], remedy))
        if faults:
            raise DataError(faults)
    except DataError:
        raise
    except Exception as error:  # a file can be wrong in many ways; each means that it is unusable
        kind = str(error) if isinstance(error, ValueError) else type(error).__name__
        message = f"cannot be read ({getattr(error, 'strerror', None) or kind}); {remedy}"
        raise DataError([Fault(path.name, getattr(error, "lineno", 1), "file", message)]) from error
    if not shapes.reindex(columns=columns).map(lambda value: isinstance(value, str)).all(axis=None):
        raise DataError([Fault(path.name, 1, "file", f"needs the properties {' and '.join(columns)}; {remedy}")])
    return shapes[[*columns, "geometry"]]


def _read_json(path):
    """Read JSON by Python alone: GDAL would guess the format, and follow the addresses that some formats name."""
    if path.exists() and not path.is_file():
        raise ValueError("is no file")
    if path.stat().st_size > LARGEST_BOUNDARIES:
        raise ValueError(f"is larger than {LARGEST_BOUNDARIES // 10**6} MB")
    return json.loads(path.read_bytes().decode("utf-8"), parse_constant=_refuse_constant)


def _refuse_constant(name):
    raise ValueError(f"{name} is no number of JSON")


def load_provinces(path=None, column="province", folder=RAW, *, layer=None, encoding=None, credit=None):
    """Load the provinces of Iraq, or those of a file of yours, of any country.

    Halabja, a province of its own by decisions of 2014 and 2025, is part of Sulaymaniyah here.

    Parameters
    ----------
    path : path, optional
        GeoJSON, TopoJSON, GeoPackage, Shapefile (also zipped), FlatGeobuf, GeoParquet or KML, with one row or several
        per province; rows of one province are dissolved, so districts will do. By default the districts of
        ``folder`` are used.
    column : str
        Its column with the names of provinces, such as ``NAME_1`` (GADM) or ``shapeName`` (geoBoundaries).
    folder : path
        Folder of the raw tables.
    layer, encoding : str, optional
        Of a file with several layers, the one to read; and how its names are encoded, if it does not say.
    credit : str, optional
        Whose boundaries these are, for charts; without it the name of the file.

    Returns
    -------
    geopandas.GeoDataFrame
        One row per province, in EPSG:4326: ``province``, ``geometry``; for the provinces of Iraq, in whatever
        spelling the file has them, the names of this project and ``name_ar``, ``iso_3166_2``. ``attrs`` holds the
        credit of the boundaries.

    Raises
    ------
    DataError
        If a raw table breaks a rule, or the file cannot be read, lacks the column or a coordinate system, or has names
        that are missing or garbled, shapes that are no polygons, coordinates off the globe, or provinces that overlap.

    Examples
    --------
    >>> len(load_provinces())
    18
    """
    text, _, faults = read_table(Path(folder) / "provinces.csv", list(TABLES["provinces"].columns))
    table, more = check_table("provinces", text)
    if faults + more:
        raise DataError(faults + more)
    if path is None:
        shapes = load_districts(folder).dissolve("province", method="coverage").reset_index()
        known = dict.fromkeys(shapes["province"])
    else:
        shapes = read_boundaries(Path(path), column, layer=layer, encoding=encoding)
        known = resolve_names(shapes["province"], table)
    if len(known) == len(shapes) > 0:  # Iraq
        if path is not None:
            shapes = shapes.assign(province=shapes["province"].map(known)).dissolve("province").reset_index()
        shapes = table.drop(columns=["aliases", "note"]).merge(shapes[["province", "geometry"]], on="province")
        shapes = geopandas.GeoDataFrame(shapes, crs=4326)
        if path is not None and not load_districts(folder).sindex.query(shapes.geometry, "intersects").size:
            message = "names the provinces of Iraq and lies elsewhere; swap longitude and latitude, or "
            raise DataError([Fault(Path(path).name, 1, "geometry", f"{message}correct its system")])
    if path is not None:
        shapes.attrs["boundaries"] = credit or f"Boundaries: {Path(path).name}"
    return shapes
