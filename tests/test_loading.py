"""What is loaded twice is checked once, and stays what the files say."""

import pytest

import helpers
from helpers import loading


def test_a_folder_that_has_not_changed_is_not_checked_again(raw, monkeypatch):
    first = helpers.load_tables(raw)
    monkeypatch.setattr(loading, "validate_folder", None)  # calling it would fail
    again = helpers.load_tables(raw)
    assert all(again[name].equals(first[name]) for name in first)


def test_what_a_caller_alters_stays_with_the_caller(raw):
    tables = helpers.load_tables(raw)
    tables["incidents"]["province"] = "nowhere"
    tables["incidents"].loc[0, "weapon"] = "nothing"
    tables.pop("places")
    assert "nowhere" not in set(helpers.load_tables(raw)["incidents"]["province"])
    assert "nothing" not in set(helpers.load_tables(raw)["incidents"]["weapon"])
    assert "places" in helpers.load_tables(raw)


def test_a_change_is_seen(raw, set_cell):
    helpers.load_tables(raw)
    set_cell("incidents.csv", 2, "province", "Babilon")
    with pytest.raises(helpers.DataError, match="'Babilon' is not in provinces"):
        helpers.load_tables(raw)
    set_cell("incidents.csv", 2, "province", "Muthanna")
    (raw / "groups.csv").unlink()
    with pytest.raises(helpers.DataError, match=r"groups\.csv:1: file: cannot be read"):
        helpers.load_tables(raw)
