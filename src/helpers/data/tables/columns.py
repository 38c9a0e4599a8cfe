"""How a raw table is defined: its columns, its key, and rules over several columns of one row."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from ..embedding import WEB_ADDRESS

PARTIAL_DATE = r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
TIME_OF_DAY = r"^(([01][0-9]|2[0-3]):[0-5][0-9]|morning|afternoon|evening|night)$"
NOT_TOLD = "no report seen tells it"


@dataclass(frozen=True)
class Column:
    """One column of a raw table."""

    type: str  # "string", "integer", "number" or "date", as data packages name them
    meaning: str  # with its unit
    example: str  # a valid value as it is written in the file
    blank: str | None = None  # what an empty cell means; without it, a cell must not be empty
    values: dict[str, str] | None = None  # every allowed value and its meaning
    references: str | None = None  # table.column in which the value must be found
    pattern: str | None = None  # a regular expression that the value must match
    minimum: int | None = None
    maximum: int | None = None
    unique: bool = False  # whether no two rows may have the same value; a key is unique anyway


string, integer, number, date = (partial(Column, name) for name in ("string", "integer", "number", "date"))
partial_date = partial(string, pattern=PARTIAL_DATE)
web_address = partial(string, example="https://example.org/page", pattern=WEB_ADDRESS)


@dataclass(frozen=True)
class Rule:
    """A rule over several columns of one row: the column and message of its fault, and which rows break it."""

    column: str
    message: str
    is_broken: Callable  # rows to one bool per row


def put_in_order(first, last, message=""):
    """Make the rule that one column is not below another, or a day not before another."""
    return Rule(last, message or f"lies before {first}", lambda rows: rows[last] < rows[first])


class Table:
    """A raw table: its docstring says what one row is; its rules are over several columns of one row."""

    key: list[str]  # by which rows are sorted; the first column unless a table says otherwise
    columns: dict[str, Column]  # in order
    rules: list[Rule] = []

    def __init_subclass__(cls):
        """Collect the columns."""
        cls.columns = {name: value for name, value in vars(cls).items() if isinstance(value, Column)}
        cls.key = vars(cls).get("key", [next(iter(cls.columns))])
