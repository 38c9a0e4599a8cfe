"""Other people's events come in the columns of this project; the helpers run on them unchanged.

The headers are those that ACLED and UCDP publish; every row is made up for these tests.
"""

import csv

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import helpers
from helpers.data.vocabularies import DATE_PRECISIONS, LOCATION_PRECISIONS
from helpers.provinces.counts import list_unplaced
from helpers.timeline.counts import count_by_period

ACLED_HEADER = """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1
assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3
location latitude longitude geo_precision source source_scale notes fatalities tags timestamp"""
UCDP_HEADER = """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
number_of_sources source_article source_office source_date source_headline source_original where_prec
where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id
region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high
low gwnoa gwnob"""
ACLED_HEADER, UCDP_HEADER = ACLED_HEADER.split(), UCDP_HEADER.split()
ACLED_ROWS = [
    {"event_id_cnty": "SYN1", "event_date": "2021-03-10", "time_precision": "1", "geo_precision": "1"},
    {"event_id_cnty": "SYN2", "event_date": "30 June 2021", "time_precision": "2", "geo_precision": "2"},
    {"event_id_cnty": "SYN3", "event_date": "2021-07-15", "time_precision": "3", "geo_precision": "3"},
    {"event_id_cnty": "SYN4", "event_date": "2021-08-01", "admin1": "", "source": "", "fatalities": ""},
]
ACLED_USUAL = {"admin1": "Al-Qadisiyah governorate", "admin2": "Made up", "location": "Nowhere", "latitude": "32"}
ACLED_USUAL |= {"longitude": "44.9", "source": "Made-up Agency; Invented Times", "fatalities": "2", "country": "Iraq"}
ACLED_USUAL |= {"notes": 'two\nlines, and "quotes"', "event_type": "Made up"}
UCDP_ROWS = [
    {"id": "1", "date_start": "2021-03-10 00:00:00.000", "date_prec": "1", "where_prec": "1"},
    {"id": "2", "date_start": "2021-03-10 00:00:00.000", "date_end": "2021-03-14 00:00:00.000", "date_prec": "2"},
    {"id": "3", "date_start": "2021-06-01", "date_end": "2021-06-30", "date_prec": "4", "where_prec": "4"},
    {"id": "4", "date_start": "2021-06-01", "date_end": "2021-06-01", "date_prec": "4", "where_prec": "7"},
]
UCDP_USUAL = {"adm_1": "Dhi-Qar province", "adm_2": "Made up", "where_coordinates": "Nowhere", "latitude": "31"}
UCDP_USUAL |= {"longitude": "46.2", "where_prec": "3", "low": "1", "high": "3", "best": "2", "number_of_sources": "-1"}


@pytest.fixture(scope="module")
def provinces():
    return helpers.load_provinces()


@pytest.fixture
def acled(tmp_path):
    def write(rows=ACLED_ROWS, header=ACLED_HEADER, delimiter=","):
        return write_rows(tmp_path / "acled.csv", header, [ACLED_USUAL | row for row in rows], delimiter)

    return write


@pytest.fixture
def ucdp(tmp_path):
    def write(rows=UCDP_ROWS, header=UCDP_HEADER):
        rows = [UCDP_USUAL | {"date_end": row.get("date_start")} | row for row in rows]
        return write_rows(tmp_path / "ged.csv", header, rows)

    return write


def write_rows(path, header, rows, delimiter=","):
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, extrasaction="ignore", delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def list_days(column):
    return column.dt.strftime("%Y-%m-%d").tolist()


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_acled_days_and_places_are_as_close_as_its_codes_say(acled, provinces, delimiter):
    events = helpers.read_acled(acled(delimiter=delimiter), provinces)
    assert events["incident_id"].tolist() == ["SYN1", "SYN2", "SYN3", "SYN4"]
    assert list_days(events["date_start"]) == ["2021-03-10", "2021-06-27", "2021-07-01", "2021-08-01"]
    assert list_days(events["date_end"]) == ["2021-03-10", "2021-07-03", "2021-07-31", "2021-08-01"]
    assert events["date_precision"].fillna("").tolist() == ["day", "month", "month", ""]
    assert events["location_precision"].fillna("").tolist() == ["town", "district", "province", ""]
    assert events["province"].fillna("").tolist() == ["Qadisiyah", "Qadisiyah", "Qadisiyah", ""]
    assert events["reports"].fillna(-1).tolist() == [2, 2, 2, -1]
    assert events["killed_min"].fillna(-1).tolist() == events["killed_max"].fillna(-1).tolist() == [2, 2, 2, -1]
    assert events["claim_status"].isna().all()
    assert events.crs.to_epsg() == 4326
    assert events.geometry.notna().tolist() == [True, False, False, False]
    assert events["latitude"].tolist() == [32] * 4
    assert events["notes"].tolist() == [ACLED_USUAL["notes"]] * 4


def test_ucdp_days_and_places_are_as_close_as_its_codes_say(ucdp, provinces):
    events = helpers.read_ucdp(ucdp(), provinces)
    assert list_days(events["date_start"]) == ["2021-03-10", "2021-03-10", "2021-06-01", "2021-06-01"]
    assert list_days(events["date_end"]) == ["2021-03-10", "2021-03-14", "2021-06-30", "2021-06-01"]
    assert events["date_precision"].tolist() == ["day", "month", "month", "month"]
    assert events["location_precision"].fillna("").tolist() == ["town", "district", "province", ""]
    assert events["province"].tolist() == ["Dhi Qar"] * 4
    assert events["killed_min"].tolist() == [1] * 4
    assert events["killed_max"].tolist() == [3] * 4
    assert events["reports"].isna().all()
    assert events["claim_status"].isna().all()


@pytest.mark.parametrize("read", ["read_acled", "read_ucdp"])
def test_columns_are_of_the_kinds_that_incidents_have(read, acled, ucdp):
    events = getattr(helpers, read)(acled() if read == "read_acled" else ucdp())
    incidents = helpers.load_incidents()
    for column in events.columns.intersection(incidents.columns).drop("reports"):  # which can be missing here
        assert events[column].dtype == incidents[column].dtype, column
    assert set(events["date_precision"].dropna()) <= set(DATE_PRECISIONS)
    assert set(events["location_precision"].dropna()) <= set(LOCATION_PRECISIONS)


@pytest.mark.parametrize("read", ["read_acled", "read_ucdp"])
def test_the_helpers_run_on_them_unchanged(read, acled, ucdp, provinces):
    events = getattr(helpers, read)(acled() if read == "read_acled" else ucdp(), provinces)
    months = count_by_period(events, "2021-01-01", "2021-12-31")
    assert months["incidents"].sum() == pytest.approx(4)
    rates = helpers.find_rate_changes(events, "2021-01-01", "2021-12-31", draws=5, intervals=False)
    assert rates["incidents"].sum() == pytest.approx(4)
    areas = helpers.load_provinces()
    counts = helpers.count_by_province(events, areas)
    assert counts["incidents"].sum() + len(list_unplaced(events, areas)) == 4
    ax = helpers.draw_provinces(helpers.add_classes(counts))
    assert len(ax.texts) >= 18
    assert helpers.count_by_place(events)["incidents"].tolist() == [1]
    plt.close("all")


def test_no_claim_reported_is_no_claim_counted(acled):
    events = helpers.read_acled(acled())
    assert events["claim_status"].isna().all()


def test_claims_of_the_users_own_are_counted(acled, provinces):
    events = helpers.read_acled(acled(), provinces)
    claimed = pd.Series([True, True, False, True], index=events.index)
    shares = helpers.share_by(events, "province", claimed).set_index("label")
    assert shares.loc["Qadisiyah", ["count", "total"]].tolist() == [2, 3]
    assert helpers.share_by(events, None, claimed)[["count", "total"]].to_numpy().tolist() == [[3, 4]]


def test_names_of_provinces_are_kept_without_a_table(acled):
    assert helpers.read_acled(acled())["province"].iloc[0] == "Al-Qadisiyah governorate"


def test_unknown_provinces_are_named_once_with_their_number(acled, provinces):
    path = acled([*ACLED_ROWS, {"event_id_cnty": "SYN5", "event_date": "2021-01-01", "admin1": "Babl"}])
    message = r"acled.csv:1: province: 1 of 4 events name a province that the map lacks: 'Babl' \(1, nearest: 'Babil'\)"
    with pytest.raises(helpers.DataError, match=message):
        helpers.read_acled(path, provinces)


@pytest.mark.parametrize("read", ["read_acled", "read_ucdp"])
def test_missing_columns_are_all_named(read, acled, ucdp):
    header = {"read_acled": ACLED_HEADER, "read_ucdp": UCDP_HEADER}[read]
    lost = {"read_acled": ["event_date", "admin1"], "read_ucdp": ["date_end", "adm_1"]}[read]
    write = acled if read == "read_acled" else ucdp
    with pytest.raises(helpers.DataError) as caught:
        getattr(helpers, read)(write(header=[name for name in header if name not in lost]))
    assert sorted(fault.column for fault in caught.value.faults) == sorted(lost)


BROKEN = [
    ("read_acled", "event_date", "31 June 2021", "is not a date from 1900 to 2100"),
    ("read_acled", "event_date", "", "is empty"),
    ("read_acled", "event_id_cnty", "SYN1", "occurs more than once"),
    ("read_acled", "event_id_cnty", "", "is empty"),
    ("read_acled", "latitude", "91", "is not a number from -90 to 90"),
    ("read_acled", "longitude", "east", "is not a number from -180 to 180"),
    ("read_acled", "time_precision", "4", "is not one of 1, 2, 3"),
    ("read_acled", "geo_precision", "0", "is not one of 1, 2, 3"),
    ("read_acled", "fatalities", "1.5", "is not a whole number from 0"),
    ("read_ucdp", "date_end", "2021-03-09", "lies before date_start"),
    ("read_ucdp", "date_start", "2021-13-01", "is not a date from 1900 to 2100"),
    ("read_ucdp", "date_prec", "6", "is not one of 1, 2, 3, 4, 5"),
    ("read_ucdp", "where_prec", "8", "is not one of"),
    ("read_ucdp", "high", "-1", "is not a whole number from 0"),
    ("read_ucdp", "number_of_sources", "many", "is not a whole number from 0"),
]


@pytest.mark.parametrize(("read", "column", "value", "message"), BROKEN)
def test_a_bad_value_is_named_with_its_line(read, column, value, message, acled, ucdp):
    write, rows, line = (acled, ACLED_ROWS, 4) if read == "read_acled" else (ucdp, UCDP_ROWS, 3)
    path = write([rows[0], rows[1] | {column: value}])
    with pytest.raises(helpers.DataError) as caught:
        getattr(helpers, read)(path)
    (fault,) = caught.value.faults
    assert (fault.line, fault.column) == (line, column)
    assert message in fault.message


def test_all_faults_come_at_once_and_not_without_end(acled):
    rows = [{"event_id_cnty": f"SYN{number}", "event_date": "once", "latitude": "x"} for number in range(300)]
    with pytest.raises(helpers.DataError) as caught:
        helpers.read_acled(acled(rows))
    assert len(caught.value.faults) == 2 * 101
    assert "and 200 more rows" in caught.value.faults[-1].message


def test_a_fault_beside_a_very_long_text_is_named(acled):
    csv.field_size_limit(131_072)  # what Python starts with
    path = acled([ACLED_ROWS[0], ACLED_ROWS[1] | {"notes": "x" * 200_000, "event_date": "soon"}])
    with pytest.raises(helpers.DataError, match="'soon' is not a date"):
        helpers.read_acled(path)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a,b\n1,2,3\n4,5,6,7\n", b"\n"])
def test_what_is_no_export_is_refused(tmp_path, content):
    path = tmp_path / "acled.csv"
    path.write_bytes(content)
    with pytest.raises(helpers.DataError, match=r"acled\.csv:1:"):
        helpers.read_acled(path)
    with pytest.raises(helpers.DataError, match="cannot be read"):
        helpers.read_ucdp(tmp_path / "none.csv")


def test_rows_that_do_not_fit_the_header_are_refused(acled):
    path = acled()
    path.write_text(path.read_text("utf-8") + "," * 40 + "\n", encoding="utf-8")
    with pytest.raises(helpers.DataError, match="10: file: has 41 fields where the header has 31"):
        helpers.read_acled(path)


def test_a_byte_order_mark_and_blank_lines_are_taken(acled):
    path = acled()
    path.write_text("\ufeff" + path.read_text("utf-8") + "\n\n", encoding="utf-8", newline="")
    assert len(helpers.read_acled(path)) == 4


def test_an_empty_export_has_no_events(acled):
    events = helpers.read_acled(acled([]))
    assert events.empty
    assert events["date_start"].dtype == "datetime64[ns]"
