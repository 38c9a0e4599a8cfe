"""Say in which province a point lies."""

import numpy as np
import shapely


def assign_provinces(incidents, provinces):
    """Give incidents the province in which their coordinates lie.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        With geometry; rows without a point have no province.
    provinces : geopandas.GeoDataFrame
        As `helpers.load_provinces` returns them: ``province`` and polygons, in any coordinate system.

    Returns
    -------
    geopandas.GeoDataFrame
        The same rows with ``province``: missing outside all of them. A point on a border has
        the province whose name comes first.

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
    found = np.full(len(incidents), len(areas))  # one past the last: none
    shapes = incidents.geometry.to_numpy()
    points = np.where(shapely.get_type_id(shapes) == shapely.GeometryType.POINT, shapes, None)
    point, area = areas.sindex.query(points, predicate="intersects")
    np.minimum.at(found, point, area)
    names = areas["province"].reindex(range(len(areas) + 1))
    return incidents.assign(province=names.take(found).set_axis(incidents.index))
