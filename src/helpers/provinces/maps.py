"""Draw still maps of counts and of places: frames in, matplotlib axes out."""

import math
from typing import Any

import pandas as pd
import shapely
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke

from ..charts.palette import COUNT_COLOURS, NO_DATA_COLOUR, NO_INCIDENT_COLOUR, PLACE_COLOUR
from ..charts.style import add_words, make_axes, make_figure

BOUNDARIES = "Boundaries: geoBoundaries (CC BY 4.0), cleaned and simplified."
NATURAL_BREAKS = "Classes: natural breaks (Fisher and Jenks)."
AREA = 14  # square points of a circle for each incident
NAMED_FROM = 8  # incidents: places with fewer are drawn without their name
PLACE_STYLE = {"color": PLACE_COLOUR, "edgecolor": "0.15", "linewidth": 0.7, "alpha": 0.9}
ROAD_STYLE: dict[str, Any] = {"color": COUNT_COLOURS[-1], "linestyle": (0, (3, 1.5))}
HALO = [withStroke(linewidth=2.5, foreground="white", alpha=0.85)]


def draw_provinces(counts, labels, *, title="", note="", ax=None):
    """Draw the provinces, coloured by their class of counts, with names in English and Arabic.

    Parameters
    ----------
    counts : geopandas.GeoDataFrame
        As `helpers.classify_counts` returns it, with ``province``, perhaps ``name_ar``,
        and geometry.
    labels : dict
        As `helpers.label_classes` returns it.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(8, 7.2)
    _fill_areas(ax, counts)
    for row in counts.itertuples():
        arabic = getattr(row, "name_ar", None)
        name = f"{row.province} {row.incidents:.0f}" if row.count_class > 0 else row.province
        text = f"{name}\n{arabic}" if pd.notna(arabic) else name
        style = {"fontsize": 7.5, "fontweight": "bold"} if row.count_class > 0 else {"fontsize": 6.5, "zorder": 2}
        _write_in(ax, row.geometry, text, **style)
    _add_classes(ax, counts["count_class"], labels)
    add_words(ax, title, f"{note} {NATURAL_BREAKS} {BOUNDARIES}", below=8)
    return ax


def draw_districts(counts, labels, provinces, *, title="", note="", ax=None):
    """Draw the districts, coloured by their class of counts, with the borders of provinces.

    Parameters
    ----------
    counts : geopandas.GeoDataFrame
        As `helpers.classify_counts` returns it, with ``district`` and geometry.
    labels : dict
        As `helpers.label_classes` returns it.
    provinces : geopandas.GeoDataFrame
        With geometry.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(8, 7.2)
    _fill_areas(ax, counts, linewidth=0.4)
    provinces.boundary.plot(ax=ax, color="0.35", linewidth=0.8)
    for row in counts[counts["count_class"] > 0].itertuples():
        _write_in(ax, row.geometry, f"{row.incidents:.0f}", fontsize=7.5, fontweight="bold")
    _add_classes(ax, counts["count_class"], labels)
    add_words(ax, title, f"{note} {NATURAL_BREAKS} {BOUNDARIES}", below=8)
    return ax


def draw_half_years(counts, labels, *, title="", note=""):
    """Draw one small map a half-year, all with the same classes.

    Parameters
    ----------
    counts : geopandas.GeoDataFrame
        As `helpers.count_by_half_year` returns it, after `helpers.classify_counts`.
    labels : dict
        As `helpers.label_classes` returns it.
    title, note : str
        The finding; and what is counted, over which period, with what left out.

    Returns
    -------
    matplotlib axes
        Those of the first map.
    """
    half_years = counts["half_year"].unique()
    rows = max(1, math.ceil(len(half_years) / 3))
    figure = make_figure(9, 2.9 * rows + 0.5)
    bottom = 0.5 / figure.get_figheight()
    panels = figure.subplots(rows, 3, squeeze=False).ravel()
    figure.subplots_adjust(left=0, right=1, bottom=bottom, top=0.96, wspace=0, hspace=0.1)
    for panel in panels:
        panel.set_axis_off()
    for panel, half_year in zip(panels, half_years, strict=False):
        shown = counts[counts["half_year"] == half_year]
        _fill_areas(panel, shown, linewidth=0.4)
        for row in shown[shown["count_class"] > 0].itertuples():
            _write_in(panel, row.geometry, f"{row.incidents:.0f}", fontsize=6.5)
        panel.set_title(f"{half_year}: {shown['incidents'].sum():.0f}", fontsize=9.5, pad=3, y=1)
    canvas = figure.add_axes((0.01, 0, 0.98, 1), zorder=-1)
    canvas.set_axis_off()
    _add_classes(canvas, counts["count_class"], labels, ncols=7, columnspacing=1.2, handlelength=1.4)
    add_words(canvas, title, f"{note} {NATURAL_BREAKS} {BOUNDARIES}", below=8)
    return canvas


def draw_places(places, provinces, *, title="", note="", ax=None):
    """Draw one circle a place and one line a road segment, by the number of their incidents.

    Parameters
    ----------
    places : geopandas.GeoDataFrame
        As `helpers.count_by_place` returns it.
    provinces : geopandas.GeoDataFrame
        With ``province`` and geometry.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(8, 7.2)
    segments, points = (places[places.geom_type == kind] for kind in ("LineString", "Point"))
    provinces.plot(ax=ax, color=NO_INCIDENT_COLOUR, edgecolor="0.6", linewidth=0.6)
    for row in provinces[~provinces.intersects(places.union_all())].itertuples():
        _write_in(ax, row.geometry, row.province, fontsize=7, color="0.4")
    if len(segments):
        segments.plot(ax=ax, linewidth=1 + segments["incidents"].to_numpy() ** 0.5, alpha=0.8, zorder=3, **ROAD_STYLE)
    points = points.sort_values("incidents", ascending=False)  # small circles stay on top
    ax.scatter(points.geometry.x, points.geometry.y, s=AREA * points["incidents"].to_numpy(), zorder=4, **PLACE_STYLE)
    for row in points[points["incidents"] >= NAMED_FROM].itertuples():
        style = {"va": "center", "fontsize": 8, "zorder": 5, "parse_math": False, "path_effects": HALO}
        beside = (3 + (AREA * row.incidents) ** 0.5 / 2, 0)  # points to the right of the circle
        ax.annotate(f"{row.place} {row.incidents}", row.geometry.coords[0], beside, textcoords="offset points", **style)
    handles = [ax.scatter([], [], s=AREA * count, label=f"{count} reported", **PLACE_STYLE) for count in (1, 10, 40)]
    handles.append(Line2D([], [], linewidth=2, label="on the road between two places", **ROAD_STYLE))
    ax.legend(handles=handles, loc="lower left", frameon=False, fontsize=9, labelspacing=1.2, handletextpad=1)
    ax.set_axis_off()
    add_words(ax, title, f"{note} {BOUNDARIES}", below=8)
    return ax


def colour_classes(classes):
    """Return the colour of each count class.

    Parameters
    ----------
    classes : pandas.Series of int
        As ``count_class`` of `helpers.classify_counts`.

    Returns
    -------
    pandas.Series of str
    """
    colours = {-1: NO_DATA_COLOUR, 0: NO_INCIDENT_COLOUR, **dict(enumerate(COUNT_COLOURS, 1))}
    return classes.clip(upper=len(COUNT_COLOURS)).map(colours)


def _fill_areas(ax, counts, linewidth=0.8):
    counts.plot(ax=ax, color=colour_classes(counts["count_class"]), edgecolor="white", linewidth=linewidth)
    unknown = counts["count_class"] == -1
    if unknown.any():
        counts[unknown].plot(ax=ax, color=NO_DATA_COLOUR, edgecolor="0.6", hatch="////", linewidth=0.4)
    ax.set_axis_off()


def _write_in(ax, shape, text, **style):
    """Write a text where an area has most room for it: in the middle of the largest circle within."""
    point = shapely.maximum_inscribed_circle(shape, tolerance=0.01).coords[0]
    style = {"color": "0.1", "path_effects": HALO, **style}
    ax.annotate(text, point, ha="center", va="center", parse_math=False, **style)


def _add_classes(ax, classes, labels, loc="lower left", **placing):
    """Add a legend of the classes, those without an area left out but for the numbered ones."""
    shown = [number for number in labels if number > 0 or (classes == number).any()]
    colours = colour_classes(pd.Series(shown, dtype=int))
    handles = [
        Patch(facecolor=colour, edgecolor="0.6", hatch="////" if number == -1 else None, label=labels[number])
        for number, colour in zip(shown, colours, strict=True)
    ]
    ax.legend(handles=handles, title="Reported incidents", loc=loc, frameon=False, fontsize=9, **placing)
