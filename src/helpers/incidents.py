"""Join the raw tables into one row an incident."""

import geopandas
import pandas as pd
import shapely

from .claims import classify_claims, join_values
from .vocabularies import CONFIDENCES


def assemble_incidents(tables):
    """Join incidents with their place, their claims and their reports.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
        The raw tables, as `helpers.load_tables` returns them.

    Returns
    -------
    geopandas.GeoDataFrame
        One row an incident, in EPSG:4326, with the columns of ``incidents.csv`` and

        - ``place``, ``district``: name of the place and its district, missing where none
          is named or known;
        - ``segment_from``, ``segment_to``: places at the ends of a road segment;
        - ``claim_status``, ``claimants``: see `helpers.classify_claims`;
        - ``confidence``: the highest of its codings' (high, medium, low);
        - ``reports``: number of reports that tell of it;
        - ``origins``: number of outlets among them whose own text it is (reprints
          of one text count once);
        - ``families``: families of those outlets, separated by semicolons;
        - ``report_urls``: addresses of the reports, separated by spaces;
        - ``geometry``: a point for a site or town; for a road segment the straight line
          between its ends, which is not the course of the road; else missing.
    """
    incidents = tables["incidents"]
    assert incidents["incident_id"].is_unique
    joined = [
        _locate_places(tables["places"]).reindex(incidents["place_id"]),
        classify_claims(incidents, tables["observations"], tables["claims"]).drop(columns="incident_id"),
        _count_reports(tables["observations"], tables["reports"], tables["outlets"]).reindex(incidents["incident_id"]),
    ]
    incidents = pd.concat([incidents, *(part.set_axis(incidents.index) for part in joined)], axis=1)
    return geopandas.GeoDataFrame(incidents, geometry="geometry", crs="EPSG:4326")


def _locate_places(places):
    """Return what an incident takes over from its place, by place."""
    ends = places.set_index("place_id")
    points = {place: shapely.Point(xy) for place, *xy in places[["place_id", "longitude", "latitude"]].to_numpy()}

    def locate(place):
        if pd.notna(place.segment_from):
            return shapely.LineString([points[place.segment_from], points[place.segment_to]])
        return points[place.place_id] if pd.notna(place.latitude) else None

    return pd.DataFrame(
        {
            "place": ends["name"],
            "district": ends["district"],
            "segment_from": ends["segment_from"].map(ends["name"]),
            "segment_to": ends["segment_to"].map(ends["name"]),
            "geometry": [locate(place) for place in places.itertuples()],
        }
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
        The observations that are joined to an incident, with the columns of their report and
        ``origin``: the outlet whose own text it is, for a reprint the one reprinted; ``family``:
        that outlet's family.

    Examples
    --------
    >>> observations = pd.DataFrame({"incident_id": ["A", None], "report_id": ["R", "R"]})
    >>> reports = pd.DataFrame({"report_id": ["R"], "outlet_id": ["o"], "reprint_of": ["p"]})
    >>> outlets = pd.DataFrame({"outlet_id": ["o", "p"], "family": ["other", "iraqi"]})
    >>> trace_origins(observations, reports, outlets)[["incident_id", "origin", "family"]].values.tolist()
    [['A', 'p', 'iraqi']]
    """
    told = observations.dropna(subset=["incident_id"]).merge(reports, on="report_id", validate="m:1")
    origin = told["reprint_of"].fillna(told["outlet_id"])
    return told.assign(origin=origin, family=origin.map(outlets.set_index("outlet_id")["family"]))


def _count_reports(observations, reports, outlets):
    told = trace_origins(observations, reports, outlets)
    order = {name: rank for rank, name in enumerate(CONFIDENCES)}
    by_incident = told.assign(rank=told["confidence"].map(order)).groupby("incident_id")
    counts = by_incident.agg(
        confidence=("rank", "min"), reports=("report_id", "nunique"), origins=("origin", "nunique")
    )
    counts["confidence"] = counts["confidence"].map(dict(enumerate(CONFIDENCES)))
    return counts.assign(
        families=join_values(told["incident_id"], told["family"], ";"),
        report_urls=join_values(told["incident_id"], told["url"], " "),
    )
