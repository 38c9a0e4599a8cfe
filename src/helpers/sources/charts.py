"""Draw what the reports may miss: frames in, matplotlib axes out."""

from ..charts.style import ACCENT, DARK, GREY, WIDTH


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
    from matplotlib import pyplot
    from matplotlib.ticker import FixedLocator, NullFormatter

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
    if rows.empty:
        ax.text(0.5, 0.5, "nothing to show", transform=ax.transAxes, ha="center", va="center")
    return ax
