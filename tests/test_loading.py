"""The tables are read, checked and joined in one call."""

import pytest
from geopandas.testing import assert_geodataframe_equal

import helpers
from helpers.data.loading import check_folder


def test_every_fault_of_every_file_is_named_at_once(raw, set_cell):
    set_cell("incidents.csv", 3, "weapon", "bomb")
    set_cell("groups.csv", 2, "source", "nowhere")
    (raw / "districts.geojson").write_text("{}")
    with pytest.raises(helpers.DataError) as refusal:
        helpers.load_incidents(raw)
    named = {(fault.file, fault.column) for fault in refusal.value.faults}
    assert {("incidents.csv", "weapon"), ("groups.csv", "source"), ("districts.geojson", "file")} <= named


def test_a_folder_is_checked_again_each_time(raw, set_cell):
    assert check_folder(raw)[1] == []
    set_cell("incidents.csv", 3, "weapon", "bomb")
    assert [fault.line for fault in check_folder(raw)[1]] == [3]


def test_provinces_need_only_their_own_table(raw, set_cell):
    set_cell("incidents.csv", 3, "weapon", "bomb")
    assert len(helpers.load_provinces(folder=raw)) == 18
    set_cell("provinces.csv", 3, "iso_3166_2", "IQ")
    with pytest.raises(helpers.DataError, match=r"provinces.csv:3: iso_3166_2: 'IQ' is not valid"):
        helpers.load_provinces(folder=raw)


def test_tables_are_numbered_from_zero_and_events_come_by_date():
    tables = helpers.load_tables()
    assert all(table.index[0] == 0 for table in tables.values() if len(table))


def test_tables_that_were_loaded_are_joined_as_they_are(raw, set_cell):
    tables = helpers.load_tables(raw)
    expected = helpers.load_incidents(raw)
    set_cell("incidents.csv", 3, "weapon", "bomb")  # would be refused if it were read again
    assert_geodataframe_equal(helpers.load_incidents(raw, tables), expected)
