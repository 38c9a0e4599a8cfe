"""Join the raw tables into one row an incident."""

import geopandas

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
        - ``families``: families of those outlets, separated by semicolons;
        - ``report_urls``: addresses of the reports, separated by spaces;
        - ``geometry``: a point for a site or town, missing where less is known.
    """
    incidents = tables["incidents"].merge(_locate_places(tables["places"]), on="place_id", how="left", validate="m:1")
    incidents = incidents.merge(
        classify_claims(tables["incidents"], tables["observations"], tables["claims"]),
        on="incident_id",
        how="left",
        validate="1:1",
    )
    incidents = incidents.merge(
        _count_reports(tables["observations"], tables["reports"], tables["outlets"]),
        on="incident_id",
        how="left",
        validate="1:1",
    )
    assert len(incidents) == len(tables["incidents"])
    return geopandas.GeoDataFrame(incidents, geometry="geometry", crs="EPSG:4326")


def _locate_places(places):
    points = geopandas.GeoSeries(geopandas.points_from_xy(places["longitude"], places["latitude"]), crs="EPSG:4326")
    return places[["place_id"]].assign(place=places["name"], geometry=points.where(places["latitude"].notna()))


def _count_reports(observations, reports, outlets):
    told = observations.dropna(subset=["incident_id"]).merge(reports, on="report_id", validate="m:1")
    told["origin"] = told["reprint_of"].fillna(told["outlet_id"])
    told["family"] = told["origin"].map(outlets.set_index("outlet_id")["family"])
    by_incident = told.groupby("incident_id")
    return by_incident.agg(
        reports=("report_id", "nunique"),
        origins=("origin", "nunique"),
        families=("family", lambda families: ";".join(sorted(set(families)))),
        report_urls=("url", lambda urls: " ".join(sorted(set(urls)))),
    ).reset_index()
