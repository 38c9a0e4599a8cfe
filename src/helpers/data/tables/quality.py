"""Tables of how well the data are known: second readings, second codings, checks, searches."""

import pandera.pandas as pa

from .. import vocabularies as values
from .columns import NOT_TOLD, PARTIAL_DATE, TIME_OF_DAY, Day, Integer, Table, Text, column, web_address
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
    outcome: Text = column("What became of the attack.", example="detonated", values=values.OUTCOMES_REPORTED)
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


class SecondAttributions(Table):
    __doc__ = values.ROWS["second_attributions"]

    row_id: Text = column("The coding, drawn at random.", example="E0488", references="observations.row_id")
    informant_id: Text = column(
        "Informant that the second coder found.",
        example="sabereen_news",
        blank="the second coder found that the page cites nobody",
        references="informants.informant_id",
    )
    via_outlet_id: Text = column(
        "Outlet between the informant and the page.",
        example="shafaq_news",
        blank="the page's own outlet heard the informant, or the row has none",
        references="outlets.outlet_id",
    )
    says: Text = column(
        "What the informant says.", example="attack", blank="the row has no informant", values=values.SAYS
    )
    coder: Text = column("Which coder.", example="b1")

    class Config:
        unique = ["row_id", "informant_id", "says"]


class RowChecks(Table):
    __doc__ = values.ROWS["row_checks"]

    audit: Text = column(
        "The audit: what was checked, and the version of the data.",
        example="incidents_0.4",
        str_matches=r"^(codings|incidents)_[0-9]+\.[0-9]+$",
    )
    seed: Integer = column("Seed with which the sample was drawn.", example="2022", blank="not recorded", ge=0)
    record_id: Text = column(
        "The coding (row_id of observations.csv) or the incident (incident_id of incidents.csv).", example="E0842"
    )
    field: Text = column(
        "Column found wrong or doubtful, of another table as table.column (claims.claimed_on); "
        "'all' if none was, or the page was not found.",
        example="weapon",
    )
    verdict: Text = column("What the check found.", example="error", values=values.VERDICTS)
    coded: Text = column("Value as it was coded.", example="unknown", blank="nothing was coded, or no fault")
    page_says: Text = column(
        "What the page says, in the checker's words.", example="a roadside bomb", blank="no fault, or page not found"
    )
    url: Text = web_address("Address of the page that shows it.", blank="the page of the coding, or no fault")

    class Config:
        unique = ["audit", "record_id", "field"]


class CaptureChecks(Table):
    __doc__ = values.ROWS["capture_checks"]

    check_id: Text = column("Identifier, never used again.", example="CC001", str_matches=r"^CC[0-9]{3,}$")
    list: Text = column("The list, and what it counts.", example="Global Terrorism Database, January to June 2021")
    url: Text = web_address("Address of the list.", blank="the list is on several pages")
    period_start: Day = column("First day of the period.", example="2021-01-01")
    period_end: Day = column("Last day of the period.", example="2021-01-31")
    listed: Integer = column("Attacks on the list.", example="10", ge=0)
    found: Integer = column("Those of them that the data hold.", example="9", ge=0)
    perhaps_found: Integer = column("Further ones that the data may hold.", example="0", ge=0)
    data_version: Text = column(
        "Version of the data that was measured.", example="0.3.0", str_matches=r"^[0-9]+\.[0-9]+\.[0-9]+$"
    )
    method: Text = column("How the two were matched.", example="by hand: day within one, province and place")

    class Config:
        unique = ["check_id"]

    @pa.dataframe_check(error="period_end: lies before period_start")
    def period_in_order(cls, frame):
        return ~(frame["period_end"] < frame["period_start"])

    @pa.dataframe_check(error="found: found and perhaps_found together exceed listed")
    def no_more_than_listed(cls, frame):
        return ~(frame["found"] + frame["perhaps_found"] > frame["listed"]).fillna(False)


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
