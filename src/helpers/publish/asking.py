"""Ask for the cells of new rows, one at a time; each answer is checked against its column as it is given."""

import re

import click

from ..data.gazetteer import fold_name
from ..data.hints import list_spellings, list_words, suggest
from ..data.tables import TABLES
from ..data.validation import check_cell

BLANK, NEW = "-", "new"
MOST_SHOWN = 12  # rows of a table that an answer may mean


def ask_cell(name, column, default="", text=None, *, needed=False):
    """Ask for one cell.

    Parameters
    ----------
    name, column : str
    default : str
        What an empty answer means.
    text : str, optional
        The question; by default what the column means.
    needed : bool
        Whether a blank is refused also where the column allows it.

    Returns
    -------
    str
        A valid cell, empty for a blank.
    """
    definition = TABLES[name].columns[column]
    values = definition.values or {}

    def read(answer):
        answer = _strip(answer)
        if answer == "?":
            lines = [f"{value}: {meaning}" for value, meaning in values.items()]
            raise click.UsageError("\n  ".join([_explain(definition), *lines]))
        if values and answer not in values:
            answer = {fold_name(word): value for word, value in list_words(values).items()}.get(
                fold_name(answer), answer
            )
        if needed and not answer:
            raise click.UsageError("an answer is needed")
        problem = check_cell(name, column, answer)
        if problem:
            raise click.UsageError(problem)
        return answer

    text = text or definition.meaning.split(";")[0].rstrip(".")
    if values:
        text += f" ({', '.join(values)})"
    return _say(click.prompt(text, default, value_proc=read, show_default=bool(default)), values)


def ask_name(tables, name, text, default="", *, new=False, blank=True):
    """Ask for the key of a row by any of its names, or part of one.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
    name : str
        The table.
    text : str
    default : str or None
    new, blank : bool
        Whether ``new`` is an answer, and whether a blank is.

    Returns
    -------
    str
        The key, empty for a blank, or ``new``.
    """
    table, key = tables[name], TABLES[name].key[0]
    spellings = list_spellings(table, key)

    def read(answer):
        answer = _strip(answer)
        if (new and answer == NEW) or (blank and not answer) or answer in set(table[key]):
            return answer
        if not answer or answer == "?":
            raise click.UsageError("write a name, or part of one" + ("; 'new' adds one" if new else ""))
        found = complete(answer, spellings)
        if len(found) == 1:
            return found[0]
        if found:
            shown = ", ".join(f"{other} ({_name(table, key, other)})" for other in found[:MOST_SHOWN])
            raise click.UsageError(f"{answer!r} may be {shown}; write more of it, or the identifier")
        add = "; 'new' adds it" if new else ""
        raise click.UsageError(f"{answer!r} is not in {name}.csv{suggest(answer, spellings)}{add}")

    answer = click.prompt(text, default or "", value_proc=read, show_default=bool(default))
    if answer and answer != NEW:
        click.echo(f"  = {answer}" + (f", {_name(table, key, answer)}" if "name" in table else ""))
    return answer


def ask_row(name, given):
    """Ask for the cells of a row that are not given.

    Parameters
    ----------
    name : str
    given : dict of str to str

    Returns
    -------
    dict of str to str
    """
    click.echo(f"A new row of {name}.csv.")
    columns = TABLES[name].columns
    return {column: given[column] if column in given else ask_cell(name, column) for column in columns}


def complete(answer, spellings):
    """List the keys that an answer may stand for: those of that name, else those whose names have all of its words.

    Parameters
    ----------
    answer : str
    spellings : dict of str to str
        Name to key.

    Returns
    -------
    list of str

    Examples
    --------
    >>> spellings = {"Samawah": "P0003", "Samawah–Diwaniyah highway": "P0005", "Basra": "P0004"}
    >>> complete("samawa", spellings), complete("diwaniya", spellings), complete("Kufa", spellings)
    (['P0003'], ['P0005'], [])
    """
    wanted = fold_name(answer)
    folded = [(fold_name(spelling), key) for spelling, key in spellings.items()]
    same = [key for spelling, key in folded if spelling == wanted]
    words = set(wanted.split())
    return list(dict.fromkeys(same or [key for spelling, key in folded if words and words <= set(spelling.split())]))


def guess_name(text, table, key):
    """Return the key whose name a text holds, of several the longest, None if it holds none.

    Examples
    --------
    >>> import pandas as pd
    >>> places = pd.DataFrame({"place_id": ["P0001", "P0002"], "name": ["Samawah", "Samawah–Diwaniyah highway"]})
    >>> guess_name("highway from Samawah to Diwaniyah", places, "place_id"), guess_name("a road", places, "place_id")
    ('P0002', None)
    """
    words = set(fold_name(text).split())
    folded = {fold_name(spelling): value for spelling, value in list_spellings(table, key).items()}
    within = [spelling for spelling in folded if spelling and words.issuperset(spelling.split())]
    return folded[max(within, key=len)] if within else None


def ask_count(name, column, text):
    """Ask for a count, such as 2 or 2-3; return its lowest and highest figure.

    Returns
    -------
    dict of str to str
        ``column`` with ``_min`` and ``_max`` to cells.
    """

    def read(answer):
        ends = [end.strip() for end in re.split(r"[-–]", _strip(answer) or "")]
        problem = next(filter(None, (check_cell(name, f"{column}_min", end) for end in ends)), "")
        if len(ends) > 2 or problem:
            raise click.UsageError(problem or "write one figure, or two such as 2-3")
        if ends[0] and ends[-1] and int(ends[0]) > int(ends[-1]):
            raise click.UsageError("the lowest figure comes first")
        return ends[0], ends[-1]

    text += " (a figure, a range such as 2-3, or 2- for at least 2)"
    low, high = click.prompt(text, "", show_default=False, value_proc=read)
    return {f"{column}_min": low, f"{column}_max": high}


def _strip(answer):
    answer = str(answer).strip()
    return "" if answer == BLANK else answer


def _explain(definition):
    example = f" Example: {definition.example}." if definition.example else ""
    return f"{definition.meaning}{example} Blank: {definition.blank or 'not allowed'}."


def _say(answer, values):
    if answer and answer in values:
        click.echo(f"  = {answer}, {values[answer]}")
    return answer


def _name(table, key, value):
    return table.set_index(key)["name" if "name" in table else table.columns[1]][value]
