"""Draw an interactive map with folium that opens without a network."""

import base64
import html
import json
import re
from importlib.resources import files
from typing import Any

import folium
import shapely
from branca.element import Element, MacroElement
from folium.features import GeoJson
from jinja2 import Template

from .charts import CREDIT
from .choropleths import BOUNDARIES, NATURAL_BREAKS
from .palette import COUNT_COLOURS, NO_INCIDENT_COLOUR, PLACE_COLOUR

LEAFLET = files("xstatic.pkg.leaflet") / "data"
SCRIPT = files(__package__) / "incident_layers.js"
HEIGHT = 640  # pixels
RINGS = {"site": 1_000, "town": 10_000}  # metres around the coordinates, by location precision
KNOWN = {
    "site": "At the named site; the ring has a radius of 1 km.",
    "town": "In or near the town; the ring has a radius of 10 km and is no limit.",
}


def draw_incident_map(listed, places, provinces, districts, *, breaks, labels, statuses, title="", note=""):
    """Draw incidents on an interactive map of provinces and districts.

    Circles are places, sized by their number of incidents, with a ring that shows how
    closely the place locates them; lines are road segments; an incident that is known to its
    province or district only is part of that area. Areas take the colours of the counts
    that the reader's choice of years and claim statuses leaves. The map asks no
    server for anything: Leaflet travels inside it, and there is no base map.

    Parameters
    ----------
    listed : pandas.DataFrame
        Incidents as `helpers.list_incidents` returns them.
    places : geopandas.GeoDataFrame
        As `helpers.count_by_place` returns it.
    provinces, districts : geopandas.GeoDataFrame
        With ``province`` or ``district``, and geometry in EPSG:4326.
    breaks : dict of str to list of int
        Under ``province`` and ``district``, what `helpers.find_breaks` returns.
    labels : dict of str to dict
        Under the same keys, what `helpers.label_classes` returns.
    statuses : dict
        Claim status to the words for it.
    title, note : str
        The finding; and what is counted, over which period, with what left out.

    Returns
    -------
    folium.Map
        Its HTML is the same, byte for byte, whenever it is drawn from the same frames.
    """
    incident_map = OfflineMap(title=title)
    layers = {
        "province": _draw_areas(provinces, "province"),
        "district": _draw_areas(districts, "district"),
    }
    for layer in layers.values():
        layer.add_to(incident_map)
    west, south, east, north = provinces.total_bounds.tolist()
    data = {
        "bounds": [[south, west], [north, east]],
        "incidents": _list_records(listed),
        "places": {row.place: _describe_place(row) for row in places.itertuples()},
        "years": sorted(listed["year"].astype(str).unique()),
        "statuses": {status: label for status, label in statuses.items() if (listed["claim_status"] == status).any()},
        "breaks": breaks,
        "labels": {kind: [names[number] for number in range(len(breaks[kind]) + 1)] for kind, names in labels.items()},
        "colours": [NO_INCIDENT_COLOUR, *COUNT_COLOURS],
        "placeColour": PLACE_COLOUR,
        "roadColour": COUNT_COLOURS[-1],
        "note": f"{CREDIT}, counts of reported incidents. {note} {NATURAL_BREAKS} {BOUNDARIES}",
    }
    _IncidentLayers(data, layers).add_to(incident_map)
    return incident_map


class OfflineMap(folium.Map):
    """A folium map that carries Leaflet with it and shows no base map."""

    default_js = []
    default_css = []

    def __init__(self, title):
        super().__init__(tiles=None, zoom_snap=0.25, control_scale=True)
        self.default_js = [("leaflet", _to_address((LEAFLET / "leaflet.js").read_bytes(), "text/javascript"))]
        style = _inline_images((LEAFLET / "leaflet.css").read_text("utf-8"))
        self.default_css = [("leaflet_css", _to_address(style, "text/css"))]
        self.title = title
        self._page = None

    def __repr__(self):
        return f"Interactive map: {self.title}"

    def to_html(self):
        """Return the whole page, with element ids that do not change from run to run."""
        if self._page is None:  # folium adds to the page each time that it renders
            root: Any = self.get_root()
            for number, element in enumerate(_walk(root)):
                element._id = f"{number:04d}"
            root.title = html.escape(self.title)
            self._page = root.render()
        return self._page

    def _repr_html_(self, **kwargs):
        page = html.escape(self.to_html())
        return (
            f'<iframe srcdoc="{page}" title="{html.escape(self.title)}" '
            f'style="width: 100%; height: {HEIGHT}px; border: 0"></iframe>'
        )


class _IncidentLayers(MacroElement):
    """The incidents and the script that draws them."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}
        <style>
            body { display: flex; flex-direction: column }
            .folium-map { flex: 1 1 auto }
            .leaflet-container { background: white; font-size: 13px }
            .leaflet-interactive:hover { stroke: black; stroke-width: 3px }
            .leaflet-interactive:focus-visible { outline: none; stroke: black; stroke-width: 5px }
            .incidents:focus { outline: none }
            .incidents h2 { font-size: 14px; margin: 0 0 4px }
            .incidents p { margin: 4px 0 }
            .incidents ol, .incidents ul { margin: 0; padding-left: 18px }
            .incidents li { margin-top: 4px; overflow-wrap: anywhere }
            .panel { background: white; padding: 4px 8px; max-height: 380px; overflow-y: auto }
            .panel fieldset { border: 0; margin: 4px 0 0; padding: 0 }
            .panel legend { font-weight: bold; padding: 0 }
            .panel label { display: block }
            .legend { flex: none; padding: 6px 10px; border-top: 1px solid #999;
                      background: white; color: #222; font: 12px/1.5 sans-serif }
            .legend p { margin: 2px 0 }
            .legend span { margin-right: 12px; white-space: nowrap; display: inline-block }
            .legend i { display: inline-block; width: 13px; height: 13px; margin-right: 5px;
                        border: 1px solid #777; vertical-align: -2px }
        </style>
        <script>{{ this.script }}</script>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        {{ this._parent.get_name() }}.attributionControl.setPrefix("Leaflet");
        drawIncidents({{ this._parent.get_name() }}, {
            {%- for kind, layer in this.layers.items() %}
            {{ kind }}: {{ layer.get_name() }},
            {%- endfor %}
        }, {{ this.data }});
        {% endmacro %}
        """
    )

    def __init__(self, data, layers):
        super().__init__()
        self._name = "IncidentLayers"
        self.layers = layers
        self.script = SCRIPT.read_text("utf-8")
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        # Within a script element, only this could end the element or begin another.
        self.data = text.replace("<", "\\u003c")


def _draw_areas(areas, column):
    """Return the areas as a layer, with nothing but their names."""
    named = areas[[column, "geometry"]].rename(columns={column: "name"})
    return GeoJson(
        named.to_json(drop_id=True),
        style_function=lambda feature: {"fillOpacity": 1, "color": "#555555", "weight": 1},
    )


def _list_records(listed):
    fields = ["incident_id", "date", "where", "claim", "claim_status", "province", "district", "place", "urls"]
    names = {"incident_id": "id", "claim_status": "status"}
    records = listed[fields].rename(columns=names).astype(object)
    records = records.where(records.notna(), None).assign(year=listed["year"].astype(str))
    return records.to_dict("records")


def _describe_place(row):
    xy = shapely.get_coordinates(row.geometry).tolist()
    return {
        "points": [[y, x] for x, y in xy],
        "precision": row.location_precision.replace("_", " "),
        "ring": RINGS.get(row.location_precision),
        "known": KNOWN.get(row.location_precision),
    }


def _inline_images(style):
    """Return a style sheet with its images in it, as UTF-8."""

    def inline(match):
        return f"url({_to_address((LEAFLET / match[1]).read_bytes(), 'image/png')})"

    return re.sub(r"url\((images/[\w-]+\.png)\)", inline, style).encode()


def _to_address(content, kind):
    """Return bytes as a data address."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _walk(element: Element):
    """Yield an element and all below it, in the order in which they were added."""
    yield element
    for child in element._children.values():
        yield from _walk(child)
    if isinstance(element, folium.Figure):
        for part in (element.header, element.html, element.script):
            yield from _walk(part)
