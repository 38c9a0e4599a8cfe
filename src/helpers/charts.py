"""Draw the strip of time, and write the words of every chart: frames in, matplotlib axes out."""

import textwrap

import matplotlib.dates
import pandas as pd
from matplotlib.figure import Figure

from . import __version__
from .palette import STATUS_COLOURS, STATUS_MARKERS

CREDIT = f"Source: Iraq convoy incidents {__version__} (CC BY 4.0)"
DOTS_PER_INCH = 144  # labels are laid out at the resolution of the picture


def draw_strip(stacked, labels, events=None, *, period=None, title="", note="", ax=None):
    """Draw one mark an incident on a strip of time, coloured by claim status.

    Parameters
    ----------
    stacked : pandas.DataFrame
        Incidents as `helpers.stack_incidents` returns them.
    labels : dict
        Claim status to the words for it, in the order of the legend.
    events : pandas.DataFrame, optional
        Context events with ``date_start`` and ``title``.
    period : pair of str, optional
        First and last day of the strip, as YYYY-MM-DD; by default it fits the incidents.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    levels = stacked["level"].max() + 1 if len(stacked) else 1
    ax = ax or make_axes(10, 1.2 + 0.28 * levels)
    doubtful = stacked[stacked["date_end"] > stacked["date_start"]]
    ax.hlines(doubtful["level"], doubtful["date_start"], doubtful["date_end"], color="0.6", linewidth=1, zorder=1)
    for status, label in labels.items():
        rows = stacked[stacked["claim_status"] == status]
        if len(rows):
            ax.scatter(
                rows["date"],
                rows["level"],
                s=52,
                color=STATUS_COLOURS[status],
                marker=STATUS_MARKERS[status],
                edgecolor="white",
                linewidth=0.6,
                label=f"{label} ({len(rows)})",
                clip_on=False,
                zorder=2,
            )
    ax.set_ylim(-0.8, levels)
    if period is not None:
        ax.set_xlim(*(pd.Timestamp(day) for day in period))
    ax.set_yticks([])
    ax.spines[["left", "right", "top"]].set_visible(False)
    locator = matplotlib.dates.AutoDateLocator()
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(locator, show_offset=False))
    if len(stacked):
        ax.legend(loc="upper left", bbox_to_anchor=(-0.01, 0), borderaxespad=2.2, ncols=2, frameon=False, fontsize=9)
    rows = 0 if events is None else _label_events(ax, events)
    add_words(ax, title, note, above=12 + 11 * rows, below=68)
    return ax


def make_axes(width, height):
    """Return the axes of a new figure, so many inches wide and high."""
    # Without pyplot, which would show the figure twice.
    return Figure(figsize=(width, height), dpi=DOTS_PER_INCH).subplots()


def add_words(ax, title, note, *, counted=", counts of reported incidents", above=12, below=40):
    """Write the title and the credit line, so many points above and below the axes."""
    width = int(ax.figure.get_figwidth() * 10)  # characters that fit
    ax.set_title(textwrap.fill(title, width), loc="left", fontsize=12, fontweight="bold", pad=above, parse_math=False)
    ax.annotate(
        textwrap.fill(f"{CREDIT}{counted}. {note}", int(width * 1.3)),
        (0, 0),
        xycoords="axes fraction",
        xytext=(0, -below),
        textcoords="offset points",
        va="top",
        fontsize=8,
        color="0.35",
        parse_math=False,
        annotation_clip=False,
    )


def _label_events(ax, events):
    """Draw a line an event, its title above on the lowest row that is free; return the rows."""
    ends = []
    first, last = (matplotlib.dates.num2date(day).replace(tzinfo=None) for day in ax.get_xlim())
    for event in events[events["date_start"].between(first, last)].sort_values("date_start").itertuples():
        ax.axvline(event.date_start, color="0.75", linewidth=0.8, zorder=0)
        text = ax.annotate(
            event.title,
            (event.date_start, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 4),
            textcoords="offset points",
            fontsize=7.5,
            color="0.3",
            parse_math=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
        )
        box = text.get_window_extent()
        if box.x1 > ax.bbox.x1:  # it would leave the axes, so it ends at its line instead
            text.set_horizontalalignment("right")
            box = text.get_window_extent()
        row = next((row for row, end in enumerate(ends) if box.x0 > end), len(ends))
        ends[row : row + 1] = [box.x1 + 8]
        text.set_position((0, 4 + 11 * row))
        ax.annotate(
            "",
            (event.date_start, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 4 + 11 * row),
            textcoords="offset points",
            arrowprops={"arrowstyle": "-", "color": "0.75", "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0},
            zorder=0,
        )
    return len(ends)
