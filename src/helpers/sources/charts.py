"""Draw whose reports these are, how well they agree and what they may miss: frames in, matplotlib axes out."""

from ..charts.style import ACCENT, DARK, GREY, WIDTH
from .informant_sides import SIDE_NAMES

SIDE_COLOURS = dict(zip(SIDE_NAMES, [DARK, "#4a7298", ACCENT, "#9aa5b1", GREY], strict=True))
SLATE = "#55606b"


def draw_ranking(counts, *, accent=None, ax=None):
    """Draw one labelled bar per row, the first at the top.

    Parameters
    ----------
    counts : pandas.Series
        Names to numbers.
    accent : str or list of str, optional
        Names of the bars that the headline speaks of.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = ax or _make_axes(0.8 + 0.36 * max(len(counts), 1))
    chosen = [accent] if isinstance(accent, str) else list(accent or [])
    names = [str(name) for name in counts.index]
    bars = ax.barh(range(len(counts)), counts.to_numpy(), color=[ACCENT if name in chosen else GREY for name in names])
    ax.bar_label(bars, padding=4)
    ax.set_yticks(range(len(counts)), names)
    ax.invert_yaxis()
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    return _mark_empty(ax, counts)


def draw_lines(table, *, accent=None, ax=None):
    """Draw one line per column over the rows, with its name at its end.

    Parameters
    ----------
    table : pandas.DataFrame
        One row per period, in order; fractions of 1.
    accent : str, optional
        The column that the headline speaks of.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
    """
    from matplotlib.ticker import PercentFormatter

    ax = ax or _make_axes(4)
    rows, wanted = range(len(table)), {}
    for name, values in table.items():
        colour = ACCENT if name == accent else "#8d99a6"
        ax.plot(rows, values, color=colour, linewidth=2.4 if name == accent else 1.5, marker="o", markersize=4)
        if len(table):
            wanted[name] = values.iloc[-1]
    for name, height in _spread(wanted, 0.055 * max(1, table.max(axis=None)) if len(table) else 0).items():
        colour = ACCENT if name == accent else DARK
        ax.annotate(name, (len(table) - 1, height), (8, 0), textcoords="offset points", va="center", color=colour)
    ax.set_xticks(rows, [str(period).replace(", ", "\n") for period in table.index])
    ax.set_xlim(-0.3, max(len(table) - 1, 0.3) * 1.32 + 0.3)
    ax.set_ylim(bottom=0)
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    return _mark_empty(ax, table)


def draw_sides(table, *, ax=None):
    """Draw the attacks of each period, stacked by the sides that say they took place.

    Parameters
    ----------
    table : pandas.DataFrame
        One row per period, in order; one column per name of `helpers.name_sides`.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = ax or _make_axes(4)
    base = 0 * table.sum(axis=1)
    for name in [name for name in SIDE_NAMES if name in table and table[name].any()]:
        ax.bar(range(len(table)), table[name], bottom=base, color=SIDE_COLOURS[name], width=0.8, label=name)
        base = base + table[name]
    handles, names = ax.get_legend_handles_labels()
    place = {"loc": "lower left", "bbox_to_anchor": (0, 1), "ncols": 3, "borderpad": 0, "handlelength": 1}
    words = [SLATE if name in SIDE_NAMES[-2:] else SIDE_COLOURS[name] for name in names]
    ax.legend(handles, names, labelcolor=words, **place)
    ax.set_xticks(range(len(table)), [str(period).replace(", ", "\n") for period in table.index])
    ax.set_ylabel("Reported attacks")
    return _mark_empty(ax, table)


def draw_coder_agreement(agreement, *, accent=None, ax=None):
    """Draw raw agreement, AC1 and kappa of two coders, field by field.

    Parameters
    ----------
    agreement : pandas.DataFrame
        As `helpers.measure_coding_agreement` returns it.
    accent : str, optional
        The field that the headline speaks of.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax = ax or _make_axes(1.2 + 0.36 * max(len(agreement), 1))
    places = range(len(agreement))
    measures = {
        "ac1": {"label": "AC1", "marker": "D", "color": "#4a7298", "s": 40},
        "kappa": {"label": "kappa", "marker": "s", "color": ACCENT, "s": 40},
        "agreement": {"label": "same value", "marker": "o", "facecolor": "none", "edgecolor": DARK, "s": 110},
    }
    ax.hlines(places, agreement["kappa_low"], agreement["kappa_high"], color=GREY, linewidth=3)
    for column, look in measures.items():
        ax.scatter(agreement[column], places, zorder=3, **look)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, borderpad=0, handletextpad=0.2)
    ax.set_yticks(places, agreement["label"])
    for label in ax.get_yticklabels():
        label.set_fontweight("bold" if label.get_text() == accent else "normal")
    ax.invert_yaxis()
    ax.set_xlim(right=1.02)
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    return _mark_empty(ax, agreement)


def draw_estimates(estimates, *, ax=None):
    """Draw how many attacks there were under each choice of lists and of model.

    Parameters
    ----------
    estimates : pandas.DataFrame
        As `helpers.compare_estimates` returns it; choices without an estimate are left out.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
        Hollow dots are estimates whose model contradicts the counts (p below 0.05); short bars the reported attacks.
    """
    from matplotlib.ticker import FixedLocator, NullFormatter

    rows = estimates.dropna(subset=["total"]).reset_index(drop=True)
    ax = ax or _make_axes(1.1 + 0.32 * max(len(rows), 1))
    places = rows.index + 0.7 * (rows["kind"] == "model")
    fits = ~(rows["fit"] < 0.05)
    ax.hlines(places, rows["low"], rows["high"], color=GREY, linewidth=3)
    ax.scatter(rows["reported"], places, s=90, marker="|", color=DARK, zorder=3)
    ax.scatter(rows["total"][fits], places[fits], s=45, color=ACCENT, zorder=4)
    ax.scatter(rows["total"][~fits], places[~fits], s=45, facecolor="white", edgecolor=ACCENT, linewidth=1.4, zorder=4)
    ax.set_yticks(places, rows["choice"])
    ax.invert_yaxis()
    if len(rows):
        ax.set_xscale("log")
        low, high = 0.85 * rows["reported"].min(), 1.1 * rows["high"].max()
        steps = [step for step in (50, 100, 200, 300, 400, 500, 700, 1000, 2000, 5000, 10000) if low <= step <= high]
        ax.xaxis.set_major_locator(FixedLocator(steps))
        ax.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        ax.xaxis.set_minor_formatter(NullFormatter())
        ax.tick_params(axis="x", which="minor", length=0)
        ax.set_xlim(max(low, 1), high)
    ax.set_xlabel("Attacks (logarithmic scale)")
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    return _mark_empty(ax, rows)


def _spread(heights, gap):
    """Move labels up until each is so far above the one below."""
    placed: dict = {}
    for name, height in sorted(heights.items(), key=lambda item: item[1]):
        placed[name] = max([height, gap / 2] + [other + gap for other in placed.values()])
    return placed


def _make_axes(height):
    from matplotlib import pyplot

    return pyplot.subplots(figsize=(WIDTH, height))[1]


def _mark_empty(ax, table):
    """Say on an empty chart that there is nothing to show."""
    if not len(table):
        ax.text(0.5, 0.5, "nothing to show", transform=ax.transAxes, ha="center", va="center", color=SLATE)
    return ax
