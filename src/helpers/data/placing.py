"""Say in which province a point lies, and where a stretch of road runs."""

import geopandas
import numpy as np
import shapely

UTM_38N = 32638  # metres; distances within Iraq are right to about one in a hundred
WITHIN = 10_000  # metres: from a road to the places at both ends of a stretch of it


def assign_provinces(incidents, provinces):
    """Give incidents the province in which their coordinates lie.

    Without a point, or outside all of the provinces, it is missing; on a border it is the one whose name comes first.

    Examples
    --------
    >>> import geopandas, shapely
    >>> areas = [shapely.box(1, 0, 2, 1), shapely.box(0, 0, 1, 1)]
    >>> provinces = geopandas.GeoDataFrame({"province": ["Babil", "Anbar"]}, geometry=areas, crs=4326)
    >>> points = geopandas.points_from_xy([0.5, 1.5, 1, 3], [0.5, 0.5, 0.5, 0.5], crs=4326)
    >>> assign_provinces(geopandas.GeoDataFrame(geometry=points), provinces)["province"].tolist()
    ['Anbar', 'Babil', 'Anbar', nan]
    """
    areas = provinces.to_crs(incidents.crs).sort_values("province", ignore_index=True)
    shapes, outlines = incidents.geometry.to_numpy(), areas.geometry.to_numpy()
    is_point = (shapely.get_type_id(shapes) == shapely.GeometryType.POINT) & ~shapely.is_empty(shapes)
    points = np.where(is_point, shapes, None)
    x, y = shapely.get_x(points), shapely.get_y(points)
    found = np.full(len(incidents), len(areas))  # one past the last: none
    shapely.prepare(outlines)  # makes the test of many points by one outline far quicker than a tree of outlines
    for number in reversed(range(len(areas))):
        west, south, east, north = areas.bounds.iloc[number]
        near = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
        found[near[shapely.intersects_xy(outlines[number], x[near], y[near])]] = number
    names = areas["province"].reindex(range(len(areas) + 1))
    return incidents.assign(province=names.take(found).set_axis(incidents.index))


def follow_roads(lines, roads):
    """Let straight lines between two places, in longitude and latitude, follow a road that passes both within 10 km.

    It gives the stretch from the point nearest to one end to that nearest to the other; without one a line stays.

    Examples
    --------
    >>> line = geopandas.GeoSeries([shapely.LineString([(45, 31), (46, 31)])], crs=4326)
    >>> road = shapely.LineString([(44, 31), (45, 31.05), (45.5, 31.5), (46, 31.05), (47, 31)])
    >>> roads = geopandas.GeoDataFrame({"road_id": ["north"]}, geometry=[road], crs=4326)
    >>> len(follow_roads(line, roads).iloc[0].coords), len(follow_roads(line, roads.head(0)).iloc[0].coords)
    (5, 2)
    """
    if roads.empty or lines.empty:
        return lines
    courses = list(roads.geometry.to_crs(UTM_38N))
    stretches = []
    for line in lines.to_crs(UTM_38N):
        start, end = (shapely.Point(place) for place in line.coords)
        nearest = min(courses, key=lambda course: max(course.distance(start), course.distance(end)))
        stretch = shapely.ops.substring(nearest, nearest.project(start), nearest.project(end))
        near = max(nearest.distance(start), nearest.distance(end)) <= WITHIN and stretch.geom_type == "LineString"
        stretches.append(stretch if near else None)
    followed = geopandas.GeoSeries(stretches, index=lines.index, crs=UTM_38N).to_crs(4326)
    return followed.transform(lambda degrees: degrees.round(5)).fillna(lines)  # to about a metre
