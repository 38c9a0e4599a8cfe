"""The one chart of values with intervals."""

from matplotlib import pyplot
from matplotlib.ticker import PercentFormatter

from .style import ACCENT, GREY, WIDTH, find_credit


def draw_intervals(frame, *, value="share", low="low", high="high", accent=(), percent=True, ax=None):
    """Draw one dot with its interval per row, the first row at the top.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per dot, with its ``label``.
    value, low, high : str
        Columns: the value, and the ends of its interval.
    accent : str or list of str
        Labels of the rows that the headline speaks of.
    percent : bool
        Whether values are fractions of 1, to be written as percentages.
    ax : matplotlib.axes.Axes, optional
        Without it a figure as high as the rows need is made.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = ax or pyplot.subplots(figsize=(WIDTH, 1 + 0.38 * len(frame)))[1]
    chosen = [accent] if isinstance(accent, str) else list(accent)
    names, places = frame["label"].astype("str"), range(len(frame))
    ax.hlines(places, frame[low], frame[high], color=GREY, linewidth=3)
    ax.scatter(frame[value], places, s=45, zorder=3, color=[ACCENT if name in chosen else "#55606b" for name in names])
    ax.set_yticks(places, names)
    ax.invert_yaxis()
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    if percent:
        ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.figure.set_label(find_credit(frame))
    return ax
