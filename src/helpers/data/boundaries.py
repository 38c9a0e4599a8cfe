"""Read boundaries of the user's own, of any country, and say what is wrong with them."""

import json
import re
import tempfile
import warnings
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import geopandas
import numpy as np
import pandas as pd
import pyogrio
import shapely

from .faults import DataError, Fault

LARGEST_FILE = 500_000_000  # bytes, unpacked; the finest boundaries of a country have a tenth of that
MOST_SHARED = 0.1  # of the smaller of two provinces; what borders drawn apart share is far less


def read_boundaries(path, column, *, layer=None, encoding=None):
    """Read a file of boundaries, of any country.

    Parameters
    ----------
    path : pathlib.Path
        A GeoJSON, TopoJSON, GeoPackage, Shapefile (also zipped), FlatGeobuf, GeoParquet or KML file, whatever its name.
    column : str
        Its column with the names of provinces.
    layer : str, optional
        Of a file with several layers, the one to read.
    encoding : str, optional
        Of the names in a Shapefile that does not say it.

    Returns
    -------
    geopandas.GeoDataFrame
        One row per name, in EPSG:4326: ``province``, ``geometry``. Rows of one name are dissolved; shapes that cross
        themselves are repaired, with a warning.

    Raises
    ------
    DataError
        If the file cannot be read, lacks the column or a coordinate system, has names that are missing or garbled,
        shapes that are no polygons, coordinates that are not on the globe, or provinces that overlap.
    """
    try:
        shapes = _read_shapes(path.resolve(), layer, encoding)
    except DataError:
        raise
    except Exception as error:  # pyogrio raises many kinds; each means an unusable file
        message = f"cannot be read as boundaries ({type(error).__name__}: {error})"
        raise DataError([Fault(path.name, 1, "file", message)]) from error
    if not isinstance(shapes, geopandas.GeoDataFrame):
        raise DataError([Fault(path.name, 1, "file", "holds no geometry; name a layer or file with polygons")])
    if column not in shapes:
        columns = [
            f"{name!r} (such as {str(shapes[name].iloc[0])[:40]!r})" if len(shapes) else repr(name)
            for name in shapes.columns
            if name != shapes.geometry.name
        ]
        message = f"has no column {column!r}; pass column=, one of: {', '.join(columns)}"
        raise DataError([Fault(path.name, 1, "file", message)])
    if faults := [*_check_names(path.name, shapes[column], column), *_check_shapes(path.name, shapes.geometry)]:
        raise DataError(faults)
    shapes = geopandas.GeoDataFrame({"province": shapes[column].astype("str").str.strip()}, geometry=shapes.geometry)
    shapes = _repair(path.name, shapes.set_crs(4326) if shapes.crs is None else shapes.to_crs(4326))
    provinces = shapes.dissolve("province", method="unary").reset_index()[["province", "geometry"]]
    _check_overlaps(path.name, provinces)
    return provinces


def _check_names(file, names, column):
    """Yield the rows without a name, and say if names have been read in a wrong encoding."""
    # Most formats of boundaries have no lines; rows are counted like lines, after a header.
    for line, name in enumerate(names, 2):
        if pd.isna(name) or not str(name).strip():
            yield Fault(file, line, column, "is empty; name the province, or take the row out")
        elif _is_garbled(str(name)):
            message = f"{str(name)[:40]!r} is garbled: it was read in a wrong encoding; pass encoding='utf-8' or so"
            yield Fault(file, line, column, message)


def _is_garbled(name):
    if "\ufffd" in name:
        return True
    try:  # UTF-8 read as Latin-1 or Windows-1252, which hardly any real name survives
        return not name.isascii() and name.encode("cp1252").decode("utf-8") != name
    except UnicodeError:
        pass
    try:
        return not name.isascii() and name.encode("latin-1").decode("utf-8") != name
    except UnicodeError:
        return False


def _check_shapes(file, shapes):
    """Yield the rows that are no polygons, and say if coordinates are not where the file says."""
    for line, shape in enumerate(shapes, 2):
        if shape is None or shape.is_empty:
            yield Fault(file, line, "geometry", "is empty; draw the province, or take the row out")
        elif "Polygon" not in shape.geom_type:
            yield Fault(file, line, "geometry", f"is a {shape.geom_type}; provinces are polygons: name another layer")
    if shapes.empty:
        yield Fault(file, 1, "file", "holds no row; name another layer or file")
        return
    if shapes.crs is None and not _is_on_globe(shapes.total_bounds):
        message = "has no coordinate system, and its numbers are not degrees; write one into it (a .prj file beside it)"
        yield Fault(file, 1, "file", message)
    elif not _is_on_globe(shapes.total_bounds if shapes.crs is None else shapes.to_crs(4326).total_bounds):
        yield Fault(file, 1, "file", f"has coordinates off the globe: they are not in {shapes.crs.name}; correct that")


def _is_on_globe(bounds):
    west, south, east, north = bounds
    return -180.001 <= west <= east <= 180.001 and -90.001 <= south <= north <= 90.001


def _repair(file, shapes):
    """Repair shapes that cross themselves, and say so."""
    invalid = ~shapes.is_valid
    if invalid.any():
        repaired = shapes.geometry.where(~invalid, shapes.make_valid())
        repaired = repaired.map(
            lambda shape: shapely.union_all([p for p in _list_parts(shape) if "Poly" in p.geom_type])
        )
        names = ", ".join(shapes.loc[invalid, "province"].head(10))
        warnings.warn(f"{file}: repaired {invalid.sum()} shapes that crossed themselves: {names}", stacklevel=4)
        shapes = shapes.set_geometry(repaired)
    return shapes


def _list_parts(shape):
    return shape.geoms if shape.geom_type == "GeometryCollection" else [shape]


def _check_overlaps(file, provinces):
    """Raise if provinces cover each other, as where a file holds a country and its provinces in one layer."""
    one, other = provinces.sindex.query(provinces.geometry, predicate="intersects")
    pairs = one < other
    shapes, areas = provinces.geometry.to_numpy(), shapely.area(provinces.geometry.to_numpy())
    one, other = one[pairs], other[pairs]
    shared = shapely.area(shapely.intersection(shapes[one], shapes[other])) / np.minimum(areas[one], areas[other])
    names = provinces["province"].to_numpy()
    faults = [
        Fault(
            file, 1, "geometry", f"{names[a]!r} and {names[b]!r} overlap by {part:.0%} of the smaller; keep one level"
        )
        for a, b, part in zip(one, other, shared, strict=True)
        if part > MOST_SHARED
    ]
    if faults:
        raise DataError(faults)


def _read_shapes(path, layer, encoding):
    """Read a file whose content is that of a format that holds its own data.

    GDAL guesses the format from the content, and some of its formats only name other files or addresses,
    which it then opens. So the content decides here what may reach GDAL at all.
    """
    if not path.is_file():  # a pipe would wait for ever
        raise FileNotFoundError("there is no such file" if not path.exists() else "it is not a file")
    if path.stat().st_size > LARGEST_FILE:
        raise ValueError(f"it is larger than {LARGEST_FILE // 10**6} MB; simplify it")
    with path.open("rb") as stream:
        start = stream.read(100)
    if start.startswith(b"PK\x03\x04"):
        return _read_zipped(path, layer, encoding)
    if start.startswith(b"PAR1"):
        return geopandas.read_parquet(path)
    is_binary = start.startswith((b"\x00\x00\x27\x0a", b"fgb\x03"))  # Shapefile, FlatGeobuf
    is_binary |= start.startswith(b"SQLite format 3\x00") and start[68:72] == b"GPKG"
    if is_binary or _is_kml(path, start):
        return geopandas.read_file(path, layer=_choose_layer(path, layer), encoding=encoding)
    if _is_topology(path, start):
        shapes = geopandas.read_file(path, layer=_choose_layer(path, layer))
        return shapes.set_crs(4326)  # which TopoJSON means, and GDAL does not say
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _read_geojson(path)
    raise ValueError("it is not GeoJSON, TopoJSON, GeoPackage, Shapefile, FlatGeobuf, GeoParquet or KML")


def _choose_layer(path, layer):
    layers = [str(name) for name, _ in pyogrio.list_layers(path)]
    if (layer is None and len(layers) > 1) or (layer is not None and layer not in layers):
        lacking = "" if layer is None else f"no layer {layer!r}, but "
        raise DataError([Fault(path.name, 1, "file", f"has {lacking}the layers {', '.join(layers)}; pass layer=")])
    return layer


def _read_zipped(path, layer, encoding):
    """Unpack the parts of one Shapefile, or one other file, and read that."""
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        entries = [entry for entry in archive.infolist() if not entry.is_dir() and "__MACOSX" not in entry.filename]
        if sum(entry.file_size for entry in entries) > LARGEST_FILE:
            raise ValueError(f"it unpacks to more than {LARGEST_FILE // 10**6} MB")
        names = [Path(entry.filename).name for entry in entries]
        wanted = [name for name in names if name.lower().endswith(".shp")] or names
        if len(wanted) != 1:
            raise ValueError(f"it holds {', '.join(sorted(names)[:20])}; unpack it and name the one to read")
        for entry, name in zip(entries, names, strict=True):
            (Path(folder) / name).write_bytes(archive.read(entry))
        return _read_shapes(Path(folder) / wanted[0], layer, encoding)


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
