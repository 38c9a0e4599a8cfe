"""The same incidents under other choices, counted by hand from the raw tables."""

import csv
from pathlib import Path

import helpers

RAW = Path(__file__).parents[1] / "data" / "raw"


def read(name):
    with (RAW / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_choices_are_counted_by_hand():
    incidents, tables = helpers.load_incidents(), helpers.load_tables()
    choices = helpers.vary_selection(incidents, tables)
    rows = [row for row in read("incidents") if row["date_start"] >= "2020-01-01" and row["date_end"] <= "2022-12-31"]
    core = [row for row in rows if row["scope"] == "core"]
    assert len(choices["all attacks above"]) == len(core)
    assert len(choices["including diplomatic convoys"]) == len(rows)
    assert len(choices["attacks dated to the day"]) == sum(row["date_start"] == row["date_end"] for row in core)
    denied_rows = {row["row_id"] for row in read("attributions") if row["says"] == "no_attack"}
    denied = {row["incident_id"] for row in read("observations") if row["row_id"] in denied_rows}
    kept = [row for row in core if row["outcome"] != "claimed_only" and row["incident_id"] not in denied]
    assert len(choices["without attacks denied or only claimed"]) == len(kept)
    reports = {row["report_id"]: row["reprint_of"] or row["outlet_id"] for row in read("reports")}
    origins = {row["incident_id"]: set() for row in core}
    for row in read("observations"):
        if row["incident_id"] in origins:
            origins[row["incident_id"]].add(reports[row["report_id"]])
    counts = {}
    for outlets in origins.values():
        for outlet in outlets:
            counts[outlet] = counts.get(outlet, 0) + 1
    largest = max(counts, key=counts.get)
    name = next(row["name"] for row in read("outlets") if row["outlet_id"] == largest)
    assert len(choices[f"without {name}"]) == sum(outlets != {largest} for outlets in origins.values())
