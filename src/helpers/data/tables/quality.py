"""Tables of how well the data are known: second readings, second codings, checks, searches."""

from .. import vocabularies as values
from .columns import Rule, Table, date, integer, put_in_order, string, web_address
from .incidents import LENGTH_OF_DATE, Observations, figure


class SecondReadings(Table):
    """One coding, with the incident that two readers put it in without seeing each other's result."""

    row_id = string("The coding.", "E0842", references="observations.row_id")
    window = string(
        "Months that were read together; labels hold within one window.",
        "2021-12 to 2022-08",
        pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2]) to 20[0-9]{2}-(0[1-9]|1[0-2])$",
    )
    first_reading = string(
        "Label of the incident by the first reader: codings with one label belong together.",
        "F001",
        pattern=r"^F[0-9]{3,}$",
    )
    second_reading = string("Label of the incident by the second reader.", "S001", pattern=r"^S[0-9]{3,}$")

    rules = [Rule("window", "ends before it starts", lambda rows: rows["window"].str[-7:] < rows["window"].str[:7])]


class SecondCodings(Table):
    """What a second coder, who did not see the first coding, read in one report of one incident."""

    coding_id = string("Identifier, never used again.", "D0001", pattern=r"^D[0-9]{4,}$")
    report_id = string("The report.", "R0001", references="reports.report_id")
    paired_with = string(
        "Row of the first coding that tells of the same incident of the report, paired by date, province and place.",
        "E0488",
        blank="the first coder has no such incident",
        references="observations.row_id",
    )
    incident_date = Observations.incident_date
    date_precision = Observations.date_precision
    time_local = Observations.time_local
    province = Observations.province
    target_type = Observations.target_type
    weapon = Observations.weapon
    outcome = Observations.outcome
    vehicles_damaged = Observations.vehicles_damaged
    killed_min = figure("People killed, lowest figure.")
    injured_min = figure("People injured, lowest figure.")
    claim_status = Observations.claim_status
    confidence = Observations.confidence
    coder = string("Which coder.", "2021b")

    rules = [LENGTH_OF_DATE]


class SecondAttributions(Table):
    """What a second coder, who did not see the first coding, wrote of one informant."""

    row_id = string("The coding, drawn at random.", "E0488", references="observations.row_id")
    informant_id = string(
        "Informant that the second coder found.",
        "sabereen_news",
        blank="the second coder found that the page cites nobody",
        references="informants.informant_id",
    )
    via_outlet_id = string(
        "Outlet between the informant and the page.",
        "shafaq_news",
        blank="the page's own outlet heard the informant, or the row has none",
        references="outlets.outlet_id",
    )
    says = string("What the informant says.", "attack", blank="the row has no informant", values=values.SAYS)
    coder = string("Which coder.", "b1")

    key = ["row_id", "informant_id", "says"]


class RowChecks(Table):
    """One coding or incident of a random sample, or one column of it, checked against its pages."""

    audit = string(
        "The audit: what was checked, and the version of the data.",
        "incidents_0.4",
        pattern=r"^(codings|incidents)_[0-9]+\.[0-9]+[a-z]?$",
    )
    seed = integer("Seed with which the sample was drawn.", "2022", blank="not recorded", minimum=0)
    record_id = string(
        "The coding (row_id of observations.csv) or the incident (incident_id of incidents.csv).", "E0842"
    )
    field = string(
        "Column found wrong or doubtful, of another table as table.column (claims.claimed_on); "
        "'all' if none was, or the page was not found.",
        "weapon",
    )
    verdict = string("What the check found.", "error", values=values.VERDICTS)
    coded = string("Value as it was coded.", "unknown", blank="nothing was coded, or no fault")
    page_says = string(
        "What the page says, in the checker's words.", "a roadside bomb", blank="no fault, or page not found"
    )
    url = web_address("Address of the page that shows it.", blank="the page of the coding, or no fault")

    key = ["audit", "record_id", "field"]


class CaptureChecks(Table):
    """One independent list of attacks in one period, and how many of them the data hold."""

    check_id = string("Identifier, never used again.", "CC001", pattern=r"^CC[0-9]{3,}$")
    list = string("The list, and what it counts.", "Global Terrorism Database, January to June 2021")
    url = web_address("Address of the list.", blank="the list is on several pages")
    period_start = date("First day of the period.", "2021-01-01")
    period_end = date("Last day of the period.", "2021-01-31")
    listed = integer("Attacks on the list.", "10", minimum=0)
    found = integer("Those of them that the data hold.", "9", minimum=0)
    perhaps_found = integer("Further ones that the data may hold.", "0", minimum=0)
    data_version = string("Version of the data that was measured.", "0.3.0", pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")
    method = string("How the two were matched.", "by hand: day within one, province and place")

    rules = [
        put_in_order("period_start", "period_end"),
        Rule(
            "found",
            "found and perhaps_found together exceed listed",
            lambda rows: rows["found"] + rows["perhaps_found"] > rows["listed"],
        ),
    ]


class Searches(Table):
    """One look-up for incidents, dates or pages that were missing."""

    search_id = string("Identifier, never used again.", "S0001", pattern=r"^S[0-9]{4,}$")
    purpose = string("What was looked for.", "gap", values=values.SEARCH_PURPOSES)
    language = string("Language of the query, ISO 639-1.", "ar", pattern=r"^[a-z]{2}$")
    query = string("The query as it was sent, with the words that reports use.", "roadside bomb convoy February 2022")
    result = string("Whether it gave anything new.", "nothing_new", values=values.SEARCH_RESULTS)
    found = string("What was seen.", "one page, coded as E2009", blank="nothing to tell")
