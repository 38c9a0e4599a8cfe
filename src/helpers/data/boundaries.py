"""Read province boundaries of the user's own, and say where they do not fit."""

import json
import re
from xml.etree import ElementTree

import geopandas

from .faults import DataError, Fault
from .gazetteer import find_place, list_names


def read_boundaries(path, column, provinces):
    """Read a file of boundaries and give its rows the names of this project's provinces.

    Parameters
    ----------
    path : pathlib.Path
        A GeoJSON, TopoJSON, GeoPackage, Shapefile, FlatGeobuf, GeoParquet or KML file, whatever its name.
    column : str
        Its column with the names of provinces.
    provinces : pandas.DataFrame
        The table ``provinces``.

    Returns
    -------
    geopandas.GeoDataFrame
        One row a row of the file, in EPSG:4326: ``province``, ``geometry``.

    Raises
    ------
    DataError
        If the file cannot be read, lacks the column or a coordinate system, names
        an unknown province, lacks one, or has a row that is no valid polygon.
    """
    try:
        shapes = _read_shapes(path.resolve())
    except Exception as error:  # pyogrio raises many kinds; each means an unusable file
        message = f"cannot be read as boundaries ({type(error).__name__}: {error})"
        raise DataError([Fault(path.name, 1, "file", message)]) from error
    if not isinstance(shapes, geopandas.GeoDataFrame):
        raise DataError([Fault(path.name, 1, "file", "holds no geometry")])
    if column not in shapes:
        columns = ", ".join(repr(name) for name in shapes.columns if name != shapes.geometry.name)
        raise DataError([Fault(path.name, 1, "file", f"has no column {column!r}; it has {columns}")])
    faults = []
    if shapes.crs is None:
        faults.append(Fault(path.name, 1, "file", "has no coordinate system; write one into it, with set_crs"))
    names, resolved = list_names(provinces), []
    # Most formats of boundaries have no lines; rows are counted like lines, after a header.
    for line, name in enumerate(shapes[column], 2):
        try:
            resolved.append(find_place(str(name), names)["name"].iloc[0])
        except LookupError as error:
            resolved.append(None)
            faults.append(Fault(path.name, line, column, str(error).replace("name in the gazetteer", "province")))
    for line, shape in enumerate(shapes.geometry, 2):
        if shape is None or shape.is_empty or "Polygon" not in shape.geom_type or not shape.is_valid:
            faults.append(Fault(path.name, line, "geometry", "is no valid polygon; repair it, with make_valid"))
    missing = provinces.loc[~provinces["province"].isin(resolved), "province"]
    if len(missing):
        faults.append(Fault(path.name, 1, column, f"lacks {', '.join(missing)}"))
    if faults:
        raise DataError(faults)
    geometry = shapes.geometry.to_crs(4326).to_numpy()
    return geopandas.GeoDataFrame({"province": resolved}, geometry=geometry, crs=4326)


def _read_shapes(path):
    """Read a file whose content is that of a format that holds its own data.

    GDAL guesses the format from the content, and some of its formats only name other files or addresses,
    which it then opens. So the content decides here what may reach GDAL at all.
    """
    if not path.is_file():  # a pipe would wait for ever
        raise FileNotFoundError("there is no such file" if not path.exists() else "it is not a file")
    with path.open("rb") as stream:
        start = stream.read(100)
    if start.startswith(b"PAR1"):
        return geopandas.read_parquet(path)
    is_binary = (
        start.startswith((b"\x00\x00\x27\x0a", b"fgb\x03"))
        or (  # Shapefile, FlatGeobuf
            start.startswith(b"SQLite format 3\x00") and start[68:72] == b"GPKG"
        )
    )
    if is_binary or _is_kml(path, start):
        return geopandas.read_file(path)
    if _is_topology(path, start):
        return geopandas.read_file(path).set_crs(4326)  # which TopoJSON means, and GDAL does not say
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _read_geojson(path)
    raise ValueError("it is not GeoJSON, TopoJSON, GeoPackage, Shapefile, FlatGeobuf, GeoParquet or KML")


def _load_json(path):
    return json.loads(path.read_text("utf-8-sig"))


def _is_topology(path, start):
    return b"Topology" in start and _load_json(path).get("type") == "Topology"


def _is_kml(path, start):
    """Say whether a file is one XML document whose root is kml: GDAL could take a second root for another format."""
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    content = path.read_bytes()
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("it is XML with a document type, which can refer to other files")
    return re.sub(r"\{.*\}", "", ElementTree.fromstring(content).tag) == "kml"


def _read_geojson(path):
    """Read GeoJSON by Python alone; a coordinate system stands in it only if it is older than RFC 7946."""
    collection = _load_json(path)
    if collection.get("type") != "FeatureCollection":
        raise ValueError(f"it is JSON of type {str(collection.get('type'))[:40]!r}, not a FeatureCollection")
    crs = collection.get("crs", {"properties": {"name": "EPSG:4326"}})
    return geopandas.GeoDataFrame.from_features(collection["features"], crs=crs and crs["properties"]["name"])
