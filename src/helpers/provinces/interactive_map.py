"""Draw an interactive map with folium that opens without a network."""

import base64
import html
import re
from importlib.resources import files

import folium
import shapely
from branca.element import Element

from ..charts.palette import COUNT_COLOURS, NO_INCIDENT_COLOUR, PLACE_COLOUR
from ..charts.style import CREDIT
from ..data.embedding import WEB_ADDRESS, embed_json, hash_inline_scripts
from .maps import BOUNDARIES, NATURAL_BREAKS

LEAFLET = files("xstatic.pkg.leaflet") / "data"
SCRIPT = files(__package__) / "incident_layers.js"
STYLE = files(__package__) / "incident_layers.css"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src"
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
    west, south, east, north = provinces.total_bounds.tolist()
    data = {
        "bounds": [[south, west], [north, east]],
        "areas": {"province": _draw_areas(provinces, "province"), "district": _draw_areas(districts, "district")},
        "incidents": _list_records(listed),
        "places": [_describe_place(row) for row in places.itertuples()],
        "years": sorted(listed["year"].astype(str).unique()),
        "statuses": {status: label for status, label in statuses.items() if (listed["claim_status"] == status).any()},
        "breaks": breaks,
        "labels": {kind: [names[number] for number in range(len(breaks[kind]) + 1)] for kind, names in labels.items()},
        "colours": [NO_INCIDENT_COLOUR, *COUNT_COLOURS],
        "placeColour": PLACE_COLOUR,
        "roadColour": COUNT_COLOURS[-1],
        "webAddress": WEB_ADDRESS,
        "note": f"{CREDIT}, counts of reported incidents. {note} {NATURAL_BREAKS} {BOUNDARIES}",
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


def _draw_areas(areas, column):
    """Return the areas as GeoJSON, with nothing but their names."""
    return areas[[column, "geometry"]].rename(columns={column: "name"}).to_geo_dict(drop_id=True)


def _list_records(listed):
    fields = ["incident_id", "date", "where", "claim", "claim_status", "province", "district", "place", "urls"]
    names = {"incident_id": "id", "claim_status": "status"}
    records = listed[fields].rename(columns=names).astype(object)
    records = records.where(records.notna(), None).assign(year=listed["year"].astype(str))
    return records.to_dict("records")


def _describe_place(row):
    xy = shapely.get_coordinates(row.geometry).tolist()
    return {
        "name": row.place,
        "points": [[y, x] for x, y in xy],
        "precision": row.location_precision.replace("_", " "),
        "ring": RINGS.get(row.location_precision),
        "known": KNOWN.get(row.location_precision),
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
