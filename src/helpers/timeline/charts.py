"""Draw when incidents happened: frames in, matplotlib axes out."""

import matplotlib.dates
import pandas as pd
from matplotlib.colors import BoundaryNorm, ListedColormap

from ..charts.palette import AFTER_COLOUR, COUNT_COLOURS, NO_INCIDENT_COLOUR, STATUS_COLOURS, STATUS_MARKERS
from ..charts.style import add_words, make_axes, make_figure

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def draw_strip(stacked, labels, events=None, *, period=None, title="", note="", ax=None):
    """Draw one mark an incident on a strip of time, stacked by week and coloured by claim status.

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
        Marks of incidents that are not known to one day are hollow.
    """
    levels = stacked["level"].max() + 1 if len(stacked) else 1
    ax = ax or make_axes(10, 1.2 + 0.13 * levels)
    sure = stacked["date_end"] == stacked["date_start"]
    for status, label in labels.items():
        rows = stacked["claim_status"] == status
        style = {"marker": STATUS_MARKERS[status], "s": 17, "linewidth": 0.8, "clip_on": False, "zorder": 2}
        for shown, face in ((rows & sure, STATUS_COLOURS[status]), (rows & ~sure, "white")):
            name = f"{label} ({rows.sum()})" if face != "white" and rows.any() else None
            if shown.any() or name:
                marks = stacked[shown]
                edge = STATUS_COLOURS[status]
                ax.scatter(marks["date"], marks["level"], facecolor=face, edgecolor=edge, label=name, **style)
    ax.set_ylim(-0.8, levels)
    _set_period(ax, period)
    ax.set_yticks([])
    ax.spines[["left", "right", "top"]].set_visible(False)
    if ax.get_legend_handles_labels()[0]:
        ax.legend(loc="upper left", bbox_to_anchor=(-0.01, 0), borderaxespad=2.2, ncols=2, frameon=False, fontsize=9)
    rows = 0 if events is None else _label_events(ax, events)
    add_words(ax, title, note, above=12 + 11 * rows, below=68)
    return ax


def draw_pace(counts, blocks=None, events=None, *, title="", note="", ax=None):
    """Draw counts by week or month as bars with intervals, and periods of one rate as a line.

    Parameters
    ----------
    counts : pandas.DataFrame
        As `helpers.count_by_period` returns it.
    blocks : pandas.DataFrame, optional
        As `helpers.find_rate_changes` returns it; drawn for the length of the bars.
    events : pandas.DataFrame, optional
        Context events with ``date_start`` and ``title``.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(10, 3.6)
    lengths = (counts["end"] - counts["start"]).dt.days + 1
    middle = counts["start"] + pd.to_timedelta(lengths, unit="D") / 2
    ax.bar(counts["start"], counts["certain"], width=lengths, align="edge", color=COUNT_COLOURS[2], edgecolor="white")
    doubtful = counts[counts["incidents"] > counts["certain"]]
    style = {"width": lengths[doubtful.index], "align": "edge", "color": COUNT_COLOURS[0], "edgecolor": "white"}
    ax.bar(doubtful["start"], doubtful["incidents"] - doubtful["certain"], bottom=doubtful["certain"], **style)
    crowded = len(counts) > 60
    ax.vlines(middle, counts["low"], counts["high"], color="0.75" if crowded else "0.35", linewidth=0.9)
    if blocks is not None:
        per_bar = blocks["rate"] / 30 * lengths.median()
        ends = blocks["end"] + pd.Timedelta(days=1)
        ax.hlines(per_bar, blocks["start"], ends, color=AFTER_COLOUR, linewidth=2.2, zorder=3)
    ax.set_xlim(counts["start"].min(), counts["end"].max() + pd.Timedelta(days=1))
    ax.set_ylim(bottom=0)
    ax.set_ylabel("Reported incidents")
    ax.spines[["right", "top"]].set_visible(False)
    _set_period(ax, None)
    rows = 0 if events is None else _label_events(ax, events)
    add_words(ax, title, note, above=12 + 11 * rows)
    return ax


def draw_calendar(by_day, period, *, title="", note=""):
    """Draw one square a day, one row a weekday and one block a year, coloured by count.

    Parameters
    ----------
    by_day : pandas.DataFrame
        As `helpers.count_by_day` returns it.
    period : pair of str
        First and last day, as YYYY-MM-DD.
    title, note : str
        The finding; and what is counted, over which period, with what left out.

    Returns
    -------
    matplotlib axes
        Those of the first year.
    """
    days = pd.date_range(*period)
    counts = by_day.set_index("day")["incidents"].reindex(days, fill_value=0)
    years = sorted(set(days.year))
    figure = make_figure(10, 1.45 * len(years) + 0.2)
    panels = figure.subplots(len(years), 1, squeeze=False, gridspec_kw={"hspace": 0.35}).ravel()
    colours = ListedColormap([NO_INCIDENT_COLOUR, *COUNT_COLOURS])
    norm = BoundaryNorm([0, 1, 2, 3, 5, 7, max(8, counts.max() + 1)], colours.N)
    for ax, year in zip(panels, years, strict=True):
        of_year = counts[counts.index.year == year]
        first = pd.Timestamp(year, 1, 1)
        week = (of_year.index.day_of_year - 1 + first.weekday()) // 7
        table = pd.DataFrame({"week": week, "weekday": of_year.index.day_of_week, "count": of_year.to_numpy()})
        grid = table.pivot(index="weekday", columns="week", values="count").reindex(range(7))
        edges = [column - 0.5 for column in (*grid.columns, grid.columns.max() + 1)]
        rows = [row - 0.5 for row in range(8)]
        mesh = ax.pcolormesh(
            edges, rows, grid.to_numpy(dtype=float), cmap=colours, norm=norm, edgecolor="white", linewidth=0.6
        )
        starts = [pd.Timestamp(year, month, 1) for month in range(1, 13)]
        columns = [(day.day_of_year - 1 + first.weekday()) // 7 for day in starts]
        ax.set_xticks(columns, MONTHS, fontsize=8)
        ax.set_yticks(range(0, 7, 2), ["Mon", "Wed", "Fri", "Sun"], fontsize=7)
        ax.set_xlim(-0.5, 53.5)
        ax.invert_yaxis()
        ax.set_ylabel(f"{year}\n{of_year.sum()}", rotation=0, ha="right", va="center", labelpad=12)
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
    bar = figure.colorbar(mesh, ax=list(panels), fraction=0.02, pad=0.01, ticks=[0.5, 1.5, 2.5, 4, 6, 7.5])
    bar.ax.set_yticklabels(["0", "1", "2", "3–4", "5–6", "7 or more"], fontsize=8)
    bar.outline.set_visible(False)
    bar.ax.tick_params(length=0)
    add_words(panels[-1], "", note, below=24)
    add_words(panels[0], title, "")
    panels[0].texts[-1].remove()  # the credit line stands under the last year
    return panels[0]


def draw_running(running, totals=None, *, title="", note="", ax=None):
    """Draw the running count, and published totals laid off from it.

    Parameters
    ----------
    running : pandas.DataFrame
        As `helpers.count_running` returns it.
    totals : pandas.DataFrame, optional
        As `helpers.lay_totals` returns it.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(10, 4.6)
    ax.fill_between(running["day"], running["low"], running["high"], color=COUNT_COLOURS[2], step="post", linewidth=1.5)
    ax.plot(
        running["day"], running["low"], color=COUNT_COLOURS[-1], drawstyle="steps-post", label="reported incidents here"
    )
    for number, row in enumerate(totals.itertuples() if totals is not None else ()):
        label = "total published by others, from the eve of its period" if number == 0 else None
        ends = [row.base, row.base + row.count]
        ax.plot([row.start, row.end], ends, color=AFTER_COLOUR, linewidth=0.9, alpha=0.7, marker=".", label=label)
    ax.set_ylim(bottom=0)
    ax.set_ylabel("Incidents so far")
    ax.spines[["right", "top"]].set_visible(False)
    ax.legend(loc="upper left", frameon=False, fontsize=9)
    _set_period(ax, None)
    add_words(ax, title, note)
    return ax


def _set_period(ax, period):
    if period is not None:
        ax.set_xlim(*(pd.Timestamp(day) for day in period))
    locator = matplotlib.dates.AutoDateLocator()
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(locator, show_offset=False))


def _label_events(ax, events):
    """Draw a line an event, its title above on the lowest row that is free; return the rows."""
    ends: list[float] = []
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
