"""Tables of where: provinces, districts and the gazetteer of places."""

import pandera.pandas as pa

from .. import vocabularies as values
from .columns import Number, Table, Text, column, web_address


class Provinces(Table):
    __doc__ = values.ROWS["provinces"]

    province: Text = column("Name in English, the key throughout.", example="Babil")
    name_ar: Text = column("Name in Arabic.", example="بابل")
    iso_3166_2: Text = column("ISO 3166-2 code.", example="IQ-BB", str_matches=r"^IQ-[A-Z]{2}$", unique=True)
    aliases: Text = column("Other spellings, separated by semicolons.", example="Babel; Babylon", blank="none needed")
    note: Text = column("What a reader should know.", example="Holds Halabja", blank="nothing to add")

    class Config:
        unique = ["province"]


class Districts(Table):
    __doc__ = values.ROWS["districts"]

    district: Text = column("Name as in districts.geojson.", example="Al-Hilla")
    province: Text = column("Its province.", example="Babil", references="provinces.province")

    class Config:
        unique = ["district"]


class Places(Table):
    __doc__ = values.ROWS["places"]

    place_id: Text = column("Identifier, never used again.", example="P0001", str_matches=r"^P[0-9]{4,}$")
    name: Text = column("Name in English.", example="Nasiriyah")
    name_ar: Text = column("Name in Arabic.", example="الناصرية", blank="not found")
    aliases: Text = column(
        "Other names and spellings, separated by semicolons.", example="Al-Nasiriyah; Nasiriya", blank="none found"
    )
    precision: Text = column("How closely it can be located.", example="town", values=values.LOCATION_PRECISIONS)
    latitude: Number = column(
        "Degrees north, WGS 84.", example="31.05799", blank="not a point, or no coordinates found", ge=-90, le=90
    )
    longitude: Number = column(
        "Degrees east, WGS 84.", example="46.25726", blank="not a point, or no coordinates found", ge=-180, le=180
    )
    province: Text = column(
        "Province in which it lies.",
        example="Dhi Qar",
        blank="lies in several, or not known",
        references="provinces.province",
    )
    district: Text = column(
        "District in which it lies.",
        example="Al-Nasiriya",
        blank="lies in several, or not known",
        references="districts.district",
    )
    segment_from: Text = column(
        "Place at one end of a road segment.", example="P0003", blank="not a segment", references="places.place_id"
    )
    segment_to: Text = column(
        "Place at its other end.", example="P0002", blank="not a segment", references="places.place_id"
    )
    source: Text = web_address("Address of the page that gives the coordinates, else of a report that names it.")
    note: Text = column("What a reader should know.", example="No coordinates found", blank="nothing to add")

    class Config:
        unique = ["place_id"]

    @pa.dataframe_check(error="latitude: 'site' and 'town' need coordinates")
    def point_has_latitude(cls, frame):
        return frame["latitude"].notna() | ~frame["precision"].isin(["site", "town"])

    @pa.dataframe_check(error="longitude: must be given if and only if latitude is")
    def coordinates_in_pairs(cls, frame):
        return frame["longitude"].notna() == frame["latitude"].notna()

    @pa.dataframe_check(error="latitude: only 'site' and 'town' have coordinates")
    def only_points_have_coordinates(cls, frame):
        return frame["latitude"].isna() | frame["precision"].isin(["site", "town"])

    @pa.dataframe_check(error="province: is empty, but only precision 'road_segment' or 'country' allows that")
    def province_if_closer(cls, frame):
        return frame["province"].notna() | frame["precision"].isin(["road_segment", "country"])

    @pa.dataframe_check(error="segment_to: is the same place as segment_from")
    def segment_has_two_ends(cls, frame):
        return frame["segment_from"].isna() | (frame["segment_from"] != frame["segment_to"])

    @pa.dataframe_check(error="segment_from: must be given if and only if precision is 'road_segment'")
    def segment_has_start(cls, frame):
        return frame["segment_from"].notna() == (frame["precision"] == "road_segment")

    @pa.dataframe_check(error="segment_to: must be given if and only if precision is 'road_segment'")
    def segment_has_end(cls, frame):
        return frame["segment_to"].notna() == (frame["precision"] == "road_segment")
