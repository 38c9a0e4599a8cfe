"""The interactive map: what it carries, what it shows, and that nothing in it runs but its own scripts."""

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
GROUPS = pd.DataFrame({"group_id": ["g", "h", "unused"], "name": [HOSTILE, "Second", "Never"]})


@pytest.fixture
def incidents():
    """At a town, on a road between provinces, in a province; texts are hostile."""
    days = pd.to_datetime(["2021-01-01", "2021-03-31", "2022-01-02"])
    return geopandas.GeoDataFrame(
        {
            "incident_id": ["IQC0001", "B", HOSTILE],
            "date_start": days,
            "date_end": days + pd.to_timedelta([0, 1, 0], unit="D"),
            "province": [HOSTILE, None, "C"],
            "district": [HOSTILE, None, None],
            "place": [HOSTILE, "Road", None],
            "location_precision": ["town", "road_segment", "province"],
            "claim_status": ["claimed", "not_mentioned", "claimed"],
            "claimants": ["g", None, "h"],
            "corroboration": ["two_sides", "unsourced", "one_informant"],
            "report_urls": ["https://example.org/1", "javascript:alert(1)", "https://example.org/2"],
        },
        geometry=[shapely.Point(44.5, 32.5), shapely.LineString([(44.5, 32.5), (45.5, 32.5)]), None],
        crs=4326,
    )


def draw(incidents, names=("A", HOSTILE, "C"), **words):
    squares = [shapely.box(44 + x, 32, 45 + x, 33) for x in range(3)]
    areas = geopandas.GeoDataFrame({"province": names, "district": names}, geometry=squares, crs=4326)
    counts = [
        helpers.add_classes(helpers.count_by_province(incidents, areas, kind)) for kind in ("province", "district")
    ]
    return helpers.draw_incident_map(incidents, helpers.count_by_place(incidents), *counts, GROUPS, **words)


def read_data(page):
    """The data that the page hands to its script."""
    return json.loads(re.search(r'<script type="application/json" id="incidents">(.*)</script>', page)[1])


def without_data_addresses(page):
    return re.sub(r"data:[\w/]+;base64,[\w+/=]+", "data:", page)


def test_the_map_is_the_same_whenever_it_is_drawn(incidents):
    assert draw(incidents).to_html() == draw(incidents).to_html()
    incident_map = draw(incidents)
    assert incident_map.to_html() == incident_map.to_html()


REAL = """
import helpers
tables, incidents = helpers.load_tables(), helpers.load_incidents()
counts = [helpers.add_classes(helpers.count_by_province(incidents, areas, kind)) for areas, kind in (
    (helpers.load_provinces(), "province"), (helpers.load_districts(), "district"))]
incident_map = helpers.draw_incident_map(incidents, helpers.count_by_place(incidents), *counts, tables["groups"])
"""


@pytest.mark.slow
def test_the_map_is_the_same_in_every_process():
    code = f"{REAL}import hashlib\npage = incident_map._repr_html_().encode()\n"
    code += "print(hashlib.sha256(page).hexdigest(), len(page))"
    runs = {subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)}
    (told,) = runs
    assert int(told.split()[1]) < 900_000  # bytes of the real map


def test_ids_are_numbers_not_chance(incidents):
    assert not re.search(r"[0-9a-f]{32}", without_data_addresses(draw(incidents).to_html()))


def test_the_map_names_no_server(incidents):
    page = without_data_addresses(draw(incidents).to_html())
    page = re.sub(
        r"<script>/\* @preserve\n \* Leaflet.*?</script>", "", page, flags=re.DOTALL
    )  # its links are not followed
    hosts = set(re.findall(r"(?:src|href)=\"(?!data:)([^\"]+)|url\((?!data:|#)([^)]+)\)|fetch\(", page))
    assert hosts == set()
    assert "openstreetmap" not in page.lower()
    assert "eval(" not in page
    assert "innerHTML" not in (page.split("function drawIncidents")[1])


def test_text_from_the_data_cannot_leave_the_script(incidents):
    page = draw(incidents, title=HOSTILE, note=HOSTILE).to_html()
    assert "<img src=x" not in page
    assert page.count("</script>") == page.count("<script")
    data = read_data(page)
    assert data["incidents"][0]["claim"].endswith(HOSTILE)  # whole, to be shown as text
    assert HOSTILE in data["note"]
    framed = draw(incidents, title=HOSTILE)._repr_html_()
    assert framed.count("<") == 2  # the frame's own tags alone


def test_the_page_carries_what_filters_need(incidents):
    data = read_data(draw(incidents).to_html())
    assert data["months"][0], data["months"][-1] == ("2021-01", "2022-01")
    assert len(data["months"]) == 13
    assert [(one["first"], one["last"]) for one in data["incidents"]] == [(0, 0), (2, 3), (12, 12)]
    assert data["years"] == ["2021", "2022"]
    assert list(data["statuses"]) == ["claimed", "not_mentioned"]  # only those that occur
    assert data["groups"] == [HOSTILE, "Second"]
    assert [one["groups"] for one in data["incidents"]] == [[0], [], [1]]
    assert [one["grade"] for one in data["incidents"]] == [0, 3, 2]
    assert data["classes"]["province"]["all"] == {"bounds": [1], "labels": ["no attack reported", "1+"]}


def test_only_what_has_coordinates_has_a_point(incidents):
    data = read_data(draw(incidents).to_html())
    assert {entry["name"]: len(entry["points"]) for entry in data["places"]} == {HOSTILE: 1, "Road": 2}
    points = {entry["name"]: entry["points"] for entry in data["places"]}
    assert points[HOSTILE] == [[32.5, 44.5]]  # latitude first
    assert data["incidents"][2]["place"] is None


def test_the_frame_has_a_title(incidents):
    assert 'title="Where"' in draw(incidents, title="Where")._repr_html_()


def test_no_incident_is_a_map_too(incidents):
    data = read_data(draw(incidents.head(0)).to_html())
    assert data["incidents"] == data["months"] == data["places"] == []


# --- in a browser --------------------------------------------------------------------------------------


@pytest.fixture
def show(browser):
    """Open a map as a page of its own; errors and requests are kept."""
    contexts = []

    def open_map(incident_map, width=1200, scheme="light", framed=False):
        context = browser.new_context(viewport={"width": width, "height": 760}, color_scheme=scheme, offline=True)
        contexts.append(context)
        page = context.new_page()
        page.errors, page.asked = [], []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: page.asked.append(request.url))
        page.set_content(incident_map._repr_html_() if framed else incident_map.to_html())
        (page.frame_locator("iframe") if framed else page).locator("path.leaflet-interactive").first.wait_for()
        return page

    yield open_map
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def real():
    space = {}
    exec(REAL, space)
    return space


DELIMITERS = ["{{", "}}", "{%", "%}", "{#", "#}", "{%raw%}", "{{-", "-%}"]


@pytest.mark.parametrize("opening", DELIMITERS)
def test_delimiters_of_templates_are_shown_as_text(incidents, show, opening):
    """Alone in every field, and split over two fields, the first half at the end of one."""
    half = len(opening) // 2
    ids = [f"{opening[half:]}{number}" for number in range(3)]
    incidents = incidents.assign(incident_id=ids, province=f"{opening} 7 * 7191 {opening[:half]}", place=None)
    incidents = incidents.assign(district=None, claim_status="not_mentioned", claimants=None)
    name = incidents["province"][0]
    page = show(draw(incidents.set_geometry([None] * 3, crs=4326), ("A", name, "C"), title=opening, note=opening))
    page.locator(f'path[aria-label="{name}: 3 reported attacks"]').dispatch_event("click")
    assert f"{name} ({opening[half:]}0)" in page.locator(".list").inner_text()
    assert f" {opening} Boundaries" in page.locator(".legend").inner_text()
    assert page.title() == opening
    assert page.errors == []


@pytest.mark.parametrize(
    "address",
    ["https://exa%mple.org/x", "https://a^b.org/", "https://a[b.org", "javascript:alert(1)", "https://u@a.org/"],
)
def test_one_bad_address_stops_no_list(incidents, show, address):
    page = show(draw(incidents.assign(report_urls=f"{address} https://example.org/1")))
    page.locator('path[aria-label^="C: 1 reported"]').dispatch_event("click")
    listed = page.locator(".list")
    assert listed.locator("li li").all_text_contents() == [address, "example.org"]
    links = listed.locator("li li a").evaluate_all("links => links.map(link => link.href)")
    assert links == ["https://example.org/1"]


def test_hostile_text_stays_text_and_only_ids_of_incidents_lead_to_pages(incidents, show):
    page = show(draw(incidents, title=HOSTILE, note=HOSTILE), framed=True)
    frame = page.frame_locator("iframe")
    area = frame.locator("path.area").nth(1)
    area.hover(force=True)
    area.dispatch_event("click")
    assert frame.locator(".list").inner_text().count(HOSTILE[:24]) >= 3
    assert frame.locator("img").count() == 0
    links = frame.locator(".list ol > li > a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == ["../incidents/IQC0001.html"]
    frame.locator("path.area").nth(2).dispatch_event("click")
    assert frame.locator(".list ol > li > a").count() == 0  # whose id is hostile
    assert page.errors == []
    assert [url for url in page.asked if not url.startswith(("data:", "about:"))] == []


def area_counts(page):
    labels = [path.get_attribute("aria-label") for path in page.locator("path.area").all()]
    return {name: int(count) for name, count in (re.match(r"(.+): (\d+) reported", label).groups() for label in labels)}


def test_provinces_names_and_list_say_the_same(real, show):
    page = show(real["incident_map"])
    incidents = real["incidents"]
    by_province = incidents["province"].value_counts()
    assert {name: count for name, count in area_counts(page).items() if count} == by_province.to_dict()
    for name in by_province.index[:2]:
        page.locator(f"path.area[aria-label^='{name}: ']").dispatch_event("click")
        inside = incidents[incidents["province"] == name]
        assert page.locator(".list h2").inner_text() == f"{name}: {len(inside)} reported attacks"
        assert page.locator(".list ol > li").count() == len(inside)  # 52 were listed of 77
        at_places = inside.geometry.notna().sum()
        lead = f"{at_places} at the places and roads drawn, {len(inside) - at_places} known to the province only."
        assert page.locator(".list p").first.inner_text() == lead
        assert f"{name} {len(inside)}" in page.locator(".name").all_text_contents()
    assert page.errors == []


def test_no_name_covers_another(real, show):
    page = show(real["incident_map"])
    boxes = page.locator(".name").evaluate_all(
        "nodes => nodes.filter((node) => node.style.visibility !== 'hidden').map((node) => {"
        "const box = node.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom] })"
    )
    shapes = [shapely.box(*box) for box in boxes]
    assert len(shapes) > 10
    assert not any(one.intersects(other) for i, one in enumerate(shapes) for other in shapes[:i])


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_covers_the_map(real, show, width):
    page = show(real["incident_map"], width=width)
    page.locator("path.area").nth(1).dispatch_event("click")
    box = shapely.box(*box_of(page, ".folium-map"))
    for part in (".panel", ".list", ".player", ".legend"):
        assert box.intersection(shapely.box(*box_of(page, part))).area < 1, part
    assert page.locator(".leaflet-popup").count() == 0
    assert page.evaluate("document.body.scrollWidth <= document.body.clientWidth")
    assert page.get_by_label("Districts").is_visible() == (width > 700)  # folded on a phone


def box_of(page, selector):
    box = page.locator(selector).bounding_box()
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


def shown(page):
    return int(re.search(r"Showing (\d+)", page.locator(".status").inner_text())[1])


def test_other_peoples_events_are_shown_without_what_they_do_not_record(show):
    """Two towns of one name in two countries are two circles, with their own events."""
    days = pd.to_datetime(["2021-01-01", "2021-01-02", "2021-02-01"])
    frame = pd.DataFrame({"incident_id": ["S1", "S2", "S3"], "date_start": days, "date_end": days})
    frame = frame.assign(country=["India", "Pakistan", "Pakistan"], province=["A", "C", "C"], district=None)
    frame = frame.assign(place="Hyderabad", location_precision="town", claim_status=pd.NA, claimants=pd.NA)
    points = [shapely.Point(44.5, 32.5), shapely.Point(46.5, 32.5), shapely.Point(46.5, 32.5)]
    events = geopandas.GeoDataFrame(frame, geometry=points, crs=4326)
    events.attrs = {"noun": "event", "credit": "Made up"}
    squares = [shapely.box(44 + x, 32, 45 + x, 33) for x in range(3)]
    areas = geopandas.GeoDataFrame({"province": list("ABC")}, geometry=squares, crs=4326)
    counts = helpers.add_classes(helpers.count_by_province(events, areas))
    page = show(helpers.draw_incident_map(events, helpers.count_by_place(events), counts))
    legends = page.locator("fieldset legend").all_inner_texts()
    assert legends == ["Areas", "Layers", "Months", "Year"]
    assert page.locator("input[name=areas]").count() == 2
    names = sorted(page.locator("path[aria-label^=Hyderabad]").evaluate_all("all => all.map(e => e.ariaLabel)"))
    assert names == ["Hyderabad (town): 1 reported event", "Hyderabad (town): 2 reported events"]
    page.locator('path[aria-label="C: 2 reported events"]').dispatch_event("click")
    assert page.locator(".list li").all_inner_texts() == [
        "2 Jan 2021 Hyderabad, C (S2)\n",
        "1 Feb 2021 Hyderabad, C (S3)\n",
    ]
    assert shown(page) == 3
    assert "attack" not in page.locator("body").inner_text()
    assert page.errors == []


def test_every_filter_counts_as_pandas_does(real, show):
    page = show(real["incident_map"])
    incidents = real["incidents"]
    assert shown(page) == len(incidents)
    for year in ("2020", "2021", "2022"):
        page.get_by_label(year, exact=True).uncheck()
        years = incidents[["date_start", "date_end"]].apply(lambda days: days.dt.year)
        inside = (years["date_start"] <= int(year)) & (years["date_end"] >= int(year))
        assert shown(page) == (~inside | (years.nunique(axis=1) > 1)).sum()
        page.get_by_label(year, exact=True).check()
    page.get_by_label("Corroboration").select_option(label="at least two informants")
    assert shown(page) == incidents["corroboration"].isin(["two_sides", "two_informants"]).sum()
    page.get_by_label("Corroboration").select_option(label="all attacks")
    group = real["tables"]["groups"].set_index("name")["group_id"]
    name = page.locator("select[aria-label=Group] option").nth(1).inner_text()
    page.get_by_label("Group", exact=True).select_option(label=name)
    assert shown(page) == incidents["claimants"].fillna("").str.split(";").map(lambda ids: group[name] in ids).sum()
    page.get_by_label("Group", exact=True).select_option(index=0)
    page.get_by_label("First month").select_option(label="Mar 2021")
    page.get_by_label("Last month").select_option(label="May 2021")
    first, last = pd.Timestamp("2021-03-01"), pd.Timestamp("2021-05-31")
    may = (incidents["date_start"] <= last) & (incidents["date_end"] >= first)
    assert shown(page) == may.sum()
    assert sum(area_counts(page).values()) == incidents.loc[may, "province"].notna().sum()
    assert page.errors == []


def test_claim_statuses_add_up(real, show):
    page = show(real["incident_map"])
    boxes = page.locator("fieldset:has(legend:text-is('Claim')) input")
    counts = []
    for box in boxes.all():
        box.uncheck()
    for box in boxes.all():
        box.check()
        counts.append(shown(page))
        box.uncheck()
    assert counts == [count for count in counts if count]
    assert sum(counts) == len(real["incidents"])


def test_months_play_to_the_end_and_come_back(incidents, show):
    incident_map = draw(incidents)
    incident_map.data["milliseconds"] = 50
    page = show(incident_map)
    page.evaluate(
        "const output = document.querySelector('.player output'); window.seen = [];"
        "new MutationObserver(() => window.seen.push(output.textContent)).observe(output, { childList: true })"
    )
    page.get_by_label("Play by month").click()
    for _ in range(200):  # the policy forbids what Playwright's own waiting would run
        if "all months" in page.evaluate("window.seen"):
            break
        page.wait_for_timeout(100)
    months = pd.period_range("2021-01", "2022-01", freq="M").strftime("%b %Y").tolist()
    assert page.evaluate("window.seen") == [*months, "all months"]
    assert shown(page) == 3
    page.get_by_label("Month", exact=True).evaluate(
        "node => { node.value = 3; node.dispatchEvent(new Event('input')) }"
    )
    assert shown(page) == 1  # in doubt between March and April, so in both
    assert "1 may have happened in another month" in page.locator(".status").inner_text()
    page.get_by_label("Show all months").click()
    assert shown(page) == 3
    assert page.errors == []


def test_layers_switch(real, show):
    page = show(real["incident_map"])
    places = real["incidents"].loc[real["incidents"].geometry.notna(), "place"].nunique()
    count = page.locator("path[aria-label]").count
    assert count() == 18 + places
    page.get_by_label("Places and roads").uncheck()
    assert count() == 18
    page.get_by_label("Districts").check()
    assert count() == 101
    page.get_by_label("None").check()
    assert count() == 0
    page.get_by_label("Names", exact=True).uncheck()
    assert page.locator(".name").count() == 0
    assert page.errors == []


def test_the_keyboard_opens_and_closes_a_list(real, show):
    page = show(real["incident_map"])
    area = page.locator("path.area[aria-label^='Anbar: ']")
    area.focus()
    page.keyboard.press("Enter")
    inside = real["incidents"][real["incidents"]["province"] == "Anbar"].sort_values(["date_start", "incident_id"])
    ids = [link.inner_text() for link in page.locator(".list ol > li > a").all()]
    assert ids == inside["incident_id"].tolist()
    assert page.locator(".list").evaluate("list => list === document.activeElement")
    page.keyboard.press("Escape")
    assert page.locator(".list li").count() == 0
    assert area.evaluate("path => path === document.activeElement")


def test_colours_follow_the_scheme(real, show):
    papers = set()
    for scheme in ("light", "dark"):
        page = show(real["incident_map"], scheme=scheme)
        colours = read_data(real["incident_map"].to_html())["colours"][scheme]["classes"]
        fills = set(page.locator("path.area").evaluate_all("nodes => nodes.map((node) => node.getAttribute('fill'))"))
        assert fills <= set(colours)
        papers.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(papers) == 2
