"""Tables of where: provinces, districts and the gazetteer of places."""

from .. import vocabularies as values
from .columns import Rule, Table, number, string, web_address


class Provinces(Table):
    __doc__ = values.ROWS["provinces"]

    province = string("Name in English, the key throughout.", example="Babil")
    name_ar = string("Name in Arabic.", example="بابل")
    iso_3166_2 = string("ISO 3166-2 code.", example="IQ-BB", pattern=r"^IQ-[A-Z]{2}$", unique=True)
    aliases = string("Other spellings, separated by semicolons.", example="Babel; Babylon", blank="none needed")
    note = string("What a reader should know.", example="Holds Halabja", blank="nothing to add")

    key = ["province"]


class Districts(Table):
    __doc__ = values.ROWS["districts"]

    district = string("Name as in districts.geojson.", example="Al-Hilla")
    province = string("Its province.", example="Babil", references="provinces.province")

    key = ["district"]


class Places(Table):
    __doc__ = values.ROWS["places"]

    place_id = string("Identifier, never used again.", example="P0001", pattern=r"^P[0-9]{4,}$")
    name = string("Name in English.", example="Nasiriyah")
    name_ar = string("Name in Arabic.", example="الناصرية", blank="not found")
    aliases = string(
        "Other names and spellings, separated by semicolons.", example="Al-Nasiriyah; Nasiriya", blank="none found"
    )
    precision = string("How closely it can be located.", example="town", values=values.LOCATION_PRECISIONS)
    latitude = number(
        "Degrees north, WGS 84.",
        example="31.05799",
        blank="not a point, or no coordinates found",
        minimum=-90,
        maximum=90,
    )
    longitude = number(
        "Degrees east, WGS 84.",
        example="46.25726",
        blank="not a point, or no coordinates found",
        minimum=-180,
        maximum=180,
    )
    province = string(
        "Province in which it lies.",
        example="Dhi Qar",
        blank="lies in several, or not known",
        references="provinces.province",
    )
    district = string(
        "District in which it lies.",
        example="Al-Nasiriya",
        blank="lies in several, or not known",
        references="districts.district",
    )
    segment_from = string(
        "Place at one end of a road segment.", example="P0003", blank="not a segment", references="places.place_id"
    )
    segment_to = string("Place at its other end.", example="P0002", blank="not a segment", references="places.place_id")
    source = web_address("Address of the page that gives the coordinates, else of a report that names it.")
    note = string("What a reader should know.", example="No coordinates found", blank="nothing to add")

    key = ["place_id"]
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
            "segment_to",
            "is the same place as segment_from",
            lambda rows: rows["segment_from"] == rows["segment_to"],
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
