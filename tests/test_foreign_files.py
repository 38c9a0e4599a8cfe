"""Files as people bring them: read as they are, or named for what they are. Every row is made up for these tests."""

import json
import os
import zipfile

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import helpers
from helpers.data import export_files

ACLED = {
    "event_id_cnty": ["SYN1", "SYN2", "SYN3"],
    "event_date": ["2021-03-10", "2021-03-11", "2021-12-31"],
    "time_precision": ["1", "1", "1"],
    "event_type": ["Battles", "Riots", "Battles"],
    "actor1": ["Made-up group", "Süd, North", "“Quoted”"],
    "country": ["Mali", "Mali", "Mali"],
    "admin1": ["Ségou", "Mopti", "Kidal"],
    "location": ["Nowhere", "Elsewhere", "Nowhere"],
    "latitude": ["13.5", "-14.25", "18.4"],
    "longitude": ["-6.25", "-4", "1.5"],
    "geo_precision": ["1", "1", "2"],
    "source": ["Made-up Agency", "Invented Times; Made-up Agency", ""],
    "fatalities": ["0", "3", "12"],
}
UCDP = {
    "id": ["1", "2"],
    "date_start": ["2021-03-10 00:00:00.000", "2021-03-10"],
    "date_end": ["2021-03-10 00:00:00.000", "2021-03-12"],
    "date_prec": ["1", "2"],
    "adm_1": ["Homs Governorate", "Aleppo Governorate"],
    "where_prec": ["1", "4"],
    "latitude": ["34.7", "36.2"],
    "longitude": ["36.7", "37.1"],
    "low": ["1", "0"],
    "best": ["1", "2"],
    "high": ["1", "5"],
}


def write(folder, frame=ACLED, *, encoding="utf-8", name="export.csv", **options):
    path = folder / name
    text = pd.DataFrame(frame).to_csv(index=False, lineterminator="\n", **options)
    path.write_bytes(text.encode(encoding))
    return path


def read(folder, change=None, **options):
    """Read the rows above with some columns changed."""
    return helpers.read_acled(write(folder, {**ACLED, **(change or {})}, **options))


def refuse(path, match, **options):
    with pytest.raises(helpers.DataError, match=match) as caught:
        helpers.read_acled(path, **options)
    return caught.value.faults


@pytest.fixture
def expected(tmp_path):
    return read(tmp_path)


def test_what_is_read_by_hand(expected):
    assert expected["province"].tolist() == ["Ségou", "Mopti", "Kidal"]
    assert expected["reports"].tolist() == [1, 2, pd.NA]
    assert expected["killed_max"].tolist() == [0, 3, 12]
    assert [point and point.coords[0] for point in expected.geometry] == [(-6.25, 13.5), (-4, -14.25), None]
    assert expected.attrs["credit"].startswith("ACLED")


# --- the same in other clothes -------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_separator_and_unicode_encoding(tmp_path, expected, separator, encoding):
    pd.testing.assert_frame_equal(read(tmp_path, sep=separator, encoding=encoding), expected)


def test_windows_encodings(tmp_path, expected):
    path = write(tmp_path, encoding="cp1252")
    with pytest.warns(UserWarning, match=r"export.csv is not UTF-8 and was read as Windows-1252"):
        pd.testing.assert_frame_equal(helpers.read_acled(path), expected)
    pd.testing.assert_frame_equal(helpers.read_acled(path, encoding="cp1252"), expected)
    path.write_bytes(path.read_bytes().replace(b"Mopti", "موبتي".encode("cp1256")).replace(b"\xfc", b"u"))
    assert helpers.read_acled(path, encoding="cp1256")["province"].iloc[1] == "موبتي"


def test_damaged_utf_8_is_not_taken_for_another_encoding(tmp_path):
    path = write(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole.replace("Süd".encode(), b"S\xfcd"))
    assert [fault.line for fault in refuse(path, "byte 0xfc is not UTF-8, and the rest is")] == [3]
    path.write_bytes(whole[: whole.index("ü".encode()) + 1])
    refuse(path, "byte 0xc3 is not UTF-8")
    refuse(path, "'martian' is not an encoding that Python knows", encoding="martian")
    refuse(path, "is not ascii throughout", encoding="ascii")


def test_line_ends_blank_lines_and_headers_of_any_case(tmp_path, expected):
    path = write(tmp_path)
    text = path.read_text("utf-8").replace("\n", "\r\n") + "\r\n\r\n"
    header, rest = text.split("\r\n", 1)
    path.write_bytes(f"\r\n{header.upper()}\r\n{rest}".encode())
    pd.testing.assert_frame_equal(helpers.read_acled(path), expected)


@pytest.mark.parametrize("missing", ["NA", "NaN", "NULL", "#N/A"])
def test_what_r_and_databases_write_for_missing(tmp_path, missing):
    events = read(tmp_path, {"admin1": ["Ségou", missing, "Kidal"], "fatalities": ["1", missing, "2"]}, quoting=1)
    assert events["province"].isna().tolist() == [False, True, False]
    assert events["killed_min"].isna().tolist() == [False, True, False]


def test_blanks_around_names_do_not_matter_and_a_blank_one_is_missing(tmp_path, expected):
    padded = {
        name: [f" {text}\t" for text in ACLED[name]] for name in ("event_id_cnty", "admin1", "location", "event_date")
    }
    padded |= {
        "latitude": [" 13.5", "-14.25 ", "18.4"],
        "fatalities": ["0 ", " 3", "12"],
        "geo_precision": [" 1", "1 ", "2"],
    }
    pd.testing.assert_frame_equal(read(tmp_path, padded), expected)
    assert read(tmp_path, {"admin1": ["Ségou", " ", "Kidal"]})["province"].isna().tolist() == [False, True, False]
    for identifier, message in (
        (" ", "export.csv:3: event_id_cnty: is empty"),
        (" SYN1", "'.*' occurs more than once"),
    ):
        refuse(write(tmp_path, {**ACLED, "event_id_cnty": ["SYN1", identifier, "SYN3"]}), message)


def test_row_names_of_r(tmp_path, expected):
    pd.testing.assert_frame_equal(read(tmp_path, {"event_id_cnty": ACLED["event_id_cnty"]}), expected)
    path = tmp_path / "r.csv"
    pd.DataFrame(ACLED).to_csv(path)
    pd.testing.assert_frame_equal(helpers.read_acled(path), expected)


@pytest.mark.parametrize(
    "days",
    [
        ["10 March 2021", "11-March-2021", "31-Dec-21"],
        ["10-Mar-21", "11 mar 2021", "31 DECEMBER 2021"],
        ["10.03.2021", "11.3.2021", "31.12.2021"],
        ["10/03/2021", "11/3/2021", "31/12/2021"],
        ["3/10/2021 0:00", "3/11/2021 0:00", "12/31/2021 0:00"],
        ["03/10/2021", "03/11/2021", "12/31/2021"],
        ["2021/03/10", "2021-3-11", "2021-12-31T00:00:00Z"],
    ],
)
def test_days_as_acled_ucdp_and_excel_have_written_them(tmp_path, expected, days):
    pd.testing.assert_frame_equal(read(tmp_path, {"event_date": days}), expected)


@pytest.mark.parametrize(
    "day",
    [
        "2021-07-29xyz",
        "2021-07-29 25:99",
        "29 J 2021",
        "31 June 2021",
        "0025-03-10",
        "9999-01-01",
        "1899-12-31",
        "2101-01-01",
        "44286",
        "now",
    ],
)
def test_what_is_not_a_day(tmp_path, day):
    path = write(tmp_path, {**ACLED, "event_date": ["2021-03-10", day, "2021-03-10"]})
    (fault,) = refuse(path, "is not a date from 1900 to 2100; write YYYY-MM-DD")
    assert (fault.line, fault.column) == (3, "event_date")


def test_years_of_two_digits_and_the_first_and_last_days(tmp_path):
    days = ["9-May-45", "9-May-46", "13/5/2021", "9/5/2021", "1900-01-01", "2100-12-31"]
    rows = {"event_id_cnty": [*"abcdef"], "event_date": days, "admin1": ["Gao"] * 6}
    read_days = helpers.read_acled(write(tmp_path, rows))["date_start"].dt.strftime("%Y-%m-%d").tolist()
    assert read_days == ["2045-05-09", "1946-05-09", "2021-05-13", "2021-05-09", "1900-01-01", "2100-12-31"]


@pytest.mark.parametrize("days", [["5/6/2021", "6/5/2021", "1/1/2021"], ["13/6/2021", "6/13/2021", "1/1/2021"]])
def test_day_and_month_are_not_guessed(tmp_path, days):
    faults = refuse(write(tmp_path, {**ACLED, "event_date": days}), "could be day/month or month/day")
    assert [fault.line for fault in faults] == [2, 3, 4]


def test_whole_codes_counts_and_decimal_commas(tmp_path, expected):
    change = {"time_precision": ["1.0"] * 3, "geo_precision": ["1.00", "1.0", "2"], "fatalities": ["0.0", "3", "12.0"]}
    change |= {"latitude": ["13,5", "-14,25", "18,4"], "longitude": ["-6,25", "-4", "1,5"]}
    pd.testing.assert_frame_equal(read(tmp_path, change, sep=";"), expected)
    pd.testing.assert_frame_equal(read(tmp_path, change), expected)


@pytest.mark.parametrize("count", ["1e3", "1,000", "1.5", "-1", "9" * 20, "900000000", "1 2", "٣x", "inf", "0x1"])
def test_what_is_not_a_count(tmp_path, count):
    (fault,) = refuse(write(tmp_path, {**ACLED, "fatalities": ["0", count, "1"]}), "is not a whole number from 0")
    assert (fault.line, fault.column) == (3, "fatalities")


@pytest.mark.parametrize("degrees", ["1,234,5", "inf", "1_0", "90.1", "-90.1", "33°", "north"])
def test_what_is_not_a_latitude(tmp_path, degrees):
    refuse(write(tmp_path, {**ACLED, "latitude": ["0", degrees, "1"]}), "export.csv:3: latitude: ")


def test_the_poles_and_both_sides_of_the_date_line_are_places(tmp_path):
    events = read(tmp_path, {"latitude": ["90", "-90", "0"], "longitude": ["180", "-180", "0"]})
    assert [point and point.coords[0] for point in events.geometry] == [(180, 90), (-180, -90), None]
    assert read(tmp_path, {"latitude": ["90", None, "0"], "longitude": [None, "1", "0"]}).geometry.isna().all()


DAMAGE = {  # a password, an unknown method of compression, and content that does not unpack
    "password": lambda data, central: {6: 1, central + 8: 1},
    "method": lambda data, central: {8: 99, central + 10: 99},
    "content": lambda data, central: {central - 9: data[central - 9] ^ 255, central - 8: data[central - 8] ^ 255},
}


@pytest.mark.parametrize("case", DAMAGE)
def test_a_zip_that_cannot_be_unpacked_is_named(tmp_path, case):
    with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(write(tmp_path), "acled.csv")
    data = bytearray((tmp_path / "export.zip").read_bytes())
    for place, byte in DAMAGE[case](data, data.rindex(b"PK\x01\x02")).items():
        data[place] = byte
    (tmp_path / "export.zip").write_bytes(data)
    refuse(tmp_path / "export.zip", "is a zip archive that cannot be unpacked")


def test_zip(tmp_path, expected):
    with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(write(tmp_path), "folder/acled.csv")
        archive.writestr("__MACOSX/._acled.csv", "x")
    pd.testing.assert_frame_equal(helpers.read_acled(tmp_path / "export.zip"), expected)
    with zipfile.ZipFile(tmp_path / "export.zip", "a") as archive:
        archive.writestr("codebook.txt", "x")
    refuse(tmp_path / "export.zip", r"holds 2 files \(folder/acled.csv, codebook.txt\); unpack it")


def test_a_zip_that_unpacks_to_more_than_the_limit(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("acled.csv", b"0" * 10**6)
    monkeypatch.setattr(export_files, "LARGEST_EXPORT", 10**5)
    refuse(tmp_path / "export.zip", "unpacks to more than")
    refuse(write(tmp_path, {**ACLED, "actor1": ["x" * 10**5] * 3}), "is larger than .* read it in parts")


def test_excel(tmp_path, expected, monkeypatch):
    pytest.importorskip("openpyxl", reason="an optional package")
    frame = pd.DataFrame(ACLED)
    frame["event_date"], frame["fatalities"] = pd.to_datetime(frame["event_date"]), frame["fatalities"].astype(int)
    frame.to_excel(tmp_path / "export.xlsx", index=False)
    pd.testing.assert_frame_equal(helpers.read_acled(tmp_path / "export.xlsx"), expected)
    frame.assign(fatalities=[1, 2, -3]).to_excel(tmp_path / "export.xlsx", index=False)
    refuse(tmp_path / "export.xlsx", "export.xlsx:4: fatalities: '-3'")
    frame = pd.concat([frame.head(1), pd.DataFrame([{}]), frame.tail(2).assign(actor1=["None", "NA"])])
    frame.to_excel(tmp_path / "export.xlsx", index=False)
    assert helpers.read_acled(tmp_path / "export.xlsx")["actor1"].fillna("-").tolist() == ["Made-up group", "None", "-"]
    monkeypatch.setattr(export_files, "LARGEST_WORKBOOK", 1000)
    refuse(tmp_path / "export.xlsx", "is an Excel workbook larger than")


def test_excel_without_openpyxl_says_what_to_do(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "export.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    refuse(tmp_path / "export.xlsx", "is an Excel workbook; save it as CSV UTF-8, or install openpyxl")


@pytest.mark.parametrize(
    "wrap", [lambda events: {"status": 200, "data": events}, lambda events: {"Result": events}, list]
)
def test_answers_of_the_api(tmp_path, expected, wrap):
    events = pd.DataFrame(ACLED).to_dict("records")
    events[1] |= {"fatalities": 3, "latitude": -14.25, "source": "Invented Times; Made-up Agency"}
    events[2] |= {"source": None, "tags": {"nested": 1}}
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(wrap(events)), "utf-8")
    pd.testing.assert_frame_equal(helpers.read_acled(path), expected)
    events[1]["event_date"] = "soon"
    path.write_text(json.dumps(wrap(events)), "utf-8")
    assert [fault.line for fault in refuse(path, "'soon' is not a date")] == [2]


# --- something else ------------------------------------------------------------------------------------------

SOMETHING_ELSE = {
    "login page": (b"<!DOCTYPE html><html><body>Log in</body></html>", "is a web page"),
    "login page with a mark": (b"\xef\xbb\xbf<html>Log in</html>", "is a web page"),
    "xml": (b'<?xml version="1.0"?><a/>', "is XML"),
    "lfs": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "is a Git LFS pointer"),
    "annex": (b"../.git/annex/objects/a/b\n", "is a git-annex pointer"),
    "gzip": (b"\x1f\x8b\x08rest", "is compressed; unpack it"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Excel workbook"),
    "parquet": (b"PAR1rest", "is Parquet"),
    "pdf": (b"%PDF-1.7", "is a PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00", r"is not UTF-8|NUL|throughout"),
    "broken zip": (b"PK\x03\x04broken", "is a zip archive that cannot be unpacked"),
    "api error": (b'{"success": false, "error": ["no access"]}', "is an answer without events, which says .*no access"),
    "no events": (b'{"data": []}', "holds no event"),
    "other json": (b'{"a": 1}', "is JSON without a list of events"),
    "broken json": (b'{"data": [', "is JSON that cannot be read"),
    "deep json": (b'{"data":' + b"[" * 10**5, "is JSON that cannot be read"),
    "nothing": (b"", "is empty"),
    "blank": (b"\n\n", "is empty"),
    "cut in a letter": (b"event_id_cnty,event_date,admin1\nA,2021-01-01,S\xc3", "byte 0xc3 is not UTF-8, and the rest"),
    "another source": (b"country,location\nMali,Gao\n", "is not an export of ACLED"),
    "another table": (b"a,b\n1,2\n", r"is not an export of ACLED: it has none of the columns .*, but 'a', 'b'"),
    "NUL": (b"event_id_cnty,event_date,admin1\n" * 9 + b"SYN1,2021-01-01,Kid\x00al\n", "it holds NUL characters"),
    "open quote": (b'event_id_cnty,event_date,admin1\nA,2021-01-01,"Kidal\nB,2021-01-01,Gao\n', "quotation marks"),
    "two open quotes": (
        b'event_id_cnty,event_date,admin1\nA,2021-01-01,"Kidal\nB,2021-01-01,"Gao\n',
        "has quotation marks that do not pair",
    ),
    "endless cell": (b'event_id_cnty,event_date,admin1\nA,2021-01-01,"' + b"x" * 2**25 + b'"\n', "is not a CSV table"),
}


@pytest.mark.parametrize("case", SOMETHING_ELSE)
def test_something_else_is_named_once(tmp_path, case):
    content, message = SOMETHING_ELSE[case]
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    assert len(refuse(path, message)) == 1


def test_only_regular_files_are_opened(tmp_path):
    refuse(tmp_path, "is not a file")
    refuse(tmp_path / "none.csv", r"cannot be read \(No such file")
    refuse("a\x00b", "cannot be read")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        refuse(tmp_path / "pipe", "is not a file")
        refuse("/dev/zero", "is not a file")


def test_a_header_with_a_column_twice(tmp_path):
    path = write(tmp_path)
    path.write_text(path.read_text("utf-8").replace("actor1", "Event_Date"), "utf-8")
    (fault,) = refuse(path, "occurs more than once in the header")
    assert fault.column == "event_date"


def test_a_column_that_nothing_needs_is_not_demanded(tmp_path):
    path = write(tmp_path, {name: ACLED[name] for name in ("event_id_cnty", "event_date", "admin1")})
    events = helpers.read_acled(path)
    assert events["date_start"].dt.day.tolist() == [10, 11, 31]
    assert events.drop(columns="geometry").columns[events.drop(columns="geometry").isna().all()].tolist() == [
        name for name in events if name not in ("incident_id", "date_start", "date_end", "province", "geometry")
    ]


@pytest.mark.parametrize("kept", range(1, 14))
def test_a_file_that_is_cut_anywhere_is_refused(tmp_path, kept):
    """Cut within any cell of the last record, whether its rest could be a value or not."""
    path = write(tmp_path)
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines[:-1], ",".join(lines[-1].split(",")[:kept])]), "utf-8")
    (fault,) = refuse(path, "its last record may be cut|fields where the header has 13")
    assert fault.line == 4
    path.write_text(path.read_text("utf-8")[:-1], "utf-8")
    assert refuse(path, "its last record may be cut|fields where the header has 13")[0].line == 4


def test_short_and_long_rows_are_refused_at_their_line(tmp_path):
    path = write(tmp_path)
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([lines[0], lines[1] + ",x", "", lines[2].rpartition(",")[0], lines[3], ""]), "utf-8")
    faults = refuse(path, "fields where the header has 13")
    assert [(fault.line, fault.message[:13]) for fault in faults] == [(2, "has 14 fields"), (4, "has 12 fields")]


# --- bad rows are the caller's choice ------------------------------------------------------------------------


def test_bad_rows_are_skipped_counted_and_listed(tmp_path):
    path = write(tmp_path, {**ACLED, "event_id_cnty": ["SYN1", None, "SYN3"], "fatalities": ["0", "x", "12"]})
    path.write_text(path.read_text("utf-8") + "short,row\n", "utf-8")
    with pytest.warns(UserWarning, match=r"skipped 2 of 4 rows, first: export.csv:3: event_id_cnty: is empty"):
        events = helpers.read_acled(path, errors="skip")
    assert events["incident_id"].tolist() == ["SYN1", "SYN3"]
    assert [fault.split(": ")[:2] for fault in events.attrs["skipped"]] == [
        ["export.csv:3", "event_id_cnty"],
        ["export.csv:3", "fatalities"],
        ["export.csv:5", "file"],
    ]
    with pytest.raises(ValueError, match="errors: 'ignore' is unknown; allowed: raise, skip"):
        helpers.read_acled(path, errors="ignore")


def test_lines_are_right_behind_a_row_that_is_too_short(tmp_path):
    path = write(tmp_path, {**ACLED, "fatalities": ["0", "3", "x"]})
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines[:2], "short,row", *lines[2:], ""]), "utf-8")
    assert [(fault.line, fault.column) for fault in refuse(path, "fields where")] == [(3, "file"), (5, "fatalities")]
    path.write_bytes(b"event_id_cnty,event_date,admin1\n" * 9 + b"SYN1,2021-01-01,Kid\x00al\n")
    assert refuse(path, "NUL")[0].line == 10


def test_every_skipped_row_is_listed(tmp_path):
    rows = {"event_id_cnty": [f"SYN{number}" for number in range(151)], "admin1": ["Gao"] * 151}
    rows["event_date"] = ["2021-01-01", *["soon"] * 150]
    with pytest.warns(UserWarning, match="skipped 150 of 151 rows"):
        events = helpers.read_acled(write(tmp_path, rows), errors="skip")
    assert (len(events), len(events.attrs["skipped"])) == (1, 150)


def test_a_cut_record_is_skipped(tmp_path):
    path = write(tmp_path)
    path.write_text(path.read_text("utf-8").removesuffix("2\n"), "utf-8")
    with pytest.warns(UserWarning, match="skipped 1 of 3 rows"):
        assert helpers.read_acled(path, errors="skip")["incident_id"].tolist() == ["SYN1", "SYN2"]


# --- UCDP ----------------------------------------------------------------------------------------------------


def test_the_row_of_hxl_tags_is_no_event(tmp_path):
    tags = {name: ["#adm1+name" if name == "adm_1" else "", *UCDP[name]] for name in UCDP}
    whole = helpers.read_ucdp(write(tmp_path, UCDP))
    pd.testing.assert_frame_equal(helpers.read_ucdp(write(tmp_path, tags)), whole)
    path = write(tmp_path, {**tags, "high": ["", "1", "x"]})
    with pytest.raises(helpers.DataError, match=r"export.csv:4: high: 'x'"):
        helpers.read_ucdp(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"low": ["2", "0"]}, "export.csv:2: high: '1' is below low"),
        ({"best": ["1", "6"]}, "export.csv:3: best: '6' lies outside low and high"),
        ({"best": ["2", "2"]}, "export.csv:2: best: '2' lies outside low and high"),
        ({"low": ["1", "3"]}, "export.csv:3: best: '2' lies outside low and high"),
        ({"date_end": ["2021-03-09", "2021-03-12"]}, "export.csv:2: date_end: '2021-03-09' lies before date_start"),
        ({"date_prec": ["1", "6"]}, "date_prec: '6' is not one of 1, 2, 3, 4, 5"),
        ({"where_prec": ["0", "8"]}, "where_prec: '0' is not one of"),
        ({"type_of_violence": ["1", "4"]}, "type_of_violence: '4' is not one of 1, 2, 3"),
    ],
)
def test_values_that_the_codebook_rules_out(tmp_path, change, message):
    with pytest.raises(helpers.DataError, match=message):
        helpers.read_ucdp(write(tmp_path, {**UCDP, **change}))


def test_every_code_of_ucdp_means_what_its_codebook_says(tmp_path):
    rows = {"id": "1234567", "date_start": ["2021-03-10"] * 7, "adm_1": ["Homs"] * 7, "where_prec": "1234567"}
    rows |= {"date_end": [f"2021-03-{day}" for day in (10, 11, 12, 10, 11, 11, 12)], "date_prec": "1223451"}
    rows |= {"low": "1" * 7, "best": [*"23"] + [None] * 5, "high": [*"33"] + [None] * 5, "event_clarity": "1212121"}
    events = helpers.read_ucdp(write(tmp_path, {name: list(values) for name, values in rows.items()}))
    assert events["date_precision"].tolist() == ["day", "day", "month", "month", "month", "month", "month"]
    places = ["town", "district", "district", "province", "country", "country", "at sea"]
    assert events["location_precision"].fillna("at sea").tolist() == places
    assert events["event_clarity"].tolist() == list("1212121")
    assert events["killed_min"].tolist() == [1] * 7
    with pytest.raises(helpers.DataError, match="event_clarity: '3' is not one of 1, 2"):
        helpers.read_ucdp(write(tmp_path, {**UCDP, "event_clarity": ["3", "1"]}))


def test_names_of_columns_in_acleds_shapefiles(tmp_path, expected):
    short = {"time_precision": "time_preci", "geo_precision": "geo_precis", "event_id_cnty": "event_id_c"}
    path = write(tmp_path, {short.get(name, name): values for name, values in ACLED.items()}, name="short.csv")
    pd.testing.assert_frame_equal(helpers.read_acled(path), expected)
    both = write(tmp_path, {**ACLED, "time_preci": ["9"] * 3})
    pd.testing.assert_frame_equal(helpers.read_acled(both), expected)


def test_names_of_columns_until_version_5(tmp_path):
    old = {f"{name}_est" if name in ("low", "best", "high") else name: values for name, values in UCDP.items()}
    pd.testing.assert_frame_equal(
        helpers.read_ucdp(write(tmp_path, old)), helpers.read_ucdp(write(tmp_path, UCDP, name="new.csv"))
    )


# --- any mix -------------------------------------------------------------------------------------------------

FORMATS = [
    "{0:%Y-%m-%d}",
    "{0:%d %B %Y}",
    "{0:%d-%B-%Y}",
    "{0.day}-{0:%b-%y}",
    "{0:%Y-%m-%d %H:%M:%S.000}",
    "{0:%d.%m.%Y}",
]
SLASHED = ["{0:%d/%m/%Y}", "{0:%m/%d/%Y}"]
MADE_FROM = {
    "ACLED": {"event_id_cnty": "incident_id", "event_date": "date_start date_end", "time_precision": "date_precision"}
    | {"admin1": "province", "location": "place", "geo_precision": "location_precision", "source": "reports"}
    | {"fatalities": "killed_min killed_max"},
    "UCDP": {"id": "incident_id", "date_start": "date_start", "date_end": "date_end", "date_prec": "date_precision"}
    | {"adm_1": "province", "where_prec": "location_precision", "low": "killed_min", "high": "killed_max"},
}
KINDS = {
    "ACLED": (
        helpers.read_acled,
        ACLED,
        ["event_id_cnty", "event_date", "admin1"],
        ["event_date"],
        [True, True, False],
    ),
    "UCDP": (
        helpers.read_ucdp,
        UCDP,
        ["id", "date_start", "date_end", "adm_1"],
        ["date_start", "date_end"],
        [True, False],
    ),
}


@settings(max_examples=25, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
@pytest.mark.parametrize("kind", KINDS)
def test_any_columns_in_any_order_and_case_with_any_dates(tmp_path, kind, data):
    """What is there is read as from the whole file, what is not there is missing, and unclear days are refused."""
    read_events, rows, needed, dates, town = KINDS[kind]
    whole = read_events(write(tmp_path, rows))
    chosen = data.draw(st.lists(st.sampled_from([name for name in rows if name not in needed]), unique=True))
    names = data.draw(st.permutations([*needed, *chosen]))
    slashed = data.draw(st.sampled_from(SLASHED))
    frame, unclear = pd.DataFrame({name: rows[name] for name in names}), False
    for column in dates:
        days = pd.to_datetime(frame[column].str[:10])
        formats = [data.draw(st.sampled_from([*FORMATS, slashed])) for _ in days]
        frame[column] = [form.format(day) for form, day in zip(formats, days, strict=True)]
        known = [day.day > 12 for form, day in zip(formats, days, strict=True) if form == slashed]
        unclear |= bool(known) and not any(known)
    frame.columns = [data.draw(st.sampled_from([str.upper, str.lower, str.title]))(name) for name in names]
    path = write(tmp_path, frame, name="part.csv", sep=data.draw(st.sampled_from(",;\t|")))
    if unclear:
        with pytest.raises(helpers.DataError, match="could be day/month or month/day"):
            read_events(path)
        return
    events = read_events(path)
    for name in rows:
        for column in MADE_FROM[kind].get(name, name).split():
            if name in names:
                pd.testing.assert_series_equal(events[column], whole[column])
            else:
                assert events[column].isna().all(), column
    located = {"latitude", "longitude", "geo_precision" if kind == "ACLED" else "where_prec"} <= set(names)
    assert events.geometry.notna().tolist() == [located and is_town for is_town in town]


NOISE = st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))


@settings(max_examples=150, derandomize=True, suppress_health_check=list(HealthCheck))
@given(noise=NOISE, start=st.integers(0, 600), replaced=st.integers(0, 40))
@pytest.mark.filterwarnings("ignore:part.csv is not UTF-8")
def test_any_damage_is_read_or_refused_by_name(tmp_path, noise, start, replaced):
    content = write(tmp_path).read_bytes()
    path = tmp_path / "part.csv"
    path.write_bytes(content[:start] + noise + content[start + replaced :])
    try:
        events = helpers.read_acled(path)
    except helpers.DataError as error:
        named = all(fault.file == "part.csv" and fault.line >= 1 for fault in error.faults)
    else:
        named = len(events) <= path.read_bytes().count(b"\n") + path.read_bytes().count(b"\r")
    assert named


def test_long_cells_line_ends_in_cells_and_quotes_for_inches_are_read(tmp_path):
    places = ["x" * 3_000_000, 'two\nlines, and "quotes"', "5 in"]
    path = write(tmp_path, {**ACLED, "location": places})
    path.write_text(path.read_text("utf-8").replace("5 in", '5" long'), "utf-8")
    assert helpers.read_acled(path)["place"].tolist() == [*places[:2], '5" long']


def test_a_path_may_be_a_string(tmp_path):
    assert len(helpers.read_acled(str(write(tmp_path)))) == 3
