"""Tables of who reports, who claims and who counts: reports, outlets, groups, published totals."""

import pandera.pandas as pa

from .. import vocabularies as values
from .columns import NOT_TOLD, PARTIAL_DATE, Integer, Table, Text, column, web_address


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
    country: Text = column("Country in which it is based.", example="Iran", blank="not looked up or not told")
    kind: Text = column("Kind of outlet.", example="broadcaster", values=values.OUTLET_KINDS)
    language: Text = column(
        "Main language, ISO 639-1.", example="en", blank="several, or not looked up", str_matches=r"^[a-z]{2}$"
    )
    family: Text = column(
        "Whose text it usually carries.", example="claimant_and_iranian", values=values.OUTLET_FAMILIES
    )
    family_reason: Text = column("Why it is put in this family.", example="State-owned, part of IRIB")
    family_source: Text = web_address("Address of a page that bears the reason out.")

    class Config:
        unique = ["outlet_id"]


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
