"""Show figures, tables and sentences in a notebook."""

import io

import pandas as pd
from IPython.display import HTML, Image, Markdown

from ..data.embedding import escape_markdown

EDGE = 0.1  # inches around a picture


def show_figure(ax, alt):
    """Return a chart as a picture with a text for those who cannot see it.

    Parameters
    ----------
    ax : matplotlib axes
    alt : str
        What the picture shows.

    Returns
    -------
    IPython.display.Image
    """
    from matplotlib import rc_context  # here, because tables do without it
    from matplotlib.text import Text

    for text in ax.figure.findobj(Text):  # else dollar signs in the data would be read as formulas
        text.set_parse_math(False)
    content = io.BytesIO()
    # Letters not bent to fit the pixels look more even at this resolution, and take a quarter less time.
    with rc_context({"text.hinting": "none"}):
        edges = ax.figure.get_tightbbox().padded(EDGE)  # "tight" would draw the figure once more to find them
        # Without its own metadata the file says nothing of the machine that made it.
        options = {"metadata": {"Software": None}, "pil_kwargs": {"compress_level": 3}}
        ax.figure.savefig(content, bbox_inches=edges, facecolor="white", **options)
    return Image(content.getvalue(), format="png", alt=alt)


def show_table(table):
    """Return a table whole: no row, column or cell is cut off, empty cells stay empty.

    Parameters
    ----------
    table : pandas.DataFrame
        Its index is not shown.

    Returns
    -------
    IPython.display.HTML
    """
    with pd.option_context("display.max_colwidth", None):
        return HTML(table.to_html(index=False, na_rep="", justify="left", border=0))


def show_sentences(*sentences):
    """Return sentences as a list of points.

    Parameters
    ----------
    *sentences : str
        Made from the data, without a full stop at the end; Markdown in them is shown as it is.

    Returns
    -------
    IPython.display.Markdown
    """
    return Markdown("\n".join(f"- {escape_markdown(sentence)}." for sentence in sentences))
