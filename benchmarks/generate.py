"""Write raw tables of any size, for measuring only: synthetic, valid, and the same for the same seed.

python benchmarks/generate.py FOLDER INCIDENTS
"""

import shutil
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.data.loading import RAW
from helpers.data.tables import TABLES

KEPT = ["places", "provinces", "districts", "outlets", "informants", "groups", "context_events", "published_totals"]
WEAPONS = ["ied", "small_arms", "rocket", "unknown"]


def generate_raw(folder, incidents, seed=0):
    """Write a folder of raw tables with so many incidents.

    Every incident has one coding, every report tells of two incidents, every fourth incident is claimed;
    places, outlets and groups are those of the data, days and places are drawn at random.

    Parameters
    ----------
    folder : path
        Made if it is not there.
    incidents : int
    seed : int

    Returns
    -------
    pathlib.Path
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in KEPT:
        shutil.copy(RAW / f"{name}.csv", folder)
    for path in RAW.glob("*.geojson"):
        shutil.copy(path, folder)
    random = np.random.default_rng(seed)
    numbers = np.arange(incidents)
    places = pd.read_csv(RAW / "places.csv", dtype="str")
    places = places[places["province"].notna()].iloc[random.integers(0, places["province"].notna().sum(), incidents)]
    days = pd.Series(pd.Timestamp("2020-01-01") + pd.to_timedelta(random.integers(0, 1000, incidents), "D"))
    claimed = numbers % 4 == 0
    happened = {
        "date": days.dt.strftime("%Y-%m-%d").to_numpy(),
        "province": places["province"].to_numpy(),
        "weapon": np.array(WEAPONS)[random.integers(0, len(WEAPONS), incidents)],
        "vehicles": random.integers(0, 4, incidents),
        "incident_id": _number("IQC", numbers, 8),
        "report_id": _number("R", numbers // 2, 8),
    }
    tables = {
        "incidents": _write_incidents(happened, places),
        "observations": _write_observations(happened, numbers, claimed),
        "reports": _write_reports((incidents + 1) // 2),
        "claims": {
            "incident_id": happened["incident_id"][claimed],
            "group_id": "ashab_al_kahf",
            "kind": "claim",
            "report_id": happened["report_id"][claimed],
        },
        "attributions": {
            "row_id": _number("E", numbers, 8)[claimed],
            "informant_id": "claimant_ashab_al_kahf",
            "says": "attack",
        },
    }
    for name in TABLES:
        if name not in KEPT:
            columns = list(TABLES[name].to_schema().columns)
            table = pd.DataFrame(tables.get(name, {}), columns=columns)
            table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    return folder


def _write_incidents(happened, places):
    return {
        "incident_id": happened["incident_id"],
        "date_start": happened["date"],
        "date_end": happened["date"],
        "date_precision": "day",
        "province": happened["province"],
        "place_id": places["place_id"].to_numpy(),
        "location_precision": places["precision"].to_numpy(),
        "target_type": "supply_convoy",
        "target_detail": "trucks with equipment",
        "weapon": happened["weapon"],
        "outcome": "detonated",
        "vehicles_damaged_min": happened["vehicles"],
        "vehicles_damaged_max": happened["vehicles"],
        "scope": "core",
        "note": "synthetic, for measuring only: " + happened["incident_id"],
    }


def _write_observations(happened, numbers, claimed):
    return {
        "row_id": _number("E", numbers, 8),
        "report_id": happened["report_id"],
        "incident_no": numbers % 2 + 1,
        "incident_id": happened["incident_id"],
        "incident_date": happened["date"],
        "date_precision": "day",
        "province": happened["province"],
        "target_type": "supply_convoy",
        "weapon": happened["weapon"],
        "outcome": "detonated",
        "vehicles_damaged": happened["vehicles"],
        "claim_status": np.where(claimed, "claimed", "not_mentioned"),
        "claimed_by": np.where(claimed, "Ashab al-Kahf", None),
        "confidence": "high",
        "coder_note": "synthetic, for measuring only",
        "coder": "benchmark",
    }


def _write_reports(count):
    numbers = np.arange(count)
    return {
        "report_id": _number("R", numbers, 8),
        "url": "https://example.org/report/" + _number("", numbers, 8),
        "outlet_id": np.where(numbers % 3 == 0, "shafaq_news", "mehr_news"),
        "language": "en",
    }


def _number(letters, numbers, width):
    """Return identifiers whose order as text is that of their numbers."""
    return (letters + pd.Series(numbers).astype("str").str.zfill(width)).to_numpy(dtype="object")


ACLED_COLUMNS = [
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
]


def write_export(path, events, seed=0):
    """Write a made-up ACLED export with so many events and the columns of 2023; notes are as long as ACLED's.

    Parameters
    ----------
    path : path
    events, seed : int
    """
    random = np.random.default_rng(seed)
    days = pd.Timestamp("2015-01-01") + pd.to_timedelta(random.integers(0, 3650, events), unit="D")
    table = dict.fromkeys(ACLED_COLUMNS, "made up")
    table |= {"event_id_cnty": [f"SYN{number}" for number in range(events)], "event_date": days.strftime("%Y-%m-%d")}
    table |= {"year": days.year, "admin1": random.choice(["Babil", "Anbar", "Wasit"], events)}
    table |= {"time_precision": random.integers(1, 4, events), "geo_precision": random.integers(1, 4, events)}
    table |= {"latitude": random.uniform(30, 37, events).round(4), "longitude": random.uniform(39, 48, events).round(4)}
    table |= {"fatalities": random.integers(0, 3, events), "source": "Made-up Agency; Invented Times"}
    table["notes"] = [f"Made-up note {number}. {'x' * 150}" for number in range(events)]
    pd.DataFrame(table).to_csv(path, index=False, lineterminator="\n")


if __name__ == "__main__":
    generate_raw(sys.argv[1], int(sys.argv[2]))
