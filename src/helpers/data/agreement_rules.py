"""Rules on what agrees: names, claims, outcomes and the reports that an incident rests on."""

import re

import pandas as pd

from .calendar import name_part_of_day
from .faults import Fault
from .gazetteer import fold_name
from .joining import is_among, look_up
from .source_rules import find_explained
from .votes import VOTED

CLAIM_STATUSES = ["claimed", "video_only", "batch"]  # of a report that speaks of a claim or footage
SIDES = {
    "claimant": "armed_groups",
    "claimants_channel": "armed_groups",
    "coalition_statement": "coalition",
    "security_source": "iraqi_state",
}


def check_claimants_named(observations, claims, groups):
    """A claimant is named in claimed_by by its name or an alias in groups.csv."""
    names = groups.assign(spellings=(groups["name"] + ";" + groups["aliases"].fillna("")))[["group_id", "spellings"]]
    rows = claims[["group_id", "incident_id", "report_id"]].dropna()
    said = observations[["incident_id", "report_id", "claimed_by"]].dropna().reset_index(names="line")
    rows = rows.merge(said, on=["incident_id", "report_id"]).merge(names.dropna(), on="group_id")
    for pair in rows[["claimed_by", "spellings"]].drop_duplicates().itertuples():
        named = fold_name(pair.claimed_by)
        if not any(name.strip() and fold_name(name) in named for name in pair.spellings.split(";")):
            same = (rows["claimed_by"] == pair.claimed_by) & (rows["spellings"] == pair.spellings)
            for row in rows[same].itertuples():
                message = f"{pair.claimed_by[:80]!r} is not {row.group_id!r}, who claims {row.incident_id} by"
                message += f" {row.report_id} in claims.csv; correct one, or add the name to aliases of groups.csv"
                yield Fault("observations.csv", row.line, "claimed_by", message)


def check_reasoned_values(incidents, observations):
    """Target, weapon, outcome and time that value_reasons explains are still those of a report."""
    explained = find_explained(incidents)
    explained = explained[explained.isin(VOTED)]  # others are reported as such
    for column, lines in explained.groupby(explained).groups.items():
        rows = incidents.loc[lines, ["incident_id", column]].dropna()
        rows = rows[rows[column] != "unknown"]
        said = observations["incident_id"] + " " + observations[column]
        if column == "time_local":
            parts = observations["incident_id"] + " " + name_part_of_day(observations[column])
            said = pd.concat([said, parts])
        for line, row in rows[~is_among(rows["incident_id"] + " " + rows[column], said)].iterrows():
            message = f"{row[column]!r} stands in no observation of {row['incident_id']}; write what a report says"
            yield Fault("incidents.csv", line, column, message)


def check_claimed_only(incidents, claims):
    """An incident known from a claim alone has a row in claims.csv."""
    rows = incidents[incidents["outcome"] == "claimed_only"]
    for row in rows[~is_among(rows["incident_id"], claims["incident_id"])].itertuples():
        message = f"'claimed_only', but {row.incident_id} has no row in claims.csv"
        yield Fault("incidents.csv", row.Index, "outcome", f"{message}; add the claim or correct the outcome")


def check_group_names(groups):
    """No two groups share a name or an alias."""
    yield from _check_names("groups.csv", groups, groups["name"] + ";" + groups["aliases"].fillna(""), fold_name)


def check_informant_names(informants):
    """No two informants have the same name."""
    yield from _check_names("informants.csv", informants, informants["name"], fold_name)


def check_outlet_names(outlets):
    """No two outlets have the same name."""
    yield from _check_names("outlets.csv", outlets, outlets["name"], str.casefold)  # articles tell outlets apart


def _check_names(file, table, spellings, fold):
    """Find names, separated by semicolons, that lead to rows of two keys."""
    spellings = spellings[~table.iloc[:, 0].duplicated()].dropna().str.split(";").explode().str.strip()
    names = spellings[spellings != ""].map(fold).rename("name").reset_index().drop_duplicates()
    for name, lines in names[names["name"].duplicated(keep=False)].groupby("name")["line"]:
        first, *others = lines
        for line in others:
            message = f"{table.at[line, 'name'][:80]!r} has the name {name[:80]!r}, as has {table.iloc[:, 0][first]!r}"
            yield Fault(file, line, "name", f"{message} in line {first}; keep one of them, or tell their names apart")


def check_mutual_reprints(reports):
    """No two outlets reprint each other."""
    pairs = reports[["outlet_id", "reprint_of"]].dropna()
    pairs = pairs[pairs["outlet_id"] != pairs["reprint_of"]]
    forth, back = (pairs[one] + " " + pairs[other] for one, other in (pairs.columns, pairs.columns[::-1]))
    for row in pairs[is_among(forth, back)].itertuples():
        message = f"{row.outlet_id!r} reprints {row.reprint_of!r} here, which reprints it elsewhere; correct one"
        yield Fault("reports.csv", row.Index, "reprint_of", message)


def check_joined_provinces(observations, incidents):
    """A report joined to an incident in another province says why in coder_note, which names its province or speaks
    of the province."""
    rows = look_up(observations, incidents, "incident_id", "province")
    rows = rows.dropna(subset=["province", "province_incident"])
    apart = rows["province"] != rows["province_incident"]
    borne_out = set(rows.loc[~apart, "incident_id"])  # an incident that no report bears out is a fault of its own
    for row in rows[apart & rows["incident_id"].isin(borne_out)].itertuples():
        if not re.search(rf"province|{re.escape(row.province)}", str(row.coder_note)):
            message = f"{row.province!r} is not the province of {row.incident_id} ({row.province_incident!r})"
            message += "; correct one, or name the province in coder_note and say why"
            yield Fault("observations.csv", row.Index, "province", message)


def check_claim_words(observations):
    """A claimant or a channel is given only where claim_status says that there is a claim; so is 'claimed_only'."""
    silent = ~observations["claim_status"].isin(CLAIM_STATUSES) & observations["claim_status"].notna()
    for column in ("claimed_by", "claim_channel"):
        for row in observations[silent & observations[column].notna()].itertuples():
            message = f"is given, but claim_status is {row.claim_status!r}; correct one"
            yield Fault("observations.csv", row.Index, column, message)
    for row in observations[silent & (observations["outcome"] == "claimed_only")].itertuples():
        message = f"'claimed_only', but claim_status is {row.claim_status!r}; correct one"
        yield Fault("observations.csv", row.Index, "outcome", message)


def check_denials(observations, attributions):
    """A report whose outcome is 'denied' has an informant who denies the attack."""
    denials = attributions.loc[attributions["says"] != "attack", "row_id"]
    denied = observations[observations["outcome"] == "denied"]
    for row in denied[~is_among(denied["row_id"], denials)].itertuples():
        message = f"'denied', but no informant of {row.row_id} in attributions.csv denies it; correct one"
        yield Fault("observations.csv", row.Index, "outcome", message)


def check_defused(observations):
    """What was found and cleared has killed and injured nobody and damaged nothing."""
    harm = observations["vehicles_damaged"].notna() & (observations["vehicles_damaged"] != "0")
    for column in ("killed_min", "killed_max", "injured_min", "injured_max"):
        harm |= (observations[column] > 0).fillna(False)
    for row in observations[harm & (observations["outcome"] == "defused")].itertuples():
        message = f"'defused', but {row.row_id} reports damage or casualties; correct one"
        yield Fault("observations.csv", row.Index, "outcome", message)


def check_informant_sides(informants):
    """Claimants stand with the armed groups, security sources with the Iraqi state, coalition statements with the
    coalition; who is not identified does not count."""
    side = informants["kind"].map(SIDES)
    for line in informants.index[side.notna() & informants["side"].notna() & (informants["side"] != side)]:
        message = f"{informants.at[line, 'side']!r} is not the side of a {informants.at[line, 'kind']!r}"
        yield Fault("informants.csv", line, "side", f"{message}; write {side[line]!r}")
    vague = informants["kind"] == "unspecified"
    for line in informants.index[vague & informants["counts"].isin(["yes", "if_alone"])]:
        message = f"{informants.at[line, 'counts']!r}, but an 'unspecified' informant is not identified; write 'no'"
        yield Fault("informants.csv", line, "counts", message)


def check_claim_forms(claims):
    """Footage without a claim has the form of a video or photo."""
    for line in claims.index[(claims["kind"] == "video") & (claims["form"] == "statement")]:
        yield Fault("claims.csv", line, "form", "'statement' makes it a claim; write kind 'claim', or form 'video'")


def check_batch_numbers(batch_claims, incidents):
    """The attacks that a claim of several covers at least are there, in its period and its provinces."""
    rows = batch_claims.dropna(subset=["fewest", "period_start", "period_end"])
    for row in rows[rows["period_start"] <= rows["period_end"]].itertuples():
        within = (incidents["date_start"] <= row.period_end) & (incidents["date_end"] >= row.period_start)
        if pd.notna(row.provinces):
            named = [name.strip() for name in row.provinces.split(";")]
            within &= incidents["province"].isin(named) | incidents["province"].isna()
        if within.sum() < row.fewest <= (row.fewest if pd.isna(row.most) else row.most):
            message = f"{row.fewest} is more than the {within.sum()} attacks of incidents.csv in that period and place"
            yield Fault("batch_claims.csv", row.Index, "fewest", f"{message}; correct one")


def check_named_records(incidents, observations):
    """A note of an incident names only incidents and observations that exist."""
    known = {*incidents["incident_id"].dropna(), *observations["row_id"].dropna()}
    notes = incidents["note"].dropna()
    for line, note in notes[notes.str.contains(r"\b(?:IQC|E)[0-9]{4}", regex=True)].items():
        for name in re.findall(r"\b(?:IQC|E)[0-9]{4,}\b", note):
            if name not in known:
                yield Fault("incidents.csv", line, "note", f"{name!r} does not exist; correct the note")
