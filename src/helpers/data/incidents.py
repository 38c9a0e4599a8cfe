"""Join the raw tables into one row an incident."""

import geopandas
import pandas as pd
import shapely

from .claim_status import classify_claims
from .informants import grade_corroboration
from .joining import join_values
from .placing import follow_roads
from .vocabularies import CONFIDENCES


class IncidentFrame(geopandas.GeoDataFrame):
    """A GeoDataFrame that writes its days as text in GeoJSON, which has no dates.

    `to_json` and `folium.GeoJson` would fail on them otherwise. All else is a GeoDataFrame's, and so is what is
    selected or joined from it.

    Examples
    --------
    >>> days = pd.to_datetime(["2021-07-29", None])
    >>> frame = IncidentFrame({"day": days}, geometry=geopandas.points_from_xy([46, 47], [31, 32]))
    >>> [feature["properties"] for feature in frame[["day", "geometry"]].iterfeatures()]
    [{'day': '2021-07-29'}, {'day': None}]
    """

    def iterfeatures(self, *args, **kwargs):
        """Yield each row as a GeoJSON feature; see `geopandas.GeoDataFrame.iterfeatures`."""
        days = self.select_dtypes("datetime").columns
        written = self.assign(**{day: self[day].dt.strftime("%Y-%m-%d") for day in days})
        yield from geopandas.GeoDataFrame(written).iterfeatures(*args, **kwargs)


def assemble_incidents(tables, roads=None):
    """Join incidents with their place, their claims and their reports.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
        The raw tables, as `helpers.load_tables` returns them.
    roads : geopandas.GeoDataFrame, optional
        The courses of roads, as `helpers.load_roads` returns them.

    Returns
    -------
    geopandas.GeoDataFrame
        One row an incident, in EPSG:4326, with the columns of ``incidents.csv`` and

        - ``place``, ``district``: name of the place and its district, missing where none is named or known;
        - ``segment_from``, ``segment_to``: places at the ends of a road segment;
        - ``claim_status``, ``claimants``: see `helpers.data.claim_status.classify_claims`;
        - ``confidence``: the highest of its codings' (high, medium, low);
        - ``reports``: number of reports that tell of it;
        - ``origins``: how far the news reached: number of outlets with a text of their own (reprints of one text
          count once), who may all have it from one informant;
        - ``informants``: number of identified informants who say that it took place; ``sides``: on which they stand;
        - ``corroboration``, ``denial``: keys of `helpers.data.vocabularies.CORROBORATIONS` and ``DENIALS``, the latter
          missing if nobody denies it;
        - ``media_groups``: ``chart_group`` of those outlets, like ``sides`` separated by semicolons;
        - ``report_urls``: addresses of the reports, separated by spaces;
        - ``geometry``: a point for a site or town; for a road segment the course of the road between its ends where
          ``roads`` has it, else the straight line; else missing.
    """
    incidents = tables["incidents"]
    assert incidents["incident_id"].is_unique
    joined = [
        _locate_places(tables["places"], roads).reindex(incidents["place_id"]),
        classify_claims(incidents, tables["observations"], tables["claims"]).drop(columns="incident_id"),
        _count_reports(tables).reindex(incidents["incident_id"]),
    ]
    incidents = pd.concat([incidents, *(part.set_axis(incidents.index) for part in joined)], axis=1)
    return IncidentFrame(incidents, geometry="geometry", crs="EPSG:4326")


def _locate_places(places, roads):
    """Return what an incident takes over from its place, by place."""
    located = places[["place_id", "longitude", "latitude"]].dropna()
    points = {place: shapely.Point(xy) for place, *xy in located.to_numpy()}
    segments = places.dropna(subset=["segment_from"])
    lines = [shapely.LineString([points[row.segment_from], points[row.segment_to]]) for row in segments.itertuples()]
    lines = geopandas.GeoSeries(lines, index=pd.Index(segments["place_id"]), crs="EPSG:4326")
    shapes = points | (lines if roads is None else follow_roads(lines, roads)).to_dict()
    named = places.set_index("place_id").rename(columns={"name": "place"})
    return named[["place", "district"]].assign(
        segment_from=named["segment_from"].map(named["place"]),
        segment_to=named["segment_to"].map(named["place"]),
        geometry=[shapes.get(place) for place in named.index],
    )


def trace_origins(observations, reports, outlets):
    """Say of each observation whose text it is.

    Parameters
    ----------
    observations, reports, outlets : pandas.DataFrame
        The raw tables.

    Returns
    -------
    pandas.DataFrame
        The observations that are joined to an incident, with the columns of their report and ``origin``: the outlet
        whose own text it is, for a reprint the one reprinted; ``chart_group`` of that outlet.

    Examples
    --------
    >>> observations = pd.DataFrame({"incident_id": ["A", None], "report_id": ["R", "R"]})
    >>> reports = pd.DataFrame({"report_id": ["R"], "outlet_id": ["o"], "reprint_of": ["p"]})
    >>> outlets = pd.DataFrame({"outlet_id": ["o", "p"], "chart_group": ["russian", "iraqi"]})
    >>> trace_origins(observations, reports, outlets)[["incident_id", "origin", "chart_group"]].values.tolist()
    [['A', 'p', 'iraqi']]
    """
    told = observations.dropna(subset=["incident_id"]).merge(reports, on="report_id", validate="m:1")
    origin = told["reprint_of"].fillna(told["outlet_id"])
    return told.assign(origin=origin, chart_group=origin.map(outlets.set_index("outlet_id")["chart_group"]))


def _count_reports(tables):
    told = trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    order = {name: rank for rank, name in enumerate(CONFIDENCES)}
    by_incident = told.assign(rank=told["confidence"].map(order)).groupby("incident_id")
    counts = by_incident.agg(
        confidence=("rank", "min"), reports=("report_id", "nunique"), origins=("origin", "nunique")
    )
    counts["confidence"] = counts["confidence"].map(dict(enumerate(CONFIDENCES)))
    grades = grade_corroboration(tables["observations"], tables["attributions"], tables["informants"])
    return counts.join(grades).assign(
        media_groups=join_values(told["incident_id"], told["chart_group"], ";"),
        report_urls=join_values(told["incident_id"], told["url"], " "),
    )
