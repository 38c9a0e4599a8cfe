"""More than a hundred randomly damaged copies of the tables: every damage is reported at its line."""

import csv
import io
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from helpers.data.tables import TABLES
from helpers.data.validation import validate_folder

PROJECT = Path(__file__).parents[1]
COLUMNS = [(name, column) for name, model in TABLES.items() for column in model.columns]
WORDS = st.text(st.characters(categories=["Ll", "Nd"]), min_size=1, max_size=8)
COPIES = 10  # of each of the twelve damages


def definition(table, column):
    return TABLES[table].columns[column]


def pick(condition):
    return st.sampled_from([key for key in COLUMNS if condition(key[0], definition(*key))])


# A damage: the columns that it can be done to, and a strategy of values that break a rule there.
DAMAGES = {
    "html": (pick(lambda table, rule: True), WORDS.map(lambda word: f"<b>{word}</b>")),
    "white space": (pick(lambda table, rule: True), WORDS.map(lambda word: f"{word} ")),
    "formula": (pick(lambda table, rule: True), WORDS.map(lambda word: f"={word}")),
    "control character": (pick(lambda table, rule: True), WORDS.map(lambda word: f"{word}\x07")),
    "empty": (pick(lambda table, rule: rule.blank is None), st.just("")),
    "unknown value": (pick(lambda table, rule: rule.values), WORDS.map(lambda word: f"zz {word}")),
    "unknown reference": (pick(lambda table, rule: rule.references), WORDS.map(lambda word: f"zz {word}")),
    "no date": (
        pick(lambda table, rule: rule.type == "date"),
        st.sampled_from(["2021-02-31", "2021-13-01", "31.12.2021", "2021", "yesterday", "12021-01-01"]),
    ),
    "no number": (
        pick(lambda table, rule: rule.type in ("integer", "number")),
        st.sampled_from(["one", "1e3", "1,5", "NaN", "-1000", "0x1", "٣"]),
    ),
    "no address": (
        pick(lambda table, rule: rule.example == "https://example.org/page"),
        st.sampled_from(["ftp://example.org/x", "javascript:alert(1)", "example.org", "https://", "mailto:a@b.org"]),
    ),
    "a field too many": (st.sampled_from([(name, None) for name in TABLES]), WORDS),
    "the row twice": (st.sampled_from([(name, None) for name in TABLES]), st.none()),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The small tables, with the provinces and districts that they name, and no boundaries."""
    folder = tmp_path_factory.mktemp("small") / "raw"
    shutil.copytree(PROJECT / "tests" / "small", folder)
    for name, kept in {"provinces": 19, "districts": 102, "context_events": 5}.items():
        lines = (PROJECT / "data" / "raw" / f"{name}.csv").read_text("utf-8").splitlines(keepends=True)
        (folder / f"{name}.csv").write_text("".join(lines[:kept]), "utf-8", newline="\n")
    assert validate_folder(folder)[1] == []
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_is_reported_at_its_line(small, whole_tables_once, damage):
    columns, values = DAMAGES[damage]

    @settings(max_examples=COPIES, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def check(data):
        (table, column), value = data.draw(columns), data.draw(values)
        path = small / f"{table}.csv"
        whole = path.read_bytes()
        rows = list(csv.reader(io.StringIO(whole.decode("utf-8"))))
        number = data.draw(st.integers(1, len(rows) - 1))
        if damage == "the row twice":
            rows.insert(number, rows[number])
        elif damage == "a field too many":
            rows[number] = [*rows[number], value]
        else:
            rows[number][rows[0].index(column)] = value
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        try:
            path.write_text(text.getvalue(), "utf-8", newline="\n")
            faults = validate_folder(small)[1]
        finally:
            path.write_bytes(whole)
        here = [fault for fault in faults if (fault.file, fault.line) == (path.name, number + 1)]
        assert here, (table, column, value, faults)
        assert column is None or any(fault.column == column for fault in here), here
        assert all(len(fault.message) > 10 for fault in faults)

    check()
