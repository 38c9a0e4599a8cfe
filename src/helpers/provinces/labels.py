"""Write names on a map so that none lies over another."""

import numpy as np
import shapely
from matplotlib.patheffects import withStroke

HALO = [withStroke(linewidth=2.5, foreground="white")]
STEPS = 25  # positions in each direction
TRIED = 50  # positions at once, the best first


class Labeller:
    """Places texts on axes whose limits are set, each where it covers nothing that was placed before.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        With its final limits and position.
    avoid : list of shapely.Geometry
        What a text should rather not cover, such as a road, in the coordinates of the axes.
    """

    def __init__(self, ax, avoid=()):
        self.ax = ax
        self.avoid = shapely.union_all(list(avoid)) if avoid else shapely.Point()
        (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
        self.frame = shapely.box(west, south, east, north)
        self.taken = []

    def take(self, shape):
        """Keep a part of the map free of texts."""
        self.taken.append(shape)

    def take_artist(self, artist):
        """Keep what an artist covers free of texts."""
        self.take(find_box(artist))

    def write_in(self, area, text, *, must=True, **style):
        """Write a text in an area, or as near to it as there is room; without room only if it must be there."""
        visible = area.intersection(self.frame)
        if visible.is_empty:
            return None
        largest = max(shapely.get_parts(visible), key=shapely.area)
        centre = shapely.maximum_inscribed_circle(largest, tolerance=0.02).coords[0]
        west, south, east, north = visible.bounds
        x, y = np.meshgrid(
            np.append(np.linspace(west - 0.3, east + 0.3, STEPS), centre[0]),
            np.append(np.linspace(south - 0.3, north + 0.3, STEPS), centre[1]),
        )
        positions = np.column_stack([x.ravel(), y.ravel()])
        cost = np.hypot(*(positions - centre).T) / 4
        return self._place(self._make(text, positions[0], style), positions, cost, visible, must)

    def write_beside(self, point, text, *, away=4.0, **style):
        """Write a text so many typographic points beside a point, or not at all."""
        artist = self._make(text, (point.x, point.y), style)
        width, height = self._measure(artist)
        sides = [(1, 0), (-1, 0), (0.9, 0.8), (0.9, -0.8), (-0.9, 0.8), (-0.9, -0.8), (0, 1.1), (0, -1.1)]
        gap = max(self.to_degrees(away), 0.06)
        positions = [(point.x + dx * (width / 2 + gap), point.y + dy * (height / 2 + gap)) for dx, dy in sides]
        return self._place(artist, np.array(positions), np.arange(len(sides)) / 50)

    def _place(self, artist, positions, cost, area=None, must=False):
        """Put a text where it costs least, or away if it may be and has no room."""
        width, height = self._measure(artist)
        x, y = positions.T
        boxes = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        order, best, least = cost.argsort(kind="stable"), None, np.inf
        for start in range(0, len(order), TRIED):
            some = order[start : start + TRIED]
            if cost[some[0]] >= least:
                break  # what follows costs more
            some = some[shapely.within(boxes[some], self.frame)]
            for shape in self.taken:
                some = some[~shapely.intersects(boxes[some], shape)]
            if area is not None:
                some = some[shapely.distance(boxes[some], area) < height]
            total = cost[some] + 6 * shapely.area(shapely.intersection(boxes[some], self.avoid)) / (width * height)
            if area is not None:
                total += 3 * (1 - shapely.area(shapely.intersection(boxes[some], area)) / (width * height))
            if len(some) and total.min() < least:
                best, least = some[total.argmin()], total.min()
        if best is None and not must:
            artist.remove()
            return None
        best = cost.argmin() if best is None else best
        artist.set_position(positions[best])
        self.taken.append(boxes[best])
        return artist

    def _make(self, text, position, style):
        style = {"color": "0.1", "ha": "center", "va": "center", "path_effects": HALO, "zorder": 6, **style}
        return self.ax.text(*position, text, parse_math=False, **style)

    def _measure(self, artist):
        west, south, east, north = find_box(artist).bounds
        return (east - west) * 1.04, (north - south) * 1.04

    def to_degrees(self, points):
        """Return the height of so many typographic points, in the unit of the axes."""
        pixels = points * self.ax.figure.dpi / 72
        (_, low), (_, high) = self.ax.transData.inverted().transform([(0, 0), (0, pixels)])
        return high - low


def find_box(artist):
    """Return what an artist covers, in the coordinates of its axes."""
    return shapely.box(*artist.axes.transData.inverted().transform(artist.get_window_extent()).ravel())


def label_points(ax, points, column, sizes=16.0, most=15):
    """Write the names of points beside them, those of the first rows first, and none over another.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    points : geopandas.GeoDataFrame
        All the points that are drawn.
    column : str
        The names.
    sizes : float or pandas.Series
        The ``markersize`` with which the points were drawn.
    most : int
        So many of the first rows are named.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax.figure.draw_without_rendering()  # so that the axes have their final place
    radii = np.sqrt(np.broadcast_to(sizes, len(points))) / 2
    labeller = Labeller(ax)
    circles = shapely.buffer(points.geometry.to_numpy(), [labeller.to_degrees(radius) for radius in radii])
    labeller.avoid = shapely.union_all(circles)
    named = list(zip(points[column].astype("str"), points.geometry, radii, strict=True))[:most]
    for name, point, radius in named:
        labeller.write_beside(point, name, away=radius + 2, fontsize=9)
    return ax
