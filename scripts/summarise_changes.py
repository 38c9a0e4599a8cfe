"""Say in Markdown which rows of the raw tables differ between two folders, with the reports of each incident.

python scripts/summarise_changes.py BEFORE AFTER

Needs nothing but Python, and reads the tables as text: a contributor's tables may be broken.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

KEYS = {"claims": 4, "attributions": 4, "second_attributions": 5, "row_checks": 4}  # how many columns tell rows apart
MOST = 200  # rows of each table that are listed; a summary is read by a person


def read_rows(path, key):
    """Return the rows of a table by their key, and its columns."""
    if not path.is_file():
        return {}, []
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        header, *rows = list(csv.reader(stream)) or [[]]
    return {tuple(row[:key]): row for row in rows if row}, header


def show(text):
    """Write text from the data as code, which Markdown leaves as it is."""
    clean = "".join(sign if sign.isprintable() else "�" for sign in text).replace("`", "'").replace("|", "¦")
    return f"`{clean[:200]}`" if clean.strip() else "(empty)"


def list_reports(folder):
    """Return the addresses of the reports of each incident."""
    reports, columns = read_rows(folder / "reports.csv", 1)
    urls = {key[0]: row[1] for key, row in reports.items() if len(row) > 1}
    observations, columns = read_rows(folder / "observations.csv", 1)
    found = defaultdict(list)
    for row in observations.values():
        values = dict(zip(columns, row, strict=False))
        found[values.get("incident_id")].append(urls.get(values.get("report_id"), ""))
    return found


def describe_change(header, old, new):
    """Write which cells of a row differ."""
    pairs = [(name, one, other) for name, one, other in zip(header, old, new, strict=False) if one != other]
    return "; ".join(f"{name}: {show(one)} → {show(other)}" for name, one, other in pairs) or "other number of cells"


def compare_table(name, before, after, reports):
    """Return the lines of the summary on one table, none if nothing changed."""
    key = KEYS.get(name, 1)
    old, _ = read_rows(before / f"{name}.csv", key)
    new, header = read_rows(after / f"{name}.csv", key)
    lines = [
        f"- added {show(' '.join(row).strip())}: {show(', '.join(new[row][key:]))}" for row in new if row not in old
    ]
    lines += [
        f"- changed {show(' '.join(row).strip())}: {describe_change(header, old[row], new[row])}"
        for row in new
        if row in old and new[row] != old[row]
    ]
    lines += [
        f"- removed {show(' '.join(row).strip())}: {show(', '.join(old[row][key:]))}" for row in old if row not in new
    ]
    if name == "incidents":
        touched = [row[0] for row in {**old, **new} if old.get(row) != new.get(row)]
        lines += [f"- reports of {show(one)}: " + ", ".join(show(url) for url in reports[one]) for one in touched]
    if not lines:
        return []
    more = [f"- … and {len(lines) - MOST} more"] if len(lines) > MOST else []
    return [f"## {name}: {len(old)} rows before, {len(new)} after", "", *lines[:MOST], *more, ""]


def summarise(before, after):
    """Return the whole summary, the table of incidents first."""
    names = sorted({path.stem for folder in (before, after) for path in folder.glob("*.csv")})
    names.sort(key=lambda name: name != "incidents")
    reports = list_reports(before)
    for incident, urls in list_reports(after).items():
        reports[incident] = list(dict.fromkeys([*urls, *reports[incident]]))
    lines = [line for name in names for line in compare_table(name, before, after, reports)]
    return "\n".join(["# Rows of the data that change", "", *(lines or ["None."])]) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(summarise(Path(sys.argv[1]), Path(sys.argv[2])), end="")
