"""Tables of how well the data are known: second readings, second codings, checks, searches."""

from .. import vocabularies as values
from .columns import NOT_TOLD, PARTIAL_DATE, TIME_OF_DAY, Rule, Table, date, integer, put_in_order, string, web_address
from .incidents import LENGTH_OF_DATE


class SecondReadings(Table):
    __doc__ = values.ROWS["second_readings"]

    row_id = string("The coding.", example="E0842", references="observations.row_id")
    window = string(
        "Months that were read together; labels hold within one window.",
        example="2021-12 to 2022-08",
        pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2]) to 20[0-9]{2}-(0[1-9]|1[0-2])$",
    )
    first_reading = string(
        "Label of the incident by the first reader: codings with one label belong together.",
        example="F001",
        pattern=r"^F[0-9]{3,}$",
    )
    second_reading = string("Label of the incident by the second reader.", example="S001", pattern=r"^S[0-9]{3,}$")

    key = ["row_id"]
    rules = [Rule("window", "ends before it starts", lambda rows: rows["window"].str[-7:] < rows["window"].str[:7])]


class SecondCodings(Table):
    __doc__ = values.ROWS["second_codings"]

    coding_id = string("Identifier, never used again.", example="D0001", pattern=r"^D[0-9]{4,}$")
    report_id = string("The report.", example="R0001", references="reports.report_id")
    paired_with = string(
        "Row of the first coding that tells of the same incident of the report, paired by date, province and place.",
        example="E0488",
        blank="the first coder has no such incident",
        references="observations.row_id",
    )
    incident_date = string(
        "Date that the report gives: YYYY-MM-DD, YYYY-MM or YYYY.",
        example="2021-07-29",
        blank=NOT_TOLD,
        pattern=PARTIAL_DATE,
    )
    date_precision = string("How closely the report dates it.", example="day", values=values.DATE_PRECISIONS_REPORTED)
    time_local = string("Local time that the report gives.", example="evening", blank=NOT_TOLD, pattern=TIME_OF_DAY)
    province = string(
        "Province that the report gives.", example="Dhi Qar", blank=NOT_TOLD, references="provinces.province"
    )
    target_type = string("What was attacked.", example="supply_convoy", values=values.TARGET_TYPES)
    weapon = string("Weapon reported.", example="ied", values=values.WEAPONS)
    outcome = string("What became of the attack.", example="detonated", values=values.OUTCOMES_REPORTED)
    vehicles_damaged = string(
        "Vehicles damaged: a number, or some.", example="1", blank=NOT_TOLD, pattern=r"^([0-9]{1,9}|some)$"
    )
    killed_min = integer("People killed, lowest figure.", example="1", blank=NOT_TOLD, minimum=0)
    injured_min = integer("People injured, lowest figure.", example="1", blank=NOT_TOLD, minimum=0)
    claim_status = string(
        "What the report says of claims.", example="none_reported", values=values.CLAIM_STATUSES_REPORTED
    )
    confidence = string("That date and place are right.", example="high", values=values.CONFIDENCES)
    coder = string("Which coder.", example="2021b")

    key = ["coding_id"]
    rules = [LENGTH_OF_DATE]


class SecondAttributions(Table):
    __doc__ = values.ROWS["second_attributions"]

    row_id = string("The coding, drawn at random.", example="E0488", references="observations.row_id")
    informant_id = string(
        "Informant that the second coder found.",
        example="sabereen_news",
        blank="the second coder found that the page cites nobody",
        references="informants.informant_id",
    )
    via_outlet_id = string(
        "Outlet between the informant and the page.",
        example="shafaq_news",
        blank="the page's own outlet heard the informant, or the row has none",
        references="outlets.outlet_id",
    )
    says = string("What the informant says.", example="attack", blank="the row has no informant", values=values.SAYS)
    coder = string("Which coder.", example="b1")

    key = ["row_id", "informant_id", "says"]


class RowChecks(Table):
    __doc__ = values.ROWS["row_checks"]

    audit = string(
        "The audit: what was checked, and the version of the data.",
        example="incidents_0.4",
        pattern=r"^(codings|incidents)_[0-9]+\.[0-9]+[a-z]?$",
    )
    seed = integer("Seed with which the sample was drawn.", example="2022", blank="not recorded", minimum=0)
    record_id = string(
        "The coding (row_id of observations.csv) or the incident (incident_id of incidents.csv).", example="E0842"
    )
    field = string(
        "Column found wrong or doubtful, of another table as table.column (claims.claimed_on); "
        "'all' if none was, or the page was not found.",
        example="weapon",
    )
    verdict = string("What the check found.", example="error", values=values.VERDICTS)
    coded = string("Value as it was coded.", example="unknown", blank="nothing was coded, or no fault")
    page_says = string(
        "What the page says, in the checker's words.", example="a roadside bomb", blank="no fault, or page not found"
    )
    url = web_address("Address of the page that shows it.", blank="the page of the coding, or no fault")

    key = ["audit", "record_id", "field"]


class CaptureChecks(Table):
    __doc__ = values.ROWS["capture_checks"]

    check_id = string("Identifier, never used again.", example="CC001", pattern=r"^CC[0-9]{3,}$")
    list = string("The list, and what it counts.", example="Global Terrorism Database, January to June 2021")
    url = web_address("Address of the list.", blank="the list is on several pages")
    period_start = date("First day of the period.", example="2021-01-01")
    period_end = date("Last day of the period.", example="2021-01-31")
    listed = integer("Attacks on the list.", example="10", minimum=0)
    found = integer("Those of them that the data hold.", example="9", minimum=0)
    perhaps_found = integer("Further ones that the data may hold.", example="0", minimum=0)
    data_version = string(
        "Version of the data that was measured.", example="0.3.0", pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$"
    )
    method = string("How the two were matched.", example="by hand: day within one, province and place")

    key = ["check_id"]
    rules = [
        put_in_order("period_start", "period_end"),
        Rule(
            "found",
            "found and perhaps_found together exceed listed",
            lambda rows: rows["found"] + rows["perhaps_found"] > rows["listed"],
        ),
    ]


class Searches(Table):
    __doc__ = values.ROWS["searches"]

    search_id = string("Identifier, never used again.", example="S0001", pattern=r"^S[0-9]{4,}$")
    purpose = string("What was looked for.", example="gap", values=values.SEARCH_PURPOSES)
    language = string("Language of the query, ISO 639-1.", example="ar", pattern=r"^[a-z]{2}$")
    query = string(
        "The query as it was sent, with the words that reports use.", example="roadside bomb convoy February 2022"
    )
    result = string("Whether it gave anything new.", example="nothing_new", values=values.SEARCH_RESULTS)
    found = string("What was seen.", example="one page, coded as E2009", blank="nothing to tell")

    key = ["search_id"]
