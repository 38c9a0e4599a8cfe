"""Join the raw tables into one row an incident."""

import geopandas
import shapely

from .claims import classify_claims


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

        - ``place``: name of the place, missing where none is named;
        - ``claim_status``, ``claimants``: see `helpers.classify_claims`;
        - ``reports``: number of reports that tell of it;
        - ``origins``: number of outlets among them whose own text it is (reprints
          of one text count once);
        - ``report_urls``: addresses of the reports, separated by spaces;
        - ``geometry``: a point for a site or town, the straight line between the two
          ends for a road segment, missing where only the district, province or
          country is known.
    """
    incidents = tables["incidents"].merge(_locate_places(tables["places"]), on="place_id", how="left", validate="m:1")
    incidents = incidents.merge(
        classify_claims(tables["incidents"], tables["observations"], tables["claims"]),
        on="incident_id",
        how="left",
        validate="1:1",
    )
    incidents = incidents.merge(
        _count_reports(tables["observations"], tables["reports"]), on="incident_id", how="left", validate="1:1"
    )
    assert len(incidents) == len(tables["incidents"])
    return geopandas.GeoDataFrame(incidents, geometry="geometry", crs="EPSG:4326")


def _locate_places(places):
    points = dict(zip(places["place_id"], shapely.points(places[["longitude", "latitude"]].to_numpy()), strict=True))
    geometry = [
        shapely.linestrings([shapely.get_coordinates(points[end])[0] for end in (row.segment_from, row.segment_to)])
        if row.precision == "road_segment"
        else points[row.place_id]
        for row in places.itertuples()
    ]
    located = geopandas.GeoSeries(geometry, crs="EPSG:4326").where(
        places["latitude"].notna() | (places["precision"] == "road_segment")
    )
    return places[["place_id"]].assign(place=places["name"], geometry=located)


def _count_reports(observations, reports):
    told = observations.dropna(subset=["incident_id"]).merge(reports, on="report_id", validate="m:1")
    told["origin"] = told["reprint_of"].fillna(told["outlet_id"])
    by_incident = told.groupby("incident_id")
    return by_incident.agg(
        reports=("report_id", "nunique"),
        origins=("origin", "nunique"),
        report_urls=("url", lambda urls: " ".join(sorted(set(urls)))),
    ).reset_index()
