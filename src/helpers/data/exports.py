"""Turn the text of an export into days, codes, counts and coordinates, and note every value that is none."""

import contextlib
import datetime
import re
import warnings
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pyarrow
import shapely

from .export_files import read_export, stop
from .faults import DataError, Fault

ORDER = ["incident_id", "date_start", "date_end", "date_precision", "province", "district", "place"]
ORDER += ["location_precision", "claim_status", "claimants", "killed_min", "killed_max", "reports"]
ORDER += ["latitude", "longitude"]
MOST_FAULTS = 100  # of one column: with more of them the file is no such export
MOST_PEOPLE = 10_000_000  # a larger number of people is a slip
YEARS = range(1900, 2101)
NO_DAY = f"is not a date from {YEARS[0]} to {YEARS[-1]}; write YYYY-MM-DD"
MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august"]
MONTHS += ["september", "october", "november", "december"]
TIME = r"(?:[ T](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?Z?)?"
YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})[-/](?P<month>\d\d?)[-/](?P<day>\d\d?){TIME}")
NAMED = re.compile(r"(?P<day>\d\d?)[ -](?P<month>[A-Za-z]{3,9})[ -](?P<year>\d{4}|\d\d)")  # ACLED, and Excel
DOTTED = re.compile(rf"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{{4}}){TIME}")
WHOLE = re.compile(r"\s*(\d{1,12})(?:\.0+)?\s*")
SLASHED = re.compile(rf"(\d\d?)/(\d\d?)/(\d{{4}}){TIME}")  # which part is the day differs from country to country


class Export:
    """The events of a file, which should be of some ``kind``, as text, and the faults found in them so far."""

    def __init__(self, path, kind, needed, optional, other_names, errors, encoding, block):
        if errors not in ("raise", "skip"):
            raise ValueError(f"errors: {errors!r} is unknown; allowed: raise, skip")
        self.kind, self.columns, self.needed, self.other_names = kind, [*needed, *optional], needed, other_names
        self.errors, self.name = errors, Path(path).name
        rows, self.list_lines, self.misfits = read_export(path, self._choose, encoding, block)
        self.faults: list[tuple] = []
        first = rows.head(1)
        is_tag = first.apply(lambda cells: cells.str.startswith("#"))
        self.tags = int(is_tag.any(axis=None) and (is_tag | first.isna()).all(axis=None))  # rows of HXL tags
        self.table = rows.iloc[self.tags :].reindex(columns=self.columns).reset_index(drop=True).astype("str")

    def _choose(self, header):
        """Return the number of each known column by its name; names of columns come in any case."""
        names = [re.sub(r"\W+", "_", name.strip().casefold()) for name in header]
        others = self.other_names
        names = [name if others.get(name) in names else others.get(name, name) for name in names]
        for name in self.columns:
            if names.count(name) > 1:
                raise DataError([Fault(self.name, 1, name, "occurs more than once in the header; keep one")])
        if not set(self.needed) & set(names):
            said = ", ".join(repr(name[:40]) for name in header[:6])
            message = f"is not an export of {self.kind}: it has none of the columns {', '.join(self.needed)}, but "
            stop(self.name, f"{message}{said}{', …' if len(header) > 6 else ''}")
        missing = [name for name in self.needed if name not in names]
        if missing:
            raise DataError([Fault(self.name, 1, name, "column is missing; export it too") for name in missing])
        return {name: names.index(name) for name in self.columns if name in names}

    def refuse(self, column, wrong, message):
        """Note a fault for each row where something is wrong."""
        rows = np.asarray(wrong, dtype=bool).nonzero()[0]
        most = len(rows) if self.errors == "skip" else MOST_FAULTS
        for row in rows[:most]:
            value = self.table[column].iloc[row]
            said = "is empty" if pd.isna(value) or not value.strip() else f"{value[:80]!r} {message}"
            self.faults.append((int(row), column, said))
        if len(rows) > most:
            self.faults.append((int(rows[most]), column, f"and {len(rows) - most} more rows like these"))

    def _read(self, column, read, kind):
        """Read each different text of a column once, which takes no time, and note those that ``read`` refuses."""
        codes, different = pd.factorize(self.table[column])
        values, refused = [], dict[str, list]()
        for number, text in enumerate(different):
            try:
                values.append(read(text))
            except ValueError as error:
                values.append(None)
                refused.setdefault(str(error), []).append(number)
        for message, numbers in refused.items():
            self.refuse(column, np.isin(codes, numbers), message)
        return pd.Series(pd.array([*values, None], dtype=kind).take(codes), index=self.table.index)

    def read_names(self, column):
        """Return text without blanks around it; what is blank is missing."""
        names = self.table[column].str.strip()
        return names.mask(names == "")

    def read_identifiers(self, column):
        names = self.read_names(column)
        self.refuse(column, names.isna() | names.duplicated(), "occurs more than once; keep one row per event")
        return names

    def read_days(self, column):
        self.refuse(column, self.table[column].isna(), "")
        days = self.table[column].dropna().unique()
        parts = [match.groups() for day in days if (match := SLASHED.fullmatch(day.strip()))]
        # Dates such as 9/5/2020 begin with the day or with the month: all must agree, and one must leave no doubt.
        first, second = (any(int(part[number]) > 12 for part in parts) for number in (0, 1))
        day_first = None if first == second else first
        return self._read(column, lambda text: _read_day(text.strip(), day_first), "datetime64[ns]")

    def read_codes(self, column, meanings):
        """Return what each code means; a spreadsheet may have written 1 as 1.0."""

        def read(text):
            code = _read_whole(text, 99)
            if str(code) not in meanings:
                raise ValueError(f"is not one of {', '.join(meanings)}")
            return meanings[str(code)]

        return self._read(column, read, "str")

    def read_counts(self, column, missing=None):
        def read(text):
            count = _read_whole(text, MOST_PEOPLE)
            if count is None and text != missing:
                raise ValueError(f"is not a whole number from 0 to {MOST_PEOPLE}")
            return count

        return self._read(column, read, "Int64")

    def count_parts(self, column):
        """Count the parts of each text that semicolons separate."""
        return self._read(column, lambda text: text.count(";") + 1, "Int64")

    def read_degrees(self, column, most):
        text = self.table[column]
        try:  # ten times as fast as what forgives errors
            degrees = pd.Series(pyarrow.array(text).cast(pyarrow.float64()).to_numpy(zero_copy_only=False), text.index)
        except pyarrow.ArrowInvalid:
            degrees = pd.to_numeric(text, errors="coerce").astype("float64")
        rest = text[degrees.isna() & text.notna()]  # no degree has thousands: a comma among them is a decimal one
        comma = rest[rest.str.fullmatch(r"\s*-?\d+,\d+\s*")].str.replace(",", ".")
        degrees = degrees.fillna(pd.to_numeric(comma).astype("float64"))
        self.refuse(column, text.notna() & ~degrees.between(-most, most), f"is not a number from -{most} to {most}")
        return degrees

    def finish(self, kept, credit, **columns):
        """Return the events with what they are credited to, without rows that have a fault; or raise all faults."""
        latitude, longitude = self.read_degrees("latitude", 90), self.read_degrees("longitude", 180)
        lines = self.list_lines()[self.tags :] if self.faults else []
        self.list_lines = None  # it holds the text of the file, which would double the memory that the rest takes
        faults = [*self.misfits, *(Fault(self.name, lines[row], *said) for row, *said in self.faults)]
        if faults and self.errors == "raise":
            raise DataError(faults)
        untold = pd.Series(np.nan, index=self.table.index, dtype="str")
        columns |= {"claim_status": untold, "claimants": untold, "latitude": latitude, "longitude": longitude}
        precise = columns["location_precision"] == "town"
        # Many events have the same town, and a point can belong to all of them.
        codes, places = pd.factorize((longitude + 1j * latitude).where(precise).to_numpy())
        points = np.array([*shapely.points(places.real, places.imag), None], dtype=object).take(codes)
        events = {name: columns.get(name, self.table.get(name)) for name in [*ORDER, *kept]}
        events = geopandas.GeoDataFrame(events | {"geometry": geopandas.GeoSeries(points, crs=4326)}, copy=False)
        if faults:
            faulty = {row for row, *_ in self.faults}
            events = events[~events.index.isin(faulty)].reset_index(drop=True)
            skipped = len(faulty) + len(self.misfits)
            message = f"{self.name}: skipped {skipped} of {len(self.table) + len(self.misfits)} rows, first: "
            warnings.warn(f"{message}{min(faults)}; attrs['skipped'] lists them all", stacklevel=3)
        events.attrs = {"credit": credit, "noun": "event"}  # as of any file: pandas.concat keeps what is equal
        if self.errors == "skip":
            events.attrs["skipped"] = [*map(str, sorted(faults))]
        return events


def _read_whole(text, largest):
    """Return a whole number, such as 1 where a spreadsheet has written 1.0, or None."""
    match = WHOLE.fullmatch(text)
    return int(match[1]) if match and int(match[1]) <= largest else None


def _read_day(text, day_first):
    """Return a day; of one such as 9/5/2020, the order has to be known."""
    if match := YEAR_FIRST.fullmatch(text) or NAMED.fullmatch(text) or DOTTED.fullmatch(text):
        year, month, day = match["year"], match["month"], match["day"]
    elif match := SLASHED.fullmatch(text):
        if day_first is None:
            raise ValueError("could be day/month or month/day; write YYYY-MM-DD")
        day, month, year = match.groups() if day_first else (match[2], match[1], match[3])
    else:
        raise ValueError(NO_DAY)
    if not month.isdigit():
        month = next((number for number, name in enumerate(MONTHS, 1) if name.startswith(month.casefold())), 0)
    if len(year) == 2:  # Excel writes 9-May-20; neither ACLED nor UCDP goes back beyond 1946
        year = int(year) + (1900 if int(year) >= 46 else 2000)
    with contextlib.suppress(ValueError):
        found = datetime.date(int(year), int(month), int(day))
        if found.year in YEARS:
            return found
    raise ValueError(NO_DAY)
