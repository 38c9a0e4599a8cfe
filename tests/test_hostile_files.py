"""Whatever a file holds, it ends in faults at file, line and column, or is taken exactly as it is written."""

import ast
import csv
import gzip
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings, strategies as st

import helpers
from helpers.__main__ import main
from helpers.data.loading import check_folder
from helpers.data.reading import read_table
from helpers.data.tables import TABLES
from helpers.publish.building import build_processed

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("whole_tables_once")]

PACKAGE = Path(helpers.__file__).parent
POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no such files")
ZEROS = bytes(5_000_000)
SCRIPT = "<script>alert(1)</script>"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def refuse_everywhere(raw, monkeypatch, *places):
    """Load, validate and build: each refuses at all places, without a traceback, and what was built before stays."""
    earlier = raw.parent / "processed" / "incidents.csv"
    earlier.parent.mkdir()
    earlier.write_bytes(b"earlier")
    with pytest.raises(helpers.DataError) as refusal:
        helpers.load_incidents(raw)
    # All three go through check_folder, which takes a second or two: it ran once, for real.
    monkeypatch.setattr("helpers.data.loading.check_folder", lambda folder: ({}, refusal.value.faults))
    validated, built = run("validate", raw), run("build", "--raw", raw, "--processed", earlier.parent)
    for result in (validated, built):
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit)
        assert [place for place in places if f"\n{place}" not in f"\n{result.output}"] == []
    for line in validated.stdout.splitlines():
        assert re.match(r"[a-z_]+\.(csv|geojson):[1-9][0-9]*: .+: .{10}", line), line
        assert line.isprintable(), line  # nor does a fault carry what a terminal would obey
    assert [path.read_bytes() for path in earlier.parent.iterdir()] == [b"earlier"]


def content(change):
    """Replace the whole content of a file, by other bytes or by what a function makes of its bytes."""
    return lambda path: path.write_bytes(change(path.read_bytes()) if callable(change) else change)


def cell(line, column, value):
    """Write a value into one cell."""

    def write(path):
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
        rows[line - 1][rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)

    return write


def instead(make):
    """Put something else where the file was."""

    def replace(path):
        path.unlink()
        make(path)

    return replace


def collection(change):
    """Change the collection of districts."""

    def write(path):
        found = json.loads(path.read_text("utf-8"))
        change(found)
        path.write_text(json.dumps(found), "utf-8")

    return write


def pack(data):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("groups.csv", data)
    return packed.getvalue()


def reverse_header(data):
    header, rest = data.split(b"\n", 1)
    return b",".join(header.split(b",")[::-1]) + b"\n" + rest


# id, file, what is done to it, where the fault must stand (file:line: column: start of the message)
FILES = [
    ("missing", "groups.csv", Path.unlink, "groups.csv:1: file: cannot be read"),
    ("empty", "groups.csv", content(b""), "groups.csv:1: group_id: column is missing"),
    ("header only", "incidents.csv", content(lambda b: b.split(b"\n")[0] + b"\n"), "claims.csv:2: incident_id: "),
    ("folder", "groups.csv", instead(Path.mkdir), "groups.csv:1: file: is no file"),
    ("line ends only", "groups.csv", content(b"\n" * 200_000), "groups.csv:1: group_id: column is missing"),
    ("UTF-16", "groups.csv", content(lambda b: b.decode().encode("utf-16")), "groups.csv:1: file: byte 0xff is not"),
    ("Latin-1", "outlets.csv", content(lambda b: b + b"caf\xe9"), "outlets.csv:8: file: byte 0xe9 is not UTF-8"),
    ("overlong", "groups.csv", content(lambda b: b + b"\xc0\xbc"), "groups.csv:3: file: byte 0xc0 is not UTF-8"),
    ("surrogate", "groups.csv", content(lambda b: b + b"\xed\xa0\xbd"), "groups.csv:3: file: byte 0xed is not UTF-8"),
    ("BOM", "groups.csv", content(lambda b: b"\xef\xbb\xbf" + b), "groups.csv:1: file: starts with a byte order mark"),
    ("NUL", "groups.csv", content(lambda b: b + b"\x00\n"), "groups.csv:3: file: holds a NUL character"),
    ("CRLF", "groups.csv", content(lambda b: b.replace(b"\n", b"\r\n")), "groups.csv:1: file: has CRLF line ends"),
    ("one CR", "claims.csv", content(lambda b: b.replace(b"\nIQC0011", b"\rIQC0011")), "claims.csv:2: file: has CR"),
    ("lone quote", "groups.csv", content(lambda b: b + b'"'), "groups.csv:3: file: is not valid CSV"),
    ("quote inside", "claims.csv", content(lambda b: b + b'"a"b",,,,,,\n'), "claims.csv:4: file: is not valid CSV"),
    ("open quote", "incidents.csv", content(lambda b: b.replace(b"core,", b'core,"', 1)), "incidents.csv:2: file: is"),
    ("wide header", "groups.csv", content(b"a," * 100_000 + b"a\n"), "groups.csv:1: file: is a line of more than"),
    ("same column", "groups.csv", content(lambda b: b.replace(b"note", b"name", 1)), "groups.csv:1: note: column is"),
    ("spaces", "groups.csv", content(lambda b: b.replace(b",name", b", name", 1)), "groups.csv:1:  name: column is u"),
    ("capitals", "groups.csv", content(lambda b: b.replace(b"name", b"Name", 1)), "groups.csv:1: Name: column is unkn"),
    ("a column less", "groups.csv", content(lambda b: b.replace(b",note", b"", 1)), "groups.csv:1: note: column is mi"),
    ("swapped", "groups.csv", content(reverse_header), "groups.csv:1: file: columns must be, in this order: group_id"),
    (
        "semicolons",
        "groups.csv",
        content(lambda b: b.replace(b",", b";")),
        "groups.csv:1: file: has semicolons between",
    ),
    (
        "tabs",
        "groups.csv",
        content(lambda b: b.replace(b",", b"\t")),
        "groups.csv:1: file: has tabs between its fields",
    ),
    ("Excel", "groups.csv", content(lambda b: pack(b)), "groups.csv:"),
    ("gzip", "groups.csv", content(gzip.compress), "groups.csv:1: file: byte 0x8b is not UTF-8"),
    ("zip bomb", "groups.csv", content(pack(ZEROS)), "groups.csv:"),
    ("HTML", "groups.csv", content(b"<!doctype html>\n<p>404</p>\n"), "groups.csv:1: group_id: column is missing"),
    ("JSON", "groups.csv", content(b'[{"group_id": "a"}]\n'), "groups.csv:1: group_id: column is missing"),
    ("SQL", "groups.csv", content(b"DROP TABLE groups; --\n"), "groups.csv:1: group_id: column is missing"),
    ("Python", "groups.csv", content(b"__import__('os')._exit(0)\n"), "groups.csv:1: group_id: column is missing"),
    ("commas", "groups.csv", content(lambda b: b + b"," * 10**6 + b"\n"), "groups.csv:3: file: is a line of more than"),
    (
        "a row twice",
        "observations.csv",
        content(lambda b: b + b.splitlines()[-1] + b"\n"),
        "observations.csv:13: row_id",
    ),
    ("201 MB", "groups.csv", lambda path: os.truncate(path, 201_000_000), "groups.csv:1: file: is larger than "),
    (
        "map of 11 MB",
        "districts.geojson",
        lambda path: os.truncate(path, 11_000_000),
        "districts.geojson:1: file: cannot",
    ),
    ("map empty", "districts.geojson", content(b""), "districts.geojson:1: file: cannot be read"),
    ("map missing", "districts.geojson", Path.unlink, "districts.geojson:1: file: cannot be read (No such file"),
    ("map cut off", "districts.geojson", content(lambda b: b[:5000]), "districts.geojson:"),
    ("map is a table", "districts.geojson", content(b"a,b\n1,2\n"), "districts.geojson:1: file: cannot be read"),
    ("map of nothing", "districts.geojson", collection(dict.clear), "districts.geojson:1: file: cannot be read"),
    ("map of null", "districts.geojson", content(b"null"), "districts.geojson:1: file: cannot be read"),
    (
        "map without rows",
        "districts.geojson",
        collection(lambda c: c.update(features=[])),
        "districts.geojson:1: file: ne",
    ),
    ("map nested", "districts.geojson", content(b"[" * 10**5), "districts.geojson:1: file: cannot be read"),
    (
        "map nested inside",
        "districts.geojson",
        content(b'{"features": ' + b"[" * 10**5),
        "districts.geojson:1: file: can",
    ),
    (
        "map of text",
        "districts.geojson",
        collection(lambda c: c.update(features="abc")),
        "districts.geojson:1: file: can",
    ),
    (
        "map in UTM",
        "districts.geojson",
        collection(lambda c: c.update(crs={"type": "name"})),
        "districts.geojson:1: file: is",
    ),
    (
        "map with a link",  # a format of GDAL's that fetches what it names
        "districts.geojson",
        content(b'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/http://x.org/a</SrcDataSource>'),
        "districts.geojson:1: file: cannot be read",
    ),
    (
        "map without shapes",
        "districts.geojson",
        collection(lambda c: [feature.update(geometry=None) for feature in c["features"]]),
        "districts.geojson:1: geometry: 'Abu Al-Khaseeb' has no valid polygon",
    ),
    (
        "map of nan",
        "districts.geojson",
        collection(lambda c: c["features"][0]["geometry"].update(coordinates=[[[float("nan")] * 2] * 4])),
        "districts.geojson:1: file: cannot be read (NaN is no number of JSON)",
    ),
    (
        "map of a list for a name",
        "districts.geojson",
        collection(lambda c: c["features"][0]["properties"].update(district=["Basra"])),
        "districts.geojson:1: file: needs the properties",
    ),
    (
        "map of another world",
        "districts.geojson",
        collection(
            lambda c: c["features"][0]["geometry"].update(coordinates=[[[1e300, 1], [2, 2], [3, 1], [1e300, 1]]])
        ),
        "districts.geojson:1: file: is not in EPSG:4326",
    ),
    ("date zero", "incidents.csv", cell(3, "date_start", "0000-00-00"), "incidents.csv:3: date_start: '0000-00-00' is"),
    ("no leap year", "incidents.csv", cell(3, "date_end", "2021-02-29"), "incidents.csv:3: date_end: '2021-02-29' is"),
    ("year 12021", "incidents.csv", cell(3, "date_start", "12021-01-01"), "incidents.csv:3: date_start: '12021-01-01'"),
    ("year 1677", "incidents.csv", cell(3, "date_start", "1677-01-01"), "incidents.csv:3: date_start: '1677-01-01' is"),
    ("Arabic digits", "incidents.csv", cell(3, "date_end", "٢٠٢١-٠٧-٢٩"), "incidents.csv:3: date_end: "),
    ("Arabic number", "incidents.csv", cell(4, "injured_max", "٣"), "incidents.csv:4: injured_max: '٣' is not a whole"),
    ("nan", "places.csv", cell(2, "latitude", "nan"), "places.csv:2: latitude: 'nan' is not a number"),
    ("inf", "places.csv", cell(2, "latitude", "inf"), "places.csv:2: latitude: 'inf' is not a number"),
    ("1e309", "places.csv", cell(2, "latitude", "1e309"), "places.csv:2: latitude: '1e309' is not a number"),
    ("swapped coordinates", "places.csv", cell(3, "longitude", "-1"), "places.csv:3: latitude: "),
    ("longitude 181", "places.csv", cell(2, "longitude", "181"), "places.csv:2: longitude: 181.0 is out of range"),
    ("segment to itself", "places.csv", cell(6, "segment_from", "P0005"), "places.csv:6: segment_from: 'P0005' is no"),
    ("reprints itself", "reports.csv", cell(3, "reprint_of", "gfatf"), "reports.csv:3: reprint_of: 'gfatf' is the"),
    ("id used again", "incidents.csv", cell(3, "incident_id", "IQC0001"), "incidents.csv:3: incident_id: 'IQC0001' oc"),
    ("id is a path", "groups.csv", cell(2, "group_id", "../../etc/passwd"), "groups.csv:2: group_id: '../../etc/pass"),
    ("told twice", "observations.csv", cell(3, "incident_id", "IQC0011"), "observations.csv:3: incident_id: R0004 has"),
    ("long cell", "groups.csv", cell(2, "note", "x" * 3000), "groups.csv:2: note: holds 3000 characters; 2000 at most"),
    (
        "long address",
        "reports.csv",
        cell(2, "url", f"https://a.org/{'x' * 9000}"),
        "reports.csv:2: url: holds 9014 char",
    ),
    (
        "right to left",
        "groups.csv",
        cell(2, "note", "a\u202egpj.exe"),
        "groups.csv:2: note: 'a\\u202egpj.exe' holds an",
    ),
    ("zero width", "groups.csv", cell(2, "name", "Ash\u200bab"), "groups.csv:2: name: 'Ash\\u200bab' holds an invisib"),
    ("terminal", "groups.csv", cell(2, "note", "\x1b[2J"), "groups.csv:2: note: '\\x1b[2J' holds a line"),
]


@pytest.mark.parametrize(("file", "damage", "place"), [case[1:] for case in FILES], ids=[case[0] for case in FILES])
def test_a_bad_file_is_refused(raw, monkeypatch, file, damage, place):
    damage(raw / file)
    refuse_everywhere(raw, monkeypatch, place)


def test_a_column_without_a_name_is_refused(raw, monkeypatch):
    content(lambda b: b"," + b)(raw / "groups.csv")
    refuse_everywhere(raw, monkeypatch, "groups.csv:1: ")


def test_no_fault_carries_what_a_terminal_obeys(raw, monkeypatch):
    cell(2, "incident_id", "\x1b]0;title\x07")(raw / "claims.csv")
    refuse_everywhere(raw, monkeypatch, "claims.csv:2: incident_id: ")


@POSIX
@pytest.mark.parametrize("file", ["groups.csv", "districts.geojson"])
@pytest.mark.parametrize(
    "make",
    [
        lambda path: os.mkfifo(path),
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to(path),
        lambda path: path.symlink_to(path.parent / "nowhere"),
    ],
    ids=["pipe", "endless device", "link to itself", "link to nothing"],
)
def test_what_is_no_file_is_refused_without_waiting(raw, monkeypatch, file, make):
    instead(make)(raw / file)
    refuse_everywhere(raw, monkeypatch, f"{file}:1: file: ")


ATTACKS = ["javascript:alert(1)", "data:text/html,x", "https://user:word@example.org/", "https://-.-/", "file:///etc"]
ATTACKS += [
    "https://999.1.1.1/",
    "https://a.org:99999/",
    "https://a.org/\x07",
    "https://a.org/a b",
    'https://a.org/"><b',
]


def test_an_address_that_is_none_is_refused(raw, monkeypatch):
    for line, address in enumerate(ATTACKS, 2):
        cell(line, "source", address)(raw / "published_totals.csv")
    refuse_everywhere(raw, monkeypatch, *(f"published_totals.csv:{line + 2}: source: " for line in range(len(ATTACKS))))


@pytest.mark.parametrize("value", [SCRIPT, '=HYPERLINK("https://a.org")', "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(1)"])
def test_script_and_formulas_are_refused_in_every_column(raw, monkeypatch, value):
    places = []
    for name, model in TABLES.items():
        for column in model.columns:
            cell(2, column, value)(raw / f"{name}.csv")
            places.append(f"{name}.csv:2: {column}: ")
    refuse_everywhere(raw, monkeypatch, *places)


HARMLESS = [
    "عبوة ناسفة 💥 على رتل",
    "café ā",
    "a \"quoted\" word, a comma; 'and' a line",
    "NA",
    "nan",
    "007",
    "-1",
]
HARMLESS += ["../../etc/passwd", "'; DROP TABLE incidents; --", "{{ 7 * 7 }} ${HOME} %n", "5 < 6 &lt;script&gt; |cmd"]


def test_text_that_harms_nobody_is_kept_exactly(raw, tmp_path):
    for line, value in enumerate(HARMLESS, 2):
        cell(line, "note", value)(raw / "incidents.csv")
    assert helpers.load_incidents(raw)["note"].tolist() == HARMLESS
    build_processed(raw, tmp_path / "processed")
    with (tmp_path / "processed" / "incidents.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["note"] for row in csv.DictReader(stream)] == HARMLESS
    features = json.loads((tmp_path / "processed" / "incidents.geojson").read_text("utf-8"))["features"]
    assert [feature["properties"]["note"] for feature in features] == HARMLESS


COLUMNS = ["group_id", "name"]


@pytest.mark.parametrize(
    "value", ["\t=1+1", "|=1\t", "a\u2066b", "\u00a0a", "\u3000a", "a\x85b", "a\u2028b", "<!--", "\ufffd"]
)
def test_a_cell_that_misleads_is_refused(tmp_path, value):
    (tmp_path / "g.csv").write_text(f'group_id,name\na,"{value}"\n', "utf-8", newline="")
    assert [(fault.line, fault.column) for fault in read_table(tmp_path / "g.csv", COLUMNS)[2]]


@pytest.mark.parametrize(
    "value",
    ["\uff1d1+1", "a;=1+1", "a\u061cb", "a\u180eb", "a\ufff9b", "a\U000e0041b", "a\u034fb"],
    ids=["full-width formula", "formula after semicolon", "Arabic mark", "Mongolian", "annotation", "tag", "joiner"],
)
def test_a_cell_that_misleads_in_another_way_is_refused(tmp_path, value):
    (tmp_path / "g.csv").write_text(f"group_id,name\na,{value}\n", "utf-8", newline="")
    assert read_table(tmp_path / "g.csv", COLUMNS)[2]


# The rule for addresses names white space of Latin-1 alone, because no other gets so far.
@pytest.mark.parametrize("sign", [sign for sign in map(chr, range(0x110000)) if sign.isspace() and sign != " "])
def test_no_white_space_but_the_plain_space_stands_in_a_cell(tmp_path, sign):
    (tmp_path / "g.csv").write_text(f'group_id,name\na,"b{sign}c"\n', "utf-8", newline="")
    assert "name" in {fault.column for fault in read_table(tmp_path / "g.csv", COLUMNS)[2]}


PARTS = st.sampled_from(
    ["group_id,name\n", "a", ",", '"', "\n", "\r", "\t", "=", " ", "\x00", "\ufeff", "é", "💥", "٣", "<b"]
)
CONTENTS = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(PARTS, max_size=30).map(lambda parts: "".join(["group_id,name\n", *parts]).encode()),
)


@settings(max_examples=400, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=CONTENTS)
def test_any_bytes_are_taken_exactly_or_refused(tmp_path, data):
    path = tmp_path / "g.csv"
    path.write_bytes(data)
    table, whole, faults = read_table(path, COLUMNS)
    assert {fault.file for fault in faults} <= {"g.csv"}
    assert all(1 <= fault.line <= max(1, data.count(b"\n") + data.count(b"\r") + 1) for fault in faults)
    assert faults or whole
    if not faults:
        header, *records = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
        assert header == COLUMNS
        assert table.astype(object).where(table.notna(), "").to_numpy().tolist() == records


@settings(max_examples=8, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_random_edits_of_bytes_end_in_no_traceback(raw, data):
    """Either the tables are valid still, or a fault stands in the file or in one that refers to it."""
    path = raw / data.draw(st.sampled_from([*(f"{name}.csv" for name in TABLES), "districts.geojson"]))
    before = path.read_bytes()
    edited = bytearray(before)
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(edited)))
        edited[start : start + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        path.write_bytes(edited)
        _, faults = check_folder(raw)
    finally:
        path.write_bytes(before)
    assert all(fault.line >= 1 and len(fault.message) > 10 for fault in faults)
    try:
        edited.decode("utf-8")
    except UnicodeDecodeError:
        assert path.name in {fault.file for fault in faults}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_a_line_of_200_megabytes_needs_bounded_memory(raw):
    with (raw / "groups.csv").open("wb") as stream:
        for _ in range(200):
            stream.write(b"x" * 10**6)
    script = (
        "import re, sys; from helpers.__main__ import main\n"
        "try: main(['validate', sys.argv[1]])\n"
        "finally: print(*re.findall(r'VmHWM:\\s*(\\d+)', open('/proc/self/status').read()), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script, raw], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1, done.stderr
    assert "groups.csv:1: " in done.stdout
    assert len(done.stdout) < 10_000
    peak = int(done.stderr.split()[-1]) / 2**20  # not ru_maxrss, which starts with what the test's own process holds
    assert peak < 1, f"{peak:.1f} GB"


@pytest.mark.parametrize(
    "name", ["with space", "عربي", "two\nlines", "bang!", "what?", "percent%20", "a;b", "x.zip", "-v"]
)
def test_a_folder_may_have_any_name(raw, name):
    folder = raw.rename(raw.parent / name)
    assert run("validate", folder).output.startswith("valid: incidents 11")


@pytest.mark.parametrize(
    "folder", ["nowhere", "http://example.org", "/vsicurl/http://example.org", "\\\\host\\share", "~"]
)
def test_a_folder_that_is_none_is_refused(tmp_path, monkeypatch, folder):
    monkeypatch.chdir(tmp_path)
    result = run("validate", folder)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "there is no folder" in result.output


def test_a_file_or_nothing_is_no_folder(raw):
    for folder in (raw / "groups.csv", ""):
        result = run("validate", folder)
        assert result.exit_code in (1, 2)
        assert isinstance(result.exception, SystemExit)


@POSIX
def test_a_working_directory_that_is_gone_is_named(raw, tmp_path):
    script = "import os, sys; os.rmdir(os.getcwd()); from helpers.__main__ import main; main(['validate', sys.argv[1]])"
    (tmp_path / "gone").mkdir()
    command = [sys.executable, "-c", script, raw]
    done = subprocess.run(command, cwd=tmp_path / "gone", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "Error: the folder you are in is gone; change to another one\n")


NOTEBOOKS = [b"", b"\xff\xfe", b"[]", b"{}", b"null", b'{"nbformat": 99, "cells": []}', b"[" * 10**5]


@pytest.mark.parametrize("data", NOTEBOOKS, ids=["empty", "bytes", "list", "nothing", "null", "version 99", "nested"])
def test_what_is_no_notebook_is_refused(tmp_path, data):
    path = tmp_path / "a.ipynb"
    path.write_bytes(data)
    result = run("run", path)
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert "a.ipynb failed and stays as it was" in result.output
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [data]


@pytest.mark.parametrize("target", ["raw", "raw/../raw", "raw/groups.csv", "raw/groups.csv/x"])
def test_nothing_is_built_over_raw_tables(raw, target):
    before = {path.name: path.read_bytes() for path in raw.iterdir()}
    result = run("build", "--raw", raw, "--processed", raw.parent / target)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "Error: " in result.output
    assert {path.name: path.read_bytes() for path in raw.iterdir()} == before


@POSIX
def test_a_link_to_the_raw_tables_is_no_way_round(raw):
    (raw.parent / "link").symlink_to(raw)
    before = (raw / "incidents.csv").read_bytes()
    assert "holds raw tables" in run("build", "--raw", raw, "--processed", raw.parent / "link").output
    assert (raw / "incidents.csv").read_bytes() == before


@POSIX
def test_nothing_is_built_below_a_device(raw):
    result = run("build", "--raw", raw, "--processed", "/dev/null/x")
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)


def test_builds_at_once_leave_whole_files(raw, tmp_path):
    """Four processes build into one folder, five times each."""
    build_processed(raw, tmp_path / "alone")
    script = (
        "import sys; from helpers.publish import building\n"
        "tables = building.load_tables(sys.argv[1])\n"
        "building.load_tables = lambda raw: tables\n"  # so that they write at the same time
        "for _ in range(5): building.build_processed(sys.argv[1], sys.argv[2])"
    )
    command = [sys.executable, "-c", script, raw, tmp_path / "together"]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [process.communicate()[1] for process in processes] == [""] * 4
    files = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("alone", "together")]
    assert files[0] == files[1]


def test_nothing_opens_a_socket_or_starts_a_program(raw, tmp_path):
    cell(2, "source", "https://example.org/never-fetched")(raw / "groups.csv")
    script = (
        "import sys; from helpers.__main__ import main\n"
        "def watch(event, arguments):\n"
        "    if event.split('.')[0] in ('socket', 'subprocess', 'urllib', 'http') or event.startswith('os.exec'):\n"
        "        raise SystemExit(f'{event} {arguments}')\n"
        "sys.addaudithook(watch)\n"
        "main(['validate', sys.argv[1]], standalone_mode=False)\n"
        "main(['build', '--raw', sys.argv[1], '--processed', sys.argv[2]], standalone_mode=False)\n"
        "import helpers; print(len(helpers.load_incidents(sys.argv[1])))\n"
    )
    command = [sys.executable, "-c", script, raw, tmp_path / "processed"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1:]) == (0, ["11"]), done.stderr


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_module_can_reach_the_network(path):
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    imported = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and node.level == 0}
    assert not {name.split(".")[0] for name in imported} & {
        "socket",
        "http",
        "requests",
        "httpx",
        "ftplib",
        "subprocess",
    }
    assert "urllib.request" not in imported
    called = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"eval", "exec", "compile", "__import__"}
