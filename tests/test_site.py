"""The rendered pages in a browser whose network is cut."""

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium")
PAGES = [
    "index",
    "notebooks/00_data",
    "notebooks/01_timeline",
    "notebooks/02_provinces",
    "notebooks/03_claims",
    "codebook",
    "cite",
]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site, rendered from the notebooks as committed."""
    target = tmp_path_factory.mktemp("build") / "site"
    command = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "-b", "html", PROJECT / "docs", target]
    subprocess.run(command, check=True)
    return target


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(site, browser):
    """Open a page offline; its requests beyond its own files and its console errors are kept."""
    contexts = []

    def open_one(name, width=1200, scheme="light"):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
        contexts.append(context)
        page = context.new_page()
        page.foreign, page.errors = [], []
        page.on("request", lambda request: keep_foreign(page, request.url, site))
        page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto((site / f"{name}.html").as_uri())
        page.wait_for_load_state("networkidle")
        return page

    yield open_one
    for context in contexts:
        context.close()


def keep_foreign(page, url, site):
    if not url.startswith((site.as_uri(), "data:", "about:")):
        page.foreign.append(url)


def find_map(page):
    frame = page.frame_locator("iframe")
    frame.locator("path.leaflet-interactive").first.wait_for()
    return frame


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_but_its_own_files(open_page, name):
    page = open_page(name)
    assert page.foreign == []
    assert page.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone(open_page, name, scheme):
    page = open_page(name, width=400, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert page.evaluate("document.documentElement.dataset.theme") == scheme


@pytest.mark.parametrize("name", PAGES)
def test_every_image_and_frame_has_a_text(open_page, name):
    page = open_page(name)
    texts = page.eval_on_selector_all("main img", "images => images.map(image => image.alt)")
    texts += page.eval_on_selector_all("iframe", "frames => frames.map(frame => frame.title)")
    assert all(len(text) > 20 for text in texts), texts


def read_core_incidents():
    with (PROJECT / "data" / "raw" / "incidents.csv").open(encoding="utf-8") as stream:
        return [row for row in csv.DictReader(stream) if row["scope"] == "core"]


def test_the_timeline_page_counts_the_days(open_page):
    page = open_page("notebooks/01_timeline")
    dated = [row["date_start"] for row in read_core_incidents() if row["date_precision"] == "day"]
    assert page.get_by_text(f"{len(dated)} reported attacks fell on {len(set(dated))} days").count() >= 1


def test_the_map_shows_eighteen_provinces(open_page):
    page = open_page("notebooks/02_provinces")
    assert find_map(page).locator("path.leaflet-interactive").count() == 18
    assert page.foreign == []


def test_a_province_names_its_incidents(open_page):
    page = open_page("notebooks/02_provinces")
    frame = find_map(page)
    anbar = [row["incident_id"] for row in read_core_incidents() if row["province"] == "Anbar"]
    paths = frame.locator("path.leaflet-interactive")
    texts = []
    for path in paths.all():
        path.hover()
        texts.append(frame.locator(".leaflet-tooltip").inner_text().split("\n"))
    (told,) = (text for text in texts if text[0].startswith("Anbar"))
    assert told[0] == f"Anbar: {len(anbar)} reported"
    shown = told[1:-1]  # the last line counts those that are not shown
    assert [re.search(r"IQC\d+", line)[0] for line in shown] == anbar[: len(shown)]
    assert told[-1] == f"and {len(anbar) - len(shown)} more"


def test_the_base_map_is_off_until_asked_for(open_page):
    page = open_page("notebooks/02_provinces")
    frame = find_map(page)
    frame.locator(".leaflet-control-layers").hover()
    boxes = frame.locator(".leaflet-control-layers-overlays input")
    assert [box.is_checked() for box in boxes.all()] == [True, False]
    assert page.foreign == []
    boxes.nth(1).check()
    page.wait_for_timeout(300)
    assert page.foreign
    assert all("tile.openstreetmap.org" in url for url in page.foreign)


def test_search_finds_a_word_offline(open_page):
    page = open_page("search")
    page.goto(page.url + "?q=convoy")
    page.locator("#search-results li").first.wait_for()
    assert page.locator("#search-results li").count() >= 3
    assert page.foreign == []
