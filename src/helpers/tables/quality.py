"""Tables of how well the data are known: second readings, second codings, row checks, searches."""

import pandera.pandas as pa

from .. import vocabularies as values
from .columns import NOT_TOLD, PARTIAL_DATE, TIME_OF_DAY, Integer, Table, Text, column
from .incidents import ReportedDateRules


class SecondReadings(Table):
    __doc__ = values.ROWS["second_readings"]

    row_id: Text = column("The coding.", example="E0842", references="observations.row_id")
    window: Text = column(
        "Months that were read together; labels hold within one window.",
        example="2021-12 to 2022-08",
        str_matches=r"^20[0-9]{2}-(0[1-9]|1[0-2]) to 20[0-9]{2}-(0[1-9]|1[0-2])$",
    )
    first_reading: Text = column(
        "Label of the incident by the first reader: codings with one label belong together.",
        example="F001",
        str_matches=r"^F[0-9]{3,}$",
    )
    second_reading: Text = column(
        "Label of the incident by the second reader.", example="S001", str_matches=r"^S[0-9]{3,}$"
    )

    class Config:
        unique = ["row_id"]

    @pa.dataframe_check(error="window: ends before it starts")
    def window_in_order(cls, frame):
        return ~(frame["window"].str[-7:] < frame["window"].str[:7])


class SecondCodings(ReportedDateRules):
    __doc__ = values.ROWS["second_codings"]

    coding_id: Text = column("Identifier, never used again.", example="D0001", str_matches=r"^D[0-9]{4,}$")
    report_id: Text = column("The report.", example="R0001", references="reports.report_id")
    paired_with: Text = column(
        "Row of the first coding that tells of the same incident of the report, paired by date, province and place.",
        example="E0488",
        blank="the first coder has no such incident",
        references="observations.row_id",
    )
    incident_date: Text = column(
        "Date that the report gives: YYYY-MM-DD, YYYY-MM or YYYY.",
        example="2021-07-29",
        blank=NOT_TOLD,
        str_matches=PARTIAL_DATE,
    )
    date_precision: Text = column(
        "How closely the report dates it.", example="day", values=values.DATE_PRECISIONS_REPORTED
    )
    time_local: Text = column(
        "Local time that the report gives.", example="evening", blank=NOT_TOLD, str_matches=TIME_OF_DAY
    )
    province: Text = column(
        "Province that the report gives.", example="Dhi Qar", blank=NOT_TOLD, references="provinces.province"
    )
    target_type: Text = column("What was attacked.", example="supply_convoy", values=values.TARGET_TYPES)
    weapon: Text = column("Weapon reported.", example="ied", values=values.WEAPONS)
    outcome: Text = column("What became of the attack.", example="detonated", values=values.OUTCOMES)
    vehicles_damaged: Text = column(
        "Vehicles damaged: a number, or some.", example="1", blank=NOT_TOLD, str_matches=r"^([0-9]{1,9}|some)$"
    )
    killed_min: Integer = column("People killed, lowest figure.", example="1", blank=NOT_TOLD, ge=0)
    injured_min: Integer = column("People injured, lowest figure.", example="1", blank=NOT_TOLD, ge=0)
    claim_status: Text = column(
        "What the report says of claims.", example="none_reported", values=values.CLAIM_STATUSES_REPORTED
    )
    confidence: Text = column("That date and place are right.", example="high", values=values.CONFIDENCES)
    coder: Text = column("Which coder.", example="2021b")

    class Config:
        unique = ["coding_id"]


class RowChecks(Table):
    __doc__ = values.ROWS["row_checks"]

    row_id: Text = column("The coding.", example="E0842", references="observations.row_id")
    field: Text = column(
        "Column found wrong or doubtful; 'all' if nothing was, or the page was not found.", example="weapon"
    )
    verdict: Text = column("What the check found.", example="error", values=values.VERDICTS)
    coded: Text = column("Value as it was coded.", example="unknown", blank="nothing was coded, or no fault")
    page_says: Text = column(
        "What the page says, in the checker's words.", example="a roadside bomb", blank="no fault, or page not found"
    )

    class Config:
        unique = ["row_id", "field"]


class Searches(Table):
    __doc__ = values.ROWS["searches"]

    search_id: Text = column("Identifier, never used again.", example="S0001", str_matches=r"^S[0-9]{4,}$")
    purpose: Text = column("What was looked for.", example="gap", values=values.SEARCH_PURPOSES)
    language: Text = column("Language of the query, ISO 639-1.", example="ar", str_matches=r"^[a-z]{2}$")
    query: Text = column(
        "The query as it was sent, with the words that reports use.", example="roadside bomb convoy February 2022"
    )
    result: Text = column("Whether it gave anything new.", example="nothing_new", values=values.SEARCH_RESULTS)
    found: Text = column("What was seen.", example="one page, coded as E2009", blank="nothing to tell")

    class Config:
        unique = ["search_id"]
