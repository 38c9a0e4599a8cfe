"""Small pictures for the pages of incidents, groups and provinces, as SVG that follows the page's colours."""

import math
from operator import itemgetter

import shapely
from jinja2 import Environment

WIDTH = 320  # of a map, in the units of its picture; about the pixels that a phone gives it
COARSE = 0.06  # degrees: corners of a triangle smaller than this squared are left out
STRETCH = math.cos(math.radians(33))  # a degree of longitude in Iraq, in degrees of latitude
MONTHS = 36  # 2020 to 2022

MAP = """<svg class="locator" viewBox="0 0 {{ width }} {{ height }}" role="img" aria-label="{{ label }}">
{% for path, chosen in provinces %}<path class="province{% if chosen %} chosen{% endif %}" d="{{ path }}"/>
{% endfor %}{% for line in lines %}<path class="segment" d="{{ line }}"/>
{% endfor %}{% for x, y, radius in points %}<circle class="point" cx="{{ x }}" cy="{{ y }}" r="{{ radius }}"/>
{% endfor %}</svg>"""
BARS = """<svg class="months" viewBox="0 0 360 130" role="img" aria-label="{{ label }}">
<line class="axis" x1="14" y1="105.5" x2="356" y2="105.5"/>
{% for x, y, height, title in bars %}<rect class="bar" x="{{ x }}" y="{{ y }}" width="8" height="{{ height }}">\
<title>{{ title }}</title></rect>
{% endfor %}{% for x, year in years %}<line class="axis" x1="{{ x }}" y1="105" x2="{{ x }}" y2="110"/>\
<text x="{{ x + 3 }}" y="121">{{ year }}</text>
{% endfor %}{% if most %}<text x="{{ most.x }}" y="{{ most.y }}" text-anchor="middle">{{ most.count }}</text>{% endif %}
</svg>"""
ENVIRONMENT = Environment(autoescape=True)


class Locator:
    """Draws where something is on a small map of the provinces.

    Parameters
    ----------
    provinces : geopandas.GeoDataFrame
        As `helpers.load_provinces` returns them.
    """

    def __init__(self, provinces):
        shapes = shapely.coverage_simplify(provinces.geometry.to_numpy(), COARSE)
        self.west, south, east, self.north = shapely.total_bounds(shapes)
        self.scale = (WIDTH - 4) / ((east - self.west) * STRETCH)
        self.height = round((self.north - south) * self.scale) + 4
        self.paths = dict(zip(provinces["province"], map(self._trace_polygon, shapes), strict=True))
        self.template = ENVIRONMENT.from_string(MAP)

    def draw(self, label, chosen=(), shapes=()):
        """Return a map as SVG.

        Parameters
        ----------
        label : str
            What it shows, for those who cannot see it.
        chosen : sequence of str
            Provinces to emphasise.
        shapes : sequence of shapely.Geometry
            Points and lines to draw; a place of several attacks is drawn as one larger dot.

        Returns
        -------
        str
        """
        counts: dict[tuple, int] = {}
        for shape in shapes:
            if shape.geom_type == "Point":
                place = self._place(shape.x, shape.y)
                counts[place] = counts.get(place, 0) + 1
        lines = {self._trace(shape.coords) for shape in shapes if shape.geom_type == "LineString"}
        return self.template.render(
            width=WIDTH,
            height=self.height,
            label=label,
            # The chosen ones last, so that their borders lie on top.
            provinces=sorted(((path, name in chosen) for name, path in self.paths.items()), key=itemgetter(1)),
            lines=sorted(lines),
            points=[(x, y, round(3 + math.sqrt(count), 1)) for (x, y), count in counts.items()],
        )

    def _place(self, longitude, latitude):
        x = 2 + (longitude - self.west) * STRETCH * self.scale
        return round(x, 1), round(2 + (self.north - latitude) * self.scale, 1)

    def _trace(self, coordinates):
        return "M" + "L".join(f"{x} {y}" for x, y in (self._place(*xy) for xy in coordinates))

    def _trace_polygon(self, shape):
        return "".join(self._trace(part.exterior.coords[:-1]) + "z" for part in shapely.get_parts(shape))


def draw_months(counts, label):
    """Return bars by month as SVG.

    Parameters
    ----------
    counts : dict of str to int
        Attacks by month, such as ``2021-08``, of all months from January 2020 to December 2022.
    label : str
        What it shows, for those who cannot see it.

    Returns
    -------
    str
    """
    highest = max(counts.values(), default=0)
    bars, years, most = [], [], None
    for number, (month, count) in enumerate(counts.items()):
        x = round(16 + number * 340 / MONTHS, 1)
        height = round(88 * count / highest, 1) if count else 0
        if month.endswith("-01"):
            years.append((x - 1, month[:4]))
        if count:
            bars.append((x, round(105 - height, 1), height, f"{month}: {count}"))
            if count == highest and most is None:
                most = {"x": x + 4, "y": round(101 - height, 1), "count": count}
    return ENVIRONMENT.from_string(BARS).render(label=label, bars=bars, years=years, most=most)
