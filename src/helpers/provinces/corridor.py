"""How closely do the attacks follow the roads? Towns, not desert, are what they are compared with."""

import re

import numpy as np
import pandas as pd
import shapely

from ..data.placing import UTM_38N
from ..statistics.intervals import wilson_interval
from .counts import count_by_class, resample_weeks

AT_STOP = 2.0  # km from a corner of the road: the place is one of those that the road is drawn through
SEVERAL = "where roads meet"
FEWEST = 10  # incidents on a road that has an interval: with fewer a bootstrap covers too seldom


def measure_road_distances(places, roads):
    """Measure how far incidents or towns lie from the nearest road.

    The rows with a point get ``km``; ``road_id`` of that road, or "where roads meet" if another is as near; and
    ``is_stop``: whether it is a town that the road is drawn through, where the distance is short for that reason.
    An incident on a stretch of road is placed there by the road's name, so its distance would say nothing.
    """
    points = places[places.geom_type == "Point"]
    metric, lines = points.geometry.to_crs(UTM_38N), roads.to_crs(UTM_38N)
    if lines.empty or points.empty:
        return points.assign(km=np.nan, road_id=pd.Series(pd.NA, index=points.index, dtype="str"), is_stop=False)
    away = np.column_stack([metric.distance(line) for line in lines.geometry]) / 1000
    nearest = np.sort(away, axis=1)
    road = lines["road_id"].to_numpy()[away.argmin(axis=1)]
    if away.shape[1] > 1:
        road = np.where(nearest[:, 1] - nearest[:, 0] < AT_STOP, SEVERAL, road)
    corners = shapely.MultiPoint(np.vstack([shapely.get_coordinates(line) for line in lines.geometry]))
    is_stop = metric.distance(corners) / 1000 <= AT_STOP
    return points.assign(km=nearest[:, 0], road_id=road, is_stop=is_stop)


def compare_with_towns(incidents, towns, roads, km):
    """Compare how many attacks lie near a road with how many towns do.

    All attacks of one place have the same distance, so that the interval must count places: it is Wilson's (1927,
    JASA 22, 209-212) for the effective number of places (Kish 1965, Survey Sampling, section 8.2).

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        With ``place``; those without a point are left out.
    towns, roads : geopandas.GeoDataFrame
        As `helpers.data.towns.load_towns` and `helpers.load_roads` return them.
    km : float
        What is near.

    Returns
    -------
    pandas.DataFrame
        Three rows: attacks at the towns that the road is drawn through, attacks elsewhere, and all towns elsewhere.
        ``label``; ``places``; ``count`` of attacks (or towns); ``near``; ``share``, ``low``, ``high``, fractions of 1:
        no interval for the first, near by construction, and for the towns, which are all there are.
    """
    return compare_distances(measure_road_distances(incidents, roads), measure_road_distances(towns, roads), km)


def compare_distances(measured, towns, km):
    """Compare distances that `measure_road_distances` found; see `compare_with_towns`."""
    at_stop, elsewhere = (measured[measured["is_stop"] == is_stop] for is_stop in (True, False))
    others = towns[~towns["is_stop"]]
    parts = {
        "attacks at towns that the road is drawn through": at_stop,
        "attacks elsewhere": elsewhere,
        "all towns elsewhere": others.assign(place=range(len(others))),
    }
    rows = []
    for label, part in parts.items():
        near, by_place = part["km"] <= km, part["place"].value_counts()
        low, high = (np.nan, np.nan)
        if part is elsewhere and len(part) and part["km"].notna().all():
            low, high = map(float, wilson_interval(near.mean(), len(part) ** 2 / (by_place**2).sum()))
        share = near.mean() if part["km"].notna().any() else np.nan
        counts = {"places": len(by_place), "count": len(part), "near": int(near.sum())}
        rows.append({"label": label, **counts, "share": share, "low": low, "high": high})
    return pd.DataFrame(rows)


def count_by_road(incidents, roads, towns, *, km=10, draws=2000, seed=1):
    """Count the incidents along each road, to compare one highway with the others.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        Those on a stretch of road are counted at its middle.
    roads, towns : geopandas.GeoDataFrame
        As `helpers.load_roads` and `helpers.data.towns.load_towns` return them.
    km : float
        Incidents and towns farther from every road are not counted.
    draws, seed : int
        See `helpers.rank_provinces`.

    Returns
    -------
    pandas.DataFrame
        One row per road, most incidents first, then one for where roads meet: ``road``, its ends; ``road_id``;
        ``length_km``; ``towns`` and ``incidents`` along it; ``per_100_km`` with ``low``, ``high``, a 95% interval by a
        bootstrap over weeks, missing below ten incidents.
    """
    shapes = incidents.geometry.to_crs(UTM_38N)
    is_line = shapes.geom_type == "LineString"
    middles = shapes[is_line].interpolate(0.5, normalized=True).to_crs(incidents.crs)
    points = incidents.set_geometry(incidents.geometry.where(~is_line, middles))
    near = [frame[frame["km"] <= km] for frame in (measure_road_distances(part, roads) for part in (points, towns))]
    by_week = count_by_class(near[0], "road_id").reindex(columns=[*roads["road_id"], SEVERAL], fill_value=0)
    lengths = roads.set_index("road_id").geometry.to_crs(UTM_38N).length.reindex(by_week.columns) / 1000
    low, high = np.quantile(resample_weeks(by_week, draws, seed), [0.025, 0.975], axis=0)
    low, high = (np.where(by_week.sum() >= FEWEST, ends, np.nan) for ends in (low, high))
    frame = pd.DataFrame(
        {
            "length_km": lengths.round(),
            "towns": near[1]["road_id"].value_counts().reindex(by_week.columns, fill_value=0),
            "incidents": by_week.sum(),
            "per_100_km": 100 * by_week.sum() / lengths,
            "low": 100 * low / lengths,
            "high": 100 * high / lengths,
        }
    )
    ranked = frame.drop(SEVERAL).sort_values("incidents", ascending=False, kind="stable")
    frame = frame.loc[[*ranked.index, SEVERAL]].rename_axis("road_id").reset_index()
    names = {road.road_id: re.sub("–.*–", "–", road.name.split(" (")[0]) for road in roads.itertuples()}
    frame.insert(0, "road", frame["road_id"].map(names | {SEVERAL: SEVERAL}))
    return frame
