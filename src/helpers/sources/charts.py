"""Draw whose reports these are, and how much they may miss: frames in, matplotlib axes out."""

import warnings

from matplotlib.colors import BoundaryNorm, ListedColormap

from ..charts.palette import AFTER_COLOUR, COUNT_COLOURS, NO_INCIDENT_COLOUR
from ..charts.style import add_words, make_axes, make_figure


def draw_media_groups(table, *, title="", note="", ax=None):
    """Draw a table of classes by groups of media, coloured by the share of the class's incidents.

    Parameters
    ----------
    table : pandas.DataFrame
        As `helpers.count_media_groups` returns it.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    groups = table.drop(columns="all")
    shares = 100 * groups.div(table["all"], axis=0)
    ax = ax or make_axes(9, 0.36 * len(table) + 0.9)
    colours = ListedColormap([NO_INCIDENT_COLOUR, *COUNT_COLOURS])
    norm = BoundaryNorm([0, 1, 20, 40, 60, 80, 101], colours.N)
    ax.pcolormesh(shares.to_numpy(dtype=float), cmap=colours, norm=norm, edgecolor="white", linewidth=1)
    for row, (counts, parts) in enumerate(zip(groups.to_numpy(), shares.to_numpy(), strict=True)):
        for column, (count, share) in enumerate(zip(counts, parts, strict=True)):
            colour = "white" if share >= 60 else "0.1"
            text = f"{count} ({share:.0f}%)"
            ax.annotate(text, (column + 0.5, row + 0.5), ha="center", va="center", fontsize=9, color=colour)
    ax.set_xticks([column + 0.5 for column in range(groups.shape[1])], groups.columns)
    ax.set_yticks(
        [row + 0.5 for row in range(len(table))], [f"{name} ({count})" for name, count in table["all"].items()]
    )
    ax.invert_yaxis()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    add_words(ax, title, f"{note} Share of the row's incidents in brackets.")
    return ax


def draw_overlap(cells, names, *, title="", note=""):
    """Draw how many incidents each combination of lists holds, as an UpSet plot.

    The plot is that of Lex et al. (2014, IEEE Transactions on Visualization and Computer
    Graphics 20, 1983-1992), drawn by marsilea.

    Parameters
    ----------
    cells : pandas.DataFrame
        As `helpers.tabulate_lists` returns it.
    names : dict
        List to the words for it.
    title, note : str
        The finding; and what is counted, over which period, with what left out.

    Returns
    -------
    matplotlib axes
        An empty one behind the plot, which carries title and note.
    """
    from marsilea.upset import Upset, UpsetData  # here, because it takes a while to import

    lists = list(cells.columns.drop("incidents"))
    rows = cells.loc[cells.index.repeat(cells["incidents"]), lists].to_numpy(dtype=bool)
    held = [[names.get(name, name) for name, here in zip(lists, row, strict=True) if here] for row in rows]
    figure = make_figure(9, 4)
    with warnings.catch_warnings():  # marsilea uses what pandas will change later
        warnings.simplefilter("ignore")
        data = UpsetData.from_memberships(held)
        Upset(data, color=COUNT_COLOURS[-1], size_scale=0.32, linewidth=1).render(figure=figure)
    canvas = figure.add_axes((0, 0, 1, 1), zorder=-1)
    canvas.set_axis_off()
    add_words(canvas, title, note, below=18)
    return canvas


def draw_estimates(estimates, *, title="", note="", ax=None):
    """Draw reported and estimated numbers of incidents, side by side.

    Parameters
    ----------
    estimates : pandas.DataFrame
        As `helpers.estimate_by_half_year` returns it.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(9, 0.42 * len(estimates) + 0.9)
    positions = range(len(estimates))
    ax.hlines(positions, estimates["low"], estimates["high"], color="0.3", linewidth=1.4)
    ax.scatter(estimates["total"], positions, s=46, color=AFTER_COLOUR, zorder=3, label="estimate, with 95% interval")
    reported = {"s": 46, "color": COUNT_COLOURS[-1], "marker": "s", "zorder": 2, "label": "reported here"}
    ax.scatter(estimates["reported"], positions, **reported)
    for position, row in zip(positions, estimates.itertuples(), strict=True):
        refused = isinstance(row.refused, str)
        text = f"no estimate: {row.refused}" if refused else f"{row.total:.0f} ({row.low:.0f}–{row.high:.0f})"
        right = row.reported if refused else row.high
        ax.annotate(text, (right, position), xytext=(8, 0), textcoords="offset points", va="center", fontsize=8.5)
    ax.set_yticks(positions, [f"{row.period}: {row.reported:.0f}" for row in estimates.itertuples()])
    ax.invert_yaxis()
    ax.set_xlim(left=0)
    ax.set_xlabel("Incidents")
    ax.spines[["right", "top"]].set_visible(False)
    ax.legend(loc="lower right", frameon=False, fontsize=9)
    add_words(ax, title, note)
    return ax


def draw_models(models, *, title="", note="", ax=None):
    """Draw what each model says, the likeliest first.

    Parameters
    ----------
    models : pandas.DataFrame
        Rows of what `helpers.fit_models` returns.
    title, note : str
        The finding; and what is compared.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(9, 0.78 * len(models) + 0.9)
    positions = range(len(models))
    ax.hlines(positions, models["low"], models["high"], color="0.3", linewidth=1.4)
    ax.scatter(models["total"], positions, s=300 * models["weight"] + 8, color=AFTER_COLOUR, zorder=3)
    names = models["dependences"].str.replace("_", " ").str.replace(", ", "\n")
    ax.set_yticks(positions, [f"{name}\n{weight:.0%}" for name, weight in zip(names, models["weight"], strict=True)])
    ax.tick_params(axis="y", labelsize=7)
    ax.invert_yaxis()
    ax.set_xlabel("Incidents with those of no list (line: 95% interval of the model; area: its probability)")
    ax.spines[["right", "top"]].set_visible(False)
    add_words(ax, title, note)
    return ax


def draw_corroboration(agreement, *, title="", note="", ax=None):
    """Draw how often independent reports agree on each field.

    Parameters
    ----------
    agreement : pandas.DataFrame
        As `helpers.measure_corroboration` returns it.
    title, note : str
        The finding; and what is compared.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(9, 0.33 * len(agreement) + 0.9)
    positions = range(len(agreement))
    ax.hlines(positions, 100 * agreement["low"], 100 * agreement["high"], color="0.15", linewidth=1.2)
    ax.scatter(100 * agreement["share"], positions, s=40, color=COUNT_COLOURS[-1], zorder=2)
    for position, row in zip(positions, agreement.itertuples(), strict=True):
        text = f"{row.same} of {row.pairs} pairs, {row.incidents} incidents"
        ax.annotate(text, (102, position), va="center", fontsize=8.5, annotation_clip=False)
    ax.set_yticks(positions, agreement["label"])
    ax.invert_yaxis()
    ax.set_xlim(0, 100)
    ax.set_xlabel("Pairs of independent reports that agree, % (line: 95% bootstrap interval over incidents)")
    ax.spines[["right", "top"]].set_visible(False)
    add_words(ax, title, note)
    return ax


def draw_differences(differences, *, title="", note="", ax=None):
    """Draw by how much each group's figures differ from those of the others.

    Parameters
    ----------
    differences : pandas.DataFrame
        As `helpers.compare_media_groups` returns it.
    title, note : str
        The finding; and what is compared.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(9, 0.33 * len(differences) + 0.9)
    positions = range(len(differences))
    ax.axvline(0, color="0.6", linewidth=0.9, linestyle="--", zorder=0)
    ax.hlines(positions, differences["low"], differences["high"], color="0.15", linewidth=1.2)
    ax.scatter(differences["difference"], positions, s=40, color=COUNT_COLOURS[-1], zorder=2)
    ax.set_yticks(positions, [f"{row.label} ({row.incidents})" for row in differences.itertuples()])
    ax.invert_yaxis()
    ax.set_xlabel("Vehicles damaged: the group's figure less that of the others (line: 95% bootstrap interval)")
    ax.spines[["right", "top"]].set_visible(False)
    add_words(ax, title, note)
    return ax
