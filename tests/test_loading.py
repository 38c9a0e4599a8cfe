"""What is loaded twice is checked once, and stays what the files say."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from helpers.data.checked import digest_inputs, keep_tables, recall_tables

import helpers
from helpers.data import checked, loading, validation
from helpers.data.loading import RAW, check_tables


def test_a_folder_that_has_not_changed_is_not_checked_again(raw, monkeypatch):
    first = helpers.load_tables(raw)
    monkeypatch.setattr(validation, "validate_folder", None)  # calling it would fail
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


@pytest.fixture
def own(raw, tmp_path, monkeypatch):
    """The small tables in the place of the project's own, and nothing kept yet."""
    monkeypatch.setattr(loading, "RAW", raw)
    monkeypatch.setattr(loading, "KEPT", tmp_path / "kept" / "tables.arrow")
    return raw


def test_kept_tables_are_the_checked_ones(tmp_path):
    tables = check_tables(RAW)
    keep_tables(tmp_path / "kept.arrow", "a digest", tables)
    kept = recall_tables(tmp_path / "kept.arrow", "a digest")
    assert list(kept) == list(tables)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(kept[name], table, check_index_type="exact", check_column_type="exact")


def test_own_tables_that_have_passed_are_not_checked_again(own, monkeypatch):
    first = helpers.load_tables(own)
    monkeypatch.setattr(loading, "check_folder", None)  # calling it would fail
    again = helpers.load_tables(own)
    assert all(again[name].equals(first[name]) for name in first)
    again["incidents"].loc[0, "weapon"] = "nothing"  # what is kept is not read-only, and stays what it was
    again["places"].loc[0, "latitude"] = 0.0
    assert all(helpers.load_tables(own)[name].equals(first[name]) for name in first)


def test_a_change_of_own_tables_is_seen(own, set_cell):
    helpers.load_tables(own)
    set_cell("incidents.csv", 2, "province", "Babilon")
    with pytest.raises(helpers.DataError, match="'Babilon' is not in provinces"):
        helpers.load_tables(own)
    set_cell("incidents.csv", 2, "province", "Muthanna")
    helpers.load_tables(own)
    (own / "districts.geojson").unlink()
    with pytest.raises(helpers.DataError, match=r"districts\.geojson:1: file: cannot be read"):
        helpers.load_tables(own)


def test_every_input_of_the_checks_is_in_the_digest(raw, tmp_path, monkeypatch):
    digests = {digest_inputs(raw)}
    groups = (raw / "groups.csv").read_bytes()
    (raw / "groups.csv").write_bytes(groups + b"\n")
    digests.add(digest_inputs(raw))
    (raw / "groups.csv").rename(raw / "group.csv")
    digests.add(digest_inputs(raw))
    (raw / "group.csv").rename(raw / "groups.csv")
    (raw / "groups.csv").write_bytes(groups)
    digests.add(digest_inputs(raw))
    assert len(digests) == 3  # the last is the first again
    monkeypatch.setattr(checked, "version", lambda name: "99")
    digests.add(digest_inputs(raw))
    code = shutil.copytree(Path(checked.__file__).parent, tmp_path / "helpers")
    monkeypatch.setattr(checked, "__file__", str(code / "checked.py"))
    assert digest_inputs(raw) in digests  # the same code in another place
    with (code / "tables" / "columns.py").open("ab") as stream:
        stream.write(b"# another rule\n")
    digests.add(digest_inputs(raw))
    assert len(digests) == 5


def test_what_changes_while_it_is_checked_is_not_kept(own, set_cell, monkeypatch):
    check = loading.check_folder

    def check_and_change(folder):
        found = check(folder)
        set_cell("incidents.csv", 2, "weapon", "mixed")
        return found

    monkeypatch.setattr(loading, "check_folder", check_and_change)
    helpers.load_tables(own)
    assert not loading.KEPT.exists()


@pytest.mark.parametrize("content", [b"", b"\n", b"{}\n", b"[]\n", b"1\n", b"\xff", b'["DIGEST"]\n'])
def test_a_file_that_holds_no_tables_is_written_anew(own, content):
    whole = helpers.load_tables(own)
    loading.KEPT.write_bytes(content.replace(b"DIGEST", digest_inputs(own).encode()))
    assert all(table.equals(whole[name]) for name, table in helpers.load_tables(own).items())
    assert recall_tables(loading.KEPT, digest_inputs(own)) is not None


def test_damaged_tables_are_not_recalled(own):
    helpers.load_tables(own)
    content, digest = loading.KEPT.read_bytes(), digest_inputs(own)
    for place in range(0, len(content), len(content) // 100):
        for damaged in (content[:place], content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]):
            loading.KEPT.write_bytes(damaged)
            assert recall_tables(loading.KEPT, digest) is None


def test_where_nothing_can_be_kept_the_tables_are_loaded_all_the_same(own):
    loading.KEPT.parent.write_text("a file where a folder should be", encoding="utf-8")
    assert len(helpers.load_tables(own)["incidents"]) == 11
    assert len(helpers.load_tables(own)["incidents"]) == 11


def test_the_tables_of_others_are_not_kept(raw):
    before = loading.KEPT.read_bytes() if loading.KEPT.exists() else None
    helpers.load_tables(raw)
    assert (loading.KEPT.read_bytes() if loading.KEPT.exists() else None) == before
