"""Tables of what happened: incidents, observations, claims and context events."""

import pandera.pandas as pa

from .. import vocabularies as values
from .columns import NOT_TOLD, PARTIAL_DATE, TIME_OF_DAY, Day, Integer, Table, Text, column, web_address


def count_column(meaning):
    """Define a column that holds a count, empty where nobody tells it."""
    return column(meaning, example="1", blank=NOT_TOLD, ge=0)


class _CasualtyRules(Table):
    """Rules for tables that count people killed and injured."""

    @pa.dataframe_check(error="killed_max: is below killed_min")
    def killed_in_order(cls, frame):
        return ~(frame["killed_max"] < frame["killed_min"]).fillna(False)

    @pa.dataframe_check(error="injured_max: is below injured_min")
    def injured_in_order(cls, frame):
        return ~(frame["injured_max"] < frame["injured_min"]).fillna(False)


class Incidents(_CasualtyRules):
    __doc__ = values.ROWS["incidents"]

    incident_id: Text = column(
        "Identifier without meaning, never used again.", example="IQC0001", str_matches=r"^IQC[0-9]{4,}$"
    )
    date_start: Day = column("First day on which it can have happened.", example="2021-07-29")
    date_end: Day = column("Last day on which it can have happened.", example="2021-07-29")
    date_precision: Text = column("How closely the date is known.", example="day", values=values.DATE_PRECISIONS)
    time_local: Text = column(
        "Iraqi local time: HH:MM, morning, afternoon, evening or night.",
        example="10:03",
        blank="no report seen tells it, or reports disagree evenly (see observations.csv)",
        str_matches=TIME_OF_DAY,
    )
    province: Text = column(
        "Province in which it happened.",
        example="Babil",
        blank="no report places it in a province, or reports disagree (see observations.csv)",
        references="provinces.province",
    )
    place_id: Text = column(
        "Place that the reports name.",
        example="P0001",
        blank="no report names a place within the province",
        references="places.place_id",
    )
    location_precision: Text = column(
        "How closely the coordinates of the place locate it, from closest to widest.",
        example="town",
        values=values.LOCATION_PRECISIONS,
    )
    target_type: Text = column("What was attacked.", example="supply_convoy", values=values.TARGET_TYPES)
    target_detail: Text = column("The target in a few neutral words.", example="fuel tanker", blank=NOT_TOLD)
    weapon: Text = column("Weapon reported.", example="ied", values=values.WEAPONS)
    outcome: Text = column("What became of the attack.", example="detonated", values=values.OUTCOMES)
    vehicles_damaged_min: Integer = count_column("Vehicles damaged, lowest figure reported.")
    vehicles_damaged_max: Integer = count_column("Vehicles damaged, highest figure reported.")
    killed_min: Integer = count_column("People killed, lowest figure reported.")
    killed_max: Integer = count_column("People killed, highest figure reported.")
    injured_min: Integer = count_column("People injured, lowest figure reported.")
    injured_max: Integer = count_column("People injured, highest figure reported.")
    scope: Text = column("Whether it belongs to the question.", example="core", values=values.SCOPES)
    value_reasons: Text = column(
        "Why target_type, weapon, outcome or time_local does not follow from the vote: column: reason; column: reason.",
        example="weapon: the later report corrects the earlier one",
        blank="all four follow from the vote",
        str_matches=r"^[a-z_]+: [^;]+(; [a-z_]+: [^;]+)*$",
    )
    note: Text = column("What a reader should know of the coding.", example="", blank="nothing to add")

    class Config:
        unique = ["incident_id"]

    @pa.dataframe_check(error="date_end: lies before date_start")
    def dates_in_order(cls, frame):
        return ~(frame["date_end"] < frame["date_start"])

    @pa.dataframe_check(error="date_precision: 'day' allows date_start and date_end at most one day apart")
    def day_is_a_day(cls, frame):
        days = (frame["date_end"] - frame["date_start"]).dt.days
        return ~((frame["date_precision"] == "day") & (days > 1))

    @pa.dataframe_check(error="date_precision: 'month' is for dates more than one day apart; else 'day'")
    def month_is_no_day(cls, frame):
        days = (frame["date_end"] - frame["date_start"]).dt.days
        return ~((frame["date_precision"] == "month") & (days <= 1))

    @pa.dataframe_check(error="scope: 'core' allows dates from 2020-01-01 to 2022-12-31 only; else 'adjacent'")
    def core_lies_in_period(cls, frame):
        outside = (frame["date_start"] < "2020-01-01") | (frame["date_end"] > "2022-12-31")
        return ~((frame["scope"] == "core") & outside)

    @pa.dataframe_check(error="scope: 'core' excludes diplomatic convoys; 'adjacent' is for them")
    def core_is_not_diplomatic(cls, frame):
        return ~((frame["scope"] == "core") & (frame["target_type"] == "diplomatic_convoy"))

    @pa.dataframe_check(error="province: is empty, but only location_precision 'road_segment' or 'country' allows that")
    def province_if_placed(cls, frame):
        wide = frame["location_precision"].isin(["road_segment", "country"])
        return frame["province"].notna() | wide

    @pa.dataframe_check(error="place_id: is empty, but location_precision says that the place is known")
    def place_if_precise(cls, frame):
        precise = frame["location_precision"].isin(["site", "town", "road_segment", "district"])
        return frame["place_id"].notna() | ~precise

    @pa.dataframe_check(error="vehicles_damaged_max: is below vehicles_damaged_min")
    def vehicles_in_order(cls, frame):
        return ~(frame["vehicles_damaged_max"] < frame["vehicles_damaged_min"]).fillna(False)


class ReportedDateRules(Table):
    """Rules for tables of what a report says, with ``incident_date`` and ``date_precision``."""

    @pa.dataframe_check(error="date_precision: does not fit the length of incident_date")
    def precision_fits_date(cls, frame):
        length = frame["incident_date"].str.len().fillna(0)
        expected = frame["date_precision"].map({"day": 10, "month": 7, "year": 4, "unknown": 0})
        return expected.isna() | (length == expected)


class Observations(_CasualtyRules, ReportedDateRules):
    __doc__ = values.ROWS["observations"]

    row_id: Text = column(
        "Identifier of the coding, never used again: E0001 to E1201 are the first coding, "
        "from E2001 on what was coded later.",
        example="E2001",
        str_matches=r"^E[0-9]{4,}$",
    )
    report_id: Text = column("The report.", example="R0001", references="reports.report_id")
    incident_no: Integer = column("Running number of the incident within the report.", example="1", ge=1)
    incident_id: Text = column(
        "Incident that the coding belongs to.",
        example="IQC0002",
        blank="joined to no incident; reason says why",
        references="incidents.incident_id",
    )
    reason: Text = column(
        "Why the coding is joined to no incident.", example="fits two incidents", blank="it is joined to one"
    )
    incident_date: Text = column(
        "Date that the report gives: YYYY-MM-DD, YYYY-MM or YYYY.",
        example="2021-07-29",
        blank=NOT_TOLD,
        str_matches=PARTIAL_DATE,
    )
    date_precision: Text = column(
        "How closely the report dates it.",
        example="day",
        values=values.DATE_PRECISIONS_REPORTED,
    )
    time_local: Text = column(
        "Local time that the report gives.", example="evening", blank=NOT_TOLD, str_matches=TIME_OF_DAY
    )
    place_as_reported: Text = column(
        "Place in the report's words, shortened.", example="highway near Nasiriyah", blank=NOT_TOLD
    )
    province: Text = column(
        "Province that the report gives.", example="Dhi Qar", blank=NOT_TOLD, references="provinces.province"
    )
    target_type: Text = column("What was attacked.", example="supply_convoy", values=values.TARGET_TYPES)
    target_detail: Text = column("The target in a few words.", example="fuel tanker", blank=NOT_TOLD)
    weapon: Text = column("Weapon reported.", example="ied", values=values.WEAPONS)
    outcome: Text = column("What became of the attack.", example="detonated", values=values.OUTCOMES_REPORTED)
    vehicles_damaged: Text = column(
        "Vehicles damaged: a number, or some.", example="1", blank=NOT_TOLD, str_matches=r"^([0-9]{1,9}|some)$"
    )
    killed_min: Integer = count_column("People killed, lowest figure of the report.")
    killed_max: Integer = count_column("People killed, highest figure of the report.")
    injured_min: Integer = count_column("People injured, lowest figure of the report.")
    injured_max: Integer = count_column("People injured, highest figure of the report.")
    claim_status: Text = column(
        "What the report says of claims.", example="none_reported", values=values.CLAIM_STATUSES_REPORTED
    )
    claimed_by: Text = column("Claimant as the report names it.", example="Ashab al-Kahf", blank="no claimant named")
    claim_channel: Text = column("How the claim was made.", example="Telegram statement", blank=NOT_TOLD)
    official_statement: Text = column(
        "Who officially confirmed or denied it.", example="Security Media Cell: confirmed", blank=NOT_TOLD
    )
    told_by: Text = column("Whom the report cites.", example="Sabereen News", blank="the report cites nobody")
    confidence: Text = column("That date and place are right.", example="high", values=values.CONFIDENCES)
    coder_note: Text = column("What the coder wants known.", example="Thursday, undated page", blank="nothing to add")
    coder: Text = column(
        "Which coder read the report: a name without meaning, the same for one person and pass.", example="a1"
    )

    class Config:
        unique = ["row_id"]

    @pa.dataframe_check(error="reason: is empty, and so is incident_id; exactly one of the two is wanted")
    def incident_or_reason(cls, frame):
        return frame["incident_id"].notna() | frame["reason"].notna()

    @pa.dataframe_check(error="reason: is given, and so is incident_id; exactly one of the two is wanted")
    def not_both(cls, frame):
        return frame["incident_id"].isna() | frame["reason"].isna()


class Claims(Table):
    __doc__ = values.ROWS["claims"]

    incident_id: Text = column("The incident.", example="IQC0011", references="incidents.incident_id")
    group_id: Text = column(
        "The group.",
        example="ashab_al_kahf",
        blank="the report names no group",
        references="groups.group_id",
    )
    kind: Text = column("Claim or footage.", example="claim", values=values.CLAIM_KINDS)
    report_id: Text = column("The report that tells of it.", example="R0004", references="reports.report_id")
    claimed_on: Day = column("Day of the claim.", example="2022-01-23", blank=NOT_TOLD)
    form: Text = column(
        "In what form the group made it public.",
        example="statement",
        blank="the report does not say",
        values=values.CLAIM_FORMS,
    )
    carried_by: Text = column(
        "What carried it.", example="telegram", blank="the report does not say", values=values.CLAIM_CARRIERS
    )

    class Config:
        unique = ["incident_id", "group_id", "kind", "report_id"]


class ContextEvents(Table):
    __doc__ = values.ROWS["context_events"]

    event_id: Text = column("Identifier, never used again.", example="EV001", str_matches=r"^EV[0-9]{3,}$")
    date_start: Day = column("First day.", example="2021-07-26")
    date_end: Day = column("Last day.", example="2021-07-26")
    date_precision: Text = column(
        "How closely the date is known.",
        example="day",
        values={
            "day": "date_start and date_end are the first and last day of the event",
            "month": "known less closely; date_start to date_end covers the doubt",
        },
    )
    kind: Text = column("Kind of event.", example="agreement", values=values.EVENT_KINDS)
    title: Text = column("The event in a few neutral words.", example="US and Iraq agree to end combat mission")
    source: Text = web_address("Address of a page that reports it.")
    note: Text = column("What a reader should know.", example="by end of 2021", blank="nothing to add")

    class Config:
        unique = ["event_id"]

    @pa.dataframe_check(error="date_end: lies before date_start")
    def dates_in_order(cls, frame):
        return ~(frame["date_end"] < frame["date_start"])
