"""Draw interactive maps with folium that open without a network."""

import base64
import html
import re
from importlib.resources import files

import folium
from branca.element import Element, MacroElement
from folium.features import GeoJson, GeoJsonTooltip
from jinja2 import Template

from .charts import BOUNDARIES, CREDIT, colour_classes

LEAFLET = files("xstatic.pkg.leaflet") / "data"
HEIGHT = 560  # pixels
MOST_LINES = 15  # in a tooltip


def draw_province_map(counts, *, title="", note=""):
    """Draw the provinces on an interactive map, with the incidents named in tooltips.

    The map asks no server for anything: Leaflet travels inside it, and there is no
    base map. A layer of OpenStreetMap is offered, switched off; only a reader who
    switches it on sends requests.

    Parameters
    ----------
    counts : geopandas.GeoDataFrame
        As `helpers.classify_counts` returns it, with ``province``, ``incidents``,
        ``listing`` and geometry in EPSG:4326.
    title, note : str
        The finding; and what is counted, over which period, with what left out.

    Returns
    -------
    folium.Map
        Its HTML is the same, byte for byte, whenever it is drawn from the same frame.
    """
    province_map = OfflineMap(title=title)
    counts = counts.assign(colour=colour_classes(counts))
    provinces = GeoJson(
        _escape_text(counts).to_json(drop_id=True),
        name="Provinces",
        style_function=lambda feature: {
            "fillColor": feature["properties"]["colour"],
            "fillOpacity": 1,
            "color": "#555555",
            "weight": 1,
            "dashArray": "4" if feature["properties"]["count_class"] == -1 else None,
        },
        highlight_function=lambda feature: {"weight": 3, "color": "#000000"},
        tooltip=GeoJsonTooltip(fields=["tooltip"], labels=False, sticky=True),
    )
    provinces.add_to(province_map)
    folium.TileLayer("OpenStreetMap", name="OpenStreetMap (asks its servers)", show=False, overlay=True).add_to(
        province_map
    )
    folium.LayerControl().add_to(province_map)
    _Legend(counts, note).add_to(province_map)
    west, south, east, north = (float(edge) for edge in counts.total_bounds)
    province_map.fit_bounds([[south, west], [north, east]])
    return province_map


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
            root = self.get_root()
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


class _Legend(MacroElement):
    """Classes with their colours, and the note, under the map."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}
        <style>
            body { display: flex; flex-direction: column }
            .folium-map { flex: 1 1 auto }
            .leaflet-container { background: white }
            .legend { flex: none; padding: 8px 10px; border-top: 1px solid #999;
                      background: white; color: #222; font: 13px/1.5 sans-serif }
            .legend span { margin-right: 14px; white-space: nowrap }
            .legend i { display: inline-block; width: 14px; height: 14px; margin-right: 5px;
                        border: 1px solid #777; vertical-align: -2px }
            .legend p { margin: 4px 0 0; font-size: 12px; color: #444 }
        </style>
        {% endmacro %}
        {% macro html(this, kwargs) %}
        <div class="legend">{{ this.content }}</div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        {{ this._parent.get_name() }}.attributionControl.setPrefix("Leaflet");
        {% endmacro %}
        """
    )

    def __init__(self, counts, note):
        super().__init__()
        self._name = "Legend"
        classes = counts.drop_duplicates("count_class").sort_values("count_class")
        items = "".join(
            f'<span><i style="background: {row.colour}"></i>{html.escape(row.class_label)}</span>'
            for row in classes.itertuples()
        )
        note = html.escape(f"{CREDIT}, counts of reported incidents. {note} {BOUNDARIES}")
        self.content = f"<span><strong>Reported incidents</strong></span>{items}<p>{note}</p>"


def _escape_text(counts):
    """Return the provinces with a tooltip in which text from the data stays text."""

    def write(row):
        lines = row.listing.splitlines()
        more = [f"and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
        count = "no data" if row.count_class == -1 else f"{row.incidents:.0f} reported"
        head = f"<strong>{html.escape(row.province)}</strong>: {count}"
        return "<br>".join([head, *map(html.escape, lines[:MOST_LINES] + more)])

    return counts.assign(tooltip=[write(row) for row in counts.itertuples()])[
        ["count_class", "colour", "tooltip", "geometry"]
    ]


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
