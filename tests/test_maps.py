import json
import re
import subprocess
import sys

import geopandas
import pandas as pd
import pytest
import shapely

import helpers

HOSTILE = "<img src=x onerror=alert(1)></script><!--&\u2028"


@pytest.fixture
def frames():
    """Three incidents: at a town, on a road, in a province; every text is hostile."""
    listed = pd.DataFrame(
        {
            "incident_id": ["A", "B", HOSTILE],
            "date": ["1 Jan 2021", HOSTILE, "2 Jan 2022"],
            "where": HOSTILE,
            "claim": HOSTILE,
            "claim_status": ["claimed", "not_mentioned", "claimed"],
            "province": [HOSTILE, None, "C"],
            "district": [HOSTILE, None, None],
            "place": [HOSTILE, "Road", None],
            "year": [2021, 2021, 2022],
            "urls": [["https://example.org/1"], ["javascript:alert(1)"], []],
        }
    )
    places = geopandas.GeoDataFrame(
        {"place": [HOSTILE, "Road"], "location_precision": ["town", "road_segment"], "incidents": [1, 1]},
        geometry=[shapely.Point(44.5, 32.5), shapely.LineString([(44.5, 32.5), (45.5, 32.5)])],
        crs=4326,
    )
    squares = [shapely.box(44 + x, 32, 45 + x, 33) for x in range(3)]
    provinces = geopandas.GeoDataFrame({"province": ["A", HOSTILE, "C"]}, geometry=squares, crs=4326)
    return listed, places, provinces, provinces.rename(columns={"province": "district"})


def draw(frames, **words):
    return helpers.draw_incident_map(
        *frames,
        breaks={"province": [1], "district": [1]},
        labels={kind: helpers.label_classes([1]) for kind in ("province", "district")},
        statuses=helpers.CLAIM_STATUSES,
        **words,
    )


def read_data(page):
    """The data that the page hands to its script."""
    return json.loads(re.search(r'<script type="application/json" id="incidents">(.*)</script>', page)[1])


def test_the_map_is_the_same_whenever_it_is_drawn(frames):
    assert draw(frames).to_html() == draw(frames).to_html()
    incident_map = draw(frames)
    assert incident_map.to_html() == incident_map.to_html()


def test_the_map_is_the_same_in_every_process():
    code = """
import hashlib, runpy, helpers
tables = helpers.load_tables()
incidents = assemble_incidents(tables)
provinces, districts = helpers.load_provinces(), helpers.load_districts()
breaks = {"province": [100], "district": [100]}
labels = {kind: helpers.label_classes([100]) for kind in breaks}
incident_map = helpers.draw_incident_map(
    helpers.list_incidents(incidents, tables["groups"]), helpers.count_by_place(incidents), provinces, districts,
    breaks=breaks, labels=labels, statuses=helpers.CLAIM_STATUSES)
page = incident_map._repr_html_().encode()
print(hashlib.sha256(page).hexdigest(), len(page))
"""
    runs = {subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)}
    (told,) = runs
    assert int(told.split()[1]) < 900_000  # bytes of the real map


def test_ids_are_numbers_not_chance(frames):
    assert not re.search(r"[0-9a-f]{32}", without_data_addresses(draw(frames).to_html()))


def test_the_map_names_no_server(frames):
    page = without_data_addresses(draw(frames).to_html())
    page = re.sub(
        r"<script>/\* @preserve\n \* Leaflet.*?</script>", "", page, flags=re.DOTALL
    )  # its links are not followed
    hosts = set(re.findall(r"(?:src|href)=\"(?!data:)([^\"]+)|url\((?!data:|#)([^)]+)\)|fetch\(", page))
    assert hosts == set()
    assert "openstreetmap" not in page.lower()


def test_text_from_the_data_cannot_leave_the_script(frames):
    page = draw(frames, title=HOSTILE, note=HOSTILE).to_html()
    assert "<img src=x" not in page
    assert page.count("</script>") == page.count("<script")
    data = read_data(page)
    assert data["incidents"][0]["claim"] == HOSTILE  # whole, to be shown as text
    assert HOSTILE in data["note"]
    framed = draw(frames, title=HOSTILE)._repr_html_()
    assert framed.count("<") == 2  # the frame's own tags alone


DELIMITERS = ["{{", "}}", "{%", "%}", "{#", "#}", "{%raw%}", "{{-", "-%}"]


@pytest.mark.parametrize("opening", DELIMITERS)
def test_delimiters_of_templates_are_shown_as_text(frames, browser, opening):
    """Alone in every field, and split over two fields, the first half at the end of one."""
    listed, places, provinces, districts = frames
    half = len(opening) // 2
    fields = {"claim": opening, "date": f"{opening} 7 * 7191", "where": opening[:half]}
    listed = listed.assign(**fields, incident_id=[f"{opening[half:]}{number}" for number in range(3)])
    provinces = provinces.assign(province=["A", opening, "C"])
    listed["province"] = opening
    listed["place"] = None
    page = browser.new_page()
    page.set_content(draw((listed, places, provinces, districts), title=opening, note=opening).to_html())
    page.locator(f'path[aria-label="{opening}: 3 reported incidents"]').dispatch_event("click")
    shown = page.locator(".leaflet-popup").inner_text()
    assert f"{opening} 7 * 7191 {opening[:half]} ({opening[half:]}0)\n{opening}" in shown
    assert f"counts of reported incidents. {opening} " in page.locator(".legend").inner_text()
    assert page.title() == opening
    page.close()


@pytest.mark.parametrize(
    "address",
    ["https://exa%mple.org/x", "https://a^b.org/", "https://a[b.org", "javascript:alert(1)", "https://u@a.org/"],
)
def test_one_bad_address_stops_no_popup(frames, browser, address):
    listed, places, provinces, districts = frames
    listed["urls"] = [[address, "https://example.org/1"]] * 3
    page = browser.new_page()
    page.set_content(draw((listed, places, provinces, districts)).to_html())
    page.locator('path[aria-label^="C: 1 reported"]').dispatch_event("click")
    popup = page.locator(".leaflet-popup")
    assert popup.locator("li li").all_text_contents() == [address, "example.org"]
    assert popup.locator("a[href^=h]").evaluate_all("links => links.map(link => link.href)") == [
        "https://example.org/1"
    ]
    page.close()


def test_only_what_has_coordinates_has_a_point(frames):
    data = read_data(draw(frames).to_html())
    assert {entry["name"]: len(entry["points"]) for entry in data["places"]} == {HOSTILE: 1, "Road": 2}
    assert data["places"][0]["points"] == [[32.5, 44.5]]  # latitude first
    assert data["incidents"][2]["place"] is None


def test_only_statuses_that_occur_can_be_chosen(frames):
    data = read_data(draw(frames).to_html())
    assert list(data["statuses"]) == ["claimed", "not_mentioned"]
    assert data["years"] == ["2021", "2022"]
    assert data["labels"]["province"] == ["none in the reports read", "1"]


def test_the_frame_has_a_title(frames):
    assert 'title="Where"' in draw(frames, title="Where")._repr_html_()


def without_data_addresses(page):
    return re.sub(r"data:[\w/]+;base64,[\w+/=]+", "data:", page)
