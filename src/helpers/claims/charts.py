"""Draw who says they did it: frames in, matplotlib axes out."""

from matplotlib.colors import BoundaryNorm, ListedColormap

from ..charts.palette import COUNT_COLOURS, NO_INCIDENT_COLOUR, STATUS_COLOURS
from ..charts.style import add_words, make_axes


def draw_claim_shares(shares, *, title="", note="", ax=None):
    """Draw the share of each claim status with its interval.

    Parameters
    ----------
    shares : pandas.DataFrame
        As `helpers.share_by_claim_status` returns it.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(9, 3.8)
    positions = range(len(shares))
    ax.barh(positions, 100 * shares["share"], color=[STATUS_COLOURS[status] for status in shares["claim_status"]])
    ax.hlines(positions, 100 * shares["low"], 100 * shares["high"], color="0.15", linewidth=1.2)
    for position, row in zip(positions, shares.itertuples(), strict=True):
        ax.annotate(f"{row.incidents} of {row.total}", (102, position), va="center", fontsize=9)
    ax.set_yticks(positions, shares["label"])
    ax.invert_yaxis()
    ax.set_xlim(0, 112)
    ax.set_xticks(range(0, 101, 20))
    ax.set_xlabel("Share of reported incidents, % (line: 95% interval, Wilson)")
    ax.spines[["right", "top"]].set_visible(False)
    add_words(ax, title, note)
    return ax


def draw_shares_claimed(shares, *, others=None, title="", note="", ax=None):
    """Draw the share of claimed incidents in each class with its interval.

    Parameters
    ----------
    shares : pandas.DataFrame
        As `helpers.share_claimed` returns it, or the like.
    others : pandas.Series, optional
        Shares to compare with, drawn as open diamonds.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(9, 0.33 * len(shares) + 0.9)
    positions = range(len(shares))
    ax.hlines(positions, 100 * shares["low"], 100 * shares["high"], color="0.15", linewidth=1.2)
    ax.scatter(100 * shares["share"], positions, s=40, color=STATUS_COLOURS["claimed"], zorder=2)
    if others is not None:
        ax.scatter(100 * others, positions, s=40, marker="D", facecolor="none", edgecolor="0.3", zorder=2)
    for position, row in zip(positions, shares.itertuples(), strict=True):
        ax.annotate(f"{row.claimed} of {row.total}", (102, position), va="center", fontsize=9, annotation_clip=False)
    ax.set_yticks(positions, shares["label"].str.replace("_", " "), parse_math=False)
    ax.invert_yaxis()
    ax.set_xlim(0, 100)
    ax.set_xlabel("Share claimed, % (line: 95% interval, Wilson)")
    ax.spines[["right", "top"]].set_visible(False)
    add_words(ax, title, note)
    return ax


def draw_claimants(claimants, *, title="", note="", ax=None):
    """Draw a table of groups by provinces, coloured by the number of incidents claimed or shown.

    Parameters
    ----------
    claimants : pandas.DataFrame
        As `helpers.count_claimants_by_province` returns it.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    table = claimants.pivot_table(index="group", columns="province", values="incidents", aggfunc="sum", fill_value=0)
    table = table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    table = table[table.sum().sort_values(ascending=False, kind="stable").index]
    ax = ax or make_axes(9, 0.36 * len(table) + 0.9)
    colours = ListedColormap([NO_INCIDENT_COLOUR, *COUNT_COLOURS])
    norm = BoundaryNorm([0, 1, 3, 6, 11, 21, 1000], colours.N)
    if not table.empty:
        ax.pcolormesh(table.to_numpy(dtype=float), cmap=colours, norm=norm, edgecolor="white", linewidth=1)
    for row, counts in enumerate(table.to_numpy()):
        for column, count in enumerate(counts):
            if count:
                colour = "white" if count > 10 else "0.1"
                ax.annotate(count, (column + 0.5, row + 0.5), ha="center", va="center", fontsize=9, color=colour)
    ax.set_xticks([column + 0.5 for column in range(table.shape[1])], table.columns, rotation=35, ha="right")
    ax.set_yticks([row + 0.5 for row in range(len(table))], table.index, parse_math=False)
    ax.invert_yaxis()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    add_words(ax, title, note, below=60)
    return ax


def draw_claims_by_province(table, labels, *, title="", note="", ax=None):
    """Draw one bar a province, divided by claim status.

    Parameters
    ----------
    table : pandas.DataFrame
        As `helpers.count_claims_by_province` returns it.
    labels : dict
        Claim status to the words for it, in the order of the legend.
    title, note : str
        The finding; and what is counted, over which period, with what left out.
    ax : matplotlib axes, optional

    Returns
    -------
    matplotlib axes
    """
    ax = ax or make_axes(9, 0.35 * len(table) + 1.2)
    positions = range(len(table))
    left = 0 * table.sum(axis=1)
    for status, label in labels.items():
        if status in table:
            ax.barh(positions, table[status], left=left, color=STATUS_COLOURS[status], edgecolor="white", label=label)
            left = left + table[status]
    ax.set_yticks(positions, table.index, parse_math=False)
    ax.invert_yaxis()
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set_xlabel("Reported incidents")
    ax.spines[["right", "top"]].set_visible(False)
    if len(table):
        ax.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False, fontsize=9)
    add_words(ax, title, note)
    return ax
