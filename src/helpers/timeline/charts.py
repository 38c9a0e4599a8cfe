"""Draw when attacks happened: frames in, matplotlib axes out."""

from typing import Any

import pandas as pd
from matplotlib import dates, pyplot
from matplotlib.patheffects import withStroke

from ..charts.style import ACCENT, DARK, GREY, find_credit


def draw_rate_changes(by_month, periods, *, ax=None):
    """Draw attacks per month as bars, and each period of one rate as a line above them.

    Parameters
    ----------
    by_month : pandas.Series
        Attacks, by a monthly `pandas.PeriodIndex`.
    periods : pandas.DataFrame
        As `helpers.find_rate_changes` returns it. The interval of each change is a band under the axis of time.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = ax or pyplot.subplots()[1]
    ax.bar(by_month.index.start_time, by_month, width=by_month.index.days_in_month * 0.9, align="edge", color=GREY)
    top = max(1, by_month.max() if len(by_month) else 1)
    for row in periods.itertuples():
        ax.hlines(row.per_month, row.start, row.end, color=ACCENT, linewidth=2.5)
        text, middle = f"{row.per_month:.0f}" if row.per_month >= 1 else "<1", row.start + (row.end - row.start) / 2
        style: dict[str, Any] = {"xytext": (0, 4), "textcoords": "offset points", "ha": "center", "weight": "bold"}
        halo = withStroke(linewidth=3, foreground="white")
        ax.annotate(text, (middle, row.per_month), color=ACCENT, path_effects=[halo], **style)
    for number, row in enumerate(periods.dropna(subset=["earliest"]).itertuples()):
        level = -0.05 * top * (1 + number % 2)
        ax.hlines(level, row.earliest, row.latest + pd.Timedelta(days=1), color=DARK, linewidth=3)
    if len(periods) > 1:
        ax.text(periods["start"].min(), -0.05 * top, "date of change", va="center", fontsize=8, color=DARK)
    ax.set_ylim(-0.15 * top, 1.08 * top)
    ax.set_yticks([tick for tick in ax.get_yticks() if 0 <= tick <= 1.08 * top])
    ax.set_ylabel(f"{by_month.attrs.get('noun', 'attack')}s per month")
    ax.figure.set_label(find_credit(by_month))
    return _label_years(ax)


def draw_events(windows, events, *, accent=(), ax=None):
    """Draw how the attacks after each day compare with those before it, and where events stand among all days.

    Parameters
    ----------
    windows : pandas.DataFrame
        As `helpers.compare_windows` returns it; the band holds 95% of its days.
    events : pandas.DataFrame
        Events with ``day``, ``ratio`` and ``label``.
    accent : sequence of str
        Labels of the events that the headline speaks of.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = ax or pyplot.subplots()[1]
    ax.set_yscale("log")
    if len(windows):
        daily = windows.set_index("day")["ratio"].asfreq("D")  # days without enough attacks are a gap in the line
        ax.plot(daily.index, daily, color="#8b95a1", linewidth=1.5)
        usual = windows["usual"].iloc[0]
        ax.axhspan(1 / usual, usual, color=GREY, alpha=0.35, linewidth=0)
    ax.axhline(1, color=DARK, linewidth=0.8)
    for row in events.itertuples():
        colour = ACCENT if row.label in accent else DARK
        ax.scatter(row.day, row.ratio, s=45, color=colour, zorder=3)
        side: dict[str, Any] = {"xytext": (0, -9), "va": "top"} if row.ratio < 1 else {"xytext": (0, 9), "va": "bottom"}
        box = {"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.75}
        style: dict[str, Any] = {
            "textcoords": "offset points",
            "ha": "center",
            "fontsize": 9.5,
            "color": colour,
            "zorder": 4,
        }
        ax.annotate(row.label, (row.day, row.ratio), bbox=box, **side, **style)
    reach = max([4, *windows["ratio"], *(1 / windows["ratio"])]) * 2.5
    ax.set_ylim(1 / reach, reach)
    ticks = [tick for tick in (0.01, 0.1, 0.25, 1, 4, 10, 100) if 1 / reach < tick < reach]
    ax.set_yticks(ticks, [f"{tick:g}×" for tick in ticks])
    ax.minorticks_off()
    ax.set_ylabel(f"{windows.attrs.get('noun', 'attack')}s after ÷ before, log scale")
    ax.figure.set_label(find_credit(windows))
    return _label_years(ax)


def _label_years(ax):
    """Label an axis of dates by January and July, the year below January."""
    first, last = (dates.num2date(number) for number in ax.get_xlim())
    if (last - first).days > 200:
        ax.xaxis.set_major_locator(dates.MonthLocator((1, 7)))
        ax.xaxis.set_major_formatter(_name_month)
    return ax


def _name_month(number, _):
    day = dates.num2date(number)
    return f"{day:%b\n%Y}" if day.month == 1 else f"{day:%b}"
