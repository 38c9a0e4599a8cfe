"""The incident browser, as a reader uses it: search, sort, filter, unfold, share."""

import csv
import sys
from pathlib import Path

import pytest

import helpers
from helpers.data.incidents import assemble_incidents

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT / "docs"))

from browser import render_browser  # noqa: E402 - the site's own code, beside its pages


def read(table):
    with (PROJECT / "data" / "raw" / f"{table}.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def page(open_page):
    return open_page("incidents")


def count_found(page):
    """How many incidents the line above the table says are left."""
    return int(page.locator(".dt-info").inner_text().split(" of ")[1].split(" ")[0])


def test_every_incident_is_there(page):
    assert count_found(page) == len(read("incidents"))
    assert page.locator("#incident-table tbody tr").count() == 25
    page.get_by_label("incidents a page").select_option("All")
    shown = page.locator("#incident-table tbody tr td:first-child").all_inner_texts()
    assert sorted(shown) == sorted(row["incident_id"] for row in read("incidents"))
    assert page.foreign == []


@pytest.mark.parametrize(
    ("label", "option", "column"),
    [("Province", "Anbar", "province"), ("Outcome", "defused", "outcome")],
)
def test_a_filter_keeps_the_rows_of_its_value(page, label, option, column):
    select = page.locator("#incident-filters").get_by_label(label)
    select.select_option(option)
    assert count_found(page) == sum(row[column] == option for row in read("incidents"))
    page.get_by_role("button", name="Clear filters").click()
    assert count_found(page) == len(read("incidents"))


def test_the_period_keeps_what_can_have_happened_in_it(page):
    page.get_by_label("From", exact=True).fill("2021-07-01")
    page.get_by_label("To", exact=True).fill("2021-07-31")
    rows = [row for row in read("incidents") if row["date_end"] >= "2021-07-01" and row["date_start"] <= "2021-07-31"]
    assert count_found(page) == len(rows)


def test_groups_and_corroboration_filter(page):
    page.get_by_label("Claim or footage by").select_option("Ashab al-Kahf")
    claimed = {row["incident_id"] for row in read("claims") if row["group_id"] == "ashab_al_kahf"}
    assert count_found(page) == len(claimed)
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_label("Who says so").select_option("one informant")
    incidents = helpers.load_incidents()
    assert count_found(page) == (incidents["corroboration"] == "one_informant").sum()


def test_search_and_sort(page):
    page.get_by_label("Search", exact=True).last.fill("Samarra")
    places = {row["place_id"] for row in read("places") if "Samarra" in row["name"]}
    assert count_found(page) == sum(row["place_id"] in places for row in read("incidents"))
    page.get_by_label("Search", exact=True).last.fill("no such word")
    assert "clear a filter" in page.locator("#incident-table tbody").inner_text()
    page.get_by_label("Search", exact=True).last.fill("")
    page.get_by_role("button", name="Outlets").click()
    page.get_by_role("button", name="Outlets").click()
    most = max(helpers.load_incidents()["origins"])
    assert page.locator("#incident-table tbody tr td:last-child").first.inner_text() == str(most)


def test_an_incident_has_an_address(open_page):
    told = [row for row in read("observations") if row["incident_id"] == "IQC0042"]
    addresses = {row["report_id"]: row["url"] for row in read("reports")}
    page = open_page("incidents#IQC0042")
    section = page.locator("section#IQC0042")
    assert section.is_visible()
    assert section.evaluate("section => section === document.activeElement")
    assert section.locator(".versions tbody tr").count() == len(told)
    links = [link.get_attribute("href") for link in section.locator(".versions a").all()]
    for row in told:
        assert addresses[row["report_id"]] in links
        assert f"https://web.archive.org/web/*/{addresses[row['report_id']]}" in links
    assert "IQC0042" in section.get_by_text("Correct IQC0042").get_attribute("href")


def test_the_keyboard_unfolds_and_folds(page):
    link = page.get_by_role("link", name="IQC0012", exact=True)
    link.focus()
    page.keyboard.press("Enter")
    assert page.locator("section#IQC0012").is_visible()
    assert page.url.endswith("#IQC0012")
    assert link.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert page.locator("section#IQC0012").count() == 0
    assert link.evaluate("link => link === document.activeElement")


def test_an_address_clears_the_filters_that_hide_it(page):
    page.locator("#incident-filters").get_by_label("Province").select_option("Anbar")
    page.evaluate("location.hash = '#IQC0042'")
    page.locator("section#IQC0042").wait_for()
    assert count_found(page) == len(read("incidents"))


def test_a_phone_shows_it_without_scrolling_sideways(open_page):
    page = open_page("incidents#IQC0042", width=400)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    box = page.locator("section#IQC0042 dl").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 400


def test_it_reads_without_scripts(site, browser):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / "incidents.html").as_uri())
    assert page.locator("#incident-table tbody tr").count() == len(read("incidents"))
    assert page.locator("section.incident").count() == len(read("incidents"))
    assert not page.locator("#incident-filters").is_visible()
    page.get_by_role("link", name="IQC0042", exact=True).first.click()
    assert page.locator("section#IQC0042 h2").is_visible()
    context.close()


def test_text_of_the_data_stays_text_and_forms_know_the_incident():
    tables = helpers.load_tables()
    hostile = "<img src=x onerror=alert(1)>"
    tables["incidents"] = tables["incidents"].assign(note=hostile)
    tables["observations"] = tables["observations"].assign(coder_note=hostile)
    html = render_browser(assemble_incidents(tables), tables, "https://example.org/project")
    assert "<img" not in html
    assert html.count("&lt;img src=x") >= len(tables["incidents"])
    assert "https://example.org/project/issues/new?template=correct-an-incident.yml&amp;incident=IQC0042" in html
