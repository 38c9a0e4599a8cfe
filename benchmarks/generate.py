"""Write made-up data of any size, for measuring only; the same for the same seed."""

import re
import shutil
from pathlib import Path

import numpy as np
import pandas as pd

import helpers
from helpers.data.loading import RAW

COPIED = ["incidents", "observations", "attributions", "reports", "claims"]  # the tables that grow with each attack
IDENTIFIER = re.compile(r"\b(IQC|R|E)([0-9]{4})\b")
TOWNS = 20_000  # that many events share, as in real exports


def multiply_tables(folder, times):
    """Write the raw tables with every attack so many times, ten at most: under other identifiers."""
    shutil.copytree(RAW, folder)
    observed = set(pd.read_csv(RAW / "observations.csv", dtype="str")["report_id"])
    for path in Path(folder).glob("*.csv"):
        table = pd.read_csv(path, dtype="str", keep_default_na=False)
        copies = [_renumber(table, 0)]
        if path.stem in COPIED:
            if path.stem == "reports":  # those without an observation belong to tables that are not copied
                table = table[table["report_id"].isin(observed)]
            copies += [_renumber(table, copy) for copy in range(1, times)]
        pd.concat(copies).to_csv(path, index=False, lineterminator="\n")


def _renumber(table, copy):
    """Return a table with a digit more in each identifier, and addresses and targets of its own."""
    texts = table.columns.drop("url", errors="ignore")
    table = table.assign(**table[texts].map(lambda cell: IDENTIFIER.sub(rf"\g<1>{copy}\2", cell)))
    if copy and "url" in table:
        table["url"] = table["url"].str.replace(r"^(https?://[^/?#]+)", rf"\1/copy{copy}", regex=True)
    if copy and "value_reasons" in table:  # two incidents may not have the same cells
        table["target_detail"] = (table["target_detail"] + f" (copy {copy})").str.strip()
    return table


def write_events(path, rows, seed=0):
    """Write a made-up file in the columns of ACLED: days of three years, towns in a box around Iraq."""
    random = np.random.default_rng(seed)
    days = pd.Timestamp("2020-01-01") + pd.to_timedelta(random.integers(0, 1096, rows), unit="D")
    provinces = helpers.load_provinces()["province"]
    latitudes, longitudes = random.uniform(29, 37.5, TOWNS).round(4), random.uniform(38.7, 48.6, TOWNS).round(4)
    towns = random.integers(0, TOWNS, rows)
    events = {
        "event_id_cnty": [f"IRQ{number}" for number in range(rows)],
        "event_date": days.strftime("%Y-%m-%d"),
        "time_precision": random.choice(["1", "2", "3"], rows, p=[0.8, 0.15, 0.05]),
        "event_type": random.choice(["Battles", "Explosions/Remote violence", "Protests"], rows),
        "sub_event_type": "Remote explosive/landmine/IED",
        "actor1": random.choice(["Unidentified Armed Group", "Military Forces", "Protesters"], rows),
        "actor2": "Civilians",
        "country": "Iraq",
        "admin1": random.choice(provinces, rows),
        "admin2": "made up",
        "location": random.choice(["Town", "Village", "Crossroads"], rows),
        "latitude": latitudes[towns],
        "longitude": longitudes[towns],
        "geo_precision": random.choice(["1", "2", "3"], rows, p=[0.8, 0.15, 0.05]),
        "source": random.choice(["Agency", "Agency; Newspaper"], rows),
        "notes": [f"Made up, for measuring only: event {number} of a long file." for number in range(rows)],
        "fatalities": random.integers(0, 3, rows),
    }
    pd.DataFrame(events).to_csv(path, index=False, lineterminator="\n")
