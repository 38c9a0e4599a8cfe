"""Read province boundaries of the user's own, and say where they do not fit."""

import geopandas

from .faults import DataError, Fault
from .gazetteer import find_place, list_names


def read_boundaries(path, column, provinces):
    """Read a file of boundaries and give its rows the names of this project's provinces.

    Parameters
    ----------
    path : pathlib.Path
        Any file that geopandas reads.
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
        if not path.is_file() and not path.is_dir():  # else GDAL waits for a pipe, or fetches an address
            raise FileNotFoundError("there is no such file")
        shapes = geopandas.read_file(path)
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
