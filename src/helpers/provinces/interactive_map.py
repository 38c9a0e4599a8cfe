"""Draw an interactive map with folium that opens without a network."""

import base64
import html
import re
from importlib.resources import files

import folium
import pandas as pd
import shapely
from branca.element import Element

from ..charts.style import find_credit
from ..data.claim_status import CLAIM_STATUSES
from ..data.embedding import WEB_ADDRESS, embed_json, hash_inline_scripts
from ..data.listing import list_incidents
from ..data.wording import MONTHS
from .classes import find_lower_bounds, label_bounds, read_bounds
from .maps import BOUNDARIES, COLOURS, NO_INCIDENT_COLOUR, PAD

LEAFLET = files("xstatic.pkg.leaflet") / "data"
SCRIPT = files(__package__) / "incident_layers.js"
STYLE = files(__package__) / "incident_layers.css"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src"
HEIGHT = 720  # pixels
INCIDENT_PAGE = "../incidents/"  # the folder of the pages of incidents, from a page of a notebook
MILLISECONDS = 900  # per month, when the months are played
LARGEST_CIRCLE = 30  # pixels
RINGS = {"site": 1_000, "town": 10_000}  # metres around the coordinates, by location precision
KNOWN = {
    "site": "At the named site; the ring has a radius of 1 km.",
    "town": "In or near the town: within about 10 km, the ring, or further.",
    "road_segment": "Somewhere on the road between the two places; the line is not its exact course.",
}
GRADES = {  # best first
    "two_sides": "informants on both sides",
    "two_informants": "two or more informants",
    "one_informant": "one informant",
    "unsourced": "no source named",
}
LEAST_GRADES = ["informants on both sides", "at least two informants", "at least one informant", "all attacks"]
PALETTES = {  # classes: none first, then rising
    "light": {"classes": [NO_INCIDENT_COLOUR, *COLOURS], "place": "#f0e442", "road": "#5b2a86"},
    "dark": {"classes": ["#2b3138", "#5e3823", "#a4572c", "#f0935a"], "place": "#f0e442", "road": "#b48be0"},
}


def draw_incident_map(incidents, places, provinces, districts=None, groups=None, *, title="", note=""):
    """Draw incidents on an interactive map of provinces and districts.

    Circles are places, sized by their number of incidents, with a ring that shows how closely the place locates them;
    lines are road segments; an incident that is known to its province or district only is part of that area. Areas
    take the colours of the counts that the reader's choice leaves. The map asks no server for anything: Leaflet
    travels inside it, and there is no base map.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        As `helpers.load_incidents` returns them, or other people's events: what they do not record has no filter.
    places : geopandas.GeoDataFrame
        As `helpers.count_by_place` returns it.
    provinces : geopandas.GeoDataFrame
        As `helpers.count_by_province` and then `helpers.add_classes` return them.
    districts : geopandas.GeoDataFrame, optional
        The same of districts.
    groups : pandas.DataFrame, optional
        The raw table; needed if there are claimants.
    title, note : str
        The finding; and what is counted, over which period, with what left out.

    Returns
    -------
    folium.Map
        Its HTML is the same, byte for byte, whenever it is drawn from the same frames.
    """
    areas = {"province": provinces} | ({} if districts is None else {"district": districts})
    groups = pd.DataFrame(columns=["group_id", "name"], dtype="str") if groups is None else groups
    view = find_view(places, provinces)
    west, south, east, north = view.bounds
    months = _list_months(incidents)
    claimants = groups[groups["group_id"].isin(set(incidents["claimants"].dropna().str.split(";").explode()))]
    statuses = {name: label for name, label in CLAIM_STATUSES.items() if (incidents["claim_status"] == name).any()}
    data = {
        "view": [[south, west], [north, east]],
        "areas": {kind: _draw_areas(frame, kind) for kind, frame in areas.items()},
        "names": {kind: place_names(frame, kind, view) for kind, frame in areas.items()},
        "incidents": _list_records(incidents, groups, list(claimants["group_id"]), months, places),
        "places": [_describe_place(row) for row in places.itertuples()],
        "months": [str(month) for month in months],
        "monthNames": MONTHS,
        "years": sorted({str(month.year) for month in months}),
        "groups": list(claimants["name"]),
        "noun": incidents.attrs.get("noun", "attack"),
        "grades": list(GRADES.values()) if "corroboration" in incidents else [],
        "leastGrades": LEAST_GRADES if "corroboration" in incidents else [],
        "circle": _scale_circles(places),
        "statuses": statuses,
        "classes": {kind: _list_classes(frame, incidents, kind) for kind, frame in areas.items()},
        "colours": PALETTES,
        "webAddress": WEB_ADDRESS,
        "incidentPage": INCIDENT_PAGE,
        "milliseconds": MILLISECONDS,
        "note": _write_note(incidents, provinces, note),
    }
    return OfflineMap(title, data)


class OfflineMap(folium.Map):
    """A folium map that carries Leaflet and the incidents with it, and shows no base map.

    branca renders what it is given as Jinja templates, some of it twice. So folium sees nothing here that comes
    from data: data travel as JSON, which is put into the page once all templates are rendered.
    """

    default_js = []
    default_css = []

    def __init__(self, title, data):
        super().__init__(tiles=None, zoom_snap=0.25, control_scale=True)
        self.title = title
        self.data = data
        self._page = None

    def __repr__(self):
        return f"Interactive map: {self.title}"

    def to_html(self):
        """Return the whole page, with element ids that do not change from run to run."""
        if self._page is None:  # folium adds to the page each time that it renders
            root = self.get_root()
            for number, element in enumerate(_walk(root)):
                element._id = f"{number:04d}"
            self._page = self._add_data(root.render())
        return self._page

    def _add_data(self, page):
        """Put the styles, the scripts, the data and the policy that lets nothing else in into the rendered page."""
        scripts = [(LEAFLET / "leaflet.js").read_text("utf-8"), SCRIPT.read_text("utf-8")]
        head = [
            f"<title>{html.escape(self.title)}</title>",
            f"<style>{_inline_images()}{STYLE.read_text('utf-8')}</style>",
            *(f"<script>{script}</script>" for script in scripts),
            "</head>",
        ]
        end = [
            f'<script type="application/json" id="incidents">{embed_json(self.data)}</script>',
            f"<script>drawIncidents({self.get_name()});</script>",
            "</html>",
        ]
        page = page.replace("</head>", "\n".join(head)).replace("</html>", "\n".join(end))
        policy = f"{POLICY} {' '.join(hash_inline_scripts(page))}"
        return page.replace("<head>", f'<head>\n<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)

    def _repr_html_(self, **kwargs):
        page = html.escape(self.to_html())
        return (
            f'<iframe srcdoc="{page}" title="{html.escape(self.title)}" '
            f'style="width: 100%; height: {HEIGHT}px; border: 0"></iframe>'
        )


def _write_note(incidents, provinces, note):
    """Return the credit, the note and the boundaries, and what the events do not record."""
    lacking = {"claims": incidents["claim_status"].isna().all(), "reports": "report_urls" not in incidents}
    named = " or ".join(name for name, is_lacking in lacking.items() if is_lacking and len(incidents))
    parts = [f"{find_credit(incidents)}.", note, f"These events record no {named}." if named else ""]
    return " ".join(filter(None, [*parts, provinces.attrs.get("boundaries", BOUNDARIES)]))


def _scale_circles(places):
    """Return what the root of a count is multiplied by for the radius of its circle, in pixels."""
    most = places["incidents"].max() if len(places) else 1
    return round(min(2.6, LARGEST_CIRCLE / most**0.5), 3)


def _list_classes(counts, incidents, column):
    """Return the classes of the counts, from none upwards, and those that suit a single month."""
    by_month = incidents.groupby([column, incidents["date_start"].dt.to_period("M")]).size()
    labels = counts["count_class"].cat.categories
    in_month = find_lower_bounds(by_month.max() if len(by_month) else 0)
    return {
        "all": {"bounds": read_bounds(labels), "labels": list(labels[1:])},
        "month": {"bounds": in_month, "labels": [labels[1], *label_bounds(in_month)]},
    }


def find_view(places, provinces):
    """Return what the map shows first: the places with some room, or all provinces."""
    box = shapely.box(*provinces.total_bounds.tolist())
    return box if places.empty else shapely.box(*places.total_bounds.tolist()).buffer(PAD).envelope


def _list_months(incidents):
    if incidents.empty:
        return []
    return pd.period_range(incidents["date_start"].min(), incidents["date_end"].max(), freq="M")


def _draw_areas(areas, column):
    """Return the areas as GeoJSON, with nothing but their names."""
    return areas[[column, "geometry"]].rename(columns={column: "name"}).to_geo_dict(drop_id=True)


def place_names(areas, column, view):
    """Return where each area has most room for its name, in the view if a part of it lies there."""
    names = []
    for name, shape in zip(areas[column], areas.geometry, strict=True):
        seen = max(shapely.get_parts(shape.intersection(view)), key=shapely.area, default=shape)
        x, y = shapely.maximum_inscribed_circle(shape if seen.area == 0 else seen, tolerance=0.02).coords[0]
        names.append({"name": name, "point": [round(y, 3), round(x, 3)]})
    return names


def _list_records(incidents, groups, claimants, months, places):
    """Return what the page needs to know of each incident; months, groups and grades by their number."""
    listed = list_incidents(incidents, groups)
    more = incidents.set_index("incident_id").loc[listed["incident_id"]]
    keys = [key for key in ("country", "province", "place") if key in places]  # places of one name are told apart
    numbers = {key: number for number, key in enumerate(_list_rows(places[keys]))}
    names = {"incident_id": "id", "claim_status": "status"}
    fields = ["incident_id", "date", "where", "claim", "claim_status", "province", "district", "place", "urls"]
    records = listed[fields].rename(columns=names).astype(object)
    records = records.where(records.notna(), None)
    for field, column in (("first", "date_start"), ("last", "date_end")):
        records[field] = [months.get_loc(month) for month in more[column].dt.to_period("M")]
    groups_of = more["claimants"].fillna("").str.split(";")
    records["groups"] = [[claimants.index(name) for name in found if name] for found in groups_of]
    records["at"] = pd.Series([numbers.get(key) for key in _list_rows(more[keys])], index=records.index, dtype=object)
    records["grade"] = [list(GRADES).index(grade) for grade in more["corroboration"]] if "corroboration" in more else 0
    return records.to_dict("records")


def _list_rows(frame):
    return frame.fillna("").itertuples(index=False, name=None)


def _describe_place(row):
    xy = shapely.get_coordinates(row.geometry).tolist()
    return {
        "name": row.place,
        "points": [[y, x] for x, y in xy],
        "precision": row.location_precision.replace("_", " "),
        "ring": RINGS.get(row.location_precision),
        "known": KNOWN[row.location_precision],
    }


def _inline_images():
    """Return Leaflet's style sheet with its images in it."""

    def inline(match):
        return f"url(data:image/png;base64,{base64.b64encode((LEAFLET / match[1]).read_bytes()).decode()})"

    return re.sub(r"url\((images/[\w-]+\.png)\)", inline, (LEAFLET / "leaflet.css").read_text("utf-8"))


def _walk(element: Element):
    """Yield an element and all below it, in the order in which they were added."""
    yield element
    for child in element._children.values():
        yield from _walk(child)
    if isinstance(element, folium.Figure):
        for part in (element.header, element.html, element.script):
            yield from _walk(part)
