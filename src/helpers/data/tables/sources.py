"""Tables of who reports, who says so, who claims and who counts."""

import pandera.pandas as pa

from .. import vocabularies as values
from .columns import NOT_TOLD, PARTIAL_DATE, Day, Integer, Table, Text, column, web_address


class Reports(Table):
    __doc__ = values.ROWS["reports"]

    report_id: Text = column("Identifier, never used again.", example="R0001", str_matches=r"^R[0-9]{4,}$")
    url: Text = web_address("Address of the page.", unique=True)
    outlet_id: Text = column("Who published it.", example="press_tv", references="outlets.outlet_id")
    published: Text = column(
        "Day (or month) of publication, as the page or its address shows it.",
        example="2021-07-29",
        blank="neither shows one",
        str_matches=PARTIAL_DATE,
    )
    language: Text = column("Language, ISO 639-1.", example="en", str_matches=r"^[a-z]{2}$")
    reprint_of: Text = column(
        "Outlet whose text the page carries; two reports of one origin are no independent confirmation.",
        example="the_cradle",
        blank="no other origin known",
        references="outlets.outlet_id",
    )

    class Config:
        unique = ["report_id"]


class Outlets(Table):
    __doc__ = values.ROWS["outlets"]

    outlet_id: Text = column("Identifier.", example="press_tv", str_matches=r"^[a-z0-9_]+$")
    name: Text = column("Name.", example="Press TV")
    country: Text = column("Country in which it is based.", example="Iran", blank="not looked up or not known")
    kind: Text = column("Kind of outlet.", example="broadcaster", values=values.OUTLET_KINDS)
    language: Text = column(
        "Main language, ISO 639-1.", example="en", blank="several, or not looked up", str_matches=r"^[a-z]{2}$"
    )
    owner: Text = column("Who owns it or stands behind it.", example="state", values=values.OUTLET_OWNERS)
    owner_country: Text = column("Country of the owner.", example="Iran", blank="not known")
    media_group: Text = column("Group of media.", example="iranian_state", values=values.MEDIA_GROUPS)
    chart_group: Text = column(
        "Group in charts and in media_groups of the processed files: several groups of media taken together.",
        example="iranian_and_armed_group",
        values=values.CHART_GROUPS,
    )
    owner_reason: Text = column("Why owner and group are these.", example="State-owned, part of IRIB")
    owner_source: Text = web_address("Address of a page that bears the reason out.")

    class Config:
        unique = ["outlet_id"]


class Informants(Table):
    __doc__ = values.ROWS["informants"]

    informant_id: Text = column("Identifier.", example="security_media_cell", str_matches=r"^[a-z0-9_]+$")
    name: Text = column("Name in English.", example="Security Media Cell")
    name_ar: Text = column("Name in Arabic.", example="خلية الإعلام الأمني", blank="not found, or has none")
    kind: Text = column("Kind of informant.", example="official_body", values=values.INFORMANT_KINDS)
    side: Text = column("On whose side the informant stands.", example="iraqi_state", values=values.SIDES)
    counts: Text = column(
        "Whether it counts as an identified informant.", example="yes", values=values.INFORMANT_COUNTS
    )
    reason: Text = column("Why kind and side are these.", example="Cell of the Joint Operations Command")
    source: Text = web_address("Address of a page that shows it.")

    class Config:
        unique = ["informant_id"]


class Attributions(Table):
    __doc__ = values.ROWS["attributions"]

    row_id: Text = column("The observation.", example="E0842", references="observations.row_id")
    informant_id: Text = column(
        "The informant.", example="claimant_ashab_al_kahf", references="informants.informant_id"
    )
    via_outlet_id: Text = column(
        "Outlet that stands between the informant and the page.",
        example="shafaq_news",
        blank="the page's own outlet heard the informant",
        references="outlets.outlet_id",
    )
    says: Text = column("What the informant says.", example="attack", values=values.SAYS)

    class Config:
        unique = ["row_id", "informant_id", "says"]


class BatchClaims(Table):
    __doc__ = values.ROWS["batch_claims"]

    batch_id: Text = column("Identifier, never used again.", example="B001", str_matches=r"^B[0-9]{3,}$")
    group_id: Text = column(
        "The group.", example="ashab_al_kahf", blank="the report names no group", references="groups.group_id"
    )
    report_id: Text = column("The report.", example="R0004", references="reports.report_id")
    claimed_on: Day = column("Day of the claim.", example="2021-08-20", blank=NOT_TOLD)
    period_start: Day = column("First day of the attacks that it covers.", example="2021-08-13")
    period_end: Day = column("Last day of the attacks that it covers.", example="2021-08-19")
    provinces: Text = column(
        "Provinces of the attacks that it covers, separated by semicolons.", example="Babil; Dhi Qar", blank="anywhere"
    )
    fewest: Integer = column("Fewest attacks of this dataset that it covers.", example="7", ge=0)
    most: Integer = column(
        "Most attacks of this dataset that it can cover.", example="12", blank="the report gives no number", ge=1
    )
    statement: Text = column("The claim in a few words.", example="most of the twelve attacks of the week")
    note: Text = column("What a reader should know.", example="Two groups share the claim", blank="nothing to add")

    class Config:
        unique = ["batch_id"]

    @pa.dataframe_check(error="period_end: lies before period_start")
    def period_in_order(cls, frame):
        return ~(frame["period_end"] < frame["period_start"])

    @pa.dataframe_check(error="most: is below fewest")
    def numbers_in_order(cls, frame):
        return ~(frame["most"] < frame["fewest"]).fillna(False)


class Groups(Table):
    __doc__ = values.ROWS["groups"]

    group_id: Text = column("Identifier.", example="ashab_al_kahf", str_matches=r"^[a-z0-9_]+$")
    name: Text = column("Name in English.", example="Ashab al-Kahf")
    name_ar: Text = column("Name in Arabic.", example="أصحاب الكهف", blank="not found")
    aliases: Text = column(
        "Other names and spellings, separated by semicolons.",
        example="Companions of the Cave",
        blank="none found",
    )
    first_seen: Text = column(
        "When it first appeared, as the source says.", example="2019-08", blank=NOT_TOLD, str_matches=PARTIAL_DATE
    )
    described_as: Text = column(
        "What the source says of its links, and who says so.",
        example="Flashpoint: a Shiite splinter group",
        blank="nothing found",
    )
    source: Text = web_address("Address of the page that describes it.")
    note: Text = column("What a reader should know.", example="First seen is derived", blank="nothing to add")

    class Config:
        unique = ["group_id"]


class PublishedTotals(Table):
    __doc__ = values.ROWS["published_totals"]

    total_id: Text = column("Identifier, never used again.", example="PT001", str_matches=r"^PT[0-9]{3,}$")
    publisher: Text = column("Who published the count, and whom it cites.", example="Flashpoint")
    published: Text = column(
        "Day of publication.", example="2020-08-13", blank="the page shows no date", str_matches=PARTIAL_DATE
    )
    period_start: Text = column(
        "First day of the period that is counted.", example="2022-01-01", blank=NOT_TOLD, str_matches=PARTIAL_DATE
    )
    period_end: Text = column(
        "Last day (or month) of the period.", example="2022-01-31", blank=NOT_TOLD, str_matches=PARTIAL_DATE
    )
    counting_rule: Text = column("What is counted.", example="IED attacks on convoys")
    rule_compared: Text = column(
        "How this rule relates to that of incidents.csv.", example="narrower", values=values.RULES_COMPARED
    )
    count: Integer = column("The count.", example="29", ge=0)
    source: Text = web_address("Address of the page that gives it.")
    note: Text = column("What a reader should know.", example="of 38 attacks of all kinds", blank="nothing to add")

    class Config:
        unique = ["total_id"]

    @pa.dataframe_check(error="period_end: lies before period_start")
    def period_in_order(cls, frame):
        return ~(frame["period_end"] < frame["period_start"]).fillna(False)
