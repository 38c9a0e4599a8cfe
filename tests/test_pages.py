"""The pages of incidents, groups and provinces, and what the site says of itself to search engines and readers."""

import csv
import json
import re
import sys
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

import helpers
from helpers.data.loading import RAW

from .conftest import PROJECT
from .test_hostile_text import EVIL, PAYLOADS
from .test_site import AXE, find_violations, set_scheme

sys.path.insert(0, str(PROJECT / "docs"))

import found
import page_parts
from drawings import Locator
from incident_pages import write_incident_pages
from subject_pages import write_group_pages, write_province_pages

PAGES = [
    "incidents/IQC0042",
    "groups/ashab-al-kahf",
    "provinces/babil",
    "provinces/erbil",
    "groups_and_provinces",
    "known",
    "downloads",
]


def read(name):
    with (RAW / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


class Page(HTMLParser):
    """Tags, attributes and text of a page's main part, or of a piece of HTML."""

    def __init__(self, html, whole=True):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.links, self.ids, self.parts = set(), set(), [], set(), []
        self.feed(html if whole else html.split("<main", 1)[1].split("</main>", 1)[0])
        self.close()
        self.text = " ".join("".join(self.parts).split())

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name in ("href", "src")]
        self.ids |= {value for name, value in attrs if name == "id"}

    def handle_data(self, data):
        self.parts.append(data)


@pytest.fixture(scope="module")
def records(site):
    """The main part of every page that the data make, by its path."""
    return {
        path.relative_to(site).with_suffix("").as_posix(): Page(path.read_text("utf-8"), whole=False)
        for folder in ("incidents", "groups", "provinces")
        for path in sorted((site / folder).glob("*.html"))
    }


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_fits_a_phone_and_asks_for_nothing(open_page, name):
    page = open_page(name, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.errors == []
    assert page.foreign == []
    page.evaluate("document.querySelectorAll('details').forEach((node) => (node.open = true))")
    page.evaluate(AXE)
    assert find_violations(page) == []
    set_scheme(page, "dark")
    assert find_violations(page, "{runOnly: ['color-contrast']}") == []


def test_a_page_reads_without_scripts(site, browser):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / "incidents" / "IQC0042.html").as_uri())
    text = page.locator("main").inner_text()
    assert "Security Media Cell of the Joint Operations Command" in text
    assert page.locator("main svg.locator .segment").is_visible()
    context.close()


def test_a_citation_opens_by_keyboard(open_page):
    page = open_page("incidents/IQC0042")
    page.locator("summary", has_text="BibTeX").focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("@misc{IQC0042").is_visible()


def test_every_incident_group_and_province_has_a_page(records):
    expected = {f"incidents/{row['incident_id']}" for row in read("incidents")}
    expected |= {f"groups/{row['group_id'].replace('_', '-')}" for row in read("groups")}
    expected |= {f"provinces/{row['province'].lower().replace(' ', '-')}" for row in read("provinces")}
    assert set(records) == expected


def test_every_link_leads_somewhere(site, records):
    missing = set()
    for name, page in records.items():
        for link in page.links:
            if not re.match(r"(https?|mailto):|#", link):
                target = (site / name).parent / link.split("#")[0]
                if not target.resolve().exists():
                    missing.add(target.name)
    assert missing <= {"explore.html"}


def test_previous_and_next_lead_through_all_incidents_by_date(site):
    rows = sorted(read("incidents"), key=lambda row: (row["date_start"], row["incident_id"]))
    walked, name = [], rows[0]["incident_id"]
    while name:
        walked.append(name)
        step = re.search(r'rel="next" href="(IQC\d+)\.html"', (site / "incidents" / f"{name}.html").read_text("utf-8"))
        name = step and step[1]
    assert walked == [row["incident_id"] for row in rows]


def test_an_incident_page_says_what_the_tables_say(records, site):
    """By hand: IQC0042 has eight reports, one informant heard by four outlets, and Anadolu's text in Jisr TV."""
    page = records["incidents/IQC0042"]
    assert "8 reports; 8 outlets with texts of their own." in page.text
    assert "Two or more informants say so, but not from both sides." in page.text
    assert "Jisr TV , text of Anadolu Agency" in page.text or "Jisr TV, text of Anadolu Agency" in page.text
    assert (
        f"data/raw/incidents.csv, line {[row['incident_id'] for row in read('incidents')].index('IQC0042') + 2}"
        in page.text
    )
    urls = {row["report_id"]: row["url"] for row in read("reports")}
    reports = {urls[row["report_id"]] for row in read("observations") if row["incident_id"] == "IQC0042"}
    assert reports <= set(page.links)
    record = json.loads((site / "incidents" / "IQC0042.json").read_text("utf-8"))
    assert {row["url"] for row in record["observations"]} == reports
    raw = next(row for row in read("incidents") if row["incident_id"] == "IQC0042")
    assert {name: str(record["incident"].get(name, "")) for name in raw} == raw
    assert record["geometry"]["type"] == "LineString"


def test_a_map_without_a_point_says_how_closely_the_place_is_known(records):
    words = {"district": "the district only", "province": "the province only", "country": "province is not known"}
    without = {row["incident_id"]: row["location_precision"] for row in read("incidents")}
    for precision, said in words.items():
        incident = next(key for key, value in without.items() if value == precision)
        assert f"{said}, so no point is drawn." in records[f"incidents/{incident}"].text


def test_reports_that_differ_are_named(records):
    """By hand, from observations.csv: one report dates IQC0020 a day later; one gives five vehicles."""
    text = records["incidents/IQC0020"].text
    assert "2020-07-12 (News Front)" in text
    assert "5 (Controinformazione)" in text
    assert "US government says that the convoy was not the coalition's" in text


def test_the_history_names_changes_and_audits(records):
    assert "Version 0.4.0" in records["incidents/IQC0268"].text  # dated, says the changelog
    assert "Version 0.2.0" in records["incidents/IQC0007"].text  # within IQC0001 to IQC0011
    assert "Version 0.2.0" not in records["incidents/IQC0012"].text
    assert "Audit 0.4: found correct" in records["incidents/IQC0013"].text


def test_province_and_group_pages_count_by_hand(records):
    core = {row["incident_id"]: row for row in read("incidents") if row["scope"] == "core"}
    ours = [row for row in core.values() if row["province"] == "Babil"]
    page = records["provinces/babil"]
    assert f"{len(ours)} attacks on coalition supply convoys were reported in Babil." in page.text
    assert {f"../incidents/{row['incident_id']}.html" for row in ours} <= set(page.links)
    claims = {row["incident_id"]: row for row in read("claims") if row["group_id"] == "ashab_al_kahf"}
    both = [row for row in read("claims") if row["group_id"] == "ashab_al_kahf" and row["kind"] == "claim"]
    claimed = {row["incident_id"] for row in both} & set(core)
    page = records["groups/ashab-al-kahf"]
    assert f"claimed {len(claimed)} of the {len(core)} attacks" in page.text
    listed = {link for link in page.links if link.startswith("../incidents/IQC")}
    assert listed == {f"../incidents/{name}.html" for name in set(claims) & set(core)}


def test_how_well_it_is_known_is_counted_from_the_tables(open_page):
    text = open_page("known").locator("main").inner_text()
    lists = [row for row in read("capture_checks") if row["list"].startswith("Global Terrorism Database")]
    listed, found = (sum(int(row[name]) for row in lists) for name in ("listed", "found"))
    assert f"contained {found} of the {listed} convoy attacks" in text
    latest = [row for row in read("row_checks") if row["audit"] == "incidents_0.4b"]
    gone = {row["record_id"] for row in latest if row["verdict"] == "page_not_found"}
    wrong = [row for row in latest if row["verdict"] in ("error", "unsupported", "wrongly_empty")]
    wrong = [row for row in wrong if "." not in row["field"] and row["field"] not in ("all", "note")]
    cells = (len({row["record_id"] for row in latest}) - len(gone)) * 18
    assert f"{len(wrong)} of {cells:,} entries of incidents.csv were clearly wrong" in text
    assert f"{len(read('searches')):,} targeted searches" in text


def test_every_page_has_a_title_and_a_description_of_its_own(site):
    titles, descriptions = {}, {}
    for path in sorted(site.rglob("*.html")):
        head = path.read_text("utf-8").split("</head>")[0]
        name = path.relative_to(site).as_posix()
        titles[name] = re.search(r"<title>(.*?)</title>", head, re.DOTALL)[1]
        descriptions[name] = re.findall(r'<meta name="description" content="([^"]+)">', head)
        assert 'rel="icon"' in head, name
        if name not in ("search.html", "genindex.html"):
            assert len(descriptions[name]) == 1, name
            assert 'property="og:image"' in head, name
    assert all(title.count("Iraq convoy incidents") == 1 for title in titles.values())
    assert len(set(titles.values())) == len(titles)


def test_the_front_page_describes_the_dataset_for_search_engines(site):
    page = (site / "index.html").read_text("utf-8")
    described = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert described["@type"] == "Dataset"
    assert 50 <= len(described["description"]) <= 5000  # what Google Dataset Search asks for
    assert described["version"] == helpers.__version__
    files = [entry["contentUrl"] for entry in described["distribution"]]
    assert {(site / file).resolve() for file in files} == {
        path for path in (site / "downloads").resolve().iterdir() if path.name != "SHA256SUMS"
    }


def test_the_feed_has_an_entry_for_every_version(site):
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.parse(site / "feed.atom").getroot()
    titles = [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")]
    headings = re.findall(r"^## (\S+) \(", (PROJECT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert titles == [f"Version {version}" for version in headings]
    identifiers = [element.text for element in feed.iter(f"{atom}id")]
    assert len(set(identifiers)) == len(identifiers)


def test_an_address_gives_a_site_map_and_permanent_addresses(tmp_path):
    nowhere, somewhere = page_parts.Address(), page_parts.Address(site="https://example.org/convoys/")
    found.write_sitemap(tmp_path / "sitemap.xml", ["index"], nowhere)
    assert not (tmp_path / "sitemap.xml").exists()
    found.write_sitemap(tmp_path / "sitemap.xml", ["known", "incidents/IQC0042"], somewhere)
    listed = [
        element.text for element in ElementTree.parse(tmp_path / "sitemap.xml").getroot().iter() if element.text.strip()
    ]
    assert listed == ["https://example.org/convoys/incidents/IQC0042.html", "https://example.org/convoys/known.html"]
    assert page_parts.cite("T", "k", "p.html", nowhere)["url"] == ""
    cited = page_parts.cite("100% & more_", "k", "p.html", somewhere)
    assert cited["text"].endswith("https://example.org/convoys/p.html")
    assert r"title = {100\% \& more\_}" in cited["bibtex"]
    assert cited["ris"].splitlines()[0] == "TY  - DATA"
    assert "UR  - https://example.org/convoys/p.html" in cited["ris"].splitlines()


def test_a_correction_always_has_a_way(site):
    def show(**where):
        html = page_parts.ENVIRONMENT.from_string('{% import "parts.html" as parts %}{{ parts.correct(correction) }}')
        return Page(html.render(correction=page_parts.Address(**where).explain("IQC0042", "file, line 43")))

    for page in (show(), show(repository="https://example.org/r"), show(contact="us@example.org")):
        assert "Incident: IQC0042 Field:" in page.text
        assert "file, line 43" in page.text
    form = "https://example.org/r/issues/new?template=correct-an-incident.yml&incident=IQC0042"
    assert form in show(repository="https://example.org/r").links
    assert "mailto:us@example.org" in show(contact="us@example.org").links
    assert "send it to whoever gave you the data" in show().text


def test_hostile_text_stays_text(raw):
    """Every text that no rule checks, in every table that a page shows, is written as code."""
    tables, incidents = helpers.load_tables(raw), helpers.load_incidents(raw)
    attack = " ".join(PAYLOADS) + f"<script src='https://{EVIL}'></script><img src=x onerror=alert(1)>\"'"
    columns = {
        "observations": [
            "place_as_reported",
            "target_detail",
            "claimed_by",
            "official_statement",
            "told_by",
            "coder_note",
        ],
        "outlets": ["name"],
        "informants": ["name"],
        "groups": ["name", "name_ar", "aliases", "described_as", "note"],
        "provinces": ["name_ar", "note"],
    }
    for name, texts in columns.items():
        tables[name] = tables[name].assign(**dict.fromkeys(texts, attack))
    incidents = incidents.assign(note=attack, target_detail=attack, place=attack, district=attack)
    locator, address = Locator(helpers.load_provinces(folder=raw)), page_parts.Address()
    changes = [("1", "2026-01-01", f"IQC0001 {attack}")]
    core = helpers.select_incidents(incidents).incidents
    bodies = [body for _, _, _, body, _ in write_incident_pages(incidents, tables, locator, changes, address)]
    for write in (write_group_pages, write_province_pages):
        bodies += [body for _, _, _, body, _ in write(core, tables, locator, address)]
    assert len(bodies) == 11 + len(tables["groups"]) + 18
    seen = [Page(body) for body in bodies]
    for page in seen:
        assert not page.tags & {"script", "img", "iframe", "object", "form", "style"}
        assert not {name for name in page.attributes if name.startswith("on")}
        assert not [link for link in page.links if EVIL in link or link.lower().startswith("javascript:")]
    for payload in PAYLOADS:
        assert " ".join(payload.split()) in seen[0].text
    context = {"title": attack, "body": f"<p>{page_parts.ENVIRONMENT.from_string('{{ x }}').render(x=attack)}</p>"}
    head = Page(found.describe_page({**context, "pathto": lambda name, _: name}, "index", address, ["incidents.csv"]))
    assert head.tags == {"meta", "link", "script"}
    assert not {name for name in head.attributes if name.startswith("on")}
