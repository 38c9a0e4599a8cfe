"""Files as people bring them: read as they are, or named for what they are. Every row is made up for these tests."""

import json
import os
import zipfile

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

import helpers
from helpers.data import export_bytes

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
        ["2021/03/10", "2021-3-11", "2021-12-31T00:00:00Z"],
    ],
)
def test_days_as_acled_ucdp_and_excel_have_written_them(tmp_path, expected, days):
    pd.testing.assert_frame_equal(read(tmp_path, {"event_date": days}), expected)


@pytest.mark.parametrize(
    "day",
    ["2021-07-29xyz", "2021-07-29 25:99", "29 J 2021", "31 June 2021", "0025-03-10", "9999-01-01", "44286", "x", "now"],
)
def test_what_is_not_a_day(tmp_path, day):
    path = write(tmp_path, {**ACLED, "event_date": ["2021-03-10", day, "2021-03-10"]})
    (fault,) = refuse(path, "is not a date from 1900 to 2100; write YYYY-MM-DD")
    assert (fault.line, fault.column) == (3, "event_date")


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


@pytest.mark.parametrize("degrees", ["1,234,5", "inf", "1_0", "91", "33°", "north"])
def test_what_is_not_a_latitude(tmp_path, degrees):
    refuse(write(tmp_path, {**ACLED, "latitude": ["0", degrees, "1"]}), "export.csv:3: latitude: ")


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
    monkeypatch.setattr(export_bytes, "LARGEST_EXPORT", 10**5)
    refuse(tmp_path / "export.zip", "unpacks to more than")
    refuse(write(tmp_path, {**ACLED, "actor1": ["x" * 10**5] * 3}), "is larger than .* read it in parts")


def test_excel(tmp_path, expected):
    pytest.importorskip("openpyxl", reason="an optional package")
    frame = pd.DataFrame(ACLED)
    frame["event_date"], frame["fatalities"] = pd.to_datetime(frame["event_date"]), frame["fatalities"].astype(int)
    frame.to_excel(tmp_path / "export.xlsx", index=False)
    pd.testing.assert_frame_equal(helpers.read_acled(tmp_path / "export.xlsx"), expected)
    frame.assign(fatalities=[1, 2, -3]).to_excel(tmp_path / "export.xlsx", index=False)
    refuse(tmp_path / "export.xlsx", "export.xlsx:4: fatalities: '-3'")


def test_excel_without_openpyxl_says_what_to_do(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "export.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    refuse(tmp_path / "export.xlsx", "is an Excel workbook; save it as CSV UTF-8, or install openpyxl")


@pytest.mark.parametrize("wrap", [lambda events: {"status": 200, "data": events}, lambda events: events])
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
        ({"date_end": ["2021-03-09", "2021-03-12"]}, "export.csv:2: date_end: '2021-03-09' lies before date_start"),
        ({"date_prec": ["1", "6"]}, "date_prec: '6' is not one of 1, 2, 3, 4, 5"),
        ({"where_prec": ["0", "8"]}, "where_prec: '0' is not one of"),
        ({"type_of_violence": ["1", "4"]}, "type_of_violence: '4' is not one of 1, 2, 3"),
    ],
)
def test_values_that_the_codebook_rules_out(tmp_path, change, message):
    with pytest.raises(helpers.DataError, match=message):
        helpers.read_ucdp(write(tmp_path, {**UCDP, **change}))


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
REQUIRED = ["event_id_cnty", "event_date", "admin1"]
OPTIONAL = [name for name in ACLED if name not in REQUIRED]


@settings(max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    optional=st.lists(st.sampled_from(OPTIONAL), unique=True),
    order=st.randoms(use_true_random=False),
    cases=st.lists(st.sampled_from([str.upper, str.lower, str.title]), min_size=13, max_size=13),
    formats=st.lists(st.sampled_from(FORMATS), min_size=3, max_size=3),
)
@example(optional=OPTIONAL, order=__import__("random").Random(0), cases=[str.upper] * 13, formats=FORMATS[:3])
def test_any_columns_in_any_order_and_case_with_any_dates(tmp_path, optional, order, cases, formats):
    """What is there is read as from the whole file, and what is not there is missing."""
    whole = read(tmp_path)
    days = [day.format(pd.Timestamp(text)) for day, text in zip(formats, ACLED["event_date"], strict=True)]
    names = [*REQUIRED, *optional]
    order.shuffle(names)
    frame = pd.DataFrame({name: days if name == "event_date" else ACLED[name] for name in names})
    frame.columns = [case(name) for case, name in zip(cases, names, strict=False)]
    events = helpers.read_acled(write(tmp_path, frame, name="part.csv"))
    made_from = {"incident_id": "event_id_cnty", "province": "admin1", "place": "location", "reports": "source"}
    made_from |= {"killed_min": "fatalities", "killed_max": "fatalities", "date_precision": "time_precision"}
    made_from |= {"date_start": "event_date", "date_end": "event_date", "location_precision": "geo_precision"}
    for name in whole.columns.drop("geometry"):
        if made_from.get(name, name) in names or name not in {*made_from, *ACLED}:
            pd.testing.assert_series_equal(events[name], whole[name])
        else:
            assert events[name].isna().all(), name
    located = {"latitude", "longitude", "geo_precision"} <= set(names)
    assert events.geometry.notna().tolist() == [located, located, False]


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
