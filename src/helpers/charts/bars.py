"""Draw bars, dots and curves: frames in, matplotlib axes out."""

import pandas as pd

from .palette import AFTER_COLOUR, BEFORE_COLOUR, COUNT_COLOURS
from .style import add_words, make_axes


def draw_counts(counts, *, title="", note="", ax=None):
    """Draw one bar a class of incidents, with its count; a gap sets groups of classes apart.

    Parameters
    ----------
    counts : pandas.DataFrame
        With ``label`` and ``incidents``, and perhaps ``what``: the group of the class.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    groups = counts["what"] if "what" in counts else pd.Series("", index=counts.index)
    places = pd.Series(range(len(counts)), index=counts.index)
    positions = places + 0.6 * (groups != groups.shift()).cumsum()
    ax = ax or make_axes(9, 0.33 * positions.max() + 0.8)
    labels = [f"{what}: {label}" if what else label for what, label in zip(groups, counts["label"], strict=True)]
    ax.barh(positions, counts["incidents"], color=COUNT_COLOURS[2])
    for position, count in zip(positions, counts["incidents"], strict=True):
        ax.annotate(count, (count, position), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9)
    ax.set_yticks(positions, labels)
    ax.invert_yaxis()
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set_xlabel("Reported incidents")
    ax.spines[["right", "top"]].set_visible(False)
    add_words(ax, title, note)
    return ax


def draw_agreement(agreement, *, title="", note="", ax=None):
    """Draw the agreement of two coders, field by field, with intervals.

    Parameters
    ----------
    agreement : pandas.DataFrame
        As `helpers.measure_coding_agreement` returns it.
    title, note : str
        The finding; and what is compared.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(9, 0.35 * len(agreement) + 0.9)
    positions = range(len(agreement))
    ax.hlines(positions, agreement["kappa_low"], agreement["kappa_high"], color="0.15", linewidth=1.2)
    ax.scatter(agreement["kappa"], positions, s=46, color=COUNT_COLOURS[-1], zorder=2)
    for position, row in zip(positions, agreement.itertuples(), strict=True):
        interval = f"{100 * row.agreement_low:.0f}–{row.agreement_high:.0%}"
        ax.annotate(f"same in {row.agreement:.0%} ({interval})", (1.03, position), va="center", fontsize=9)
    ax.set_yticks(positions, agreement["label"])
    ax.invert_yaxis()
    ax.set_xlim(min(0, agreement["kappa_low"].min()), 1.32)
    ax.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    ax.set_xlabel("Cohen's kappa: 0 is chance, 1 is full agreement (line: 95% interval)")
    ax.spines[["right", "top"]].set_visible(False)
    add_words(ax, title, note, counted="")
    return ax


def draw_count_intervals(counts, names, *, title="", note="", ax=None):
    """Draw one dot a row with its count and interval.

    Parameters
    ----------
    counts : pandas.DataFrame
        As `helpers.add_count_intervals` returns it.
    names : pandas.Series
        What stands beside each row.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(9, 0.28 * len(counts) + 0.8)
    positions = range(len(counts))
    ax.hlines(positions, counts["low"], counts["high"], color="0.15", linewidth=1.2)
    ax.scatter(counts["incidents"], positions, s=40, color=COUNT_COLOURS[-1], zorder=2)
    for position, row in zip(positions, counts.itertuples(), strict=True):
        label = f"{row.incidents:.0f} ({row.low:.0f}–{row.high:.0f})"
        ax.annotate(label, (row.high, position), xytext=(6, 0), textcoords="offset points", va="center", fontsize=8)
    ax.set_yticks(positions, names, parse_math=False)
    ax.invert_yaxis()
    ax.set_xlim(left=0)
    ax.set_xlabel("Reported incidents (line: exact 95% interval of a Poisson mean)")
    ax.spines[["right", "top"]].set_visible(False)
    add_words(ax, title, note)
    return ax


def draw_comparison(comparison, *, periods, title="", note="", ax=None):
    """Draw each province's share of the incidents in two periods, with intervals.

    Parameters
    ----------
    comparison : pandas.DataFrame
        As `helpers.compare_provinces` returns it; its row ``all`` is not drawn.
    periods : pair of str
        Names of the two periods.
    title, note : str
        The finding; and what is compared.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    rows = comparison[comparison["province"] != "all"]
    ax = ax or make_axes(9, 0.5 * len(rows) + 0.8)
    styles = {"before": (BEFORE_COLOUR, "o", -0.14), "after": (AFTER_COLOUR, "s", 0.14)}
    for (period, (colour, marker, shift)), name in zip(styles.items(), periods, strict=True):
        positions = [position + shift for position in range(len(rows))]
        ax.hlines(positions, 100 * rows[f"low_{period}"], 100 * rows[f"high_{period}"], color=colour, linewidth=1.2)
        ax.scatter(100 * rows[f"share_{period}"], positions, s=40, color=colour, marker=marker, label=name, zorder=2)
    names = [f"{row.province} ({row.before}, {row.after})" for row in rows.itertuples()]
    ax.set_yticks(range(len(rows)), names, parse_math=False)
    ax.invert_yaxis()
    ax.set_xlim(left=0)
    ax.set_xlabel("Share of the period's incidents with a province, % (line: 95% interval, Wilson)")
    ax.spines[["right", "top"]].set_visible(False)
    ax.legend(loc="lower right", frameon=False, fontsize=9)
    add_words(ax, title, note)
    return ax


def draw_distances(shares, *, title="", note="", ax=None):
    """Draw the share of incidents within each distance of a line, beside the share of land.

    Parameters
    ----------
    shares : pandas.DataFrame
        As `helpers.share_by_distance` returns it.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(9, 4)
    away = shares["distance_km"]
    ax.fill_between(
        away, 100 * shares["least"], 100 * shares["most"], color="0.9", label="all incidents: least to most"
    )
    ax.fill_between(
        away, 100 * shares["low"], 100 * shares["high"], color=COUNT_COLOURS[1], label="95% interval, Wilson"
    )
    ax.plot(away, 100 * shares["share"], color=COUNT_COLOURS[-1], marker="o", label="incidents located closely enough")
    ax.plot(away, 100 * shares["land"], color="0.35", linestyle="--", label="land of Iraq")
    ax.set_xlim(0, away.max())
    ax.set_ylim(0, 100)
    ax.set_xlabel("Distance from the line, km")
    ax.set_ylabel("Share within it, %")
    ax.spines[["right", "top"]].set_visible(False)
    ax.legend(loc="center right", bbox_to_anchor=(1, 0.4), frameon=False, fontsize=9)
    add_words(ax, title, note)
    return ax
