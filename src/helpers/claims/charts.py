"""Draw who claimed: frames in, matplotlib axes out."""

from datetime import timedelta

import pandas as pd

from ..charts.style import ACCENT, DARK, GREY, WIDTH

ONE_DAY = timedelta(days=1)
DOT = 22  # area of the dot for one attack, in square points
HALF_YEARS = 500  # days on the axis from which it names January and July only
DAYS = 60  # days on the axis up to which it names days


def draw_claims_over_time(days, batches=None, *, accent=(), ax=None):
    """Draw one strip per group: a dot per day, larger for more attacks, and a bar per claim that does not say which.

    Parameters
    ----------
    days : pandas.DataFrame
        One row per group and day with a claimed attack: ``group``, ``day``, ``attacks``. The group with most attacks
        is drawn at the top.
    batches : pandas.DataFrame, optional
        Claims of several attacks: ``group``, ``period_start``, ``period_end``, ``fewest``, ``most``.
    accent : list of str
        Groups that the headline speaks of.
    ax : matplotlib.axes.Axes, optional
        Without it a figure as high as the groups need is made.

    Returns
    -------
    matplotlib.axes.Axes
    """
    from matplotlib import dates, pyplot

    totals = days.groupby("group").agg(attacks=("attacks", "sum"), days=("day", "nunique"))
    totals = totals.sort_values(["attacks", "days"], ascending=False, kind="stable")
    if batches is not None:
        totals = totals.reindex([*totals.index, *batches["group"].drop_duplicates()[lambda g: ~g.isin(totals.index)]])
    rows = {group: row for row, group in enumerate(totals.index)}
    if ax is None:
        _, ax = pyplot.subplots(figsize=(WIDTH, 1.1 + 0.36 * max(len(rows), 3)))
    if not rows:
        ax.text(0.5, 0.5, "no claim in this selection", ha="center", va="center", transform=ax.transAxes)
        ax.set_axis_off()
        return ax
    for group, row in rows.items():
        own = days[days["group"] == group]
        ax.axhline(row, color="#e4e7eb", linewidth=1, zorder=0)
        colour = ACCENT if group in accent else "#55606b"
        ax.scatter(own["day"], [row] * len(own), s=DOT * own["attacks"], color=colour, alpha=0.75, linewidth=0)
        if len(own):
            text = "1 day" if totals.loc[group, "days"] == 1 else f"{totals.loc[group, 'days']:.0f} days"
            ax.annotate(text, (1.01, row), xycoords=("axes fraction", "data"), va="center", fontsize=9, color=DARK)
    for batch in () if batches is None else batches.itertuples():
        row, width = rows[batch.group], batch.period_end - batch.period_start + ONE_DAY  # the last day is of the period
        ax.barh(row, width, left=batch.period_start, height=0.7, facecolor="none", edgecolor=ACCENT, linewidth=1.2)
        most = "or more" if pd.isna(batch.most) else f"to {batch.most}"
        size = f"{batch.fewest} {most}" if most != f"to {batch.fewest}" else f"{batch.fewest}"
        middle = batch.period_start + width / 2
        ax.annotate(size, (middle, row - 0.36), ha="center", va="bottom", fontsize=8, color=ACCENT)
    ax.set_yticks(range(len(rows)), list(rows), parse_math=False)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x", color=GREY, linewidth=0.6)
    begin, end = ax.get_xlim()
    long = end - begin > HALF_YEARS
    ax.xaxis.set_major_locator(dates.MonthLocator((1, 7)) if long else dates.AutoDateLocator(maxticks=5))
    ax.xaxis.set_major_formatter(dates.DateFormatter("%b\n%Y" if end - begin > DAYS else "%d %b\n%Y"))
    return ax
