import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import sync_playwright

from helpers.data import validation
from helpers.data.reading import read_table
from helpers.data.validation import check_table

PROJECT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

settings.register_profile("untimed", deadline=None)  # a slow machine is no fault; speed is measured in benchmarks/
settings.load_profile("untimed")


def pytest_collection_modifyitems(items):
    """What needs the rendered site is slow, whether or not it opens a browser."""
    for item in items:
        if {"site", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
    # The longest first, so that no core waits for it at the end.
    items.sort(key=lambda item: "hostile" not in getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True)
def close_figures():
    """Leave no figure of another test open: pandas draws a series into the one that is."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


@pytest.fixture
def raw(tmp_path):
    """Small tables that a test may damage: eleven incidents, with the provinces and districts of data/raw."""
    folder = Path(shutil.copytree(PROJECT / "tests" / "small", tmp_path / "raw"))
    for name in ("provinces.csv", "districts.csv", "districts.geojson", "roads.geojson", "context_events.csv"):
        shutil.copy(PROJECT / "data" / "raw" / name, folder)
    return folder


@pytest.fixture
def set_cell(raw):
    """Write a value into one cell of the copy: set_cell(file, line, column, value)."""

    def write(file, line, column, value):
        path = raw / file
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        rows[line - 1][rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)

    return write


READ: dict = {}
CHECKED: dict = {}


@pytest.fixture
def whole_tables_once(monkeypatch):
    """Read and check each content of a table once: of most copies a single table is damaged."""

    def read_once(path, columns):
        try:
            key = Path(path).name, Path(path).read_bytes() if Path(path).is_file() else None, tuple(columns)
        except OSError:
            key = None, None, ()
        if key[1] is None:
            return read_table(path, columns)
        if key not in READ:
            READ[key] = read_table(path, columns)
        return READ[key]

    def check_once(name, text):
        if id(text) not in CHECKED:
            CHECKED[id(text)] = text, check_table(name, text)  # holds the text, so that no other takes its place
        return CHECKED[id(text)][1]

    monkeypatch.setattr(validation, "read_table", read_once)
    monkeypatch.setattr(validation, "check_table", check_once)


@pytest.fixture
def change(raw):
    """Change several cells and add rows: change({(file, line, column): value}, {file: [row, ...]})."""

    def write(cells, added=()):
        for file in {file for file, _, _ in cells} | set(added):
            with (raw / file).open(encoding="utf-8", newline="") as stream:
                rows = list(csv.reader(stream))
            for (name, line, column), value in cells.items():
                if name == file:
                    rows[line - 1][rows[0].index(column)] = value
            for row in dict(added).get(file, []):
                rows.append([str(row.get(column, "")) for column in rows[0]])
            with (raw / file).open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream, lineterminator="\n").writerows(rows)

    return write


@pytest.fixture(scope="session")
def site(tmp_path_factory, worker_id):
    """The site, rendered once from the notebooks as committed, whichever worker of the tests comes first."""
    base = tmp_path_factory.getbasetemp()
    target = (base if worker_id == "master" else base.parent) / "site"
    with FileLock(target.with_suffix(".lock")):
        if not target.exists():
            options = ["--quiet", "--fail-on-warning", "--fresh-env", "-b", "html"]
            subprocess.run([sys.executable, "-m", "sphinx", *options, PROJECT / "docs", target], check=True)
    return target


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("needs Debian's chromium")
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
        page.asked, page.foreign, page.errors = [], [], []
        page.on("request", lambda request: keep_request(page, request.url, site))
        page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        name, mark, incident = name.partition("#")
        page.goto(f"{(site / name).as_uri()}.html{mark}{incident}")
        wait_for_quiet(page)
        return page

    yield open_one
    for context in contexts:
        context.close()


def wait_for_quiet(page):
    """Wait for a quarter of a second without a new request; Playwright's own "networkidle" sometimes never comes."""
    asked = 0
    while asked < len(page.asked):
        asked = len(page.asked)
        page.wait_for_timeout(250)


def keep_request(page, url, site):
    page.asked.append(url)
    if not url.startswith((site.as_uri(), "data:", "about:")):
        page.foreign.append(url)
