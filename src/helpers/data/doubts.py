"""What is likely wrong but may be right: warnings, which leave the tables valid."""

import pandas as pd

from .calendar import span_dates
from .date_rules import FIRST_DAY, LAST_DAY, ONE_DAY
from .faults import Fault
from .joining import look_up

LONGEST_DELAY = 30  # days between an attack and its report or claim
HIGHEST_COUNT = 20  # people or vehicles; the highest figure reported of an attack so far is 6
BACKWARD = "background|back-reference|context line"  # words of a coder who saw that the page looks back


def doubt_twins(incidents):
    """Two incidents of one day, place (or province, where no place is known) and weapon may be one attack; a note
    that names the other incident settles it."""
    same = ["date_start", "date_end", "province", "place_id", "weapon"]
    rows = incidents[incidents["incident_id"].notna() & incidents[["province", "place_id"]].notna().any(axis=1)]
    rows = rows[rows.duplicated(same, keep=False)]
    for _, twins in rows.groupby(same, dropna=False, sort=False):
        notes = twins["note"].fillna("")
        for number in range(1, len(twins)):
            line, name = int(twins.index[number]), twins["incident_id"].iloc[number]
            for other, note in zip(twins["incident_id"].iloc[:number], notes.iloc[:number], strict=True):
                if other not in notes[line] and name not in note:
                    first = twins.index[twins["incident_id"] == other][0]
                    message = f"{name!r} has the day, place and weapon of {other!r} in line {first}"
                    message += f"; withdraw one, or name {other} in note and say how they differ"
                    yield Fault("incidents.csv", line, "incident_id", message)
                    break


def doubt_delays(observations, reports):
    """A report published more than 30 days after the attack is likely misdated; coder_note settles it by saying
    that the page looks back ('background', 'back-reference' or 'context line')."""
    rows = look_up(observations, reports, "report_id", "published")
    days = (span_dates(rows["published_report"])[0] - span_dates(rows["incident_date"])[1]) / ONE_DAY
    rows = rows.assign(days=days)[days > LONGEST_DELAY]
    for row in rows[~rows["coder_note"].fillna("").str.contains(BACKWARD)].itertuples():
        message = f"{row.incident_date} lies {row.days:.0f} days before {row.report_id} was published"
        message += f" ({row.published_report}); correct one, or say in coder_note that it is background"
        yield Fault("observations.csv", row.Index, "incident_date", message)


def doubt_late_claims(claims, incidents):
    """A claim made more than 30 days after the attack is likely of another one."""
    rows = look_up(claims, incidents, "incident_id", "date_end")
    days = (rows["claimed_on"] - rows["date_end_incident"]).dt.days
    for row in rows.assign(days=days)[days > LONGEST_DELAY].itertuples():
        message = f"{row.claimed_on:%Y-%m-%d} lies {row.days:.0f} days after the attack {row.incident_id}; check both"
        yield Fault("claims.csv", row.Index, "claimed_on", message)


def doubt_address_days(reports):
    """The day in the address of a page is the day of its publication, or the day before or after."""
    written = reports["url"].str.extract(r"/(20[0-9]{2})[/-]([01]?[0-9])[/-]([0-3]?[0-9])(?![0-9])")
    rows = reports[written.notna().all(axis=1) & (reports["published"].str.len() == 10)]
    parts = written.loc[rows.index]
    day = pd.to_datetime(parts[0] + "-" + parts[1].str.zfill(2) + "-" + parts[2].str.zfill(2), errors="coerce")
    days = (pd.to_datetime(rows["published"], format="%Y-%m-%d", errors="coerce") - day).dt.days.abs()
    for row in rows.assign(day=day)[days > 1].itertuples():
        message = f"{row.published} is not the day in the address ({row.day:%Y-%m-%d}); correct it, if the page says so"
        yield Fault("reports.csv", row.Index, "published", message)


def doubt_high_counts(observations):
    """A figure above 20 killed, injured or damaged is likely a slip; coder_note settles it by repeating the figure."""
    vehicles = pd.to_numeric(observations["vehicles_damaged"], errors="coerce")  # "some" is no figure
    counts = observations[["killed_min", "killed_max", "injured_min", "injured_max"]].assign(vehicles_damaged=vehicles)
    for column in counts:
        high = counts[column] > HIGHEST_COUNT
        for line, count in counts.loc[high.fillna(False), column].items():
            if str(int(count)) not in str(observations.at[line, "coder_note"]):
                message = f"{int(count)} is more than any attack so far; correct it, or repeat the figure in coder_note"
                yield Fault("observations.csv", line, column, message)


def doubt_open_counts(observations):
    """A lowest figure of killed or injured without a highest one means 'at least'; coder_note says why."""
    for name in ("killed", "injured"):
        is_open = observations[f"{name}_min"].notna() & observations[f"{name}_max"].isna()
        for line in observations.index[is_open & observations["coder_note"].isna()]:
            message = f"is empty, but {name}_min is {observations.at[line, f'{name}_min']}"
            yield Fault("observations.csv", line, f"{name}_max", f"{message}; write it, or say in coder_note why not")


def doubt_adjacent(incidents):
    """An attack of the period that is not on a diplomatic convoy belongs to scope 'core'; a note says why not."""
    inside = (incidents["date_start"] >= FIRST_DAY) & (incidents["date_end"] <= LAST_DAY)
    inside &= (incidents["scope"] == "adjacent") & (incidents["target_type"] != "diplomatic_convoy")
    for line in incidents.index[inside & incidents["note"].isna()]:
        message = "'adjacent', but the attack lies in the period and is not on a diplomatic convoy"
        yield Fault("incidents.csv", line, "scope", f"{message}; write 'core', or say why in note")


def doubt_places(places):
    """Two places at the same coordinates are likely one."""
    points = places.dropna(subset=["latitude", "longitude"])
    points = points[points.duplicated(["latitude", "longitude"], keep=False)]
    for _, same in points.groupby(["latitude", "longitude"], sort=False):
        for row in same.iloc[1:].itertuples():
            message = f"{row.latitude}, {row.longitude} are the coordinates of {same['place_id'].iloc[0]} too; keep one"
            yield Fault("places.csv", row.Index, "latitude", message)
