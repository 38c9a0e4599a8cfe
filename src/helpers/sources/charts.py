"""Draw what the reports may miss: frames in, matplotlib axes out."""

from ..charts.style import ACCENT, DARK, GREY, WIDTH


def draw_estimates(estimates, *, known=None, ax=None):
    """Draw how many attacks there were under each choice of lists and of model.

    Parameters
    ----------
    estimates : pandas.DataFrame
        As `helpers.compare_estimates` returns it; choices without an estimate are left out.
    known : int, optional
        Number of known attacks, drawn as a line: no total can be lower.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
        Hollow dots are estimates whose model contradicts the counts (p below 0.05); short bars are the attacks on
        the lists.
    """
    from matplotlib import pyplot

    rows = estimates.dropna(subset=["total"]).reset_index(drop=True)
    ax = ax or pyplot.subplots(figsize=(WIDTH, 1.1 + 0.32 * max(len(rows), 1)))[1]
    places = rows.index + 0.7 * (rows["kind"] == "model")
    fits = ~(rows["fit"] < 0.05)
    ax.hlines(places, rows["low"], rows["high"], color=GREY, linewidth=3)
    ax.scatter(rows["reported"], places, s=90, marker="|", color=DARK, zorder=3)
    ax.scatter(rows["total"][fits], places[fits], s=45, color=ACCENT, zorder=4)
    ax.scatter(rows["total"][~fits], places[~fits], s=45, facecolor="white", edgecolor=ACCENT, linewidth=1.4, zorder=4)
    ax.set_yticks(places, rows["choice"])
    ax.invert_yaxis()
    if len(rows):
        low, high = rows["reported"].min(), rows["high"].max()
        ax.set_xlim(low - 0.1 * (high - low), high + 0.05 * (high - low))
        ax.xaxis.set_major_formatter("{x:,.0f}")
        if known is not None:
            ax.axvline(known, color=DARK, linewidth=1, linestyle="--", zorder=1)
            text = f"{known} attacks are known"
            ax.annotate(text, (known, 1), xycoords=("data", "axes fraction"), ha="center", va="bottom", fontsize=9)
    else:
        ax.text(0.5, 0.5, "nothing to show", transform=ax.transAxes, ha="center", va="center")
    ax.set_xlabel("Estimated total of attacks")
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    return ax
