"""Tables of where: provinces, districts and the gazetteer of places."""

from .. import vocabularies as values
from .columns import Rule, Table, number, string, web_address

NO_POINT, SEVERAL = "not a point, or no coordinates found", "lies in several, or not known"


class Provinces(Table):
    """One province (governorate) of Iraq, as districts.geojson draws it."""

    province = string("Name in English, the key throughout.", "Babil")
    name_ar = string("Name in Arabic.", "بابل")
    iso_3166_2 = string("ISO 3166-2 code.", "IQ-BB", pattern=r"^IQ-[A-Z]{2}$", unique=True)
    aliases = string("Other spellings, separated by semicolons.", "Babel; Babylon", blank="none needed")
    note = string("What a reader should know.", "Holds Halabja", blank="nothing to add")


class Districts(Table):
    """One district, with the province that it belongs to."""

    district = string("Name as in districts.geojson.", "Al-Hilla")
    province = string("Its province.", "Babil", references="provinces.province")


class Places(Table):
    """One place that reports name: a gazetteer entry."""

    place_id = string("Identifier, never used again.", "P0001", pattern=r"^P[0-9]{4,}$")
    name = string("Name in English.", "Nasiriyah")
    name_ar = string("Name in Arabic.", "الناصرية", blank="not found")
    aliases = string(
        "Other names and spellings, separated by semicolons.", "Al-Nasiriyah; Nasiriya", blank="none found"
    )
    precision = string("How closely it can be located.", "town", values=values.LOCATION_PRECISIONS)
    latitude = number("Degrees north, WGS 84.", "31.05799", blank=NO_POINT, minimum=-90, maximum=90)
    longitude = number("Degrees east, WGS 84.", "46.25726", blank=NO_POINT, minimum=-180, maximum=180)
    province = string("Province in which it lies.", "Dhi Qar", blank=SEVERAL, references="provinces.province")
    district = string("District in which it lies.", "Al-Nasiriya", blank=SEVERAL, references="districts.district")
    segment_from = string(
        "Place at one end of a road segment.", "P0003", blank="not a segment", references="places.place_id"
    )
    segment_to = string("Place at its other end.", "P0002", blank="not a segment", references="places.place_id")
    source = web_address("Address of the page that gives the coordinates, else of a report that names it.")
    note = string("What a reader should know.", "No coordinates found", blank="nothing to add")

    rules = [
        Rule(
            "latitude",
            "'site' and 'town' need coordinates",
            lambda rows: rows["latitude"].isna() & rows["precision"].isin(["site", "town"]),
        ),
        Rule(
            "longitude",
            "must be given if and only if latitude is",
            lambda rows: rows["longitude"].notna() != rows["latitude"].notna(),
        ),
        Rule(
            "latitude",
            "only 'site' and 'town' have coordinates",
            lambda rows: rows["latitude"].notna() & ~rows["precision"].isin(["site", "town"]),
        ),
        Rule(
            "province",
            "is empty, but only precision 'road_segment' or 'country' allows that",
            lambda rows: rows["province"].isna() & ~rows["precision"].isin(["road_segment", "country"]),
        ),
        Rule(
            "segment_to", "is the same place as segment_from", lambda rows: rows["segment_from"] == rows["segment_to"]
        ),
        *(
            Rule(
                end,
                "must be given if and only if precision is 'road_segment'",
                lambda rows, end=end: rows[end].notna() != (rows["precision"] == "road_segment"),
            )
            for end in ("segment_from", "segment_to")
        ),
    ]
