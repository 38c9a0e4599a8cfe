"""Give events the names that provinces have on a map, whatever the spelling, and never quietly lose one."""

import csv
import difflib
import re
import warnings
from functools import cache
from importlib.resources import files

import pandas as pd

from .faults import DataError, Fault
from .gazetteer import fold_name

MOST_UNMATCHED = 0.05  # of the events with a name: with more of them names and map do not belong together
MOST_BEYOND = 0.5  # of the events with coordinates: with more of them one has other coordinates than the other says
MOST_NAMED = 20  # names in one message
# Words for a kind of area, which are dropped to find a match.
KINDS = """governorate governorates province provincia provincie provinz prov region regiao wilayat wilaya wilayah
velayat muhafazat muhafazah mohafazat oblast oblys oblasti viloyat viloyati voblast kray krai state departement
departamento department division county canton prefecture emirate gouvernorat محافظه ولايه منطقه اقليم область вилоят
republic of"""
# Words that tell a city from the area around it, as Kyiv City from Kyiv Oblast: plain Kyiv could be either.
CITIES = "city town municipality capital metropolitan metropole misto gorod город місто مدينه"
LETTERS = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ı": "i", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae"})
CODE = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")  # of ISO 3166-2
SIGNS = re.compile('[\u02b9-\u02bf\u02c8\u2032"“”]')  # marks of transliteration that stand for no letter


def match_provinces(events, provinces, column="province", *, aliases=None, file="events"):
    """Give events the names that provinces have on a map.

    Names match whatever their accents, articles, hyphens and case, with or without a word such as *governorate*,
    *oblast* or *wilayat*; for Iraq also in the spellings of GADM, Natural Earth, OCHA, geoBoundaries, ISO 3166-2, UCDP
    and ACLED. A name that could be either of two provinces matches neither.

    Parameters
    ----------
    events : pandas.DataFrame
        With the column; a ``country``, if there is one, tells provinces of the same name apart.
    provinces : pandas.DataFrame
        One row per province, with the column.
    column : str
        ``province``, or another kind of area.
    aliases : dict of str to str, optional
        Names in the events to names on the map, for what does not match by itself.
    file : str
        What an error names.

    Returns
    -------
    pandas.DataFrame
        The events; a name that matches nothing stays as it is, with a warning, and `list_unplaced` lists its events.

    Raises
    ------
    DataError
        If more than one event in twenty has a name that the map lacks, one province is named in two countries,
        an alias leads to no province, or most events of its provinces have coordinates that are not on the map, as
        where longitude and latitude are swapped.

    Examples
    --------
    >>> provinces = pd.DataFrame({"province": ["Homs", "Aleppo"]})
    >>> events = pd.DataFrame({"province": ["Homs Governorate", "ALEPPO", "Ḥimṣ", None]})
    >>> match_provinces(events, provinces, aliases={"Ḥimṣ": "Homs"})["province"].tolist()
    ['Homs', 'Aleppo', 'Homs', nan]
    """
    names = events[column]
    counts = names.value_counts()
    found = resolve_names(counts.index, provinces, column, aliases, file)
    lost = counts[~counts.index.isin(found)]
    if len(lost):
        said = _describe_lost(lost, provinces[column])
        message = f"{lost.sum()} of {counts.sum()} events name a {column} that the map lacks: {said}"
        if lost.sum() > MOST_UNMATCHED * counts.sum():
            message += f". Choose the events of the map's country, or pass aliases={{{lost.index[0]!r}: ...}} to "
            raise DataError([Fault(file, 1, column, f"{message}match_provinces")])
        warnings.warn(f"{file}: {message}", stacklevel=2)
    matched = names.map(dict(zip(lost.index, lost.index, strict=True)) | found).astype("str")
    _refuse_two_countries(events, matched, provinces[column], column, file)
    _refuse_elsewhere(events[matched.isin(provinces[column])], provinces, file)
    return events.assign(**{column: matched})


def resolve_names(names, provinces, column="province", aliases=None, file="events"):
    """Return a dict of each name that has one on the map to that name.

    Parameters
    ----------
    names : iterable of str
    provinces : pandas.DataFrame
        With the column, and perhaps ``name_ar``, ``iso_3166_2`` and ``aliases``.
    column, aliases, file
        As `match_provinces` takes them.
    """
    areas = [str(area) for area in provinces[column].dropna().unique()]
    chosen = {_fold(name): area for name, area in (aliases or {}).items()}
    if wrong := sorted(set(chosen.values()) - set(areas)):
        message = f"aliases lead to {', '.join(map(repr, wrong))}, which the map lacks; it has {', '.join(areas[:40])}"
        raise DataError([Fault(file, 1, column, message)])
    found = {name: name for name in {*names} & {*areas} if _fold(name) not in chosen}
    others = {*names} - {*found}
    if not others:
        return found  # no other spelling is asked for
    tables = [{name: {area} for name, area in chosen.items()}, {}, {}, {}]
    for spelling, area in _list_spellings(provinces, column, areas):
        keys = _fold(spelling), _fold(spelling, KINDS), _fold(spelling, KINDS + " " + CITIES)
        for table, key in zip(tables[1:], keys, strict=True):
            table.setdefault(key, set()).add(area)
    for name in others:
        key, bare = _fold(name), _fold(name, KINDS)
        # A name with a word for its kind, such as Kyiv Oblast, says which of two areas it means; a bare one does not.
        last = tables[3] if key == bare else tables[2]
        candidates = tables[0].get(key) or tables[1].get(key) or last.get(bare) or ()
        if len(candidates) == 1:
            found[name] = next(iter(candidates))
    return found


def _list_spellings(provinces, column, areas):
    """Yield every spelling of each area: its own, those of its row, and those of the table of this package."""
    for area in areas:
        yield area, area
    for other in ("name_ar", "iso_3166_2", "aliases"):
        if column == "province" and other in provinces:
            for area, said in provinces[[column, other]].dropna().itertuples(index=False):
                yield from ((spelling.strip(), area) for spelling in said.split(";"))
    if column == "province":
        own = {_fold(area, KINDS): area for area in areas}
        for spellings in _read_spellings():
            on_map = {own[key] for spelling in spellings if (key := _fold(spelling, KINDS)) in own}
            if len(on_map) == 1:  # where the map has two of them, as Sulaymaniyah and Halabja, each keeps its own
                yield from ((spelling, *on_map) for spelling in spellings if _fold(spelling, KINDS) not in own)


@cache
def _read_spellings():
    """Return the spellings of each province in the table of this package."""
    groups: dict[tuple, set] = {}
    text = (files(__package__) / "province_spellings.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        groups.setdefault((row["country"], row["province"]), {row["province"]}).add(row["spelling"])
    return [sorted(group) for group in groups.values()]


@cache
def _fold(name, dropped=""):
    """Reduce a name to its letters, without the words that are dropped unless nothing is left."""
    if CODE.fullmatch(str(name)):  # its parts are no words: IQ-AN does not end in an article
        return name
    words, without = (fold_name(SIGNS.sub("", str(text).translate(LETTERS))).split() for text in (name, dropped))
    return "".join([word for word in words if word not in without] or words)


def _describe_lost(lost, areas):
    """Name what matched nothing, most frequent first, each with the nearest name on the map."""
    keys = {_fold(area, KINDS): area for area in areas.dropna()}
    said = []
    for name, count in lost.head(MOST_NAMED).items():
        near = difflib.get_close_matches(_fold(name, KINDS)[:80], keys, n=2, cutoff=0.75)
        hint = f", nearest: {' or '.join(repr(keys[key]) for key in near)}" if near else ""
        said.append(f"{name[:80]!r} ({count}{hint})")
    return "; ".join(said) + (f"; and {len(lost) - MOST_NAMED} more names" if len(lost) > MOST_NAMED else "")


def _refuse_two_countries(events, matched, areas, column, name):
    """Raise if events of two countries would be counted in one province of the map."""
    if "country" not in events:
        return
    pairs = pd.DataFrame({"area": matched, "country": events["country"]}).dropna().drop_duplicates()
    pairs = pairs[pairs["area"].isin(areas)]
    faults = [
        Fault(name, 1, column, f"{area!r} is named in {' and in '.join(countries)}; keep the events of one country")
        for area, countries in pairs.groupby("area")["country"]
        if len(countries) > 1
    ]
    if faults:
        raise DataError(faults)


def _refuse_elsewhere(events, provinces, name):
    """Raise if most events lie beyond the map whose provinces they name."""
    if not {"latitude", "longitude"} <= {*events} or getattr(provinces, "crs", None) is None:
        return
    places = events[["longitude", "latitude"]].dropna()
    west, south, east, north = provinces.to_crs(4326).total_bounds
    longitude, latitude = places["longitude"], places["latitude"]
    beyond = ~(longitude.between(west, east) & latitude.between(south, north))
    if beyond.sum() > MOST_BEYOND * len(places):
        swapped = (latitude.between(west, east) & longitude.between(south, north)).mean() > MOST_BEYOND
        fix = "swap longitude and latitude, of the events or of the map" if swapped else "check both"
        message = f"{beyond.sum()} of {len(places)} events lie beyond the map whose provinces they name (longitude "
        message += f"{west:.1f} to {east:.1f}, latitude {south:.1f} to {north:.1f}); {fix}"
        raise DataError([Fault(name, 1, "latitude", message)])
