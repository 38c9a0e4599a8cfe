"""What one row of every raw table is, and every allowed value of the enumerated columns."""

ROWS = {
    "incidents": "One attack on one convoy at one place and time.",
    "observations": "What one report says of one incident, as a coder read it.",
    "reports": "One page that tells of at least one incident.",
    "claims": "One claim or footage of one incident by one group, as one report tells it.",
    "outlets": "One publication.",
    "groups": "One armed group, under the name that it claims attacks with.",
    "places": "One place that reports name: a gazetteer entry.",
    "provinces": "One province (governorate) of Iraq, as districts.geojson draws it.",
    "districts": "One district, with the province that it belongs to.",
    "context_events": "One dated political or military event, for annotating a timeline.",
    "published_totals": "One published count of attacks in a period; rules differ, so rows never add up.",
    "second_readings": "One coding, with the incident that two readers put it in without seeing each other's result.",
    "second_codings": "What a second coder, who did not see the first coding, read in one report of one incident.",
    "row_checks": "One coding of a random sample, or one column of it, checked against its page.",
    "searches": "One look-up for incidents, dates or pages that were missing.",
}
DATE_PRECISIONS = {
    "day": "known to the day, or to one of two days in a row",
    "month": "known less closely; the interval from date_start to date_end covers the doubt",
}
LOCATION_PRECISIONS = {
    "site": "coordinates of the named site, within about 1 km",
    "town": "in or near the town whose centre the coordinates give",
    "road_segment": "somewhere on the road between two named places",
    "district": "somewhere in the district",
    "province": "somewhere in the province",
    "country": "somewhere in Iraq",
}
TARGET_TYPES = {
    "supply_convoy": "trucks that carry supplies or equipment",
    "military_convoy": "a convoy that the report calls military, cargo or not",
    "diplomatic_convoy": "a convoy of an embassy",
    "contractor_vehicle": "a vehicle of a company under contract to the coalition, not in a convoy",
    "unknown": "not told; of an incident also: reports disagree evenly",
}
WEAPONS = {
    "ied": "improvised explosive device, roadside bomb",
    "explosively_formed_penetrator": "roadside bomb that the report calls so",
    "small_arms": "gunfire; also hand grenades and arson by gunmen",
    "rocket": "rocket or mortar shell",
    "rpg": "rocket-propelled grenade",
    "mixed": "more than one of these",
    "unknown": "not told; of an incident also: reports disagree evenly",
}
OUTCOMES = {
    "detonated": "the device went off or the weapon was fired",
    "defused": "found and cleared, or failed",
    "claimed_only": "known from a claim alone",
    "denied": "officials say that it did not happen, whoever says that it did",
    "unknown": "not told; of an incident also: reports disagree evenly",
}
SCOPES = {
    "core": "on a convoy of or for the coalition or US forces in Iraq, 2020 to 2022",
    "adjacent": "on a diplomatic convoy, or just outside the period or the border",
}
CLAIM_STATUSES_REPORTED = {
    "claimed": "the report says that a group claimed the attack",
    "video_only": "a group released footage; the report knows of no claim",
    "none_reported": "the report says that nobody has claimed it",
    "not_mentioned": "the report does not speak of claims",
    "denied": "the report says that a group denied the attack",
}
CONFIDENCES = {
    "high": "the page gives date and place, or a weekday that its own date resolves",
    "medium": "one of them was inferred from the text",
    "low": "background mention, or both were inferred",
}
CLAIM_KINDS = {
    "claim": "the group said that it carried out the attack",
    "video": "the group released footage of the attack, no claim is reported",
}
EVENT_KINDS = {
    "agreement": "agreement or round of talks between Iraq and the United States",
    "ceasefire": "armed groups announced a halt of attacks",
    "election": "vote or its confirmation",
    "law": "act or resolution of parliament",
    "statement": "announcement by a government",
    "strike": "air strike, or missile, rocket or drone attack, not on a convoy",
    "withdrawal": "base handed over or troops reduced",
    "other": "other event",
}
DATE_PRECISIONS_REPORTED = {
    "day": "to the day",
    "month": "to the month",
    "year": "to the year",
    "unknown": "not at all",
}
OUTLET_KINDS = {
    "agency": "news agency",
    "aggregator": "site that carries other outlets' texts",
    "analyst": "research institute or security firm",
    "blog": "blog or forum",
    "broadcaster": "television or radio station",
    "news_site": "news site, newspaper or magazine",
    "official": "government or armed forces",
}
OUTLET_FAMILIES = {
    "claimant_and_iranian": "channels of claimants and groups allied to them, Iranian media, carriers of their texts",
    "iraqi": "Iraqi officials and agencies",
    "western_and_security": "Western media, research institutes and security firms",
    "other": "none of these, several of these, or not known",
}
FAMILY_NAMES = {
    "claimant_and_iranian": "claimants and Iranian",
    "iraqi": "Iraqi",
    "western_and_security": "Western and security",
    "other": "other",
}
RULES_COMPARED = {
    "same": "attacks of any kind on supply convoys of or for the coalition or US forces",
    "narrower": "some of these only: bombs, a region, those judged real, those of certain groups",
    "wider": "these and other attacks",
    "other": "something else",
}
VERDICTS = {
    "correct": "all that the stored page shows agrees with the coding",
    "error": "the page contradicts the value, or tells what the coding leaves out",
    "doubtful": "the page can be read either way",
    "page_not_found": "the page is not among the stored ones; not checked",
}
SEARCH_PURPOSES = {
    "second_pass": "incidents in months with few, by the coders of the ledger",
    "dating": "the day of a page or an incident that had none",
    "gap": "an incident that the consolidation or a published total says is missing",
    "check": "the page of a coding, to check it",
    "outlet": "whose text an outlet usually carries",
    "place": "where a place lies",
}
SEARCH_RESULTS = {
    "new": "a page, date or place that was not known",
    "nothing_new": "nothing, or only what was known",
}
