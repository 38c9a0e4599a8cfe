"""Rules on where things are: places, road segments, districts and their boundaries."""

import math

import geopandas
import numpy as np
import pandas as pd
import shapely

from .faults import Fault
from .gazetteer import fold_name
from .joining import is_among, look_up

LARGEST_OVERLAP = 0.001  # of the smaller district
IRAQ = (38.7, 29.0, 48.8, 37.5)  # west, south, east and north; degrees


def check_place_districts(places, districts):
    """A place lies in the province of its district."""
    joined = look_up(places, districts, "district", "province").dropna(subset=["province", "province_district"])
    for row in joined[joined["province"] != joined["province_district"]].itertuples():
        message = f"{row.province!r} is not the province of {row.district} ({row.province_district!r}); correct one"
        yield Fault("places.csv", row.Index, "province", message)


def check_segments(places):
    """The ends of a road segment are places with coordinates."""
    points = places.loc[places["precision"].isin(["site", "town"]), "place_id"]
    for column in ("segment_from", "segment_to"):
        ends = places[column].dropna()
        for line, end in ends[is_among(ends, places["place_id"]) & ~is_among(ends, points)].items():
            yield Fault("places.csv", line, column, f"{end!r} is no site or town; name a place with coordinates")


def check_spellings(places):
    """No two places share a spelling of their names."""
    spellings = places["name"] + places["aliases"].map(lambda aliases: f";{aliases}", na_action="ignore").fillna("")
    folded = spellings.dropna().str.split(";").explode().str.strip().map(fold_name)
    for name, lines in folded.groupby(folded).groups.items():
        first, *others = sorted(set(lines))
        for line in others:
            message = f"{name!r} is a name of {places.loc[first, 'place_id']} too; a spelling leads to one place"
            yield Fault("places.csv", line, "name", message)


def check_boundaries(districts, shapes):
    """districts.csv and districts.geojson hold the same districts, each a valid polygon."""
    drawn = dict(zip(shapes["district"], shapes["province"], strict=True))
    listed = dict(zip(districts["district"], districts["province"], strict=True))
    for line, district in districts["district"].dropna().items():
        if drawn.get(district) != listed[district]:
            message = f"{district!r} is not drawn in {listed[district]!r} by districts.geojson; derive that file again"
            yield Fault("districts.csv", line, "district", message)
    for district in shapes.loc[shapes["district"].duplicated(), "district"]:
        yield Fault("districts.geojson", 1, "district", f"{district!r} is drawn twice; derive the file again")
    for district, shape in zip(shapes["district"], shapes.geometry, strict=True):
        if shape is None or shape.is_empty or not shape.is_valid or "Polygon" not in shape.geom_type:
            yield Fault("districts.geojson", 1, "geometry", f"{district!r} has no valid polygon; derive the file again")
    for district in sorted({str(name) for name in drawn} - {str(name) for name in listed}):
        yield Fault("districts.geojson", 1, "district", f"{district!r} is not in districts.csv; derive the file again")


def check_overlaps(shapes):
    """No district covers more than 0.1% of another one."""
    areas = shapes.geometry.to_numpy()
    usable = shapely.is_valid(areas) & ~shapely.is_empty(areas)  # what is missing is not valid
    areas, names = areas[usable], shapes["district"].to_numpy()[usable]
    if shapely.coverage_is_valid(areas):  # which borders that fit are, and takes no time
        return
    one, other = shapely.STRtree(areas).query(areas, predicate="intersects")
    one, other = one[one < other], other[one < other]
    shared = shapely.area(shapely.intersection(areas[one], areas[other]))
    shared /= np.minimum(shapely.area(areas[one]), shapely.area(areas[other]))
    for first, second, share in zip(names[one], names[other], shared, strict=True):
        if share > LARGEST_OVERLAP:
            message = f"{first!r} and {second!r} overlap by {share:.1%} of the smaller one; derive the file again"
            yield Fault("districts.geojson", 1, "geometry", message)


def find_misshapen(file, features, key, remedy):
    """Find shapes of a GeoJSON file that a reader would mend in silence, or that cannot lie in Iraq.

    Parameters
    ----------
    file : str
        Name of the file.
    features : list of dict
        As `json` reads them, for shapely closes rings and takes text for numbers.
    key : str
        Property that names a feature.
    remedy : str

    Yields
    ------
    Fault
    """
    west, south, east, north = IRAQ
    for feature in features:
        geometry = feature.get("geometry")
        name = str(feature.get("properties", {}).get(key))[:80]
        for line in _list_lines((geometry or {}).get("coordinates", [])):
            if not all(type(number) in (int, float) and math.isfinite(number) for point in line for number in point):
                problem = "has coordinates that are not finite numbers"
            elif "Polygon" in geometry["type"] and line[0] != line[-1]:
                problem = "has a ring that is not closed"
            elif not all(west <= x <= east and south <= y <= north for x, y, *_ in line):
                problem = f"reaches beyond Iraq (longitude {west} to {east}, latitude {south} to {north})"
            else:
                continue
            yield Fault(file, 1, "geometry", f"{name!r} {problem}; {remedy}")
            break


def _list_lines(coordinates):
    """List the lines and rings of the coordinates of a geometry, however deep they lie."""
    if not coordinates or not isinstance(coordinates, list):
        return
    if isinstance(coordinates[0], list) and isinstance(coordinates[0][0] if coordinates[0] else None, list):
        for part in coordinates:
            yield from _list_lines(part)
    else:
        yield coordinates if isinstance(coordinates[0], list) else [coordinates]


def check_coordinates(places, shapes):
    """Coordinates lie in the province and district that the place names."""
    located = places.dropna(subset=["latitude", "longitude"])
    points = geopandas.points_from_xy(located["longitude"], located["latitude"])
    place, district = shapes.sindex.query(points, predicate="intersects")  # on a border it lies in both districts
    for number, row in enumerate(located.itertuples()):
        for column in ("province", "district"):
            actual = shapes[column].iloc[district[place == number]].tolist()
            if pd.notna(getattr(row, column)) and getattr(row, column) not in actual:
                where = f"in {actual[0]!r}" if actual else "outside Iraq"
                message = f"{row.latitude}, {row.longitude} lies {where}, not in {getattr(row, column)!r}"
                yield Fault("places.csv", row.Index, "latitude", message)
