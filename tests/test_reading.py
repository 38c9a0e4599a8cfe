"""Files that are no clean CSV are refused with a line and a remedy."""

import pytest

from helpers.data.reading import ANY_RULE, LONGEST_CELL, PLAIN, read_table

COLUMNS = ["group_id", "name"]

FILES = [
    (b"group_id,name\na,Alpha\n", []),
    (b'group_id,name\na,"Alpha, the first"\n', []),
    (b"\xef\xbb\xbfgroup_id,name\na,Alpha\n", ["g.csv:1: file: starts with a byte order mark"]),
    (b"group_id,name\r\na,Alpha\r\n", ["g.csv:1: file: has CRLF line ends; open it in a text editor and save it"]),
    (b"group_id,name\na,Alpha\r", ["g.csv:2: file: has CR line ends; open it"]),
    (
        b"\xef\xbb\xbfgroup_id,name\r\na,Alpha\r\n",
        ["g.csv:1: file: starts with a byte order mark and has CRLF line ends, as Excel saves it; open it in a text"],
    ),
    (b"group_id;name\na;Alpha, the first\n", ["g.csv:1: file: has semicolons between its fields; save it as comma-"]),
    (b'"group_id";"name"\n"a";"Alpha"\n', ["g.csv:1: file: has semicolons between its fields"]),
    (b"group_id\tname\na\tAlpha\n", ["g.csv:1: file: has tabs between its fields"]),
    (
        "group_id,name\na,Al\u3164pha\nb,\u2800\nc,Be\ufe0fta\n".encode(),
        [
            "g.csv:2: name: 'Al\u3164pha' holds an invisible or broken character (U+3164 HANGUL FILLER); write",
            "g.csv:3: name: '\u2800' holds an invisible or broken character (U+2800 BRAILLE PATTERN BLANK)",
            "g.csv:4: name: 'Be\ufe0fta' holds an invisible or broken character (U+FE0F VARIATION SELECTOR-16)",
        ],
    ),
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


@pytest.mark.parametrize("distinct", [True, False])
def test_odd_cells_of_long_columns_are_found(tmp_path, distinct):
    names = [f"name {line}" if distinct else "name" for line in range(2, 3002)]
    names[2500] = names[2600] = "<b>bold"
    path = tmp_path / "groups.csv"
    path.write_text("group_id,name\n" + "".join(f"{n},{name}\n" for n, name in enumerate(names)), "utf-8", newline="")
    _, _, faults = read_table(path, COLUMNS)
    assert [(fault.line, fault.column) for fault in faults] == [(2502, "name"), (2602, "name")]


def test_a_cell_passed_over_as_plain_breaks_no_rule():
    signs = [chr(code) for code in range(0x250)]
    cells = {"".join(parts) for sign in signs for parts in ((sign,), (sign, "a"), ("a", sign), ("a", sign, "a"))}
    cells |= {f"a;{sign}a" for sign in signs} | {"a" * LONGEST_CELL, "a" * (LONGEST_CELL + 1)}
    plain = [cell for cell in sorted(cells) if PLAIN.fullmatch(cell)]
    assert len(plain) > 200
    assert [cell for cell in plain if ANY_RULE.search(cell) or len(cell) > LONGEST_CELL] == []
