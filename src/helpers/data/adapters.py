"""Read other people's events, an ACLED export or a UCDP GED file, into the columns that the helpers use."""

import csv
import io
import re
from pathlib import Path

import geopandas
import pandas as pd

from .faults import DataError, Fault
from .gazetteer import find_place, list_names

# ACLED Codebook (columns since 20 March 2023), time precision and geo-precision.
ACLED_DAYS = {"1": "day", "2": "month", "3": "month"}
ACLED_PLACES = {
    "1": "town",  # coordinates of the named town
    "2": "district",  # a small part of a region, coded to a town that stands for it
    "3": "province",  # a larger region, coded to a feature of it or the provincial capital
}
ACLED_KEPT = ["country", "event_type", "sub_event_type", "actor1", "actor2", "notes"]
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
UCDP_KEPT = ["country", "type_of_violence", "side_a", "side_b", "best", "event_clarity"]
ORDER = ["incident_id", "date_start", "date_end", "date_precision", "province", "district", "place"]
ORDER += ["location_precision", "claim_status", "claimants", "killed_min", "killed_max", "reports"]
ORDER += ["latitude", "longitude"]
MOST_FAULTS = 100  # of one column: with more of them the file is no such export
KIND = re.compile(r"\s+(governorate|province|muhafazat)$", re.IGNORECASE)


def read_acled(path, provinces=None, *, block=None):
    """Read an ACLED export, so that the helpers run on it as on the incidents of this project.

    ACLED tells of no claims: ``claim_status`` and ``claimants`` are missing. Its events are of all kinds;
    choose yours by ``event_type`` and the like before you count.

    Parameters
    ----------
    path : path
        A CSV file with the columns that ACLED publishes (ACLED Codebook; columns since March 2023),
        one row an event.
    provinces : pandas.DataFrame, optional
        The table ``provinces``, by whose spellings the names in ``admin1`` become those of this project.
        Without it they are kept as written, as they must be for other countries.
    block : tuple, optional
        A part of the file, as `helpers.data.partitions.read_partitions` cuts it.

    Returns
    -------
    geopandas.GeoDataFrame
        One row an event, in EPSG:4326: ``incident_id`` (``event_id_cnty``); ``date_start``, ``date_end``:
        the day, if ``time_precision`` is 1, the week around it if 2, its month if 3; ``date_precision``;
        ``province``, ``district``, ``place`` (``admin1``, ``admin2``, ``location``); ``location_precision``:
        town, district or province for a ``geo_precision`` of 1, 2 or 3; ``killed_min``, ``killed_max``: both
        ACLED's one figure; ``reports``: number of sources named; ``latitude``, ``longitude`` as published;
        ``country``, ``event_type``, ``sub_event_type``, ``actor1``, ``actor2``, ``notes``; ``geometry``: a point where
        the event is located to a town, else missing. What the file leaves empty is missing.

    Raises
    ------
    DataError
        If the file cannot be read, lacks a column, or holds a value that ACLED does not publish; every
        fault is listed with its line.
    """
    needed = ["event_id_cnty", "event_date", "time_precision", "admin1", "admin2", "location"]
    needed += ["latitude", "longitude", "geo_precision", "source", "fatalities"]
    export = _Export(path, [*needed, *ACLED_KEPT], block)
    day, precision = export.read_days("event_date"), export.read_codes("time_precision", ACLED_DAYS)
    code = export.table["time_precision"]
    month, around = day.dt.to_period("M"), pd.Timedelta(days=3)
    killed = export.read_counts("fatalities")
    return export.finish(
        ACLED_KEPT,
        incident_id=export.read_names("event_id_cnty"),
        date_start=day.mask(code == "2", day - around).mask(code == "3", month.dt.start_time),
        date_end=day.mask(code == "2", day + around).mask(code == "3", month.dt.end_time.dt.normalize()),
        date_precision=precision,
        province=export.read_provinces("admin1", provinces),
        district=export.table["admin2"],
        place=export.table["location"],
        location_precision=export.read_codes("geo_precision", ACLED_PLACES),
        killed_min=killed,
        killed_max=killed,
        reports=(export.table["source"].str.count(";") + 1).astype("Int64"),
    )


def read_ucdp(path, provinces=None, *, block=None):
    """Read a UCDP GED file, so that the helpers run on it as on the incidents of this project.

    UCDP names the sides of an event, which is its own finding and no claim: ``claim_status`` and
    ``claimants`` are missing. Every event of the GED has cost a life; those that cost none are not in it.

    Parameters
    ----------
    path : path
        A CSV file of the UCDP Georeferenced Event Dataset, version 23.1 to 25.1, whose columns are the same.
    provinces : pandas.DataFrame, optional
        The table ``provinces``, by whose spellings the names in ``adm_1`` become those of this project.
        Without it they are kept as written, as they must be for other countries.
    block : tuple, optional
        A part of the file, as `helpers.data.partitions.read_partitions` cuts it.

    Returns
    -------
    geopandas.GeoDataFrame
        One row an event, in EPSG:4326: ``incident_id`` (``id``); ``date_start``, ``date_end`` as published;
        ``date_precision``: day if ``date_prec`` is 1 or 2 and they are at most a day apart, else month;
        ``province``, ``district``, ``place`` (``adm_1``, ``adm_2``, ``where_coordinates``); ``location_precision``:
        for a ``where_prec`` of 1 town, of 2 and 3 district, of 4 province, of 5 and 6 country, of 7, which
        is at sea or in the air, missing; ``killed_min``, ``killed_max`` (``low``, ``high``); ``reports``
        (``number_of_sources``, where -1 is missing); ``latitude``, ``longitude`` as published; ``country``,
        ``type_of_violence``, ``side_a``, ``side_b``, ``best``, ``event_clarity``; ``geometry``: a point where the
        event is located to a town, else missing. What the file leaves empty is missing.

    Raises
    ------
    DataError
        If the file cannot be read, lacks a column, or holds a value that UCDP does not publish; every
        fault is listed with its line.
    """
    needed = ["id", "date_start", "date_end", "date_prec", "adm_1", "adm_2", "where_coordinates", "where_prec"]
    needed += ["latitude", "longitude", "low", "high", "number_of_sources"]
    export = _Export(path, [*needed, *UCDP_KEPT], block)
    start, end = export.read_days("date_start"), export.read_days("date_end")
    export.refuse("date_end", end < start, "lies before date_start")
    precision = export.read_codes("date_prec", UCDP_DAYS)
    return export.finish(
        UCDP_KEPT,
        incident_id=export.read_names("id"),
        date_start=start,
        date_end=end,
        date_precision=precision.mask((precision == "day") & (end - start > pd.Timedelta(days=1)), "month"),
        province=export.read_provinces("adm_1", provinces),
        district=export.table["adm_2"],
        place=export.table["where_coordinates"],
        location_precision=export.read_codes("where_prec", UCDP_PLACES),
        killed_min=export.read_counts("low"),
        killed_max=export.read_counts("high"),
        reports=export.read_counts("number_of_sources", missing="-1"),
    )


class _Export:
    """A file of other people's events as text, and the faults found in it so far."""

    def __init__(self, path, columns, block=None):
        self.name, self.faults = Path(path).name, []
        try:
            self.text, self.first_line = _read_block(path, block)
        except OSError as error:
            self._stop(f"cannot be read ({error.strerror}); put the file there")
        except UnicodeDecodeError:
            self._stop("is not UTF-8; save it as UTF-8")
        header = self.text.partition("\n")[0]
        self.separator = ";" if header.count(";") > header.count(",") else ","  # ACLED's export tool wrote both
        style = {"sep": self.separator, "dtype": "str", "keep_default_na": False, "na_values": [""]}
        try:
            given = pd.read_csv(io.StringIO(header), **style).columns
            missing = [column for column in columns if column not in given]
            table = pd.read_csv(io.StringIO(self.text), **style)
        except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
            self._stop(f"is no CSV file ({str(error).strip()}); export it again")
        if missing:
            raise DataError([Fault(self.name, 1, column, "column is missing; export it too") for column in missing])
        if not isinstance(table.index, pd.RangeIndex):  # pandas takes first fields for which there is no name as index
            self._stop("is no CSV file (its rows are longer than its header); export it again")
        self.table = table[columns]

    def _stop(self, message):
        raise DataError([Fault(self.name, 1, "file", message)])

    def refuse(self, column, wrong, message):
        """Note a fault for each row where something is wrong."""
        rows = wrong.to_numpy().nonzero()[0]
        for row in rows[:MOST_FAULTS]:
            value = self.table[column].iloc[row]
            said = "is empty" if pd.isna(value) else f"{value[:80]!r} {message}"
            self.faults.append((row, column, said))
        if len(rows) > MOST_FAULTS:
            self.faults.append((rows[MOST_FAULTS], column, f"and {len(rows) - MOST_FAULTS} more rows like these"))

    def read_names(self, column):
        names = self.table[column]
        self.refuse(column, names.isna() | names.duplicated(), "is there twice; export one row an event")
        return names

    def read_days(self, column):
        text = self.table[column]
        days = pd.to_datetime(text.str.slice(0, 10), format="%Y-%m-%d", errors="coerce")  # UCDP adds a time of 00:00
        days = days.fillna(pd.to_datetime(text, format="%d %B %Y", errors="coerce"))  # ACLED's export tool
        self.refuse(column, days.isna(), "is no day; write YYYY-MM-DD")
        return days.astype("datetime64[ns]")

    def read_codes(self, column, meanings):
        codes = self.table[column]
        self.refuse(column, codes.notna() & ~codes.isin(list(meanings)), f"is none of {', '.join(meanings)}")
        return codes.map(meanings).astype("str")

    def read_counts(self, column, missing=None):
        text = self.table[column].mask(self.table[column] == missing)
        counts = pd.to_numeric(text, errors="coerce")
        self.refuse(column, text.notna() & ~((counts >= 0) & (counts % 1 == 0)), "is no count; write a whole number")
        return counts.where(counts % 1 == 0).astype("Int64")

    def read_degrees(self, column, most):
        text = self.table[column]
        degrees = pd.to_numeric(text, errors="coerce").astype("float64")
        self.refuse(column, text.notna() & ~degrees.between(-most, most), f"is no number from -{most} to {most}")
        return degrees

    def read_provinces(self, column, provinces):
        names = self.table[column]
        if provinces is None:
            return names
        spellings, found = list_names(provinces), {}
        for name in names.dropna().unique():
            try:
                found[name] = find_place(KIND.sub("", name), spellings)["name"].iloc[0]
            except LookupError as error:
                rows = (names == name).to_numpy().nonzero()[0]
                message = str(error.args[0]).replace("name in the gazetteer", "province")
                remedy = f"in {len(rows)} rows; keep the rows of Iraq, or give no table of provinces"
                self.faults.append((rows[0], column, f"{message}; {remedy}"))
        return names.map(found).astype("str")

    def finish(self, kept, **columns):
        """Return the events, or raise all faults; nothing is told of claims."""
        latitude, longitude = self.read_degrees("latitude", 90), self.read_degrees("longitude", 180)
        if self.faults:
            lines = _list_lines(self.text, self.separator, self.first_line)
            raise DataError([Fault(self.name, lines[row + 1], *said) for row, *said in self.faults])
        untold = pd.Series(pd.NA, index=self.table.index, dtype="str")
        columns |= {"claim_status": untold, "claimants": untold, "latitude": latitude, "longitude": longitude}
        precise = columns["location_precision"] == "town"
        points = geopandas.GeoSeries.from_xy(longitude, latitude, crs=4326)
        points = points.where(precise & latitude.notna() & longitude.notna(), None)
        events = pd.DataFrame({name: columns[name] for name in ORDER}).join(self.table[kept])
        return geopandas.GeoDataFrame(events, geometry=points, crs=4326)


def _read_block(path, block):
    """Return the text of a file, or its header and a block of it, and the line where the block starts."""
    if block is None:
        return Path(path).read_bytes().decode("utf-8-sig"), 2
    line, start, stop = block
    with Path(path).open("rb") as stream:
        header = stream.readline()
        stream.seek(start)
        return (header + stream.read(stop - start)).decode("utf-8-sig"), line


def _list_lines(text, separator, first_line):
    """Return the line on which each record starts, the header included."""
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    reader, lines, start = csv.reader(io.StringIO(text, newline=""), delimiter=separator), [], 1
    for record in reader:
        if len(record) > 1 or any(map(str.strip, record)):  # pandas, too, skips blank lines
            lines.append(start if start == 1 else start + first_line - 2)
        start = reader.line_num + 1
    return lines
