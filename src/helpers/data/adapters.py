"""Read other people's events, an ACLED export or a UCDP GED file, into the columns that the helpers use."""

import pandas as pd

from .exports import Export
from .province_names import match_provinces

# ACLED Codebook (columns since 20 March 2023), time precision and geo-precision.
ACLED_DAYS = {"1": "day", "2": "week", "3": "month"}
ACLED_PLACES = {
    "1": "town",  # coordinates of the named town
    "2": "district",  # a small part of a region, coded to a town that stands for it
    "3": "province",  # a larger region, coded to a feature of it or the provincial capital
}
ACLED_NEEDED = ["event_id_cnty", "event_date", "admin1"]
ACLED_KEPT = ["country", "event_type", "sub_event_type", "actor1", "actor2", "notes"]
ACLED_OPTIONAL = ["time_precision", "admin2", "location", "latitude", "longitude", "geo_precision", "source"]
ACLED_OPTIONAL += ["fatalities", *ACLED_KEPT]
ACLED_OTHER_NAMES = {"time_preci": "time_precision", "geo_precis": "geo_precision", "event_id_c": "event_id_cnty"}
ACLED_CREDIT = "ACLED (acleddata.com), under ACLED's terms of use"
# UCDP GED Codebook version 25.1 (Högbladh 2025), where_prec and date_prec.
UCDP_DAYS = {"1": "day", "2": "day", "3": "month", "4": "month", "5": "month"}
UCDP_PLACES = {
    "1": "town",  # coordinates of the named place
    "2": "district",  # somewhere around a named place
    "3": "district",  # second order division, its centroid
    "4": "province",  # first order division, its centroid
    "5": "country",  # a part of a country larger than that, or between two places
    "6": "country",  # centroid of the country
    "7": None,  # at sea or in the air
}
UCDP_NEEDED = ["id", "date_start", "date_end", "adm_1"]
UCDP_KEPT = ["country", "type_of_violence", "side_a", "side_b", "best", "event_clarity"]
UCDP_OPTIONAL = ["date_prec", "adm_2", "where_coordinates", "where_prec", "latitude", "longitude", "low", "high"]
UCDP_OPTIONAL += ["number_of_sources", *UCDP_KEPT]
UCDP_OTHER_NAMES = {"best_est": "best", "low_est": "low", "high_est": "high"}  # until version 5
UCDP_CREDIT = "UCDP Georeferenced Event Dataset (Uppsala Conflict Data Program), CC BY 4.0"


def read_acled(path, provinces=None, *, errors="raise", encoding=None, block=None):
    """Read an ACLED export, so that the helpers run on it as on the incidents of this project.

    ACLED records no claims: ``claim_status`` and ``claimants`` are missing. Its events are of all kinds;
    choose yours by ``event_type`` and the like before you count.

    Parameters
    ----------
    path : path
        A file of ACLED's export tool or API, from 2015 to today, one row per event: CSV with any separator,
        also zipped, JSON, or Excel if openpyxl is installed. Only ``event_id_cnty``, ``event_date`` and ``admin1``
        must be there; names of columns may have any case.
    provinces : geopandas.GeoDataFrame, optional
        As `helpers.load_provinces` returns them: names in ``admin1`` take their spelling; see
        `match_provinces`. Without it they are kept as written.
    errors : str
        ``raise``: any bad row raises `DataError`. ``skip``: bad rows are left out, counted in a
        warning, and listed in ``attrs["skipped"]``.
    encoding : str, optional
        For a file that is neither UTF-8 nor UTF-16, such as ``cp1256``; without it Windows-1252, with a warning.
    block : tuple, optional
        A part of the file, as `helpers.data.partitions.read_partitions` cuts it.

    Returns
    -------
    geopandas.GeoDataFrame
        One row per event, in EPSG:4326: ``incident_id`` (``event_id_cnty``); ``date_start``, ``date_end``:
        the day, if ``time_precision`` is 1, the week around it if 2, its month if 3; ``date_precision``;
        ``province``, ``district``, ``place`` (``admin1``, ``admin2``, ``location``); ``location_precision``:
        town, district or province for a ``geo_precision`` of 1, 2 or 3; ``killed_min``, ``killed_max``: both
        ACLED's one figure; ``reports``: number of sources named; ``latitude``, ``longitude`` as published;
        ``country``, ``event_type``, ``sub_event_type``, ``actor1``, ``actor2``, ``notes``; ``geometry``: a point where
        the event is located to a town, else missing. What the file lacks or leaves empty is missing. ``attrs``
        holds the ``credit`` that charts of these events need.

    Raises
    ------
    DataError
        If the file cannot be read, is something else, lacks a column, or holds a value that ACLED does not
        publish; every fault is listed with its line (of JSON and Excel, its record or row).
    """
    export = Export(path, "ACLED", ACLED_NEEDED, ACLED_OPTIONAL, ACLED_OTHER_NAMES, errors, encoding, block)
    day, known = export.read_days("event_date"), export.read_codes("time_precision", ACLED_DAYS)
    week, month, around = known == "week", known == "month", pd.Timedelta(days=3)
    first = day.to_numpy().astype("datetime64[M]")
    killed = export.read_counts("fatalities")
    events = export.finish(
        ACLED_KEPT,
        ACLED_CREDIT,
        incident_id=export.read_identifiers("event_id_cnty"),
        date_start=day.mask(week, day - around).mask(month, first.astype(day.dtype)),
        date_end=day.mask(week, day + around).mask(month, (first + 1).astype(day.dtype) - pd.Timedelta(days=1)),
        date_precision=known.mask(week, "month"),
        province=export.read_names("admin1"),
        district=export.read_names("admin2"),
        place=export.read_names("location"),
        location_precision=export.read_codes("geo_precision", ACLED_PLACES),
        killed_min=killed,
        killed_max=killed,
        reports=export.count_parts("source"),
    )
    return events if provinces is None else match_provinces(events, provinces, file=export.name)


def read_ucdp(path, provinces=None, *, errors="raise", encoding=None, block=None):
    """Read a UCDP GED file, so that the helpers run on it as on the incidents of this project.

    UCDP names the sides of an event, which is its own finding and no claim: ``claim_status`` and
    ``claimants`` are missing. Every event of the GED has cost a life; those that cost none are not in it.

    Parameters
    ----------
    path : path
        A file of the UCDP Georeferenced Event Dataset or its candidate events, as UCDP or HDX publishes it: CSV
        with any separator, also zipped, JSON of the API, or Excel if openpyxl is installed. Only ``id``,
        ``date_start``, ``date_end`` and ``adm_1`` must be there.
    provinces, errors, encoding, block
        As `helpers.read_acled` takes them; names of provinces stand in ``adm_1``.

    Returns
    -------
    geopandas.GeoDataFrame
        As `helpers.read_acled` returns it, from these columns: ``incident_id`` (``id``); ``date_start``,
        ``date_end`` as published; ``date_precision``: day if ``date_prec`` is 1 or 2 and they are at most a day
        apart, else month; ``province``, ``district``, ``place`` (``adm_1``, ``adm_2``, ``where_coordinates``);
        ``location_precision``: for a ``where_prec`` of 1 town, of 2 and 3 district, of 4 province, of 5 and 6
        country, of 7, which is at sea or in the air, missing; ``killed_min``, ``killed_max`` (``low``, ``high``);
        ``reports`` (``number_of_sources``, where -1 is missing); and of its own ``country``,
        ``type_of_violence``, ``side_a``, ``side_b``, ``best``, ``event_clarity``.

    Raises
    ------
    DataError
        As `helpers.read_acled` raises it.
    """
    export = Export(path, "UCDP GED", UCDP_NEEDED, UCDP_OPTIONAL, UCDP_OTHER_NAMES, errors, encoding, block)
    start, end = export.read_days("date_start"), export.read_days("date_end")
    export.refuse("date_end", end < start, "lies before date_start")
    precision = export.read_codes("date_prec", UCDP_DAYS)
    low, best, high = (export.read_counts(column) for column in ("low", "best", "high"))
    export.refuse("high", (high < low).fillna(False), "is below low")
    ordered = (low <= high).fillna(True)
    export.refuse("best", ordered & ((best < low) | (best > high)).fillna(False), "lies outside low and high")
    events = export.finish(
        UCDP_KEPT,
        UCDP_CREDIT,
        incident_id=export.read_identifiers("id"),
        date_start=start,
        date_end=end,
        date_precision=precision.mask((precision == "day") & (end - start > pd.Timedelta(days=1)), "month"),
        province=export.read_names("adm_1"),
        district=export.read_names("adm_2"),
        place=export.read_names("where_coordinates"),
        location_precision=export.read_codes("where_prec", UCDP_PLACES),
        killed_min=low,
        killed_max=high,
        reports=export.read_counts("number_of_sources", missing="-1"),
        type_of_violence=export.read_codes("type_of_violence", {"1": "1", "2": "2", "3": "3"}),
        best=best,
        event_clarity=export.read_codes("event_clarity", {"1": "1", "2": "2"}),
    )
    return events if provinces is None else match_provinces(events, provinces, file=export.name)
