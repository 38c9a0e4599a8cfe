"""Show headings, figures and sentences in a notebook, with the text around the picture."""

import io
from typing import Any

from IPython.display import Image, Markdown, display

from ..data.embedding import escape_markdown
from .style import CREDIT, find_credit

MARGIN = 0.22  # inches below a figure, for the credit
SHOWN = 736  # pixels; the picture holds more, for sharp screens


def show(ax, *, note, alt, headline=None, credit=None):
    """Show a figure: its headline above, its note below, both as text that wraps and can be copied.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Any axes of the figure; the figure is closed afterwards.
    note : str
        What is counted, and the one reason not to read more into it.
    alt : str
        What the picture shows, for those who do not see it.
    headline : str, optional
        What the figure shows, in a few words.
    credit : str or pandas.DataFrame, optional
        The source, in small grey type inside the picture, or events that say theirs. By default what the function that
        drew the figure found in its frame, else this project.
    """
    from matplotlib import image, pyplot
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure = ax.figure
    if credit is None:
        credit = figure.get_label() or CREDIT
    elif not isinstance(credit, str):
        credit = find_credit(credit)
    engine = figure.get_layout_engine()
    if engine is not None and hasattr(engine, "get") and "rect" in engine.get():
        margin = MARGIN / figure.get_figheight()
        engine.set(rect=(0, margin, 1, 1 - margin))
    figure.text(0.005, 0.04 / figure.get_figheight(), credit, fontsize=7, color="0.45", parse_math=False)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # once; savefig would draw everything twice
    content = io.BytesIO()
    metadata: Any = {"Software": None}  # the file says nothing of the machine that made it
    image.imsave(content, canvas.buffer_rgba(), format="png", dpi=figure.dpi, metadata=metadata)
    pyplot.close(figure)
    if headline:
        display(Markdown(f"**{escape_markdown(headline)}**"))
    display(Image(content.getvalue(), format="png", width=SHOWN, alt=alt))
    display(Markdown(f"*{escape_markdown(note)}*"))


def show_heading(text, level=2):
    """Show a heading that is made from the data.

    On the site it becomes a heading of the page, above the code.

    Parameters
    ----------
    text : str
    level : int
        1 for the title of the page.
    """
    display(Markdown(f"{'#' * level} {escape_markdown(text)}"))


def show_sentences(*sentences):
    """Show sentences as a list of points, or a single one as a paragraph.

    Parameters
    ----------
    *sentences : str
        Made from the data; Markdown in them is shown as it is.
    """
    point = "- " if len(sentences) > 1 else ""
    display(Markdown("\n".join(f"{point}{escape_markdown(sentence)}" for sentence in sentences)))
