"""Files that are no clean CSV are refused with a line and a remedy."""

import re
import unicodedata

import pandas as pd
import pyarrow
import pyarrow.compute
import pytest
from hypothesis import given, settings, strategies as st

from helpers.data import reading
from helpers.data.reading import CELL_RULES, SUSPICIOUS, read_table

COLUMNS = ["group_id", "name"]

FILES = [
    (b"group_id,name\na,Alpha\n", []),
    (b'group_id,name\na,"Alpha, the first"\n', []),
    (b"\xef\xbb\xbfgroup_id,name\na,Alpha\n", ["g.csv:1: file: starts with a byte order mark"]),
    (b"group_id,name\r\na,Alpha\r\n", ["g.csv:1: file: has CR line ends"]),
    (b"group_id,name\na,Alpha", ["g.csv:2: file: does not end with a line end"]),
    (b"group_id,name\na,Alph\xe9\n", ["g.csv:2: file: byte 0xe9 is not UTF-8"]),
    (b"group_id,name\na,\x00\n", ["g.csv:2: file: holds a NUL character"]),
    (b"group_id,name\na,Alpha,x\nb\n", ["g.csv:2: file: has 3 fields", "g.csv:3: file: has 1 fields"]),
    (b"group_id,name\n\na,Alpha\n", ["g.csv:2: file: has 0 fields"]),
    (b'group_id,name\na,"Alpha\n', ["g.csv:2: file: is not valid CSV"]),
    (b'group_id,name\na,"Al"pha"\n', ["g.csv:2: file: is not valid CSV"]),
    (b"group_id\na\n", ["g.csv:1: name: column is missing"]),
    (b"group_id,name,x\na,b,c\n", ["g.csv:1: x: column is unknown"]),
    (b"name,group_id\nAlpha,a\n", ["g.csv:1: file: columns must be, in this order: group_id,name"]),
    (b"", ["g.csv:1: group_id: column is missing", "g.csv:1: name: column is missing"]),
]


@pytest.mark.parametrize(("content", "expected"), FILES)
def test_faults_of_a_file(tmp_path, content, expected):
    path = tmp_path / "g.csv"
    path.write_bytes(content)
    _, _, faults = read_table(path, COLUMNS)
    assert len(faults) == len(expected), faults
    for fault, start in zip(sorted(faults), expected, strict=True):
        assert str(fault).startswith(start)


def test_a_missing_file_is_a_fault(tmp_path):
    table, whole, faults = read_table(tmp_path / "g.csv", COLUMNS)
    assert [str(fault) for fault in faults] == [
        "g.csv:1: file: cannot be read (No such file or directory); put the file there"
    ]
    assert list(table) == COLUMNS
    assert not whole


def test_a_file_too_large_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "g.csv"
    path.write_bytes(b"group_id,name\na,Alpha\n")
    monkeypatch.setattr("helpers.data.reading.LARGEST_FILE", 10)
    table, whole, faults = read_table(path, COLUMNS)
    assert table.empty
    assert not whole
    assert "is larger than" in str(faults[0])


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "g.csv").mkdir()
    _, _, faults = read_table(tmp_path / "g.csv", COLUMNS)
    assert [str(fault) for fault in faults] == ["g.csv:1: file: is no file; put a CSV file there"]


def test_lines_are_those_of_the_file_even_after_a_cell_of_two_lines(tmp_path):
    path = tmp_path / "g.csv"
    path.write_bytes(b'group_id,name\na,"Al\npha"\nb,Beta\n')
    table, _, _ = read_table(path, COLUMNS)
    assert table.index.tolist() == [2, 4]


def test_empty_cells_are_missing_and_text_stays_text(tmp_path):
    path = tmp_path / "g.csv"
    path.write_bytes(b"group_id,name\n007,\nNA,nan\n")
    table, whole, faults = read_table(path, COLUMNS)
    assert whole
    assert faults == []
    assert table["group_id"].tolist() == ["007", "NA"]
    assert table["name"].isna().tolist() == [True, False]


def test_nothing_that_a_rule_finds_is_passed_over():
    """Every character at the start, in the middle and at the end of a cell."""
    characters = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) != "Cs"]
    cells = pd.Series([cell for one in characters for cell in (f"{one}a", f"a{one}a", f"a{one}")], dtype="str")
    found = pd.Series(pyarrow.compute.match_substring_regex(pyarrow.array(cells), SUSPICIOUS).to_pylist())
    passed_over = cells[~found]
    for pattern, _ in CELL_RULES:
        assert not passed_over.map(re.compile(pattern).search).any(), pattern


PIECES = st.sampled_from(
    ["a", "b,c", '"', '""', '"x"', '"x,y"', ",", ",,", "\n", "\r\n", " ", "", "NA", "é", "\u2028", "-1"]
)


@settings(max_examples=400, derandomize=True)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_both_ways_of_reading_give_the_same(tmp_path_factory, text):
    """What pandas reads of a regular file is what the careful reader reads, fault for fault."""
    path = tmp_path_factory.mktemp("both") / "g.csv"
    path.write_text(f"group_id,name\n{text}\n", encoding="utf-8", newline="")
    quick, careful = read_table(path, COLUMNS), _read_carefully(path)
    assert quick[0].index.tolist() == careful[0].index.tolist()
    assert quick[0].fillna("").values.tolist() == careful[0].fillna("").values.tolist()
    assert quick[1] == careful[1]
    assert sorted(quick[2]) == sorted(careful[2])


def _read_carefully(path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_is_regular", lambda content, fields: False)
        return read_table(path, COLUMNS)


def test_cells_that_pandas_holds_in_pieces_are_checked_all_the_same():
    """pandas keeps the columns of a long file in several pieces."""
    pieces = [pd.Series(cells, dtype="str") for cells in (["a", " b"], [None, "=c"])]
    table = pd.DataFrame({"name": pd.concat(pieces, ignore_index=True)}).rename_axis("line")
    assert {(fault.line, fault.column) for fault in reading._check_cells(table, "g.csv")} == {(1, "name"), (3, "name")}
    assert reading.is_among(table["name"], table["name"].iloc[1:]).tolist() == [False, True, False, True]


@pytest.mark.parametrize("distinct", [True, False])
def test_odd_cells_of_long_columns_are_found(tmp_path, distinct):
    names = [f"name {line}" if distinct else "name" for line in range(2, 3002)]
    names[2500] = names[2600] = "<b>bold"
    path = tmp_path / "groups.csv"
    path.write_text("group_id,name\n" + "".join(f"{n},{name}\n" for n, name in enumerate(names)), "utf-8", newline="")
    _, _, faults = read_table(path, COLUMNS)
    assert [(fault.line, fault.column) for fault in faults] == [(2502, "name"), (2602, "name")]
