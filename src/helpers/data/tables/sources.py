"""Tables of who reports, who says so, who claims and who counts."""

from .. import vocabularies as values
from .columns import NOT_TOLD, Table, date, integer, partial_date, put_in_order, string, web_address


class Reports(Table):
    """One page that tells of at least one incident."""

    report_id = string("Identifier, never used again.", "R0001", pattern=r"^R[0-9]{4,}$")
    url = web_address("Address of the page.", unique=True)
    outlet_id = string("Who published it.", "press_tv", references="outlets.outlet_id")
    published = partial_date(
        "Day (or month) of publication, as the page or its address shows it.", "2021-07-29", blank="neither shows one"
    )
    language = string("Language, ISO 639-1.", "en", pattern=r"^[a-z]{2}$")
    reprint_of = string(
        "Outlet whose text the page carries; two reports of one origin are no independent confirmation.",
        "the_cradle",
        blank="no other origin known",
        references="outlets.outlet_id",
    )


class Outlets(Table):
    """One publication."""

    outlet_id = string("Identifier.", "press_tv", pattern=r"^[a-z0-9_]+$")
    name = string("Name.", "Press TV")
    country = string("Country in which it is based.", "Iran", blank="not looked up or not known")
    kind = string("Kind of outlet.", "broadcaster", values=values.OUTLET_KINDS)
    language = string("Main language, ISO 639-1.", "en", blank="several, or not looked up", pattern=r"^[a-z]{2}$")
    owner = string("Who owns it or stands behind it.", "state", values=values.OUTLET_OWNERS)
    owner_country = string("Country of the owner.", "Iran", blank="not known")
    media_group = string("Group of media.", "iranian_state", values=values.MEDIA_GROUPS)
    chart_group = string(
        "Group in charts and in media_groups of the processed files: several groups of media taken together.",
        "iranian_and_armed_group",
        values=values.CHART_GROUPS,
    )
    owner_reason = string("Why owner and group are these.", "State-owned, part of IRIB")
    owner_source = web_address("Address of a page that bears the reason out.")


class Informants(Table):
    """One voice that reports name for what they say: somebody who saw it, did it or answers for it."""

    informant_id = string("Identifier.", "security_media_cell", pattern=r"^[a-z0-9_]+$")
    name = string("Name in English.", "Security Media Cell")
    name_ar = string("Name in Arabic.", "خلية الإعلام الأمني", blank="not found, or has none")
    kind = string("Kind of informant.", "official_body", values=values.INFORMANT_KINDS)
    side = string("On whose side the informant stands.", "iraqi_state", values=values.SIDES)
    counts = string("Whether it counts as an identified informant.", "yes", values=values.INFORMANT_COUNTS)
    reason = string("Why kind and side are these.", "Cell of the Joint Operations Command")
    source = web_address("Address of a page that shows it.")


class Attributions(Table):
    """One informant whom one report names for one incident, with what the informant says of it."""

    row_id = string("The observation.", "E0842", references="observations.row_id")
    informant_id = string("The informant.", "claimant_ashab_al_kahf", references="informants.informant_id")
    via_outlet_id = string(
        "Outlet that stands between the informant and the page.",
        "shafaq_news",
        blank="the page's own outlet heard the informant",
        references="outlets.outlet_id",
    )
    says = string("What the informant says.", "attack", values=values.SAYS)

    key = ["row_id", "informant_id", "says"]


class BatchClaims(Table):
    """One claim of several attacks that does not say which, as one report has it."""

    batch_id = string("Identifier, never used again.", "B001", pattern=r"^B[0-9]{3,}$")
    group_id = string("The group.", "ashab_al_kahf", blank="the report names no group", references="groups.group_id")
    report_id = string("The report.", "R0004", references="reports.report_id")
    claimed_on = date("Day of the claim.", "2021-08-20", blank=NOT_TOLD)
    period_start = date("First day of the attacks that it covers.", "2021-08-13")
    period_end = date("Last day of the attacks that it covers.", "2021-08-19")
    provinces = string(
        "Provinces of the attacks that it covers, separated by semicolons.", "Babil; Dhi Qar", blank="anywhere"
    )
    fewest = integer("Fewest attacks of this dataset that it covers.", "7", minimum=0)
    most = integer(
        "Most attacks of this dataset that it can cover.", "12", blank="the report gives no number", minimum=1
    )
    statement = string("The claim in a few words.", "most of the twelve attacks of the week")
    note = string("What a reader should know.", "Two groups share the claim", blank="nothing to add")

    rules = [put_in_order("period_start", "period_end"), put_in_order("fewest", "most", "is below fewest")]


class Groups(Table):
    """One armed group, under the name that it claims attacks with."""

    group_id = string("Identifier.", "ashab_al_kahf", pattern=r"^[a-z0-9_]+$")
    name = string("Name in English.", "Ashab al-Kahf")
    name_ar = string("Name in Arabic.", "أصحاب الكهف", blank="not found")
    aliases = string(
        "Other names and spellings, separated by semicolons.", "Companions of the Cave", blank="none found"
    )
    first_seen = partial_date("When it first appeared, as the source says.", "2019-08", blank=NOT_TOLD)
    described_as = string(
        "What the source says of its links, and who says so.",
        "Flashpoint: a Shiite splinter group",
        blank="nothing found",
    )
    source = web_address("Address of the page that describes it.")
    note = string("What a reader should know.", "First seen is derived", blank="nothing to add")


class PublishedTotals(Table):
    """One published count of attacks in a period; rules differ, so rows never add up."""

    total_id = string("Identifier, never used again.", "PT001", pattern=r"^PT[0-9]{3,}$")
    publisher = string("Who published the count, and whom it cites.", "Flashpoint")
    published = partial_date("Day of publication.", "2020-08-13", blank="the page shows no date")
    period_start = partial_date("First day of the period that is counted.", "2022-01-01", blank=NOT_TOLD)
    period_end = partial_date("Last day (or month) of the period.", "2022-01-31", blank=NOT_TOLD)
    counting_rule = string("What is counted.", "IED attacks on convoys")
    rule_compared = string("How this rule relates to that of incidents.csv.", "narrower", values=values.RULES_COMPARED)
    count = integer("The count.", "29", minimum=0)
    source = web_address("Address of the page that gives it.")
    note = string("What a reader should know.", "of 38 attacks of all kinds", blank="nothing to add")

    rules = [put_in_order("period_start", "period_end")]
