"""How closely do the attacks follow a road? Distances to a line through towns."""

import geopandas
import numpy as np
import pandas as pd
import shapely

from ..data.gazetteer import find_place, list_names
from ..data.placing import UTM_38N
from ..statistics.intervals import share_with_interval


def draw_through(stops, places, provinces):
    """Return the straight lines from town to town along a road.

    Parameters
    ----------
    stops : list of str
        Names of towns or sites, from one end of the road to the other.
    places, provinces : pandas.DataFrame
        The raw tables.

    Returns
    -------
    geopandas.GeoSeries
        One line, in EPSG:4326. It is not the course of the road.

    Raises
    ------
    LookupError
        If a name is no place with coordinates; the message names it.

    Examples
    --------
    >>> provinces = pd.DataFrame({"province": ["Babil"], "name_ar": ["بابل"], "aliases": [None]})
    >>> places = pd.DataFrame(
    ...     {
    ...         "place_id": ["P1", "P2"],
    ...         "name": ["Hillah", "Mahawil"],
    ...         "name_ar": [None, None],
    ...         "aliases": ["Hilla", None],
    ...         "province": "Babil",
    ...         "precision": "town",
    ...         "longitude": [44.4, 44.4],
    ...         "latitude": [32.5, 32.7],
    ...     }
    ... )
    >>> draw_through(["Hilla", "Mahawil"], places, provinces).to_wkt().tolist()
    ['LINESTRING (44.4 32.5, 44.4 32.7)']
    """
    located = places.dropna(subset=["latitude"])
    names = list_names(provinces, places=located)
    names = names[names["kind"] == "place"]
    keys = [find_place(stop, names)["key"].iloc[0] for stop in stops]
    ends = located.set_index("place_id").loc[keys, ["longitude", "latitude"]].to_numpy()
    return geopandas.GeoSeries([shapely.LineString(ends)], crs=4326)


def measure_distances(incidents, line):
    """Measure how far from a line each incident lies.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        With geometry in a coordinate system.
    line : geopandas.GeoSeries
        One line, for example as `draw_through` returns it.

    Returns
    -------
    geopandas.GeoDataFrame
        The same rows with ``distance_km``: of a point its distance, of a road segment that of
        its farthest point; missing where an incident is located less closely than to a town or road.
    """
    road = line.to_crs(UTM_38N).union_all()
    shapes = incidents.geometry.to_crs(UTM_38N)
    distances = [
        np.nan
        if shape is None
        else shapely.distance(road, shapely.points(shapely.segmentize(shape, 1000).coords)).max()
        for shape in shapes
    ]
    return incidents.assign(distance_km=np.array(distances, dtype=float) / 1000)


def share_by_distance(measured, line, provinces, distances_km):
    """Count the incidents within several distances of a line, and the land.

    Parameters
    ----------
    measured : pandas.DataFrame
        Incidents as `measure_distances` returns them.
    line : geopandas.GeoSeries
        The same line.
    provinces : geopandas.GeoDataFrame
        The land, to compare with.
    distances_km : sequence of float

    Returns
    -------
    pandas.DataFrame
        One row a distance: ``distance_km``; ``incidents`` within it, of ``located``; ``share``,
        ``low``, ``high``: of those located, with Wilson's interval; ``least``, ``most``: share of
        all incidents if none, or every one, of those not located lies within it;
        ``land``: share of the land within it. Shares are fractions of 1.
    """
    road = line.to_crs(UTM_38N).union_all()
    land = provinces.geometry.to_crs(UTM_38N).union_all()
    located = int(measured["distance_km"].notna().sum())
    rows = []
    for distance in distances_km:
        inside = int((measured["distance_km"] <= distance).sum())
        share, low, high = share_with_interval(inside, located)
        total = max(len(measured), 1)
        rows.append(
            {
                "distance_km": distance,
                "incidents": inside,
                "located": located,
                "share": share,
                "low": low,
                "high": high,
                "least": inside / total,
                "most": (inside + len(measured) - located) / total,
                "land": road.buffer(1000 * distance).intersection(land).area / land.area,
            }
        )
    return pd.DataFrame(rows)


def describe_corridor(shares, distance_km):
    """Say how many incidents lie within one distance of the line.

    Parameters
    ----------
    shares : pandas.DataFrame
        As `share_by_distance` returns it.
    distance_km : float
        One of its distances.

    Returns
    -------
    str
    """
    row = shares[shares["distance_km"] == distance_km].iloc[0]
    if row["located"] == 0:
        return "No incident is located closely enough to measure its distance from the road"
    return (
        f"{row['incidents']:.0f} of {row['located']:.0f} incidents that are located to a town, site or road lie within "
        f"{distance_km} km of the line ({row['share']:.0%}, 95% interval {100 * row['low']:.0f}–{row['high']:.0%}), "
        f"as does {row['land']:.0%} of the land; with those located less closely, between {row['least']:.0%} "
        f"and {row['most']:.0%} of all"
    )


def describe_crossed(counts, line):
    """Say how many of the placed incidents lie in the provinces that the line crosses.

    Parameters
    ----------
    counts : geopandas.GeoDataFrame
        As `helpers.count_by_province` returns it.
    line : geopandas.GeoSeries
        As `draw_through` returns it.

    Returns
    -------
    str
    """
    crossed = counts[counts.intersects(line.union_all())]
    inside, placed = int(crossed["incidents"].sum()), int(counts["incidents"].sum())
    if placed == 0:
        return "No incident is placed in a province"
    share, low, high = share_with_interval(inside, placed)
    return (
        f"{inside} of {placed} placed incidents ({share:.0%}, 95% interval {100 * low:.0f}–{high:.0%}) lie in the "
        f"{len(crossed)} of {len(counts)} provinces that the road crosses: {', '.join(crossed['province'])}"
    )
