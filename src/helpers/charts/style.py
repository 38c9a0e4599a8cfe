"""How every chart looks: one width, one scale of type, few colours."""

from typing import Any

from .. import __version__

CREDIT = f"Iraq convoy incidents {__version__}, CC BY 4.0"
WIDTH = 6.4  # inches, of every figure
ACCENT = "#b5400f"  # what the headline speaks of
GREY = "#c8cfd7"  # the rest
DARK = "#333333"  # lines and labels
CLAIM_COLOURS = {"claimed": ACCENT, "no claim found": GREY}
STYLE: dict[str, Any] = {
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.edgecolor": "#666666",
    "axes.labelcolor": DARK,
    "axes.labelsize": 11,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 11.5,
    "figure.dpi": 168,
    "figure.figsize": (WIDTH, 4),
    "figure.constrained_layout.use": True,
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "grid.color": "#e4e7eb",
    "legend.frameon": False,
    "savefig.dpi": 168,
    "text.hinting": "none",
    "text.parse_math": False,  # dollar signs in the data are dollar signs
    "xtick.color": DARK,
    "ytick.color": DARK,
    "ytick.major.size": 0,
}


def find_credit(frame):
    """Return whom a frame is to be credited to: this project, unless its ``attrs`` say otherwise.

    Parameters
    ----------
    frame : pandas.DataFrame or pandas.Series
        Events or counts of them; `helpers.read_acled` and the like write ``credit``, and `helpers.load_provinces`
        ``boundaries``.

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> events = pd.DataFrame()
    >>> events.attrs = {"credit": "UCDP GED, CC BY 4.0", "boundaries": "Boundaries: OCHA"}
    >>> find_credit(events)
    'UCDP GED, CC BY 4.0. Boundaries: OCHA'
    """
    said = [frame.attrs.get("credit", CREDIT), frame.attrs.get("boundaries")]
    return ". ".join(filter(None, said))


def use_style():
    """Give every chart of this session the style and the fonts of the project, whatever the machine's own settings say.

    Examples
    --------
    >>> import matplotlib
    >>> use_style()
    >>> matplotlib.rcParams["figure.figsize"]
    [6.4, 4.0]
    """
    import matplotlib
    from matplotlib import font_manager

    backend = matplotlib.get_backend()
    matplotlib.rcdefaults()
    settings: Any = {**STYLE, "backend": backend}
    matplotlib.rcParams.update(settings)
    # Of fonts with one name the first is taken: the one that matplotlib brings, not another version of the machine's.
    shipped = matplotlib.get_data_path()
    font_manager.fontManager.ttflist.sort(key=lambda font: not font.fname.startswith(shipped))
