"""Tables of who reports, who says so, who claims and who counts."""

from .. import vocabularies as values
from .columns import NOT_TOLD, PARTIAL_DATE, Table, date, integer, put_in_order, string, web_address


class Reports(Table):
    __doc__ = values.ROWS["reports"]

    report_id = string("Identifier, never used again.", example="R0001", pattern=r"^R[0-9]{4,}$")
    url = web_address("Address of the page.", unique=True)
    outlet_id = string("Who published it.", example="press_tv", references="outlets.outlet_id")
    published = string(
        "Day (or month) of publication, as the page or its address shows it.",
        example="2021-07-29",
        blank="neither shows one",
        pattern=PARTIAL_DATE,
    )
    language = string("Language, ISO 639-1.", example="en", pattern=r"^[a-z]{2}$")
    reprint_of = string(
        "Outlet whose text the page carries; two reports of one origin are no independent confirmation.",
        example="the_cradle",
        blank="no other origin known",
        references="outlets.outlet_id",
    )

    key = ["report_id"]


class Outlets(Table):
    __doc__ = values.ROWS["outlets"]

    outlet_id = string("Identifier.", example="press_tv", pattern=r"^[a-z0-9_]+$")
    name = string("Name.", example="Press TV")
    country = string("Country in which it is based.", example="Iran", blank="not looked up or not known")
    kind = string("Kind of outlet.", example="broadcaster", values=values.OUTLET_KINDS)
    language = string(
        "Main language, ISO 639-1.", example="en", blank="several, or not looked up", pattern=r"^[a-z]{2}$"
    )
    owner = string("Who owns it or stands behind it.", example="state", values=values.OUTLET_OWNERS)
    owner_country = string("Country of the owner.", example="Iran", blank="not known")
    media_group = string("Group of media.", example="iranian_state", values=values.MEDIA_GROUPS)
    chart_group = string(
        "Group in charts and in media_groups of the processed files: several groups of media taken together.",
        example="iranian_and_armed_group",
        values=values.CHART_GROUPS,
    )
    owner_reason = string("Why owner and group are these.", example="State-owned, part of IRIB")
    owner_source = web_address("Address of a page that bears the reason out.")

    key = ["outlet_id"]


class Informants(Table):
    __doc__ = values.ROWS["informants"]

    informant_id = string("Identifier.", example="security_media_cell", pattern=r"^[a-z0-9_]+$")
    name = string("Name in English.", example="Security Media Cell")
    name_ar = string("Name in Arabic.", example="خلية الإعلام الأمني", blank="not found, or has none")
    kind = string("Kind of informant.", example="official_body", values=values.INFORMANT_KINDS)
    side = string("On whose side the informant stands.", example="iraqi_state", values=values.SIDES)
    counts = string("Whether it counts as an identified informant.", example="yes", values=values.INFORMANT_COUNTS)
    reason = string("Why kind and side are these.", example="Cell of the Joint Operations Command")
    source = web_address("Address of a page that shows it.")

    key = ["informant_id"]


class Attributions(Table):
    __doc__ = values.ROWS["attributions"]

    row_id = string("The observation.", example="E0842", references="observations.row_id")
    informant_id = string("The informant.", example="claimant_ashab_al_kahf", references="informants.informant_id")
    via_outlet_id = string(
        "Outlet that stands between the informant and the page.",
        example="shafaq_news",
        blank="the page's own outlet heard the informant",
        references="outlets.outlet_id",
    )
    says = string("What the informant says.", example="attack", values=values.SAYS)

    key = ["row_id", "informant_id", "says"]


class BatchClaims(Table):
    __doc__ = values.ROWS["batch_claims"]

    batch_id = string("Identifier, never used again.", example="B001", pattern=r"^B[0-9]{3,}$")
    group_id = string(
        "The group.", example="ashab_al_kahf", blank="the report names no group", references="groups.group_id"
    )
    report_id = string("The report.", example="R0004", references="reports.report_id")
    claimed_on = date("Day of the claim.", example="2021-08-20", blank=NOT_TOLD)
    period_start = date("First day of the attacks that it covers.", example="2021-08-13")
    period_end = date("Last day of the attacks that it covers.", example="2021-08-19")
    provinces = string(
        "Provinces of the attacks that it covers, separated by semicolons.", example="Babil; Dhi Qar", blank="anywhere"
    )
    fewest = integer("Fewest attacks of this dataset that it covers.", example="7", minimum=0)
    most = integer(
        "Most attacks of this dataset that it can cover.", example="12", blank="the report gives no number", minimum=1
    )
    statement = string("The claim in a few words.", example="most of the twelve attacks of the week")
    note = string("What a reader should know.", example="Two groups share the claim", blank="nothing to add")

    key = ["batch_id"]
    rules = [put_in_order("period_start", "period_end"), put_in_order("fewest", "most", "is below fewest")]


class Groups(Table):
    __doc__ = values.ROWS["groups"]

    group_id = string("Identifier.", example="ashab_al_kahf", pattern=r"^[a-z0-9_]+$")
    name = string("Name in English.", example="Ashab al-Kahf")
    name_ar = string("Name in Arabic.", example="أصحاب الكهف", blank="not found")
    aliases = string(
        "Other names and spellings, separated by semicolons.",
        example="Companions of the Cave",
        blank="none found",
    )
    first_seen = string(
        "When it first appeared, as the source says.", example="2019-08", blank=NOT_TOLD, pattern=PARTIAL_DATE
    )
    described_as = string(
        "What the source says of its links, and who says so.",
        example="Flashpoint: a Shiite splinter group",
        blank="nothing found",
    )
    source = web_address("Address of the page that describes it.")
    note = string("What a reader should know.", example="First seen is derived", blank="nothing to add")

    key = ["group_id"]


class PublishedTotals(Table):
    __doc__ = values.ROWS["published_totals"]

    total_id = string("Identifier, never used again.", example="PT001", pattern=r"^PT[0-9]{3,}$")
    publisher = string("Who published the count, and whom it cites.", example="Flashpoint")
    published = string(
        "Day of publication.", example="2020-08-13", blank="the page shows no date", pattern=PARTIAL_DATE
    )
    period_start = string(
        "First day of the period that is counted.", example="2022-01-01", blank=NOT_TOLD, pattern=PARTIAL_DATE
    )
    period_end = string(
        "Last day (or month) of the period.", example="2022-01-31", blank=NOT_TOLD, pattern=PARTIAL_DATE
    )
    counting_rule = string("What is counted.", example="IED attacks on convoys")
    rule_compared = string(
        "How this rule relates to that of incidents.csv.", example="narrower", values=values.RULES_COMPARED
    )
    count = integer("The count.", example="29", minimum=0)
    source = web_address("Address of the page that gives it.")
    note = string("What a reader should know.", example="of 38 attacks of all kinds", blank="nothing to add")

    key = ["total_id"]
    rules = [put_in_order("period_start", "period_end")]
