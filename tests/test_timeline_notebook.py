"""The notebook on time: its numbers by hand from the raw tables, and its parameters."""

import csv
import datetime
import json
from collections import Counter
from pathlib import Path

import matplotlib
import pytest

import helpers

PROJECT = Path(__file__).parents[1]
NOTEBOOK = PROJECT / "notebooks" / "01_timeline.ipynb"
CELLS = [c for c in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] if c["cell_type"] == "code"]
TABLES, EVERYTHING = helpers.load_tables(), helpers.load_incidents()


def run(monkeypatch, **parameters):
    """Run the code cells in one namespace, with the incidents loaded once for all runs."""
    matplotlib.use("Agg")
    monkeypatch.setattr(helpers, "load_tables", lambda: TABLES)
    monkeypatch.setattr(helpers, "load_incidents", lambda **_: EVERYTHING.copy())
    names, said = {}, []
    monkeypatch.setattr(helpers, "show_sentences", lambda *sentences: said.extend(sentences))
    for number, cell in enumerate(CELLS):
        exec("".join(cell["source"]), names)
        names.update(parameters if number == 0 else {})
    return names, said


def read_core():
    with (PROJECT / "data" / "raw" / "incidents.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["scope"] == "core"]
    days = [[datetime.date.fromisoformat(row[name]) for name in ("date_start", "date_end")] for row in rows]
    period = datetime.date(2020, 1, 1), datetime.date(2022, 12, 31)
    return [(start, end) for start, end in days if period[0] <= start and end <= period[1]]


def test_every_sum_is_the_same_and_counted_by_hand(monkeypatch):
    """Points 3 and 5 of the review: pictures, tables and sentences sum to the same number of incidents."""
    names, said = run(monkeypatch)
    days = read_core()
    months = Counter((start + (end - start) // 2).strftime("%Y-%m") for start, end in days)
    years = Counter((start + (end - start) // 2).year for start, end in days)
    drawn = names["by_month"].sum(axis=1)
    assert {str(month): count for month, count in drawn.items() if count} == dict(months)
    assert names["by_year"].set_index("label")["count"].to_dict() == dict(years)
    for frame in (names["periods"]["incidents"], names["by_month"]):
        assert frame.to_numpy().sum() == len(days)
    top = max(months.values())
    worst = datetime.date.fromisoformat(f"{months.most_common(1)[0][0]}-01")
    assert any(f"{worst:%B %Y}" in sentence and f" {top} reported attacks" in sentence for sentence in said)
    dated = [start for start, end in days if start == end]
    ends = f"from {min(dated):%-d %B %Y} to {max(dated):%-d %B %Y}"
    assert f"The attacks whose day is known run {ends}." in said
    day, most = Counter(dated).most_common(1)[0]
    assert f"Most attacks on one day: {most}, on {day:%-d %B %Y}." in said
    reached, pauses = None, []
    for start, end in sorted(days):
        pauses += [((start - reached).days - 1, start)] if reached else []
        reached = max(reached or end, end)
    pause, end = max(pauses)
    longest = "The longest gap between reported attacks, allowing for uncertain dates,"
    assert f"{longest} was the {pause} days before {end:%-d %B %Y}." in said
    crossing = sum((start.year, start.month) != (end.year, end.month) for start, end in days)
    assert names["two_months"] == crossing
    alone = Counter(start for start, end in days if start == end)
    fridays = sum(day.weekday() == 4 for day in alone)
    assert names["friday"][["count", "total"]].to_numpy().tolist() == [[fridays, len(alone)]]
    accompanied = sum(count for count in alone.values() if count > 1)
    assert any(f"{accompanied / sum(alone.values()):.0%} of the attacks" in sentence for sentence in said)


def test_events_follow_their_rule(monkeypatch):
    names, _ = run(monkeypatch)
    with (PROJECT / "data" / "raw" / "context_events.csv").open(encoding="utf-8", newline="") as stream:
        kinds = {"agreement", "ceasefire", "statement"}
        ruled = {
            row["event_id"] for row in csv.DictReader(stream) if row["kind"] in kinds and row["date_precision"] == "day"
        }
    assert set(names["events"]["event_id"]) == ruled
    middles = [start + (end - start) // 2 for start, end in read_core()]
    for row in names["compared"].itertuples():
        gaps = [(middle - row.day.date()).days for middle in middles]
        assert row.before == sum(-60 <= gap < 0 for gap in gaps)
        assert row.after == sum(0 < gap <= 60 for gap in gaps)
        assert row.before + row.after >= 10


def test_published_totals_are_compared_elsewhere():
    """Point 1 of the review: the filter on free text that stood here is gone; notebook 04 filters by rule_compared."""
    source = "".join("".join(cell["source"]) for cell in CELLS)
    assert "published_totals" not in source
    assert "str.contains" not in source.replace('sides.str.contains("', "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "parameters",
    [
        {"FIRST_DAY": "2020-01-01", "LAST_DAY": "2020-01-05"},  # no incident
        {"FIRST_DAY": "2021-08-09", "LAST_DAY": "2021-08-09"},
        {"FIRST_DAY": "2021-08-01", "LAST_DAY": "2021-08-31"},
        {"FIRST_DAY": "2021-01-01", "LAST_DAY": "2021-12-31"},
        {"SCOPE": "adjacent"},
        {"SCOPE": None},
        {"GROUP": "ashab_al_kahf"},
        {"CORROBORATION": "two_sides"},
        {"GROUP": "ashab_al_kahf", "CORROBORATION": "two_sides", "FIRST_DAY": "2022-06-01"},
    ],
    ids=str,
)
def test_no_parameter_breaks_the_notebook(monkeypatch, parameters):
    names, said = run(monkeypatch, **parameters)
    assert said
    assert not names["selection"].is_published
    assert all("nan" not in sentence.lower().split() for sentence in said)
    assert names["by_month"].to_numpy().sum() == len(names["incidents"])


def test_reversed_days_are_refused_where_they_stand(monkeypatch):
    with pytest.raises(ValueError, match="lies before FIRST_DAY"):
        run(monkeypatch, FIRST_DAY="2022-01-01", LAST_DAY="2021-01-01")


def test_cells_are_short_and_define_nothing():
    for cell in CELLS:
        source = "".join(cell["source"])
        assert len(source.splitlines()) <= 15
        assert "def " not in source
