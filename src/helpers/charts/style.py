"""Make the axes of every chart, and write its title and credit line."""

import textwrap

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from .. import __version__

CREDIT = f"Source: Iraq convoy incidents {__version__} (CC BY 4.0)"
DOTS_PER_INCH = 144  # labels are laid out at the resolution of the picture


def make_axes(width, height):
    """Return the axes of a new figure, so many inches wide and high."""
    return make_figure(width, height).subplots()


def make_figure(width, height):
    """Return a new figure, so many inches wide and high."""
    figure = Figure(figsize=(width, height), dpi=DOTS_PER_INCH)  # without pyplot, which would show it twice
    FigureCanvasAgg(figure)  # else every label is measured on a canvas of its own
    return figure


def add_words(ax, title, note, *, counted=", counts of reported incidents", above=12, below=40):
    """Write the title and the credit line, so many points above and below the axes."""
    width = int(ax.figure.get_figwidth() * 10)  # characters that fit
    ax.set_title(
        textwrap.fill(title, width), loc="left", fontsize=12, fontweight="bold", pad=above, parse_math=False, y=1
    )
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
