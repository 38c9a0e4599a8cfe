"""Read boundaries of the user's own, of any country, and say what is wrong with them."""

import contextlib
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
    """Read a file of boundaries, of any country: ``province`` and ``geometry``, one row per name, in EPSG:4326.

    Rows of one name are dissolved; shapes that cross themselves are repaired, with a warning.
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
    """Say whether a name was UTF-8 and read in another encoding, which hardly any real name survives."""
    if name.isascii():
        return False
    for encoding in ("cp1252", "latin-1"):
        with contextlib.suppress(UnicodeError):
            name.encode(encoding).decode("utf-8")
            return True
    return "\ufffd" in name


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
    west, south, east, north = (shapes if shapes.crs is None else shapes.to_crs(4326)).total_bounds
    if not (-180.001 <= west <= east <= 180.001 and -90.001 <= south <= north <= 90.001):
        message = "has no coordinate system, and its numbers are not degrees; write one into it (a .prj file beside it)"
        if shapes.crs is not None:
            message = f"has coordinates off the globe: they are not in {shapes.crs.name}; correct that"
        yield Fault(file, 1, "file", message)


def _repair(file, shapes):
    """Repair shapes that cross themselves, and say so."""
    invalid = ~shapes.is_valid
    if invalid.any():
        repaired = shapes.geometry.where(~invalid, shapes.make_valid()).map(_keep_polygons)
        names = ", ".join(shapes.loc[invalid, "province"].head(10))
        warnings.warn(f"{file}: repaired {invalid.sum()} shapes that crossed themselves: {names}", stacklevel=4)
        shapes = shapes.set_geometry(repaired)
    return shapes


def _keep_polygons(shape):
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])


def _check_overlaps(file, provinces):
    """Raise if provinces cover each other, as where a file holds a country and its provinces in one layer."""
    shapes, names = provinces.geometry.to_numpy(), provinces["province"].to_numpy()
    one, other = provinces.sindex.query(shapes, predicate="intersects")
    one, other = one[one < other], other[one < other]
    areas = shapely.area(shapes)
    shared = shapely.area(shapely.intersection(shapes[one], shapes[other])) / np.minimum(areas[one], areas[other])
    faults = [
        Fault(file, 1, "geometry", f"{a!r} and {b!r} overlap by {part:.0%} of the smaller; keep one level")
        for a, b, part in zip(names[one], names[other], shared, strict=True)
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
    if b"Topology" in start and _load_json(path).get("type") == "Topology":
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
