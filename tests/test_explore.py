"""The explorer, as a reader uses it: choose, brush, play, share, take away; by mouse, keyboard and phone."""

import csv
import hashlib
import json
import re
import sys
from collections import Counter

import geopandas
import pytest
import shapely

import helpers
from helpers.data.claim_status import CLAIM_STATUSES
from helpers.data.incidents import assemble_incidents

from .conftest import PROJECT
from .test_site import AXE

sys.path.insert(0, str(PROJECT / "docs"))

from explore import render_explorer

CLAIMED = ("claimed", "several_claimants")
RELEASE = {"authors": "a", "title": "t", "version": "1", "date": "1 Jan 2026", "licence": "l"}


@pytest.fixture(scope="module")
def rows():
    """The processed incidents of the question, as text."""
    with (PROJECT / "data" / "processed" / "incidents.csv").open(encoding="utf-8") as stream:
        return [row for row in csv.DictReader(stream) if row["scope"] == "core"]


def read(table):
    with (PROJECT / "data" / "raw" / f"{table}.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def page(open_page):
    page = open_page("explore")
    page.set_default_timeout(10_000)
    return page


def count_kept(page):
    return int(page.locator("#outcome strong").inner_text().split()[0])


def find_facet(page, label):
    return page.locator(".facet").filter(has=page.locator("summary", has_text=re.compile(f"^{re.escape(label)}")))


def choose(page, label, option):
    """Open a facet, choose one of its values, and return the number that stood beside it."""
    facet = find_facet(page, label)
    facet.locator("summary").click()
    line = facet.locator("label").filter(has=page.get_by_text(option, exact=True))
    left = int(line.locator(".left").inner_text())
    line.locator("input").check()
    page.keyboard.press("Escape")
    return left


def list_shown(page):
    """The incidents of the table, all on one page."""
    page.get_by_label("attacks per page").select_option("All")
    return page.locator("#incident-table tbody tr td:first-child").all_inner_texts()


def save(page, label, folder):
    with page.expect_download() as download:
        page.get_by_role("button", name=label, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


# --- choosing ----------------------------------------------------------------------------------------


def test_every_attack_of_the_question_is_there_at_first(page, rows):
    assert count_kept(page) == len(rows)
    assert sorted(list_shown(page)) == sorted(row["incident_id"] for row in rows)
    assert page.foreign == []
    assert page.errors == []
    page.locator(".scope input").check()
    assert count_kept(page) == len(read("incidents"))


@pytest.mark.parametrize(
    ("label", "option", "column", "value"),
    [
        ("Province", "Babil", "province", "Babil"),
        ("Place", "Nasiriyah", "place", "Nasiriyah"),
        ("Group", "Ashab al-Kahf", "claimants", "ashab_al_kahf"),
        ("Claim", "report says no group had claimed it", "claim_status", "none_reported"),
        ("Weapon", "small arms", "weapon", "small_arms"),
        ("Outcome", "defused", "outcome", "defused"),
        ("Corroboration", "two sides", "corroboration", "two_sides"),
    ],
)
def test_a_facet_keeps_the_rows_of_its_value(page, rows, label, option, column, value):
    expected = [row["incident_id"] for row in rows if value in row[column].split(";")]
    assert choose(page, label, option) == len(expected)
    assert count_kept(page) == len(expected)
    assert sorted(list_shown(page)) == sorted(expected)
    page.get_by_role("button", name=f"Remove {label}").click()
    assert count_kept(page) == len(rows)


@pytest.mark.parametrize(
    ("label", "table", "name"), [("Informant", "informants", "Sabereen News"), ("Outlet", "outlets", "Mehr News")]
)
def test_a_facet_keeps_what_an_informant_or_outlet_reports(page, rows, label, table, name):
    key = f"{table[:-1]}_id"
    (wanted,) = [row[key] for row in read(table) if row["name"] == name]
    incidents = {row["row_id"]: row["incident_id"] for row in read("observations")}
    if label == "Informant":
        found = {incidents[row["row_id"]] for row in read("attributions") if row[key] == wanted}
    else:
        reports = {row["report_id"] for row in read("reports") if row[key] == wanted}
        found = {row["incident_id"] for row in read("observations") if row["report_id"] in reports}
    expected = found & {row["incident_id"] for row in rows}
    assert choose(page, label, name) == len(expected)
    assert set(list_shown(page)) == expected


def test_numbers_beside_other_values_say_what_is_left(page, rows):
    choose(page, "Province", "Babil")
    in_babil = [row for row in rows if row["province"] == "Babil"]
    assert choose(page, "Outcome", "defused") == sum(row["outcome"] == "defused" for row in in_babil)
    # The facet's own choice does not empty it: the other provinces can still be added.
    defused = [row["province"] for row in rows if row["outcome"] == "defused"]
    assert choose(page, "Province", "Baghdad") == defused.count("Baghdad")
    assert count_kept(page) == defused.count("Babil") + defused.count("Baghdad")


@pytest.mark.parametrize(
    ("query", "table", "column", "word"),
    [("Kuwait", "observations", "place_as_reported", "Kuwait"), ("rocket", "observations", "weapon", "rocket")],
)
def test_search_sees_what_reports_say(page, query, table, column, word):
    found = {row["incident_id"] for row in read(table) if word in row[column]} - {""}
    page.get_by_label("Search attacks").fill(query)
    shown = set(list_shown(page))
    adjacent = {row["incident_id"] for row in read("incidents") if row["scope"] != "core"}
    assert found - adjacent
    assert found - adjacent <= shown
    assert len(shown) < len(read("incidents")) / 2


@pytest.mark.parametrize(
    ("query", "incident"),
    [
        ("IQC0042", "IQC0042"),
        ("ناصريه", "IQC0002"),
        ("nasiriyah", "IQC0002"),
        ("SouthFront", "IQC0002"),
        ("E0001", "IQC0013"),
    ],
)
def test_search_sees_ids_outlets_and_places_in_both_scripts(page, query, incident):
    page.get_by_label("Search attacks").fill(query)
    shown = list_shown(page)
    assert incident in shown
    assert len(shown) < len(read("incidents")) / 2


@pytest.mark.parametrize(("first", "last"), [("2021-07-26", "2021-12-31"), ("2020-02-01", "2020-02-29")])
def test_dates_keep_what_lies_within(page, rows, first, last):
    page.get_by_label("From", exact=True).fill(first)
    page.get_by_label("To", exact=True).fill(last)
    page.keyboard.press("Tab")
    expected = [row["incident_id"] for row in rows if row["date_start"] >= first and row["date_end"] <= last]
    begun = [row for row in rows if first <= row["date_start"] <= last]
    assert sorted(list_shown(page)) == sorted(expected)
    assert len(begun) > len(expected) or first > "2021"  # some of February 2020 may be of March


# --- map and months ----------------------------------------------------------------------------------


def test_a_click_on_the_map_chooses_a_province_or_a_place(page, rows):
    page.get_by_role("button", name=re.compile("^Muthanna: ")).dispatch_event("click")
    inside = [row for row in rows if row["province"] == "Muthanna"]
    assert count_kept(page) == len(inside)
    assert "province=Muthanna" in page.url
    page.locator("path.place").first.dispatch_event("click")  # the largest is drawn first
    places = [row["place"] for row in inside if row["latitude"]]
    assert count_kept(page) == max(places.count(place) for place in places)


def test_attacks_without_a_circle_are_counted_below_the_map(page, rows):
    drawn = {row["place"] for row in rows if row["latitude"] or row["segment_from"]}
    without = [row for row in rows if row["place"] not in drawn]
    nowhere = [row for row in without if not row["province"]]
    assert 0 < len(nowhere) < sum(not row["province"] for row in rows)  # some are on a road between two provinces
    note = page.locator("#map-legend p").last.inner_text()
    assert (
        f"without a circle: {len(without) - len(nowhere)}. In no known province, so not on the map: {len(nowhere)}."
        in note
    )


def find_box(node):
    box = node.bounding_box()
    return shapely.box(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])


@pytest.mark.parametrize("width", [1280, 390])
def test_names_on_the_map_are_whole_and_apart(open_page, rows, width):
    page = open_page("explore", width=width)
    names = page.locator(".name:visible").all()
    boxes, frame = [find_box(name) for name in names], find_box(page.locator("#map"))
    for box in boxes:
        assert frame.contains(box)
        assert sum(box.intersection(other).area > 0 for other in boxes) == 1  # itself
    counts = Counter(row["province"] for row in rows if row["province"])
    assert {f"{name} {count}" for name, count in counts.items()} <= {name.inner_text() for name in names}


def test_a_bar_is_as_high_as_its_month(page, rows):
    months = [row["date_start"][:7] for row in rows if row["date_start"][:7] == row["date_end"][:7]]
    titles = page.locator(".month").evaluate_all("bars => bars.map((bar) => bar.title)")
    assert len(titles) == 36
    assert [int(title.split(": ")[1].split()[0]) for title in titles] == [
        months.count(f"{year}-{month:02}") for year in (2020, 2021, 2022) for month in range(1, 13)
    ]
    heights = page.locator(".bar").evaluate_all("bars => bars.map((bar) => bar.offsetHeight)")
    assert heights.index(max(heights)) == titles.index(max(titles, key=lambda title: int(title.split()[2])))


def test_the_mouse_brushes_months(page, rows):
    first, last = (page.locator(".month").nth(index).bounding_box() for index in (12, 14))
    page.mouse.move(first["x"] + 3, first["y"] + 20)
    page.mouse.down()
    page.mouse.move(last["x"] + 3, last["y"] + 20, steps=4)
    page.mouse.up()
    assert "from=2021-01-01&to=2021-03-31" in page.url
    expected = [row for row in rows if row["date_start"] >= "2021-01-01" and row["date_end"] <= "2021-03-31"]
    assert count_kept(page) == len(expected)
    assert page.locator(".month.chosen").count() == 3
    page.get_by_role("button", name="All months").click()
    assert count_kept(page) == len(rows)


@pytest.fixture
def phone(site, browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, offline=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto((site / "explore.html").as_uri())
    page.locator(".month").first.scroll_into_view_if_needed()
    yield page
    context.close()


def drag(page, first, last=None, down=0):
    """Move a finger from a month to another, or down the page, as the touch screen reports it."""
    boxes = [page.locator(".month").nth(index).bounding_box() for index in (first, first if last is None else last)]
    x, end = (box["x"] + box["width"] / 2 for box in boxes)
    y = boxes[0]["y"] + boxes[0]["height"] / 2
    screen = page.context.new_cdp_session(page)
    path = [{"x": x + (end - x) * step / 8, "y": y + down * step / 8} for step in range(9)]
    for kind, points in [("touchStart", path[:1]), *(("touchMove", [point]) for point in path[1:]), ("touchEnd", [])]:
        screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.wait_for_timeout(200)


def test_a_finger_taps_or_brushes_months(phone, rows):
    phone.locator(".month").nth(19).tap()
    assert phone.locator(".player output").inner_text() == "Aug 2021"
    for first, last in ((12, 14), (14, 12)):
        drag(phone, first, last)
        assert "from=2021-01-01&to=2021-03-31" in phone.url
    expected = [row for row in rows if row["date_start"] >= "2021-01-01" and row["date_end"] <= "2021-03-31"]
    assert count_kept(phone) == len(expected)
    assert phone.locator(".month.chosen").count() == 3
    phone.go_back()  # a brush is one step
    assert "from=2021-01-01&to=2021-03-31" in phone.url
    phone.go_back()
    assert phone.locator(".player output").inner_text() == "Aug 2021"


def test_a_finger_that_scrolls_over_the_months_chooses_none(phone, rows):
    before = phone.evaluate("scrollY")
    drag(phone, 12, down=-150)
    assert phone.evaluate("scrollY") > before
    assert count_kept(phone) == len(rows)
    assert "#" not in phone.url


def test_the_player_runs_through_the_months_and_ends_where_it_began(open_page, rows):
    page = open_page("explore#from=2021-01-01&to=2021-03-31")
    before = count_kept(page)
    page.clock.install()
    page.get_by_role("button", name="Play by month").click()
    seen = [page.locator(".player output").inner_text()]
    for _ in range(2):
        page.clock.run_for(900)
        seen.append(page.locator(".player output").inner_text())
    assert seen == ["Jan 2021", "Feb 2021", "Mar 2021"]
    page.clock.run_for(900)
    assert count_kept(page) == before
    page.get_by_role("button", name="Play by month").click()
    page.get_by_role("button", name="Pause").click()
    assert page.locator(".player output").inner_text() == "Jan 2021"


# --- sharing -----------------------------------------------------------------------------------------


def test_an_address_brings_the_selection_back(page, open_page):
    choose(page, "Province", "Babil")
    choose(page, "Claim", "claimed by one group")
    page.get_by_label("Search attacks").fill("بابل")
    kept = list_shown(page)
    assert kept
    other = open_page("explore" + page.url.partition(".html")[2])
    assert list_shown(other) == kept
    assert other.get_by_label("Search attacks").input_value() == "بابل"
    other.close()


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [("provinces/dhi-qar", "province", "Dhi Qar"), ("groups/ashab-al-kahf", "claimants", "ashab_al_kahf")],
)
def test_a_page_of_a_group_or_province_leads_to_its_selection(open_page, rows, name, column, value):
    page = open_page(name)
    page.get_by_role("link", name="Explore these attacks").click()
    page.locator("#outcome strong").wait_for()
    expected = sum(value in row[column].split(";") for row in rows)
    assert count_kept(page) == expected
    claimed = sum(value in row[column].split(";") and row["claim_status"] in CLAIMED for row in rows)
    outcome = page.locator("#outcome").inner_text()
    assert (
        f" of {len(rows)} ({expected / len(rows):.0%}); claimed by a group: {claimed} ({claimed / expected:.0%});"
        in outcome
    )


def test_back_undoes_a_step(page, rows):
    choose(page, "Province", "Babil")
    page.go_back()
    assert count_kept(page) == len(rows)


def test_an_address_with_unknown_values_says_so(open_page, rows):
    page = open_page("explore#province=Atlantis&constructor=x&from=2021-13-01")
    text = page.locator("#outcome").inner_text()
    assert "province=Atlantis, constructor=x, from=2021-13-01" in text
    assert count_kept(page) == len(rows)
    assert page.errors == []


@pytest.mark.parametrize("old", ["incidents#IQC0042", "explore#IQC0042"])
def test_an_old_address_leads_to_the_page_of_the_incident(site, browser, old):
    page = browser.new_page()
    name, _, incident = old.partition("#")
    with page.expect_request(f"{site.as_uri()}/incidents/IQC0042.html"):
        page.goto(f"{(site / name).as_uri()}.html#{incident}", wait_until="commit")
    page.close()


def test_the_citation_names_version_date_and_filters(open_page):
    page = open_page("explore#province=Babil&from=2021-01-01")
    cited = page.get_by_label("Citation of this selection").input_value()
    assert f"Version {helpers.__version__}" in cited
    assert re.search(r"\d+ [A-Z][a-z]{2} 20\d\d", cited.splitlines()[0])
    assert f"Selection: {count_kept(page)} reported attacks. Dates: from 1 Jan 2021; Province: Babil." in cited
    assert "explore.html#from=2021-01-01&province=Babil" in cited
    assert "file:" not in cited


# --- taking away -------------------------------------------------------------------------------------

CHOSEN = "explore#province=Babil&claim=claimed"


@pytest.fixture
def chosen(rows):
    return [row for row in rows if row["province"] == "Babil" and row["claim_status"] == "claimed"]


def test_the_csv_is_the_part_of_the_processed_file(open_page, chosen, tmp_path):
    path = save(open_page(CHOSEN), "CSV", tmp_path)
    lines = (PROJECT / "data" / "processed" / "incidents.csv").read_text("utf-8").splitlines(keepends=True)
    wanted = {row["incident_id"] for row in chosen}
    assert path.read_text("utf-8") == lines[0] + "".join(line for line in lines if line[:7] in wanted)


def test_the_csv_of_everything_is_the_processed_file(open_page, tmp_path):
    path = save(open_page("explore#scope=all"), "CSV", tmp_path)
    assert path.read_bytes() == (PROJECT / "data" / "processed" / "incidents.csv").read_bytes()


def test_the_geojson_has_the_features_of_the_processed_file(open_page, chosen, tmp_path):
    path = save(open_page(CHOSEN), "GeoJSON", tmp_path)
    whole = json.loads((PROJECT / "data" / "processed" / "incidents.geojson").read_text("utf-8"))
    wanted = {row["incident_id"] for row in chosen}
    features = [feature for feature in whole["features"] if feature["properties"]["incident_id"] in wanted]
    assert json.loads(path.read_text("utf-8"))["features"] == features
    assert len(helpers.load_provinces().sjoin(geopandas.read_file(path))) > 0


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")  # it has all the styles that its cells use
def test_the_workbook_opens_with_dates_and_text(open_page, chosen, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    path = save(open_page(CHOSEN), "Excel", tmp_path)
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == ["incidents", "about"]
    head, *cells = workbook["incidents"].values
    assert len(cells) == len(chosen)
    for row, written in zip(chosen, cells, strict=True):
        found = dict(zip(head, written, strict=True))
        assert found.pop("date_start").strftime("%Y-%m-%d") == row["date_start"]
        assert found.pop("date_end").strftime("%Y-%m-%d") == row["date_end"]
        assert {name: "" if value is None else str(value) for name, value in found.items()} == {
            name: value for name, value in row.items() if name not in ("date_start", "date_end")
        }
        assert isinstance(found["reports"], int)
    cells = [cell for row in workbook["incidents"].iter_rows(min_row=2) for cell in row]
    assert {cell.number_format for cell in cells if cell.is_date} == {"yyyy-mm-dd"}
    assert "f" not in {cell.data_type for cell in cells}  # no formula
    assert "Province: Babil" in str([cell for row in workbook["about"].values for cell in row])


def test_nothing_can_be_downloaded_of_an_empty_selection(open_page):
    page = open_page("explore#province=Basra&weapon=rpg&outcome=claimed_only")
    assert count_kept(page) == 0
    assert page.get_by_role("button", name="CSV", exact=True).is_disabled()


# --- everybody ---------------------------------------------------------------------------------------


def test_the_keyboard_does_everything(page, rows):
    facet = find_facet(page, "Province")
    facet.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # past the field that narrows the list, if there is one
    if page.evaluate("document.activeElement.type") == "search":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert count_kept(page) < len(rows)
    page.keyboard.press("Escape")
    assert facet.locator("summary").evaluate("summary => summary === document.activeElement")
    page.get_by_role("button", name=re.compile("^Remove Province")).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("^Basra: ")).focus()
    page.keyboard.press("Enter")
    assert count_kept(page) == sum(row["province"] == "Basra" for row in rows)
    page.get_by_label("First month").focus()
    page.keyboard.press("ArrowRight")
    assert "from=2020-02-01" in page.url
    assert page.get_by_label("First month").get_attribute("aria-valuetext") == "Feb 2020"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_open_filters_pass_axe_and_fit(open_page, width, scheme):
    page = open_page("explore#province=Babil&claim=claimed&search=convoy", width=width, scheme=scheme)
    if width < 700:
        page.get_by_text("Filters", exact=True).click()
    for label in ("Group", "Outlet"):
        find_facet(page, label).locator("summary").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = find_facet(page, label).locator(".choices").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    page.evaluate(AXE)
    violations = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    assert [(found["id"], [node["target"] for node in found["nodes"]]) for found in violations] == []


def test_the_page_reads_without_scripts(site, browser):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / "explore.html").as_uri())
    assert page.locator("#incident-table tbody tr").count() == len(read("incidents"))
    assert not page.locator("#filters").is_visible()
    assert not page.locator("#views").is_visible()
    link = page.get_by_role("link", name="IQC0042", exact=True)
    assert link.get_attribute("href") == "incidents/IQC0042.html"
    context.close()


def test_all_that_is_loaded_is_small_and_soon_there(site, browser):
    """At most 2 MB with the theme of the site; the first picture within a second, the views soon after."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    loaded = []
    page.on("response", lambda response: loaded.append(response.url.partition("?")[0]))
    page.goto((site / "explore.html").as_uri())
    page.locator("#outcome strong").wait_for()
    files = {site / url.removeprefix(f"{site.as_uri()}/") for url in loaded if url.startswith(site.as_uri())}
    assert sum(path.stat().st_size for path in files) <= 2_000_000
    assert len(files) > 10
    context.close()


def test_words_of_filters_are_those_of_table_and_codebook(page, site):
    codebook = (site / "codebook.html").read_text("utf-8")
    cells = {
        label: set(page.locator(f"#incident-table td:nth-child({column})").all_inner_texts())
        for label, column in (("Weapon", 5), ("Outcome", 6), ("Corroboration", 8))
    }
    for label, shown in cells.items():
        facet = find_facet(page, label)
        words = facet.locator("label > span:first-of-type").all_text_contents()
        assert shown - {""} <= set(words)
        for word in words:
            assert f">{word.lower().replace(' ', '_')}<" in codebook, word
    for word in find_facet(page, "Claim").locator("label > span:first-of-type").all_text_contents():
        assert word in CLAIM_STATUSES.values()
        assert word in codebook


def test_text_of_the_data_stays_text(raw):
    tables = helpers.load_tables(raw)
    hostile = "<img src=x onerror=alert(1)>"
    tables["places"] = tables["places"].assign(name=hostile)
    tables["observations"] = tables["observations"].assign(coder_note=hostile)
    html = render_explorer(assemble_incidents(tables), tables, helpers.load_provinces(), RELEASE)
    assert "<img" not in html
    assert "&lt;img src=x" in html


def test_every_bundled_file_is_listed_with_its_hash():
    listed = (PROJECT / "docs" / "libraries.md").read_text("utf-8")
    for path in sorted((PROJECT / "docs" / "bundled").iterdir()):
        (line,) = [line for line in listed.splitlines() if line.startswith(f"| `{path.name}` ")]
        assert hashlib.sha256(path.read_bytes()).hexdigest() in line
        assert "MIT" in line


def test_no_script_reaches_for_markup():
    """Text becomes text nodes; nothing in the scripts of the page writes HTML."""
    for path in sorted((PROJECT / "docs" / "_static" / "explore").glob("*.js")):
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", path.read_text("utf-8"))
