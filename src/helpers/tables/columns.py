"""How a column of a raw table is defined: type, meaning, values, example, blank."""

import pandas as pd
import pandera.pandas as pa

Text = str
Integer = pd.Int64Dtype
Number = float
Day = pa.DateTime

TYPE_NAMES = {"datetime64[ns]": "date", "Int64": "integer", "float64": "number"}  # all else is text

PARTIAL_DATE = r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
TIME_OF_DAY = r"^(([01][0-9]|2[0-3]):[0-5][0-9]|morning|afternoon|evening|night)$"
# The one rule for addresses; the pages check links against the same pattern. The host is four numbers up to 255, or labels
# of letters, digits and inner hyphens, the last starting with a letter; letters beyond ASCII are lower case, as in an
# internationalised domain name. There is no user, and a port is at most 65535. The rest holds what RFC 3986 allows and letters
# beyond ASCII: no quote, brace, backslash or white space, and a per cent sign only before two hexadecimal digits.
_LETTER = (
    "A-Za-z\u00df-\u00f6\u00f8-\u00ff\u03ac-\u03ce\u0430-\u045f"  # Latin, Greek, Cyrillic
    "\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3"  # Hebrew, Arabic
    "\u0904-\u0939\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3"  # Devanagari, kana, Han, Hangul
)
_REST_OF_LABEL = f"([{_LETTER}0-9-]*[{_LETTER}0-9])?"
_NAME = rf"([{_LETTER}0-9]{_REST_OF_LABEL}\.)+[{_LETTER}]{_REST_OF_LABEL}\.?"
_NUMBER = r"(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
_PORT = r"(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})"
_PATH = r"([A-Za-z0-9._~/?#&=+,;:@!$()*\[\]-]|%[0-9A-Fa-f]{2}|[^\x00-\xbf])*"
WEB_ADDRESS = rf"^https?://({_NAME}|({_NUMBER}\.){{3}}{_NUMBER})(:{_PORT})?([/?#]{_PATH})?$"

NOT_TOLD = "no report seen tells it"


class Table(pa.DataFrameModel):
    """A raw table. What one row is stands in `helpers.vocabularies.ROWS`, which needs no pandera.

    ``Config.unique`` is the table's key, and rows are sorted by it.
    """

    class Config:
        strict = True
        ordered = True


def column(meaning, *, example, blank=None, values=None, references=None, **checks):
    """Define one column.

    Parameters
    ----------
    meaning : str
        What the column holds, with its unit.
    example : str
        A valid value as it is written in the file.
    blank : str, optional
        What an empty cell means; without it, a cell must not be empty.
    values : dict, optional
        Every allowed value and its meaning.
    references : str, optional
        ``table.column`` in which the value must be found.
    **checks
        Further checks of `pandera.Field`, such as ``ge`` or ``str_matches``.

    Returns
    -------
    pandera field
    """
    if values is not None:
        checks["isin"] = list(values)
    metadata = {"example": example, "blank": blank, "values": values, "references": references}
    return pa.Field(description=meaning, nullable=blank is not None, metadata=metadata, **checks)


def web_address(meaning, **checks):
    """Define a column that holds the address of a page."""
    return column(meaning, example="https://example.org/page", str_matches=WEB_ADDRESS, **checks)
