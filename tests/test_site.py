"""The rendered pages in a browser whose network is cut."""

import csv
import functools
import http.server
import re
import threading
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import axe_playwright_python
import pytest

from .conftest import wait_for_quiet

PROJECT = Path(__file__).parents[1]
PAGES = [
    "index",
    "explore",
    "incidents",
    "notebooks/00_data",
    "notebooks/01_timeline",
    "notebooks/02_provinces",
    "notebooks/03_claims",
    "notebooks/04_sources",
    "notebooks/exercises/exercises",
    "notebooks/exercises/solutions",
    "notebooks/your_data",
    "codebook",
    "methods",
    "contribute",
    "changes",
    "benchmark",
    "faults",
    "libraries",
    "cite",
]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def find_violations(page, options="{resultTypes: ['violations']}"):
    """Serious and critical violations of axe-core's rules."""
    violations = page.evaluate(f"axe.run({options})")["violations"]
    return [
        (violation["id"], node["target"], node["failureSummary"])
        for violation in violations
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def set_scheme(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.locator(f"html[data-theme={scheme}]").wait_for(state="attached")
    page.evaluate("document.getAnimations().forEach((fade) => fade.finish())")


@pytest.mark.parametrize("name", [*PAGES, "explore#province=Babil&from=2021-01-01"])
def test_a_page_fits_a_phone_passes_axe_and_asks_for_its_own_files_only(open_page, name):
    """In light and dark, which differ in colours alone; the map in a page is looked at, too."""
    page = open_page(name, width=390)
    for scheme in ("dark", "light"):
        set_scheme(page, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    texts = page.eval_on_selector_all("main img", "images => images.map(image => image.alt)")
    texts += page.eval_on_selector_all("iframe", "frames => frames.map(frame => frame.title)")
    assert all(len(text) > 20 for text in texts), texts
    page.set_viewport_size({"width": 1200, "height": 900})
    if name.endswith("02_provinces"):
        find_map(page)
    assert page.errors == []  # axe-core itself asks for style sheets, which a page from a file may not have
    assert page.foreign == []
    for frame in page.frames:
        frame.evaluate(AXE)
    assert find_violations(page) == []
    set_scheme(page, "dark")
    assert find_violations(page, "{runOnly: ['color-contrast']}") == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light(site, name):
    assert (site / f"{name}.html").stat().st_size < 2_000_000


def test_downloads_are_the_files_of_the_project(open_page):
    page = open_page("notebooks/03_claims")
    expected = {
        "this notebook": "notebooks/03_claims.ipynb",
        "CSV": "data/processed/incidents.csv",
        "GeoJSON": "data/processed/incidents.geojson",
        "GeoParquet": "data/processed/incidents.parquet",
    }
    for name, path in expected.items():
        link = page.locator("main a.download").filter(has_text=re.compile(f"^{name}$"))
        address = link.evaluate("link => link.href")
        assert Path(url2pathname(urlparse(address).path)).read_bytes() == (PROJECT / path).read_bytes()


def test_the_front_page_says_the_finding(open_page):
    rows = read_core_incidents()
    text = open_page("index").locator("main").inner_text()
    assert f"Reports describe {len(rows)} attacks on coalition supply convoys in Iraq between 2020 and 2022" in text


SCRIPT = "Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'})"


@pytest.fixture(scope="module")
def served(site):
    """The address of the site on a server of this machine."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=site)
    handler.log_message = lambda *arguments: None
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("name", [*PAGES, "downloads", "incidents/IQC0042"])
@pytest.mark.parametrize("way", ["file", "server"])
def test_no_page_runs_a_script_that_was_not_in_it(site, served, browser, way, name):
    page = browser.new_page()
    errors, page.asked = [], []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{site.as_uri() if way == 'file' else served}/{name}.html")
    wait_for_quiet(page)
    assert errors == []
    for frame in page.frames:
        frame.evaluate(f"document.body.append({SCRIPT})")
        assert frame.evaluate("window.ran") is None
        frame.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://evil.invalid/'}))")
    assert len([error for error in errors if "Content Security Policy" in error]) >= 2 * len(page.frames)
    page.close()


def test_code_is_hidden_until_asked_for(open_page):
    page = open_page("notebooks/03_claims")
    code = page.locator("details .highlight").first
    assert not code.is_visible()
    page.locator("details summary").first.click()
    assert code.is_visible()


def find_map(page):
    frame = page.frame_locator("iframe")
    frame.locator("path.leaflet-interactive").first.wait_for()
    return frame


def read_core_incidents():
    with (PROJECT / "data" / "raw" / "incidents.csv").open(encoding="utf-8") as stream:
        return [row for row in csv.DictReader(stream) if row["scope"] == "core"]


def test_the_map_fits_a_phone(open_page):
    page = open_page("notebooks/02_provinces", width=400)
    frame = find_map(page)
    body = frame.locator("body")
    assert body.evaluate("body => body.scrollWidth <= body.clientWidth")
    assert not frame.get_by_label("Districts").is_visible()  # the panel is folded
    frame.get_by_text("Layers and filters").click()
    assert frame.get_by_label("Districts").is_visible()


def test_search_finds_a_word_offline(open_page):
    page = open_page("search")
    page.goto(page.url + "?q=convoy")
    page.locator("#search-results li").first.wait_for()
    assert page.locator("#search-results li").count() >= 3
    assert page.foreign == []
