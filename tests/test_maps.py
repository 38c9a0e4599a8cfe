import re
import subprocess
import sys

import geopandas
import pytest
import shapely

import helpers

HOSTILE = "<img src=x onerror=alert(1)></script>&"


@pytest.fixture
def counts():
    squares = [shapely.box(44 + x, 32, 45 + x, 33) for x in range(3)]
    frame = {"province": ["A", HOSTILE, "C"], "incidents": [0, 2, None], "listing": ["", f"1 Jan 2021, {HOSTILE}", ""]}
    return helpers.classify_counts(geopandas.GeoDataFrame(frame, geometry=squares, crs=4326))


def test_the_map_is_the_same_whenever_it_is_drawn(counts):
    pages = [helpers.draw_province_map(counts).to_html() for _ in range(2)]
    assert pages[0] == pages[1]
    province_map = helpers.draw_province_map(counts)
    assert province_map.to_html() == province_map.to_html()


def test_the_map_is_the_same_in_every_process():
    code = (
        "import hashlib, helpers; provinces = helpers.load_provinces();"
        "counts = helpers.classify_counts(helpers.count_by_province(helpers.load_incidents(), provinces));"
        "print(hashlib.sha256(helpers.draw_province_map(counts)._repr_html_().encode()).hexdigest())"
    )
    runs = {subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)}
    assert len(runs) == 1


def test_ids_are_numbers_not_chance(counts):
    page = without_data_addresses(helpers.draw_province_map(counts).to_html())
    assert not re.search(r"[0-9a-f]{32}", page)


def test_the_map_names_no_server_but_that_of_the_layer_that_is_off(counts):
    page = without_data_addresses(helpers.draw_province_map(counts).to_html())
    hosts = set(re.findall(r"https?://([^/\"'\\]+)", page))
    assert hosts == {"tile.openstreetmap.org", "www.openstreetmap.org"}
    assert not re.search(r"<(script|link)[^>]+(src|href)=\"(?!data:)", page)


def test_text_from_the_data_is_escaped(counts):
    page = helpers.draw_province_map(counts, title=HOSTILE, note=HOSTILE).to_html()
    assert "<img src=x" not in page
    assert "\\u0026lt;img src=x" in page or "&lt;img src=x" in page
    framed = helpers.draw_province_map(counts, title=HOSTILE)._repr_html_()
    assert framed.count("<") == 2  # the frame's own tags alone


def test_the_frame_has_a_title(counts):
    assert 'title="Where"' in helpers.draw_province_map(counts, title="Where")._repr_html_()


def test_the_real_map_is_small():
    provinces = helpers.load_provinces()
    counts = helpers.classify_counts(helpers.count_by_province(helpers.load_incidents(), provinces))
    assert len(helpers.draw_province_map(counts)._repr_html_().encode()) < 900_000


def without_data_addresses(page):
    return re.sub(r"data:[\w/]+;base64,[\w+/=]+", "data:", page)
