"""Write the page on which readers explore the incidents: a table that reads without scripts, and the data beside it."""

import re
from pathlib import Path

import jinja2
import pandas as pd
import shapely

from helpers.data.claim_status import CLAIM_STATUSES
from helpers.data.embedding import embed_json
from helpers.data.listing import list_incidents
from helpers.data.vocabularies import CORROBORATIONS, OUTCOMES, SCOPES, WEAPONS
from helpers.data.wording import MONTHS, format_day, name_value
from helpers.provinces.classes import NONE, find_lower_bounds, label_bounds
from helpers.provinces.interactive_map import PALETTES, find_view, place_names
from helpers.publish.building import flatten_incidents

TEMPLATES = Path(__file__).parent / "_templates"
PERIOD = ("2020-01", "2022-12")  # the months that are shown even where nothing was reported
LARGEST = [3, 10, 30, 60, 100, 200, 500]  # the counts for which the map has a scale of colours
VOCABULARIES = {
    "claim": ("Claim", CLAIM_STATUSES, CLAIM_STATUSES),
    "weapon": ("Weapon", {value: name_value(value) for value in WEAPONS}, WEAPONS),
    "outcome": ("Outcome", {value: name_value(value) for value in OUTCOMES}, OUTCOMES),
    "corroboration": ("Corroboration", {value: name_value(value) for value in CORROBORATIONS}, CORROBORATIONS),
}
NAMED = {  # where the data name none
    "province": ("Province", "province unknown"),
    "place": ("Place", "no place known"),
    "group": ("Group (claim or video)", "no group named"),
    "informant": ("Informant", "no source named"),
    "outlet": ("Outlet (page read)", "no outlet named"),
}
ORDER = ["province", "place", "group", "claim", "weapon", "outcome", "corroboration", "informant", "outlet"]
BETWEEN_WORDS = re.compile(r"[\s,.;:()\[\]\"/“”–-]+")
EMPTY = "none"  # the key of "no group named" in addresses


def render_explorer(incidents, tables, provinces, release):
    """Write the explorer: its table of incidents, and its data as JSON for the scripts.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        As `helpers.load_incidents` returns them.
    tables : dict of str to pandas.DataFrame
        The raw tables.
    provinces : geopandas.GeoDataFrame
        As `helpers.load_provinces` returns them.
    release : dict of str to str
        What a citation names: ``authors``, ``title``, ``version``, ``date``, ``licence``.

    Returns
    -------
    str
        HTML, escaped.
    """
    values = _list_values(incidents, tables)
    names = _name_values(values, tables)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("explore.html").render(
        rows=_list_rows(incidents, tables, values, names),
        meanings={
            label: [(words[key], meaning) for key, meaning in meanings.items()]
            for name, (label, words, meanings) in VOCABULARIES.items()
            if words is not meanings
        },
        palettes=PALETTES,
        data=embed_json(
            _list_data(incidents, values, names)
            | _draw_provinces(incidents, provinces)
            | {"words": _list_words(incidents, tables, values), "release": release}
        ),
    )


def _list_values(incidents, tables):
    """Return the keys of each filter by incident, those of one incident as a list."""
    told = tables["observations"].dropna(subset=["incident_id"])
    outlets = told.merge(tables["reports"], on="report_id")[["incident_id", "outlet_id"]]
    informants = told.merge(tables["attributions"], on="row_id")[["incident_id", "informant_id"]]
    values = pd.DataFrame(index=pd.Index(incidents["incident_id"]))
    columns = {"place": "place_id", "group": "claimants", "claim": "claim_status"}
    for name in ("province", "place", "group", *VOCABULARIES):
        values[name] = incidents[columns.get(name, name)].str.split(";").to_numpy()
    for name, pairs in (("informant", informants), ("outlet", outlets)):
        values[name] = pairs.groupby("incident_id")[f"{name}_id"].agg(lambda found: list(dict.fromkeys(found)))
    return values[ORDER].map(lambda found: found if isinstance(found, list) else [EMPTY])


def _name_values(values, tables):
    """Return the words for the keys of each filter, the most frequent first where they have no order of their own."""
    named = {
        "province": tables["provinces"].set_index("province", drop=False)["province"],
        "place": tables["places"].set_index("place_id")["name"],
        "group": tables["groups"].set_index("group_id")["name"],
        "informant": tables["informants"].set_index("informant_id")["name"],
        "outlet": tables["outlets"].set_index("outlet_id")["name"],
    }
    words = {}
    for name in ORDER:
        counts = values[name].explode().value_counts()
        if name in VOCABULARIES:
            words[name] = {key: word for key, word in VOCABULARIES[name][1].items() if key in counts}
        else:
            keys = sorted(set(counts.index) - {EMPTY}, key=lambda key: (-counts[key], named[name][key]))
            words[name] = {key: named[name][key] for key in keys}
            if EMPTY in counts:
                words[name][EMPTY] = NAMED[name][1]
    return words


def _list_rows(incidents, tables, values, names):
    """Return the rows of the table, in the words of the filters."""
    listed = list_incidents(incidents, tables["groups"])
    more = incidents.set_index("incident_id").loc[listed["incident_id"]]
    rows = listed[["incident_id", "date", "claim"]].assign(
        first=more["date_start"].dt.strftime("%Y-%m-%d").to_numpy(), reports=more["reports"].to_numpy()
    )
    for name in ("province", "place", "weapon", "outcome", "corroboration"):
        rows[name] = [names[name][key] if key != EMPTY else "" for (key,) in values.loc[rows["incident_id"], name]]
    rows["province"] = rows["province"].replace("", NAMED["province"][1])
    return rows.to_dict("records")


def _list_data(incidents, values, names):
    """Return what the page needs of each incident: every column of the processed file, and the keys of the filters."""
    flat = flatten_incidents(incidents)
    urls = {url: number for number, url in enumerate(dict.fromkeys(" ".join(flat["report_urls"]).split(" ")))}
    cells = flat.astype(object).where(flat.notna(), None)
    cells["report_urls"] = [[urls[url] for url in text.split(" ")] for text in flat["report_urls"]]
    shapes = incidents.dropna(subset=["geometry"]).drop_duplicates("place_id").set_index("place_id").geometry
    labels = {name: label for name, (label, *_) in (VOCABULARIES | NAMED).items()}
    first, last = (pd.Period(month, "M") for month in PERIOD)
    days = [incidents["date_start"].min().to_period("M"), incidents["date_end"].max().to_period("M")]
    months = pd.period_range(min(first, days[0]), max(last, days[1]), freq="M")
    return {
        "facets": [{"name": name, "label": labels[name], "values": list(names[name].items())} for name in ORDER],
        "columns": list(cells.columns),
        "rows": cells.to_numpy().tolist(),
        "values": values.to_numpy().tolist(),
        "urls": list(urls),
        "shapes": {place: shapely.geometry.mapping(shape) for place, shape in shapes.items()},
        "scopes": SCOPES,
        "months": [str(month) for month in months],
        "monthNames": MONTHS,
        "claimed": ["claimed", "several_claimants"],
        "wellKnown": ["two_sides", "two_informants"],
    }


def _draw_provinces(incidents, provinces):
    """Return the outlines, the names, the view and the scales of the map."""
    placed = incidents[incidents.geometry.notna()]
    view = find_view(placed, provinces)
    west, south, east, north = view.bounds
    outlines = provinces[["province", "geometry"]].rename(columns={"province": "name"})
    outlines["geometry"] = shapely.set_precision(outlines.geometry.simplify_coverage(0.005).values, 0.001)
    bounds = [find_lower_bounds(largest) for largest in LARGEST]
    return {
        "provinces": outlines.to_geo_dict(drop_id=True),
        "names": place_names(provinces, "province", view),
        "view": [[south, west], [north, east]],
        "scales": [
            {"largest": largest, "bounds": scale, "labels": [NONE, *label_bounds(scale)]}
            for largest, scale in zip(LARGEST, bounds, strict=True)
        ],
    }


def _list_words(incidents, tables, values):
    """Return everything known of each incident that its columns and its filters do not say, each word once."""
    told = tables["observations"].merge(tables["reports"], on="report_id").set_index("incident_id")
    said = ["row_id", "report_id", "place_as_reported", "target_detail", "claimed_by", "claim_channel"]
    said += ["official_statement", "told_by", "coder_note"]
    spellings = {  # of what the filters name in English
        "province": tables["provinces"].set_index("province")[["name_ar", "aliases"]],
        "place": tables["places"].set_index("place_id")[["name_ar", "aliases", "note"]],
        "group": tables["groups"].set_index("group_id")[["name_ar", "aliases"]],
        "informant": tables["informants"].set_index("informant_id")[["name_ar"]],
        "outlet": tables["outlets"].set_index("outlet_id")[["country"]],
    }
    words = []
    for row in incidents.itertuples():
        parts = [told.loc[[row.incident_id], said]]
        parts += [table.loc[table.index.isin(values.at[row.incident_id, name])] for name, table in spellings.items()]
        text = " ".join(str(cell) for part in parts for cell in part.to_numpy().ravel() if pd.notna(cell))
        known = _split(" ".join(cell for cell in row if isinstance(cell, str)))
        words.append(" ".join(dict.fromkeys(word for word in _split(text) if word not in known)))
    return words


def _split(text):
    """Split text into words in lower case; the page folds accents and spellings."""
    return BETWEEN_WORDS.sub(" ", text).lower().split()


def describe_release(citation):
    """Return what a citation of a selection names, from the fields of ``CITATION.cff``.

    Examples
    --------
    >>> cited = {"title": "T", "version": "1", "date-released": "2026-11-21", "license": "CC-BY-4.0"}
    >>> describe_release({**cited, "authors": [{"name": "The maintainers"}]})["date"]
    '21 Nov 2026'
    """
    return {
        "authors": "; ".join(author["name"] for author in citation["authors"]),
        "title": citation["title"],
        "version": str(citation["version"]),
        "date": format_day(pd.Timestamp(citation["date-released"])),
        "licence": citation["license"].replace("CC-BY-", "CC BY "),
    }
