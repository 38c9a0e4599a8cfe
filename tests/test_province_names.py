"""Names of provinces in the spellings of other sources lead to one province, or to none."""

import csv
from importlib.resources import files

import geopandas
import pandas as pd
import pytest
import shapely

import helpers
from helpers.data.province_names import match_provinces, resolve_names
from helpers.provinces.counts import list_unplaced

IRAQ = helpers.load_provinces()
KYIV = ["Kyiv Oblast", "Kyiv City", "Lviv Oblast"]
with (files("helpers.data") / "province_spellings.csv").open(encoding="utf-8", newline="") as stream:
    SPELLINGS = list(csv.DictReader(stream))

# As GADM, ISO 3166-2, UCDP, OCHA and ACLED publish the names of provinces of several countries.
FOUND = [
    (["Homs", "Aleppo", "Damascus", "Rural Damascus"], "Homs Governorate", "Homs"),
    (["Homs", "Aleppo", "Damascus", "Rural Damascus"], "Damascus governorate", "Damascus"),
    (["Homs", "Aleppo", "Damascus", "Rural Damascus"], "محافظة Aleppo", "Aleppo"),
    (["حمص", "حلب"], "محافظة حلب", "حلب"),
    (KYIV, "Lviv", "Lviv Oblast"),
    (KYIV, "Kyiv oblast", "Kyiv Oblast"),
    (KYIV, "KYIV CITY", "Kyiv City"),
    (["Львівська область", "Київ"], "Львівська", "Львівська область"),
    (["Hirat", "Hilmand"], "Hirat province", "Hirat"),
    (["Borno", "Yobe"], "Borno state", "Borno"),
    (["Ségou", "Mopti"], "Segou Region", "Ségou"),
    (["Łódź Voivodeship", "Opole Voivodeship"], "Lodz Voivodeship", "Łódź Voivodeship"),
    (["Wilayat Kerman", "Yazd"], "Kerman", "Wilayat Kerman"),
    (["Sulaymaniyah", "Halabja"], "Halabja", "Halabja"),
    (["Al-Sulaymaniyah", "Erbil"], "Halabja", "Al-Sulaymaniyah"),
]
NOT_FOUND = [
    (KYIV, "Kyiv"),  # the city or the area around it
    (["Kyiv", "Lviv"], "Kyiv City"),
    (["Punjab Province", "Punjab State"], "Punjab"),
    (["Homs", "Aleppo"], "Hama"),
    (["Homs", "Aleppo"], ""),
    (["Homs", "Aleppo"], "Governorate"),
    (["Homs", "Region"], "Governorate"),
]


@pytest.mark.parametrize("row", SPELLINGS, ids=lambda row: row["spelling"])
def test_every_listed_spelling_leads_to_its_province_of_iraq(row):
    for name in (row["spelling"], f"{row['spelling']} province", row["spelling"].upper(), f"محافظة {row['spelling']}"):
        assert resolve_names([name], IRAQ) == {name: row["province"]}


def test_a_map_in_one_spelling_takes_events_in_all_others():
    theirs = pd.DataFrame(SPELLINGS).drop_duplicates("province", keep="last").set_index("province")["spelling"]
    areas = pd.DataFrame({"province": theirs})
    for row in SPELLINGS:
        assert resolve_names([row["spelling"]], areas) == {row["spelling"]: theirs[row["province"]]}


@pytest.mark.parametrize(("areas", "name", "found"), FOUND)
def test_words_for_kinds_of_areas_accents_and_case_do_not_matter(areas, name, found):
    assert resolve_names([name], pd.DataFrame({"province": areas})) == {name: found}


def test_other_columns_of_a_map_hold_further_names():
    for column in ("name_ar", "iso_3166_2"):
        assert resolve_names(IRAQ[column], IRAQ) == dict(zip(IRAQ[column], IRAQ["province"], strict=True))
    areas = pd.DataFrame({"province": ["Homs", "Hama"], "aliases": ["Emesa; Homsland", None]})
    assert resolve_names(["Emesa", "Homsland", "Epiphania"], areas) == {"Emesa": "Homs", "Homsland": "Homs"}


@pytest.mark.parametrize(("areas", "name"), NOT_FOUND)
def test_nothing_is_guessed(areas, name):
    assert resolve_names([name], pd.DataFrame({"province": areas})) == {}


def test_what_the_map_lacks_is_named_with_its_number_and_the_nearest_name():
    events = pd.DataFrame({"province": ["Babl"] * 2 + ["Atlantis"] + [None] * 9})
    message = (
        r"events:1: province: 3 of 3 events name a province that the map lacks: 'Babl' \(2, nearest: 'Babil'\); "
        r"'Atlantis' \(1\)\. Choose the events of the map's country, or pass aliases=\{'Babl': \.\.\.\}"
    )
    with pytest.raises(helpers.DataError, match=message):
        match_provinces(events, IRAQ)
    with pytest.raises(helpers.DataError, match="lacks: 'Babl'"):
        helpers.count_by_province(events, IRAQ)
    with pytest.raises(helpers.DataError, match=r"1 of 19 events .*'Atlantis'"):
        match_provinces(pd.DataFrame({"province": ["Babil"] * 18 + ["Atlantis"]}), IRAQ)
    many = pd.DataFrame({"province": [f"Z{number}" for number in range(21)]})
    with pytest.raises(helpers.DataError, match=r"'Z19' \(1\); and 1 more names\."):
        match_provinces(many, IRAQ)


def test_a_few_lost_names_are_a_warning_and_stay_as_they_are():
    events = pd.DataFrame({"province": ["Al-Anbar"] * 19 + ["Atlantis"]})
    with pytest.warns(UserWarning, match="1 of 20 events name a province that the map lacks: 'Atlantis'"):
        assert match_provinces(events, IRAQ)["province"].unique().tolist() == ["Anbar", "Atlantis"]


def test_aliases_come_first_and_lead_to_the_map():
    events = pd.DataFrame({"province": ["The west", "Babil"]})
    aliases = {"the WEST": "Anbar", "Babil": "Wasit"}
    assert match_provinces(events, IRAQ, aliases=aliases)["province"].tolist() == ["Anbar", "Wasit"]
    counts = helpers.count_by_province(events, IRAQ, aliases=aliases)
    assert counts.loc[counts["incidents"] > 0, "province"].tolist() == ["Anbar", "Wasit"]
    assert list_unplaced(events, IRAQ)["province"].tolist() == ["The west"]
    with pytest.raises(helpers.DataError, match="aliases lead to 'Wast', which the map lacks; it has Anbar, Babil"):
        match_provinces(events, IRAQ, aliases={"The west": "Wast"})


MALI = {"province": ["Gao", "Gao", "Gao", "Mopti"], "longitude": [0.5, 0.1, 1.5, None]}
MALI |= {"latitude": [16.5, 16.1, 20.0, None]}


def test_maps_and_events_whose_coordinates_do_not_belong_together_are_refused():
    """Of three points the map of two squares has two, one on its corner; half is enough, as borders differ."""
    squares = [shapely.box(-1, 15, 0.5, 17), shapely.box(-4, 14, -1, 17)]
    mali = geopandas.GeoDataFrame({"province": ["Gao", "Mopti"]}, geometry=squares, crs=4326)
    events = pd.DataFrame(MALI)
    for area in (mali, mali.to_crs(32630)):
        assert helpers.count_by_province(events, area)["incidents"].tolist() == [3, 1]
    half = pd.concat([events, events.iloc[[2]]])
    assert helpers.count_by_province(half, mali)["incidents"].tolist() == [4, 1]
    swapped = mali.set_geometry([shapely.box(15, -1, 17, 0.5), shapely.box(14, -4, 17, -1)])
    message = (
        r"events:1: latitude: 3 of 3 events lie beyond the map whose provinces they name \(longitude 14.0 to 17.0, "
        "latitude -4.0 to 0.5\\); swap longitude and latitude, of the events or of the map"
    )
    with pytest.raises(helpers.DataError, match=message):
        helpers.count_by_province(events, swapped)
    crossed = events.head(2).rename(columns={"longitude": "latitude", "latitude": "longitude"})
    with pytest.raises(helpers.DataError, match=r"2 of 3 events lie .*; swap longitude and latitude"):
        match_provinces(pd.concat([crossed, events.head(1)]), mali)
    with pytest.raises(helpers.DataError, match=r"3 of 3 events lie beyond .* check both"):
        match_provinces(events.assign(latitude=events["latitude"] + 20), mali)
    elsewhere = events.assign(latitude=60.0, province="Atlantis")  # those of no province here may lie anywhere
    with pytest.warns(UserWarning, match="'Atlantis'"):
        match_provinces(pd.concat([events.head(2)] * 80 + [elsewhere]), mali)
    match_provinces(pd.concat([events, elsewhere.assign(province=None), elsewhere.assign(province=None)]), mali)


def test_provinces_of_one_name_in_two_countries_are_not_counted_together():
    areas = pd.DataFrame({"province": ["Punjab", "Sindh"]})
    events = pd.DataFrame({"province": ["Punjab", "Punjab", "Sindh"], "country": ["India", "Pakistan", "Pakistan"]})
    with pytest.raises(helpers.DataError, match="'Punjab' is named in India and in Pakistan; keep the events of one"):
        helpers.count_by_province(events, areas)
    lost = pd.DataFrame({"province": ["Atlantis"] * 2, "country": ["India", "Pakistan"]})
    with pytest.warns(UserWarning, match="2 of 82 events name a province that the map lacks: 'Atlantis'"):
        match_provinces(pd.concat([*[events.tail(2)] * 40, lost]), areas)
    pakistan = events[events["country"] == "Pakistan"]
    assert helpers.count_by_province(pakistan, areas)["incidents"].tolist() == [1, 1]
