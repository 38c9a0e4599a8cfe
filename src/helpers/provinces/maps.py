"""Draw static maps of provinces: frames in, matplotlib axes out."""

import math

import numpy as np
import pandas as pd
import shapely

from ..charts.style import DARK, WIDTH, find_credit
from .classes import NO_DATA
from .labels import Labeller, find_box

BOUNDARIES = "Boundaries: geoBoundaries (CC BY 4.0), simplified."
COLOURS = ["#fbd9c6", "#f09a6c", "#c4501c"]  # classes of counts, rising
NO_INCIDENT_COLOUR = "#eef0f2"
NO_DATA_COLOUR = "#ffffff"
MARGIN = 0.03  # of the height of a figure, for the credit
PAD = 0.55  # degrees around what must be seen
TALLEST = 8.0  # inches
ROOM_BESIDE = 0.75  # of the width of a figure: a narrower map leaves room for the legend
LITTLE = 0.2  # of a legend that may lie over land
CORNERS = [(0.76, 0.6), (0.01, 0.01), (0.76, 0.01), (0.01, 0.76)]  # where a locator may stand, in fractions of the map


def draw_provinces(counts, *, roads=None, towns=None, crop=None, ax=None):
    """Draw provinces in the colours of their counts, each named once with its number.

    Parameters
    ----------
    counts : geopandas.GeoDataFrame
        `helpers.count_by_province` after `helpers.add_classes`; ``name_ar``, if there is one, is written as well.
    roads : geopandas.GeoDataFrame, optional
        Lines.
    towns : geopandas.GeoDataFrame, optional
        Points with ``place``, to be named.
    crop : sequence of float, optional
        West, south, east and north of what must be seen, in degrees; a locator shows where it lies.
    ax : matplotlib.axes.Axes, optional
        Without it a figure of the project's width is made.

    Returns
    -------
    matplotlib.axes.Axes
    """
    limits = _find_limits(counts, crop)
    ax = ax or _make_axes(limits)
    _fill(ax, counts, limits)
    labeller = Labeller(ax, [] if roads is None else list(shapely.buffer(roads.geometry.to_numpy(), 0.05)))
    labeller.take_artist(_add_legend(ax, counts))
    if limits != tuple(counts.total_bounds):
        labeller.take(_add_locator(ax, counts, limits))
    if roads is not None and len(roads):
        roads.plot(ax=ax, color=DARK, linewidth=2.2, zorder=3)
        roads.plot(ax=ax, color="white", linewidth=0.9, linestyle=(0, (4, 3)), zorder=3)
    if towns is not None and len(towns):
        towns.plot(ax=ax, color="white", edgecolor=DARK, markersize=26, zorder=4)
        for point in towns.geometry:
            labeller.take(point.buffer(0.05))
        for name, point in zip(towns["place"], towns.geometry, strict=True):
            labeller.write_beside(point, name, fontsize=8.5, color="0.25")
    _name_provinces(labeller, counts)
    _restore(ax, limits)
    ax.figure.set_label(find_credit(counts))
    return ax


def draw_half_years(provinces, counts, *, crop=None):
    """Draw one small map per half-year, all in the same classes.

    Parameters
    ----------
    provinces : geopandas.GeoDataFrame
        With ``province``.
    counts : pandas.DataFrame
        One row per half-year and province that has an incident: ``half_year``, ``province``, ``incidents`` and
        ``count_class`` by `helpers.add_classes`.
    crop : sequence of float, optional
        See `draw_provinces`.

    Returns
    -------
    matplotlib.axes.Axes
        Those of the first map; the title of each says how many incidents it shows.
    """
    from matplotlib import pyplot

    limits = _find_limits(provinces, crop)
    panels = sorted(counts["half_year"].unique())
    none = pd.Categorical.from_codes([1] * len(provinces), dtype=counts["count_class"].dtype)
    rows = max(1, math.ceil(len(panels) / 3))
    height = min(WIDTH / 3 / _shape(limits), 3.2) + 0.35
    figure = pyplot.figure(figsize=(WIDTH, rows * height + 0.5), layout="none")
    grid = figure.subplots(rows, 3, squeeze=False).ravel()
    top = 1 - 0.3 / figure.get_figheight()
    figure.subplots_adjust(left=0, right=1, bottom=0.5 / figure.get_figheight(), top=top, wspace=0.02, hspace=0.14)
    for ax in grid:
        ax.set_axis_off()
    for ax, panel in zip(grid, panels, strict=False):
        shown = provinces.merge(counts[counts["half_year"] == panel], on="province")
        _fill(ax, provinces.assign(count_class=none), limits, linewidth=0.4)
        if len(shown):
            _fill(ax, shown, limits, linewidth=0.4)
        labeller = Labeller(ax)
        for row in shown.assign(area=shapely.area(shown.geometry)).sort_values("area").itertuples():
            labeller.write_in(row.geometry, f"{row.incidents:.0f}", fontsize=8)
        ax.set_title(f"{panel}: {shown['incidents'].sum():.0f}", fontsize=10, pad=3)
    style = {"ncols": 5, "fontsize": 9, "handlelength": 1.4, "bbox_to_anchor": (0.5, 0.16 / figure.get_figheight())}
    figure.legend(handles=_make_handles(counts, with_none=True), loc="lower center", **style)
    figure.set_label(find_credit(counts))
    return grid[0]


def _find_limits(areas, crop):
    """Return west, south, east, north of the map: what must be seen with some room, or everything."""
    if crop is None or not np.isfinite(crop).all():
        return tuple(areas.total_bounds)
    west, south, east, north = np.add(crop, [-PAD, -PAD, PAD, PAD])
    needed = WIDTH / TALLEST * (north - south) / math.cos(math.radians((south + north) / 2))
    extra = max(needed - (east - west), 0) / 2
    return west - extra, south, east + extra, north


def _shape(limits):
    """Return the width of a map divided by its height."""
    west, south, east, north = limits
    return (east - west) * math.cos(math.radians((south + north) / 2)) / (north - south)


def _make_axes(limits):
    from matplotlib import pyplot

    height = min(WIDTH / _shape(limits), TALLEST)
    figure = pyplot.figure(figsize=(WIDTH, height / (1 - MARGIN)), layout="none")
    return figure.add_axes((0, MARGIN, min(height * _shape(limits) / WIDTH, 1), 1 - MARGIN))


def _fill(ax, counts, limits, linewidth=0.9):
    colours = _list_colours(counts)
    ax.figure.set_visible(False)  # geopandas has the whole figure drawn after each plot; hidden, it is quick
    codes = counts["count_class"].cat.codes
    counts.plot(ax=ax, color=[colours[code] for code in codes], edgecolor="white", linewidth=linewidth)
    unknown = counts[counts["count_class"] == NO_DATA]
    if len(unknown):
        unknown.plot(ax=ax, color=NO_DATA_COLOUR, edgecolor="0.6", hatch="////", linewidth=0.4)
    ax.figure.set_visible(True)
    _restore(ax, limits)


def _restore(ax, limits):
    west, south, east, north = limits
    ax.set(xlim=(west, east), ylim=(south, north), aspect=1 / math.cos(math.radians((south + north) / 2)))
    ax.set_axis_off()
    ax.apply_aspect()


def _list_colours(counts):
    """List the colours of all classes: no data, none, then rising; a class that is alone is the darkest."""
    rising = len(counts["count_class"].cat.categories) - 2
    return [NO_DATA_COLOUR, NO_INCIDENT_COLOUR, *COLOURS[len(COLOURS) - rising :]]


def _make_handles(counts, *, with_none=False):
    """Make the keys of the legend; no data and none are in it only if they are on the map."""
    from matplotlib.patches import Patch

    labels, codes = counts["count_class"].cat.categories, set(counts["count_class"].cat.codes)
    shown = codes | {1} if with_none else codes
    return [
        Patch(facecolor=colour, edgecolor="0.6", linewidth=0.5, hatch=None if code else "////", label=label)
        for code, (label, colour) in enumerate(zip(labels, _list_colours(counts), strict=True))
        if code > 1 or code in shown
    ]


def _add_legend(ax, counts):
    """Add the legend beside a narrow map, else in the corner where it covers least, the upper right one if it can."""
    title = f"Reported {counts.attrs.get('noun', 'attack')}s"
    style = {"handles": _make_handles(counts), "title": title, "fontsize": 9}
    if ax.get_position().width < ROOM_BESIDE:
        return ax.legend(loc="upper left", bbox_to_anchor=(1, 1), **style)
    land = shapely.union_all(counts.geometry.to_numpy())
    covered = {}
    for corner in ("upper right", "lower left", "lower right", "upper left"):
        legend = ax.legend(loc=corner, **style)
        ax.figure.draw_without_rendering()
        box = find_box(legend)
        covered[corner] = box.intersection(land).area / box.area
        if covered[corner] < LITTLE:
            return legend
    legend = ax.legend(loc=min(covered, key=lambda corner: covered[corner]), **style)
    ax.figure.draw_without_rendering()
    return legend


def _add_locator(ax, counts, limits):
    """Draw the whole country small in a corner, with the part that is shown; return what this covers."""
    west, south, east, north = limits
    width, height = east - west, north - south
    boxes = [
        shapely.box(west + x * width, south + y * height, west + (x + 0.24) * width, south + (y + 0.24) * height)
        for x, y in CORNERS
    ]
    land = shapely.union_all(counts.geometry.to_numpy())
    best = int(np.argmin([box.intersection(land).area for box in boxes]))
    corner = ax.inset_axes((*CORNERS[best], 0.22, 0.22))
    counts.plot(ax=corner, color="#d5dade", edgecolor="white", linewidth=0.3)
    corner.plot([west, east, east, west, west], [south, south, north, north, south], color=DARK, linewidth=1.2)
    corner.set_axis_off()
    return boxes[best]


def _name_provinces(labeller, counts):
    """Name provinces: small ones first, those with incidents before the others."""
    measured = counts.assign(area=shapely.area(counts.geometry), none=~(counts["incidents"] > 0))
    for row in measured.sort_values(["none", "area"]).itertuples():
        arabic = getattr(row, "name_ar", None)
        affected = row.incidents > 0
        name = f"{row.province} {row.incidents:.0f}" if affected else row.province
        text = f"{name}\n{arabic}" if isinstance(arabic, str) else name
        style = {"fontsize": 9.5, "fontweight": "bold"} if affected else {"fontsize": 7.5, "color": "0.35"}
        labeller.write_in(row.geometry, text, must=affected, linespacing=1.25, **style)
