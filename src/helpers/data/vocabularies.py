"""Every allowed value of the enumerated columns, with its meaning."""

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
    "unknown": "not reported, or reports evenly split",
}
WEAPONS = {
    "ied": "improvised explosive device, roadside bomb",
    "explosively_formed_penetrator": "bomb described as such in the report",
    "small_arms": "gunfire; also hand grenades and arson by gunmen",
    "rocket": "rocket or mortar shell",
    "rpg": "rocket-propelled grenade",
    "mixed": "more than one of these",
    "unknown": "not reported, or reports evenly split",
}
OUTCOMES = {
    "detonated": "the device went off or the weapon was fired",
    "defused": "found and cleared, or failed",
    "claimed_only": "known from a claim alone",
    "unknown": "not reported, or reports evenly split",
}
OUTCOMES_REPORTED = {**OUTCOMES, "denied": "the report has only officials who say that it did not happen"}
SCOPES = {
    "core": "on a convoy of or for the coalition or US forces in Iraq, 2020 to 2022",
    "adjacent": "on a diplomatic convoy, or just outside the period or the border",
}
CLAIM_STATUSES_REPORTED = {
    "claimed": "the report says that a group claimed the attack",
    "video_only": "a group released footage; the report knows of no claim",
    "batch": "the report says that a group claimed several attacks, without saying which; see batch_claims.csv",
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
OUTLET_OWNERS = {
    "state": "a state, its government or its armed forces",
    "party_or_armed_group": "a political party, a religious institution close to one, or an armed group",
    "private": "a company, a foundation, an association or a person",
    "unknown": "no page found that says so",
}
MEDIA_GROUPS = {
    "iranian_state": "owned or directed by the Iranian state",
    "iranian_private": "Iranian media that the state does not own",
    "armed_group_media": "channels and sites of Iraqi armed groups, or close to them",
    "iraqi_state": "owned by the Iraqi state, or an Iraqi official body",
    "iraqi_private": "other Iraqi media, those of parties and of the Kurdistan Region included",
    "russian": "owned by the Russian state, or Russian media aligned with it",
    "turkish": "Turkish media",
    "syrian_lebanese_allied": "Syrian state media, and Lebanese and Yemeni media allied with Iran",
    "gulf_pan_arab": "media of the Gulf states, and pan-Arab media",
    "western": "media and research institutes of Europe, North America, Australia and Israel",
    "security_firm": "companies that sell security or risk advice",
    "latin_american": "Latin American media",
    "asian_african": "other Asian and African media",
    "unknown": "not known",
}
CHART_GROUPS = {
    "iranian_and_armed_group": "Iranian state media and media of armed groups",
    "iraqi": "Iraqi media, state and private",
    "russian": "Russian media",
    "regional": "Turkish, Syrian, Lebanese, Gulf and pan-Arab media, and private Iranian ones",
    "western_and_security": "Western media, research institutes and security firms",
    "elsewhere_or_unknown": "media from elsewhere, or not known",
}
CHART_GROUP_NAMES = {
    "iranian_and_armed_group": "Iranian and armed-group media",
    "iraqi": "Iraqi media",
    "russian": "Russian media",
    "regional": "regional media",
    "western_and_security": "Western media and analysts",
    "elsewhere_or_unknown": "other or unknown media",
}
INFORMANT_KINDS = {
    "official_body": "a named official body, or an officer whose force is named",
    "security_source": "an unnamed security source",
    "claimant": "an armed group that claims the attack or shows footage of it",
    "claimants_channel": "a channel close to the claimants that reports in its own name",
    "coalition_statement": "the coalition, the US government or an embassy of a coalition state",
    "company_or_driver": "the company that ran the convoy, or a driver",
    "eyewitness": "an eyewitness, a resident or a tribal source",
    "own_reporter": "a reporter of an outlet, where the page says that the reporter was there",
    "unspecified": "the page cites somebody but does not say whom: media reports, news sources, local sources",
}
SIDES = {
    "iraqi_state": "the Iraqi state",
    "armed_groups": "the armed groups that attack the convoys",
    "coalition": "the coalition and its member states",
    "neither": "none of these",
    "unknown": "not known",
}
INFORMANT_COUNTS = {
    "yes": "counts as an informant",
    "if_alone": "counts only where the incident has no other informant of the same kind, which it may be",
    "no": "does not count as an identified informant",
}
SAYS = {
    "attack": "that the attack took place or that the device was found; a claim says so too",
    "no_attack": "that it did not happen, or was an accident",
    "not_coalition_convoy": "that the convoy was not the coalition's, also as a general remark",
}
CORROBORATIONS = {
    "two_sides": "the Iraqi state or the coalition says so, and so do the armed groups",
    "two_informants": "two or more identified informants, not on opposed sides",
    "one_informant": "one identified informant",
    "unsourced": "no identified informant",
}
DENIALS = {
    "no_attack": "somebody says that it did not happen, or was an accident",
    "not_coalition_convoy": "somebody says that the convoy was not the coalition's",
}
CLAIM_FORMS = {
    "statement": "a statement in words, with or without footage",
    "video": "a video, no statement is reported",
    "photo": "photos, no statement and no video is reported",
}
CLAIM_CARRIERS = {
    "telegram": "a Telegram channel",
    "social_media": "another social network, or the report does not say which",
    "website": "a website of the group or close to it",
    "broadcaster": "a television or radio station",
    "outlet": "a news outlet to which the group spoke",
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
    "unsupported": "no page says what is coded",
    "wrongly_empty": "nothing is coded, but the page gives a value",
    "judgement": "the rules of coding allow the value and another one",
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
    "informant": "who stands behind a report or an informant",
}
SEARCH_RESULTS = {"new": "a page, date or place that was not known", "nothing_new": "nothing, or only what was known"}
