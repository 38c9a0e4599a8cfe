"""Draw who claimed: frames in, matplotlib axes out."""

from typing import Any

import pandas as pd
from matplotlib import dates, pyplot

from ..charts.style import ACCENT, DARK, GREY, WIDTH

DOT = 22  # area of the dot for one attack, in square points
BELOW = 0.38  # how far batch claims stand below the dots of their group; its strip is 1 high
PALE = "#e3a587"  # the second group that a headline speaks of
HALF_YEARS = 500  # days on the axis from which it names January and July only
DAYS = 60  # days on the axis up to which it names days


def draw_claims_over_time(days, batches=None, *, accent=(), ax=None):
    """Draw one strip per group: a dot per day, larger for more attacks, and a diamond per batch claim.

    Parameters
    ----------
    days : pandas.DataFrame
        One row per group and day with a claimed attack: ``group``, ``day``, ``attacks``. The group with most attacks
        is drawn at the top.
    batches : pandas.DataFrame, optional
        Batch claims, which do not say which attacks they mean: ``group``, ``period_start``, ``period_end``, ``fewest``,
        ``most``. A bar below the diamond covers the period.
    accent : list of str
        Groups that the headline speaks of, the first in the accent colour, others in a paler one.
    ax : matplotlib.axes.Axes, optional
        Without it a figure as high as the groups need is made.

    Returns
    -------
    matplotlib.axes.Axes
    """
    totals = days.groupby("group").agg(attacks=("attacks", "sum"), days=("day", "nunique"))
    totals = totals.sort_values(["attacks", "days"], ascending=False, kind="stable")
    if batches is not None:
        totals = totals.reindex([*totals.index, *batches["group"].drop_duplicates()[lambda g: ~g.isin(totals.index)]])
    rows = {group: row for row, group in enumerate(totals.index)}
    ax = ax or pyplot.subplots(figsize=(WIDTH, 1.1 + 0.42 * max(len(rows), 3)))[1]
    if not rows:
        ax.text(0.5, 0.5, "no claim in this selection", ha="center", va="center", transform=ax.transAxes)
        ax.set_axis_off()
        return ax
    for group, row in rows.items():
        own = days[days["group"] == group].sort_values("attacks", ascending=False)  # small dots lie on large ones
        ax.axhline(row, color="#e4e7eb", linewidth=1, zorder=0)
        colour = "#55606b" if group not in accent else ACCENT if group == accent[0] else PALE
        ax.scatter(own["day"], [row] * len(own), s=DOT * own["attacks"], color=colour, edgecolor="white", linewidth=0.7)
        number = totals.loc[group, "days"]
        text = "batch only" if pd.isna(number) else "1 day" if number == 1 else f"{number:.0f} days"
        ax.annotate(text, (1.01, row), xycoords=("axes fraction", "data"), va="center", fontsize=9, color=DARK)
    for batch in () if batches is None else batches.itertuples():
        row, width = rows[batch.group], batch.period_end - batch.period_start + pd.Timedelta(days=1)
        middle = batch.period_start + width / 2
        ax.barh(row + BELOW, width, left=batch.period_start, height=0.06, color=DARK)
        ax.scatter(middle, row + BELOW, s=28, marker="D", facecolor="white", edgecolor=DARK, linewidth=1.3, zorder=4)
        most = "or more" if pd.isna(batch.most) else f"to {batch.most}"
        size = f"{batch.fewest} {most}" if most != f"to {batch.fewest}" else f"{batch.fewest}"
        beside: dict[str, Any] = {"xytext": (6, 0), "textcoords": "offset points", "va": "center", "fontsize": 9}
        ax.annotate(size, (middle, row + BELOW), color=DARK, **beside)
    ax.set_yticks(range(len(rows)), list(rows), parse_math=False)
    ax.set_ylim(len(rows) - 0.3, -0.6)
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x", color=GREY, linewidth=0.6)
    begin, end = ax.get_xlim()
    long = end - begin > HALF_YEARS
    if long:  # whole half-years, so that both ends are named
        first, last = (pd.Timestamp(dates.num2date(day).date()) for day in (begin, end))
        starts = [day.replace(month=1 if day.month < 7 else 7, day=1) for day in (first, last)]
        ax.set_xlim(starts[0], starts[1] + pd.DateOffset(months=6))
    ax.xaxis.set_major_locator(dates.MonthLocator((1, 7)) if long else dates.AutoDateLocator(maxticks=5))
    ax.xaxis.set_major_formatter(dates.DateFormatter("%b\n%Y" if end - begin > DAYS else "%d %b\n%Y"))
    return ax
