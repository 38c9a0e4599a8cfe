"""How a column of a raw table is defined: type, meaning, values, example, blank."""

import pandas as pd
import pandera.pandas as pa

from ..embedding import WEB_ADDRESS

Text = str
Integer = pd.Int64Dtype
Number = float
Day = pa.DateTime

TYPE_NAMES = {"datetime64[ns]": "date", "Int64": "integer", "float64": "number"}  # all else is text

PARTIAL_DATE = r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
TIME_OF_DAY = r"^(([01][0-9]|2[0-3]):[0-5][0-9]|morning|afternoon|evening|night)$"

NOT_TOLD = "no report seen tells it"


class Table(pa.DataFrameModel):
    """A raw table. What one row is stands in `helpers.data.vocabularies.ROWS`, which needs no pandera.

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
