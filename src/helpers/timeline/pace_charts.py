"""Draw how the pace changed and what rhythm it had: frames in, matplotlib axes out."""

import math

from ..charts.palette import AFTER_COLOUR, COUNT_COLOURS
from ..charts.style import add_words, make_axes, make_figure

WIDEST = 32  # ratio at either end of the scale


def draw_rate_ratios(comparison, *, title="", note="", ax=None):
    """Draw the rate ratio of each event with its intervals, on a logarithmic scale.

    Parameters
    ----------
    comparison : pandas.DataFrame
        As `helpers.compare_before_after` returns it.
    title, note : str
        The finding; and what is compared.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
        What lies beyond the scale stands on its edge, with its number beside it.
    """
    ax = ax or make_axes(9, 0.45 * len(comparison) + 0.9)
    positions = range(len(comparison))
    for low, high, width in (("low_all", "high_all", 1), ("low", "high", 3.5)):
        ends = (comparison[bound].clip(1 / WIDEST, WIDEST) for bound in (low, high))
        ax.hlines(positions, *ends, color="0.35", linewidth=width)
    ratios = comparison["ratio"].clip(1 / WIDEST, WIDEST)
    ax.scatter(ratios, positions, s=46, color=COUNT_COLOURS[-1], zorder=3, clip_on=False)
    ax.axvline(1, color="0.6", linewidth=0.9, linestyle="--", zorder=0)
    for position, row in zip(positions, comparison.itertuples(), strict=True):
        told = "nothing to compare" if math.isnan(row.low) else f"{row.ratio:.2g} ({row.low:.2g}–{row.high:.2g})"
        ax.annotate(told, (1.15 * WIDEST, position), va="center", fontsize=8.5, annotation_clip=False)
    names = [
        f"{row.title}\n{row.before} days of {row.days_before} before, {row.after} of {row.days_after} after"
        for row in comparison.itertuples()
    ]
    ax.set_yticks(positions, names, parse_math=False, fontsize=8.5)
    ax.invert_yaxis()
    ax.set_xscale("log", base=2)
    ax.set_xlim(1 / WIDEST, WIDEST)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:g}" if value >= 1 else f"1/{1 / value:g}")
    ax.set_xlabel("Days with an incident: rate after as a multiple of that before (log scale)")
    ax.spines[["right", "top"]].set_visible(False)
    add_words(ax, title, note)
    return ax


def draw_gaps(gaps, *, title="", note="", ax=None):
    """Draw the share of gaps up to so many days beside those of incidents that fall at random.

    Parameters
    ----------
    gaps : pandas.DataFrame
        As `helpers.measure_gaps` returns it.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(9, 3.8)
    days = gaps["days"]
    worlds = {
        "random": ("0.85", "at random over the whole time"),
        "monthly": (COUNT_COLOURS[1], "at random within its month"),
    }
    for name, (colour, label) in worlds.items():
        bounds = 100 * gaps[f"low_{name}"], 100 * gaps[f"high_{name}"]
        ax.fill_between(days, *bounds, color=colour, step="post", label=f"{label}: 95% of simulations")
    ax.plot(days, 100 * gaps["exponential"], color="0.45", linestyle="--", label="exponential")
    ax.step(days, 100 * gaps["share"], where="post", color=AFTER_COLOUR, linewidth=1.8, label="reported incidents")
    ax.set_xlim(0, days.max())
    ax.set_ylim(0, 100)
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set_xlabel("Days to the next incident (0: the same day)")
    ax.set_ylabel("Share of gaps up to so many days, %")
    ax.spines[["right", "top"]].set_visible(False)
    ax.legend(loc="lower right", frameon=False, fontsize=9)
    add_words(ax, title, note)
    return ax


def draw_rhythm(weekdays, times, *, title="", note=""):
    """Draw the shares of weekdays and of times of day with their intervals.

    Parameters
    ----------
    weekdays, times : pandas.DataFrame
        As `helpers.count_by_weekday` and `helpers.count_by_time_of_day` return them.
    title, note : str
        The finding; and what is counted, over which period, with what left out.

    Returns
    -------
    matplotlib axes
        Those on the left.
    """
    figure = make_figure(10, 3.4)
    axes = figure.subplots(1, 2, gridspec_kw={"width_ratios": [7, 4], "wspace": 0.25})
    for ax, shares in zip(axes, (weekdays, times), strict=True):
        positions = range(len(shares))
        ax.bar(positions, 100 * shares["share"], color=COUNT_COLOURS[2])
        ax.vlines(positions, 100 * shares["low"], 100 * shares["high"], color="0.2", linewidth=1.2)
        expected = 100 * shares["expected"]
        starts, ends = ([position + half for position in positions] for half in (-0.45, 0.45))
        ax.hlines(expected, starts, ends, color=AFTER_COLOUR, linewidth=2, label="if all were alike")
        ax.set_xticks(positions, [f"{row.label}\n{row.counted}" for row in shares.itertuples()], fontsize=7.5)
        ax.set_ylabel(f"Share of {shares['total'].iloc[0]} {shares['unit'].iloc[0]}, %")
        ax.spines[["right", "top"]].set_visible(False)
    axes[1].set_ylim(top=48)
    axes[1].legend(loc="upper left", frameon=False, fontsize=8)
    add_words(axes[0], title, f"{note} Lines: 95% interval (Wilson).")
    return axes[0]
