"""Tables of what happened: incidents, observations, claims and context events."""

from functools import partial

import pandas as pd

from .. import vocabularies as values
from .columns import NOT_TOLD, TIME_OF_DAY, Rule, Table, date, integer, partial_date, put_in_order, string, web_address

figure = partial(integer, example="1", blank=NOT_TOLD, minimum=0)
CASUALTIES_IN_ORDER = [
    put_in_order(f"{name}_min", f"{name}_max", f"is below {name}_min") for name in ("killed", "injured")
]
LENGTHS = {"day": 10, "month": 7, "year": 4, "unknown": 0}
LENGTH_OF_DATE = Rule(
    "date_precision",
    "does not fit the length of incident_date",
    lambda rows: (
        rows["date_precision"].isin(list(LENGTHS))
        & (rows["date_precision"].map(LENGTHS) != rows["incident_date"].str.len().fillna(0))
    ),
)
DAY = pd.Timedelta(days=1)


class Incidents(Table):
    """One attack on one convoy at one place and time."""

    incident_id = string("Identifier without meaning, never used again.", "IQC0001", pattern=r"^IQC[0-9]{4,}$")
    date_start = date("First day on which it can have happened.", "2021-07-29")
    date_end = date("Last day on which it can have happened.", "2021-07-29")
    date_precision = string("How closely the date is known.", "day", values=values.DATE_PRECISIONS)
    time_local = string(
        "Iraqi local time: HH:MM, morning, afternoon, evening or night.",
        "10:03",
        blank="no report seen tells it, or reports disagree evenly (see observations.csv)",
        pattern=TIME_OF_DAY,
    )
    province = string(
        "Province in which it happened.",
        "Babil",
        blank="no report places it in a province, or reports disagree (see observations.csv)",
        references="provinces.province",
    )
    place_id = string(
        "Place that the reports name.",
        "P0001",
        blank="no report names a place within the province",
        references="places.place_id",
    )
    location_precision = string(
        "How closely the coordinates of the place locate it, from closest to widest.",
        "town",
        values=values.LOCATION_PRECISIONS,
    )
    target_type = string("What was attacked.", "supply_convoy", values=values.TARGET_TYPES)
    target_detail = string("The target in a few neutral words.", "fuel tanker", blank=NOT_TOLD)
    weapon = string("Weapon reported.", "ied", values=values.WEAPONS)
    outcome = string("What became of the attack.", "detonated", values=values.OUTCOMES)
    vehicles_damaged_min = figure("Vehicles damaged, lowest figure reported.")
    vehicles_damaged_max = figure("Vehicles damaged, highest figure reported.")
    killed_min = figure("People killed, lowest figure reported.")
    killed_max = figure("People killed, highest figure reported.")
    injured_min = figure("People injured, lowest figure reported.")
    injured_max = figure("People injured, highest figure reported.")
    scope = string("Whether it belongs to the question.", "core", values=values.SCOPES)
    value_reasons = string(
        "Why target_type, weapon, outcome or time_local does not follow from the vote: column: reason; column: reason.",
        "weapon: the later report corrects the earlier one",
        blank="all four follow from the vote",
        pattern=r"^[a-z_]+: [^;]+(; [a-z_]+: [^;]+)*$",
    )
    note = string("What a reader should know of the coding.", "", blank="nothing to add")

    rules = [
        *CASUALTIES_IN_ORDER,
        put_in_order("vehicles_damaged_min", "vehicles_damaged_max", "is below vehicles_damaged_min"),
        put_in_order("date_start", "date_end"),
        Rule(
            "date_precision",
            "'day' allows date_start and date_end at most one day apart",
            lambda rows: (rows["date_precision"] == "day") & (rows["date_end"] - rows["date_start"] > DAY),
        ),
        Rule(
            "date_precision",
            "'month' is for dates more than one day apart; else 'day'",
            lambda rows: (rows["date_precision"] == "month") & (rows["date_end"] - rows["date_start"] <= DAY),
        ),
        Rule(
            "scope",
            "'core' allows dates from 2020-01-01 to 2022-12-31 only; else 'adjacent'",
            lambda rows: (
                (rows["scope"] == "core") & ((rows["date_start"] < "2020-01-01") | (rows["date_end"] > "2022-12-31"))
            ),
        ),
        Rule(
            "scope",
            "'core' excludes diplomatic convoys; 'adjacent' is for them",
            lambda rows: (rows["scope"] == "core") & (rows["target_type"] == "diplomatic_convoy"),
        ),
        Rule(
            "province",
            "is empty, but only location_precision 'road_segment' or 'country' allows that",
            lambda rows: rows["province"].isna() & ~rows["location_precision"].isin(["road_segment", "country"]),
        ),
        Rule(
            "place_id",
            "is empty, but location_precision says that the place is known",
            lambda rows: (
                rows["place_id"].isna() & rows["location_precision"].isin(["site", "town", "road_segment", "district"])
            ),
        ),
    ]


class Observations(Table):
    """What one report says of one incident, as a coder read it."""

    row_id = string(
        "Identifier of the coding, never used again: E0001 to E1201 are the first coding, "
        "from E2001 on what was coded later.",
        "E2001",
        pattern=r"^E[0-9]{4,}$",
    )
    report_id = string("The report.", "R0001", references="reports.report_id")
    incident_no = integer("Running number of the incident within the report.", "1", minimum=1)
    incident_id = string(
        "Incident that the coding belongs to.",
        "IQC0002",
        blank="joined to no incident; reason says why",
        references="incidents.incident_id",
    )
    reason = string("Why the coding is joined to no incident.", "fits two incidents", blank="it is joined to one")
    incident_date = partial_date(
        "Date that the report gives: YYYY-MM-DD, YYYY-MM or YYYY.", "2021-07-29", blank=NOT_TOLD
    )
    date_precision = string("How closely the report dates it.", "day", values=values.DATE_PRECISIONS_REPORTED)
    time_local = string("Local time that the report gives.", "evening", blank=NOT_TOLD, pattern=TIME_OF_DAY)
    place_as_reported = string("Place in the report's words, shortened.", "highway near Nasiriyah", blank=NOT_TOLD)
    province = string("Province that the report gives.", "Dhi Qar", blank=NOT_TOLD, references="provinces.province")
    target_type = string("What was attacked.", "supply_convoy", values=values.TARGET_TYPES)
    target_detail = string("The target in a few words.", "fuel tanker", blank=NOT_TOLD)
    weapon = string("Weapon reported.", "ied", values=values.WEAPONS)
    outcome = string("What became of the attack.", "detonated", values=values.OUTCOMES_REPORTED)
    vehicles_damaged = string(
        "Vehicles damaged: a number, or some.", "1", blank=NOT_TOLD, pattern=r"^([0-9]{1,9}|some)$"
    )
    killed_min = figure("People killed, lowest figure of the report.")
    killed_max = figure("People killed, highest figure of the report.")
    injured_min = figure("People injured, lowest figure of the report.")
    injured_max = figure("People injured, highest figure of the report.")
    claim_status = string("What the report says of claims.", "none_reported", values=values.CLAIM_STATUSES_REPORTED)
    claimed_by = string("Claimant as the report names it.", "Ashab al-Kahf", blank="no claimant named")
    claim_channel = string("How the claim was made.", "Telegram statement", blank=NOT_TOLD)
    official_statement = string(
        "Who officially confirmed or denied it.", "Security Media Cell: confirmed", blank=NOT_TOLD
    )
    told_by = string("Whom the report cites.", "Sabereen News", blank="the report cites nobody")
    confidence = string("That date and place are right.", "high", values=values.CONFIDENCES)
    coder_note = string("What the coder wants known.", "Thursday, undated page", blank="nothing to add")
    coder = string("Which coder read the report: a name without meaning, the same for one person and pass.", "a1")

    rules = [
        *CASUALTIES_IN_ORDER,
        LENGTH_OF_DATE,
        Rule(
            "reason",
            "is empty, and so is incident_id; exactly one of the two is wanted",
            lambda rows: rows["incident_id"].isna() & rows["reason"].isna(),
        ),
        Rule(
            "reason",
            "is given, and so is incident_id; exactly one of the two is wanted",
            lambda rows: rows["incident_id"].notna() & rows["reason"].notna(),
        ),
    ]


class Claims(Table):
    """One claim or footage of one incident by one group, as one report tells it."""

    incident_id = string("The incident.", "IQC0011", references="incidents.incident_id")
    group_id = string("The group.", "ashab_al_kahf", blank="the report names no group", references="groups.group_id")
    kind = string("Claim or footage.", "claim", values=values.CLAIM_KINDS)
    report_id = string("The report that tells of it.", "R0004", references="reports.report_id")
    claimed_on = date("Day of the claim.", "2022-01-23", blank=NOT_TOLD)
    form = string(
        "In what form the group made it public.",
        "statement",
        blank="the report does not say",
        values=values.CLAIM_FORMS,
    )
    carried_by = string("What carried it.", "telegram", blank="the report does not say", values=values.CLAIM_CARRIERS)

    key = ["incident_id", "group_id", "kind", "report_id"]


class ContextEvents(Table):
    """One dated political or military event, for annotating a timeline."""

    event_id = string("Identifier, never used again.", "EV001", pattern=r"^EV[0-9]{3,}$")
    date_start = date("First day.", "2021-07-26")
    date_end = date("Last day.", "2021-07-26")
    date_precision = string(
        "How closely the date is known.",
        "day",
        values={
            "day": "date_start and date_end are the first and last day of the event",
            "month": "known less closely; date_start to date_end covers the doubt",
        },
    )
    kind = string("Kind of event.", "agreement", values=values.EVENT_KINDS)
    title = string("The event in a few neutral words.", "US and Iraq agreed to end the combat mission")
    source = web_address("Address of a page that reports it.")
    note = string("What a reader should know.", "by end of 2021", blank="nothing to add")

    rules = [put_in_order("date_start", "date_end")]
