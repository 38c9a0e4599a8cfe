"""Write a page for every armed group and every province."""

from urllib.parse import urlencode

import pandas as pd
from drawings import draw_months
from page_parts import cite, render, write_slug

import helpers
from helpers.data.listing import list_incidents
from helpers.data.vocabularies import CORROBORATIONS
from helpers.data.wording import format_count
from helpers.timeline.counts import count_by_period

FIRST_DAY, LAST_DAY = "2020-01-01", "2022-12-31"
MOST = 8  # informants and outlets that a page lists
GRADES = dict(zip(CORROBORATIONS, ["both sides", "two or more", "one", "nobody named"], strict=True))


def write_province_pages(core, tables, locator, address):
    """Yield the page of every province.

    Parameters
    ----------
    core : geopandas.GeoDataFrame
        The incidents that answer the question, as `helpers.select_incidents` selects them.
    tables : dict of str to pandas.DataFrame
        The raw tables.
    locator : drawings.Locator
    address : page_parts.Address

    Yields
    ------
    tuple
        Slug, title, description, HTML of the page, and a dictionary for the list of all: ``name``, ``arabic``,
        ``attacks``, ``first``, ``last``.
    """
    reporting = _trace_reporting(core, tables)
    for row in tables["provinces"].itertuples():
        part = core[core["province"] == row.province]
        facts = [("Name in Arabic", row.name_ar), ("ISO 3166-2", row.iso_3166_2), ("Note", row.note)]
        title = f"{row.province}: reported attacks on convoys, 2020–2022"
        drawn = locator.draw(f"Map of Iraq with {row.province} emphasised", [row.province], part.geometry.dropna())
        claimed = part["claim_status"].isin(["claimed", "several_claimants"])
        share = _share(part, claimed, "A group claimed", "of the attacks here")
        page = _write_page(f"provinces/{write_slug(row.province)}", title, part, tables, drawn, address, reporting)
        claims = part["claimants"].dropna().str.split(";").explode().value_counts()
        page |= {
            "heading": row.province,
            "kind": "province",
            "selection": urlencode({"province": row.province}),
            "sentence": f"{_count(part)} on coalition supply convoys {'was' if len(part) == 1 else 'were'} reported in "
            f"{row.province}.",
            "share": share,
            "facts": [(name, value) for name, value in facts if pd.notna(value)],
            "groups": _name_groups(claims, tables["groups"]),
        }
        yield (
            write_slug(row.province),
            title,
            page["sentence"],
            render("subject.html", page),
            _summarise(row.province, row.name_ar, part),
        )


def write_group_pages(core, tables, locator, address):
    """Yield the page of every armed group; see `write_province_pages`."""
    reporting = _trace_reporting(core, tables)
    for row in tables["groups"].itertuples():
        part = core[core["claimants"].fillna("").str.split(";").map(lambda ids, group=row.group_id: group in ids)]
        own = tables["claims"][tables["claims"]["group_id"] == row.group_id]
        claimed = part["incident_id"].isin(own.loc[own["kind"] == "claim", "incident_id"])
        facts = [
            ("Name in Arabic", row.name_ar),
            ("Other names", row.aliases),
            ("First seen", row.first_seen),
            ("Described as", row.described_as),
            ("Note", row.note),
        ]
        title = f"{row.name}: attacks claimed, 2020–2022"
        drawn = locator.draw(
            f"Map of Iraq with the attacks claimed by {row.name}",
            part["province"].dropna().unique(),
            part.geometry.dropna(),
        )
        several = (part["claim_status"] == "several_claimants").sum()
        page = _write_page(f"groups/{write_slug(row.group_id)}", title, part, tables, drawn, address, reporting)
        ours = core["incident_id"].isin(part["incident_id"])
        page |= {
            "heading": row.name,
            "kind": "group",
            "selection": urlencode({"group": row.group_id}),
            "sentence": _say_claims(row.name, int(claimed.sum()), int((~claimed).sum()), len(core)),
            "share": (
                _share(core, ours, f"Claims or video by {row.name} cover", "of all reported attacks")
                if len(part)
                else ""
            )
            + (f" Another group claims {several} of them too." if several else ""),
            "facts": [(name, value) for name, value in facts if pd.notna(value)],
            "source": row.source,
            "provinces": [
                (name, f"../provinces/{write_slug(name)}.html", n)
                for name, n in part["province"].value_counts().items()
            ],
        }
        yield (
            write_slug(row.group_id),
            title,
            page["sentence"],
            render("subject.html", page),
            _summarise(row.name, row.name_ar, part),
        )


def _write_page(path, title, part, tables, drawn, address, reporting):
    """Return what the pages of groups and provinces have in common."""
    counts, certain = _count_months(part)
    listed = list_incidents(part, tables["groups"]).merge(part[["incident_id", "corroboration"]])
    spread = "; ".join(f"{month}: {count}" for month, count in counts.items() if count) or "none"
    return {
        "attacks": len(part),
        "map": drawn,
        "unlocated": int(part.geometry.isna().sum()),
        "months": draw_months(counts, f"Reported attacks by month. {spread}"),
        "undated": len(part) - certain,
        "grades": [(GRADES[grade], int((part["corroboration"] == grade).sum())) for grade in CORROBORATIONS],
        "informants": _rank(reporting["informants"], part),
        "outlets": _rank(reporting["outlets"], part),
        "incidents": listed.assign(grade=listed["corroboration"].map(GRADES)).to_dict("records"),
        "citation": cite(title, write_slug(title), f"{path}.html", address),
    }


def _count(part):
    return format_count(len(part), "attack") if len(part) else "No attacks"


def _say_claims(name, claimed, shown, total):
    """Say how many attacks a group claimed, and of how many more it released video."""
    if not claimed + shown:
        return f"{name} claimed none of the {total} attacks on coalition supply convoys, as far as the reports say."
    more = f", and released video of {shown} more" if shown else ""
    return f"Reports say that {name} claimed {claimed} of the {total} attacks{more}."


def _count_months(part):
    """Count the attacks whose month is certain, by month, and say how many these are."""
    counted = count_by_period(part, FIRST_DAY, LAST_DAY)
    return dict(zip(counted["start"].dt.strftime("%Y-%m"), counted["certain"], strict=True)), int(
        counted["certain"].sum()
    )


def _share(frame, flag, words, of):
    """Write a share with its interval as a sentence; nothing where there is no attack."""
    if not len(frame):
        return ""
    share = helpers.share_by(frame, None, flag).iloc[0]
    return f"{words} {share['share']:.0%} {of} (95% interval {share['low']:.0%} to {share['high']:.0%})."


def _trace_reporting(core, tables):
    """Return who says, and which outlet reports in a text of its own, that each incident took place."""
    told = helpers.trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    said = helpers.identify_informants(tables["observations"], tables["attributions"], tables["informants"])
    named = {
        "informants": (said, "informant_id", tables["informants"].set_index("informant_id")["name"]),
        "outlets": (told, "origin", tables["outlets"].set_index("outlet_id")["name"]),
    }
    return {
        what: rows.assign(name=rows[key].map(names)).drop_duplicates(["incident_id", key])[["incident_id", "name"]]
        for what, (rows, key, names) in named.items()
    }


def _rank(reporting, part):
    """List the names that stand behind most of these incidents, with the number of these."""
    ours = reporting.loc[reporting["incident_id"].isin(part["incident_id"]), "name"]
    return [(name, int(number)) for name, number in ours.value_counts().head(MOST).items()]


def _name_groups(counts, groups):
    names = groups.set_index("group_id")["name"]
    return [(names[group], f"../groups/{write_slug(group)}.html", int(n)) for group, n in counts.items()]


def _summarise(name, arabic, part):
    days = part["date_start"]
    first, last = (f"{day:%Y-%m}" if len(part) else "" for day in (days.min(), days.max()))
    return {
        "name": name,
        "arabic": "" if pd.isna(arabic) else arabic,
        "attacks": len(part),
        "first": first,
        "last": last,
    }
