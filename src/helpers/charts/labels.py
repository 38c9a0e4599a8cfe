"""Labels on charts that pandas draws."""

import pandas as pd
from matplotlib.colors import to_rgb

from .style import DARK


def label_months(ax):
    """Label an axis of bars per month by January and July, the year below January.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Drawn by ``.plot.bar`` from a frame whose index is a monthly `pandas.PeriodIndex`.

    Returns
    -------
    matplotlib.axes.Axes
    """
    months = pd.PeriodIndex([label.get_text() for label in ax.get_xticklabels()], freq="M")
    shown = (1, 7) if len(months) > 6 else range(1, 13)
    ticks = [n for n, month in enumerate(months) if month.month in shown or (n == 0 and month.month not in (6, 12))]
    names = [f"{months[n]:%b\n%Y}" if months[n].month == 1 or n == 0 else f"{months[n]:%b}" for n in ticks]
    ax.set_xticks(ticks, names, rotation=0)
    ax.set_xlabel("")
    return ax


def label_parts(ax, *, percent=False):
    """Give stacked bars their numbers and a key above them; of horizontal bars the first row is at the top.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Drawn by ``.plot.bar(stacked=True)`` or ``.plot.barh(stacked=True)``.
    percent : bool
        Whether the parts are fractions of 1.

    Returns
    -------
    matplotlib.axes.Axes
    """
    lying = any(bars.orientation == "horizontal" for bars in ax.containers)
    totals = [sum(column) for column in zip(*[bars.datavalues for bars in ax.containers], strict=True)]
    longest = max(totals, default=0) or 1
    for bars in ax.containers:
        colour = "white" if bars.patches and sum(to_rgb(bars.patches[0].get_facecolor())) < 1.7 else DARK
        texts = [f"{value:.0%}" if percent else f"{value:.0f}" for value in bars.datavalues]
        # A part that is smaller than its number has none.
        room = [(0.004 + 0.02 * len(text) if lying else 0.05) * longest for text in texts]
        parts = zip(texts, bars.datavalues, room, strict=True)
        texts = [text if value > needed else "" for text, value, needed in parts]
        ax.bar_label(bars, texts, label_type="center", fontsize=9, color=colour)
    handles, labels = ax.get_legend_handles_labels()
    columns = 3 if len("".join(labels)) < 45 else 2  # as many as fit into the width of a figure
    if ax.get_legend():
        ax.get_legend().remove()
    ax.figure.legend(handles, labels, loc="outside upper left", ncols=columns, handlelength=0.9)
    if lying:
        ax.invert_yaxis()
        ax.set(xlim=(0, longest), xticks=[])
    ax.set(xlabel="", ylabel="")
    ax.grid(visible=False)
    return ax
