"""Rules on who says what: reports, informants, claims, the vote on values, and checks against pages."""

from urllib.parse import unquote

import pandas as pd

from .faults import Fault
from .hints import suggest
from .joining import is_among
from .tables import TABLES
from .votes import VOTED, settle_values

NO_FAULT = ["correct", "page_not_found"]  # verdicts on a whole record


def check_reports(reports, observations, batch_claims):
    """A report covers at least one incident, or claims several without saying which."""
    used = pd.concat([observations["report_id"], batch_claims["report_id"]])
    for line, report_id in reports.loc[~is_among(reports["report_id"], used), "report_id"].items():
        message = f"{report_id!r} has no row in observations.csv; code it or remove it"
        yield Fault("reports.csv", line, "report_id", message)


def check_reprints(reports):
    """A page does not reprint its own outlet."""
    for line, outlet in reports.loc[reports["reprint_of"] == reports["outlet_id"], "reprint_of"].items():
        yield Fault("reports.csv", line, "reprint_of", f"{outlet!r} is the outlet itself; leave it empty")


def check_addresses(reports):
    """No page stands under two addresses."""
    pages = reports[["report_id", "url"]].dropna().drop_duplicates("url")
    pages = pages.assign(page=strip_address(pages["url"]))
    pages = pages[pages.duplicated("page", keep=False)]
    for _, same in pages.groupby("page"):
        first, line = same["report_id"].iloc[0], same.index[0]
        for row in same.iloc[1:].itertuples():
            message = f"{row.report_id} has the page of {first} in line {line} under another address"
            yield Fault("reports.csv", row.Index, "url", f"{row.url[:200]!r}: {message}; keep one report")


def strip_address(urls):
    """Reduce addresses to what all addresses of one page share.

    Parameters
    ----------
    urls : pandas.Series

    Returns
    -------
    pandas.Series
        Without scheme, usual port, www, m and amp, capitals in the host, fragment, marks of campaigns (utm),
        closing slash and percent escapes.

    Examples
    --------
    >>> urls = ["https://www.example.org/%d8%a8/", "http://m.example.org/%D8%A8?amp=1#top", "https://example.org/amp/ب"]
    >>> strip_address(pd.Series(urls)).unique().tolist()
    ['example.org/ب']
    """
    pages = urls.str.replace(r"#.*$", "", regex=True).str.replace(r"^https?://", "", regex=True)
    odd = pages.str.contains(r"^[^/?]*(?:[A-Z]|\.[:/?]|\.$)")
    pages = pages.mask(odd, pages[odd].str.replace(r"^[^:/?]+", lambda host: host[0].lower().rstrip("."), regex=True))
    pages = pages.str.replace(r"^((www|m|mobile|amp)\.)+", "", regex=True)
    pages = pages.str.replace(r"^([^/?]+):(80|443)", r"\1", regex=True)
    pages = pages.str.replace(r"[?&](utm_[a-z]+=[^&]*&?)+$", "", regex=True)
    pages = pages.str.replace(r"[?&](amp|outputType=amp)(=[^&]*)?$", "", regex=True)
    pages = pages.str.replace(r"/amp(?=/|$)", "", regex=True).str.replace(r"/+$", "", regex=True)
    escaped = pages.str.contains("%", regex=False)
    return pages.mask(escaped, pages[escaped].map(unquote))


def check_attributions(observations, attributions, informants):
    """Whoever is cited has an attribution, nobody else has one, and 'unspecified' stands alone."""
    silent = observations[observations["told_by"].notna() & ~is_among(observations["row_id"], attributions["row_id"])]
    for row in silent.itertuples():
        message = f"{row.told_by[:80]!r} is cited, but attributions.csv has no row for {row.row_id}"
        yield Fault("observations.csv", row.Index, "told_by", f"{message}; add the informant, or 'unspecified'")
    cites = observations[["told_by", "official_statement", "claimed_by"]].notna().any(axis=1)
    cites |= observations["claim_status"].isin(["claimed", "video_only"])  # by a group that is not named
    nobody = observations.loc[~cites, "row_id"]
    for line, row_id in attributions.loc[is_among(attributions["row_id"], nobody), "row_id"].items():
        message = f"{row_id!r} cites nobody: told_by, official_statement and claimed_by are blank"
        yield Fault("attributions.csv", line, "row_id", f"{message}; remove this row, or fill one of them")
    vague = is_among(attributions["informant_id"], informants.loc[informants["kind"] == "unspecified", "informant_id"])
    named = attributions.loc[~vague, "row_id"]
    for row in attributions[vague & is_among(attributions["row_id"], named)].itertuples():
        message = f"{row.informant_id!r} stands beside an informant of {row.row_id} who is named; remove it"
        yield Fault("attributions.csv", row.Index, "informant_id", message)


def check_claimants(claims, observations, attributions):
    """A group that claims an attack in a report is an informant there."""
    rows = claims.dropna(subset=["group_id"]).reset_index(names="line")
    rows = rows.merge(observations[["row_id", "report_id", "incident_id"]].dropna(), on=["report_id", "incident_id"])
    said = rows["row_id"] + " claimant_" + rows["group_id"]
    written = attributions["row_id"] + " " + attributions["informant_id"]
    for row in rows[~is_among(said, written)].itertuples():
        message = f"{row.group_id!r} claims {row.incident_id} in {row.report_id}, but attributions.csv has no"
        message += f" 'claimant_{row.group_id}' for {row.row_id}; add it"
        yield Fault("claims.csv", row.line, "group_id", message)


def check_batches(batch_claims, provinces):
    """The provinces of a claim of several attacks are provinces."""
    names = batch_claims["provinces"].dropna().str.split(";").explode().str.strip()
    for line, name in names[~names.isin(provinces["province"])].items():
        nearest = suggest(name, provinces["province"].dropna())
        yield Fault("batch_claims.csv", line, "provinces", f"{name[:80]!r} is not a province{nearest}")


def check_votes(incidents, observations, reports, attributions, informants):
    """The values of an incident are those that its informants and outlets vote for, or a reason says why not."""
    settled = settle_values(observations, reports, attributions, informants)
    coded = incidents[is_among(incidents["incident_id"], observations["incident_id"])].drop_duplicates("incident_id")
    reasons = find_explained(coded)
    for line, name in reasons[~reasons.isin(VOTED)].items():
        message = f"{name[:80]!r} is not decided by vote{suggest(name, VOTED)}; allowed: {', '.join(VOTED)}"
        yield Fault("incidents.csv", line, "value_reasons", message)
    settled = settled.reindex(coded["incident_id"]).set_axis(coded.index)
    for column in VOTED:
        allowed = TABLES["incidents"].columns[column].values
        value = settled[column].fillna("unknown" if allowed else "")
        valid = coded[column].isin(list(allowed)) if allowed else pd.Series(True, index=coded.index)
        differs = coded[column].fillna("") != value
        explained = coded.index.isin(reasons.index[reasons == column])
        for line in coded.index[differs & valid & ~explained]:
            message = _explain_vote(coded.at[line, column], value[line], settled.at[line, f"{column}_votes"])
            yield Fault("incidents.csv", line, column, message)
        for line in coded.index[~differs & explained]:
            message = f"{column!r} needs no reason: {value[line]!r} follows from observations.csv; remove the reason"
            yield Fault("incidents.csv", line, "value_reasons", message)


def find_explained(incidents):
    """List the columns for which value_reasons gives a reason, by the line of the incident."""
    reasons = incidents["value_reasons"].dropna().str.split(";").explode()
    return reasons[reasons.str.contains(":", regex=False)].str.split(":").str[0].str.strip()


def _explain_vote(coded, value, votes):
    """Say how the vote went, and what would be right."""
    said = "is empty and" if pd.isna(coded) else f"{coded!r}"
    if value not in ("", "unknown"):
        given = f"give {value!r} ({'all agree' if pd.isna(votes) else votes})"
    else:
        given = "give no value" if pd.isna(votes) else f"give no value a majority ({votes})"
    right = f"write {value!r}" if value else "leave it empty"
    return f"{said} does not follow from observations.csv, which {given}; {right}, or give the reason in value_reasons"


def check_row_checks(row_checks, observations, incidents, claims, reports, attributions):
    """A checked record exists, and has its faults by column or one row that says it has none."""
    checked = row_checks.dropna(subset=["record_id", "field", "verdict"])
    is_coding = is_among(checked["record_id"], observations["row_id"])
    is_incident = is_among(checked["record_id"], incidents["incident_id"])
    for line, record in checked.loc[~is_coding & ~is_incident, "record_id"].items():
        message = f"{record[:80]!r} is neither in observations.csv nor in incidents.csv; correct it"
        yield Fault("row_checks.csv", line, "record_id", message)
    tables = {"observations": observations, "incidents": incidents, "claims": claims, "reports": reports}
    tables["attributions"] = attributions
    elsewhere = {f"{name}.{column}" for name, table in tables.items() for column in table}
    for rows, own in ((checked[is_coding], observations), (checked[is_incident], incidents)):
        allowed = {"all", *own.columns, *elsewhere}
        for line, field in rows.loc[~rows["field"].isin(allowed), "field"].items():
            yield Fault("row_checks.csv", line, "field", f"{field[:80]!r} is no column{suggest(field, own.columns)}")
    fine, whole = checked["verdict"].isin(NO_FAULT), checked["field"] == "all"
    for row in checked[fine & ~whole].itertuples():
        yield Fault("row_checks.csv", row.Index, "verdict", f"{row.verdict!r} is for field 'all' only")
    for row in checked[~fine & whole].itertuples():
        yield Fault("row_checks.csv", row.Index, "field", f"'all' cannot be {row.verdict!r}; name the column")
    beside = checked[whole].merge(checked[~whole], on=["audit", "record_id"])["record_id"]
    for row in checked[whole & is_among(checked["record_id"], beside)].itertuples():
        yield Fault("row_checks.csv", row.Index, "field", f"'all' stands beside columns of {row.record_id}; keep one")
    for line in checked[~fine & checked["page_says"].isna()].index:
        yield Fault("row_checks.csv", line, "page_says", "is empty; say what the page says")
