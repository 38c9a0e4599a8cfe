"""Text in the data that is written as code stays text: in the notebooks, on the map and on every page of the site."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from helpers.data.loading import check_folder
from helpers.data.tables import TABLES
from helpers.data.validation import TYPES

from .conftest import PROJECT, wait_for_quiet

EVIL = "evil.invalid"
COMMAND = "{{cycler.__init__.__globals__.os.system('touch$IFS@FILE')}}"
PAYLOADS = [
    COMMAND,
    "{%raw%}",
    "{{ 7 * 7191 }} {% x %} {# y #}",
    "}} %} #} {% include 'x' %}",
    f"![i](https://{EVIL}/image.png)",
    "[x](javascript:alert(1))",
    f"https://{EVIL}/bare and www.{EVIL}",
    "{download}`x` {raw}`y` {eval-rst}`z`",
    "`code` **bold** $\\frac$ _x_ ~~y~~ |z|",
    "# heading",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#123;",
    "' onmouseover='alert(1)' x=\"y",
    "${alert(1)} %s {0} \\u003cscript>",
    "constructor",
    "__proto__",
]
MADE_FROM_ROWS = ["incidents", "groups", "provinces"]  # folders of pages alike; tests/test_pages.py looks at all tags
VISITED = 60  # of such pages, one in so many is opened
COPIED = ["CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "README.md", "data", "docs", "notebooks", "scripts", "src"]


class Raw:
    """The raw tables of a folder, to be changed cell by cell and taken back where `validate` refuses."""

    def __init__(self, folder):
        self.folder = folder
        self.rows = {}
        for name in TABLES:
            with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
                self.rows[name] = list(csv.reader(stream))
        self.map = json.loads((folder / "districts.geojson").read_text("utf-8"))
        self.before = {}

    def set(self, table, line, column, value):
        place = (table, line, self.rows[table][0].index(column))
        self.before.setdefault(place, self.rows[table][line - 1][place[2]])
        self.rows[table][line - 1][place[2]] = value

    def rename(self, table, column, old, new):
        """Give a key another value, in its table and wherever that is referred to."""
        for name, model in TABLES.items():
            for other, definition in model.columns.items():
                if (name, other) == (table, column) or definition.references == f"{table}.{column}":
                    index = self.rows[name][0].index(other)
                    for line, row in enumerate(self.rows[name][1:], 2):
                        if row[index] == old:
                            self.set(name, line, other, new)
        if column == "province":  # batch_claims.csv lists several in one cell
            index = self.rows["batch_claims"][0].index("provinces")
            for line, row in enumerate(self.rows["batch_claims"][1:], 2):
                names = [new if name == old else name for name in row[index].split(";")]
                self.set("batch_claims", line, "provinces", ";".join(names))
        for feature in self.map["features"]:
            if feature["properties"].get(column) == old:
                feature["properties"][column] = new

    def take_back(self, table, line, column):
        """Take back a cell; all that stands in its row if the cell itself was not changed."""
        header = self.rows[table][0]
        row = [(table, line, index) for index in range(len(header))]
        exact = [place for place in row if column == header[place[2]] and place in self.before]
        for place in exact or row:
            if place in self.before:
                self.rows[table][line - 1][place[2]] = self.before.pop(place)

    def write(self):
        for name, rows in self.rows.items():
            with (self.folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream, lineterminator="\n").writerows(rows)
        (self.folder / "districts.geojson").write_text(json.dumps(self.map, ensure_ascii=False), "utf-8")


def put_everywhere(folder, payloads):
    """Write each payload into every text column of every table, and keep what `validate` lets through."""
    raw = Raw(folder)
    columns = [
        (name, column, definition)
        for name, model in TABLES.items()
        for column, definition in model.columns.items()
        if definition.type not in TYPES and not definition.values
    ]
    referred = {definition.references for _, _, definition in columns}

    def places(name):
        """Spread the payloads over the rows of a table."""
        step = max((len(raw.rows[name]) - 1) // len(payloads), 1)
        return list(zip(range(2, len(raw.rows[name]) + 1, step), payloads, strict=False))

    for name, column, definition in columns:
        if definition.references is None and f"{name}.{column}" not in referred:
            for line, payload in places(name):
                if column == "aliases":  # so that a place or group is still found by the names that others use
                    old = raw.rows[name][line - 1][raw.rows[name][0].index(column)]
                    payload = "; ".join(filter(None, [raw.before.get((name, line, 1)), old, payload]))
                raw.set(name, line, column, payload)
    for _ in range(4):
        raw.write()
        faults = check_folder(folder)[1]
        for fault in faults:
            raw.take_back(fault.file.removesuffix(".csv"), fault.line, fault.column)
        if not faults:
            break
    for name, column, definition in columns:
        if f"{name}.{column}" in referred and not (definition.pattern or definition.values):
            for line, payload in places(name):
                old = raw.rows[name][line - 1][raw.rows[name][0].index(column)]
                raw.rename(name, column, old, f"{old} {payload}")
    raw.write()
    for fault in check_folder(folder)[1]:  # notes that named a province by its old name
        raw.set(fault.file.removesuffix(".csv"), fault.line, "coder_note", "another province")
    raw.write()
    assert check_folder(folder)[1] == []
    return {name for name, _, _ in raw.before}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A copy of the project with hostile data, its notebooks run and its site rendered."""
    project = tmp_path_factory.mktemp("project")
    for name in COPIED:
        source = PROJECT / name
        ignored = shutil.ignore_patterns("__pycache__", "generated", ".ipynb_checkpoints")
        shutil.copytree(source, project / name, ignore=ignored) if source.is_dir() else shutil.copy(source, project)
    touched = project / "touched"
    changed = put_everywhere(project / "data" / "raw", [text.replace("@FILE", str(touched)) for text in PAYLOADS])
    assert {"incidents", "observations", "outlets", "groups", "places", "provinces", "informants"} <= changed
    environment = {**os.environ, "PYTHONPATH": str(project / "src")}
    run = (  # the notebooks that show the data; the exercises and the made-up events hold none of it
        "from helpers.publish.notebooks import NOTEBOOKS, run_notebook\n"
        "for path in sorted(NOTEBOOKS.glob('0*.ipynb')): run_notebook(path)"
    )
    for command in (["-m", "helpers", "build"], ["-c", run], ["scripts/build_site.py"]):
        done = subprocess.run(
            [sys.executable, *command], cwd=project, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return project


@pytest.mark.slow
def test_hostile_text_runs_nothing(hostile):
    assert not (hostile / "touched").exists()
    for path in (hostile / "site").rglob("*.html"):
        assert str(7 * 7191) not in path.read_text("utf-8"), path.name


OPEN = """() => {
    const unfold = () => document.querySelectorAll("details").forEach((node) => (node.open = true));
    for (const shape of document.querySelectorAll(".leaflet-interactive")) {
        shape.dispatchEvent(new MouseEvent("click", {bubbles: true}));
        unfold();
    }
    unfold();
}"""


def open_everything(page):
    """Unfold, click and read whatever the page offers."""
    for frame in page.frames:
        frame.evaluate(OPEN)
    page.wait_for_timeout(100)


@pytest.mark.slow
def test_hostile_text_is_shown_as_text(hostile, browser):
    site = hostile / "site"
    asked, said, links, texts = [], [], set(), {}
    contexts = {  # the explorer shows the rows of one page only, where scripts run
        scripts: browser.new_context(viewport={"width": 1280, "height": 900}, offline=True, java_script_enabled=scripts)
        for scripts in (True, False)
    }
    pages = sorted(path for path in site.rglob("*.html") if path.parent.name not in MADE_FROM_ROWS)
    pages += [path for name in MADE_FROM_ROWS for path in sorted((site / name).glob("*.html"))[::VISITED]]
    visits = [(path, True) for path in pages] + [(site / "explore.html", False)]
    for path, scripts in visits:
        page = contexts[scripts].new_page()
        page.asked = []
        page.on("request", lambda request, page=page: page.asked.append(request.url))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(path.as_uri())
        wait_for_quiet(page)
        open_everything(page)
        said_here = [frame.evaluate("document.documentElement.textContent") for frame in page.frames]
        texts[path.stem] = "\n".join([texts.get(path.stem, ""), *said_here])
        for frame in page.frames:
            links |= set(frame.evaluate("[...document.querySelectorAll('[href], [src]')].map((a) => a.href || a.src)"))
        asked += [url for url in page.asked if not url.startswith((site.as_uri(), "data:", "about:"))]
        page.close()
    for context in contexts.values():
        context.close()
    assert asked == []
    assert said == []
    assert [link for link in links if re.match(rf"javascript:|https?://(www\.)?{re.escape(EVIL)}", str(link))] == []
    for payload in PAYLOADS[1:]:
        assert payload in texts["explore"], payload
    assert "{%raw%}" in texts["02_provinces"]
