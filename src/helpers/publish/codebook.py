"""Write the codebook from the definitions of the tables."""

import inspect

from ..data.consistency import RULES
from ..data.doubts import WARNINGS
from ..data.loading import RAW
from ..data.sealing import MOST_LOST
from ..data.tables import TABLES
from ..data.tables.columns import TYPE_NAMES
from .processed import COMPUTED

INTRODUCTION = RAW.parent / "codebook_introduction.md"
COMPUTED_COLUMNS = "<!-- computed columns -->"  # where the introduction wants their table


def write_codebook():
    """Return the codebook as Markdown: the hand-written rules, every table and column, and what `validate` checks.

    Returns
    -------
    str
    """
    parts = [INTRODUCTION.read_text(encoding="utf-8").replace(COMPUTED_COLUMNS, _list_computed())]
    for name, model in TABLES.items():
        schema = model.to_schema()
        parts.append(
            f"## {name}.csv\n\n{inspect.getdoc(model)} Key: {', '.join(f'`{key}`' for key in schema.unique)}.\n"
        )
        parts.append("| column | meaning | type | example | blank means |\n| --- | --- | --- | --- | --- |")
        parts += [_describe_column(column, schema.columns[column]) for column in schema.columns]
        parts += [
            f"\n`{column}` is one of:\n\n" + "\n".join(f"- `{value}`: {meaning}" for value, meaning in values.items())
            for column, values in _list_vocabularies(schema)
        ]
        parts.append("")
    parts.append(
        "## Rules between rows and tables\n\n`python -m helpers validate` refuses tables that break one of these.\n"
    )
    parts += [_describe_rule(rule, names) for rule, names in RULES]
    parts.append("\n## Warnings\n")
    parts.append("What is likely wrong but may be right: `validate` lists it, and the tables stay valid.\n")
    parts += [_describe_rule(rule, names) for rule, names in WARNINGS]
    lost = f"lost more than {MOST_LOST:.0%} of the rows that `datapackage.json` counts"
    parts.append(f"- every table: One that has {lost} may be cut short.\n")
    return "\n".join(parts)


def _describe_rule(rule, names):
    """Write a rule as one point of a list: the table whose lines it names, and the rule in its own words."""
    words = " ".join((inspect.getdoc(rule) or "").split())
    return f"- `{names[0]}`: {words}"


def _list_computed():
    """Write the table of the columns that the processed files have beyond the raw ones."""
    rows = ["| column | meaning | type | blank means |", "| --- | --- | --- | --- |"]
    for name, (kind, meaning, values, blank) in COMPUTED.items():
        listed = "; ".join(f"`{value}`: {said}" for value, said in (values or {}).items())
        kind = "text" if kind == "string" else kind
        rows.append(f"| `{name}` | {meaning}{' ' + listed if listed else ''} | {kind} | {blank or 'never blank'} |")
    return "\n".join(rows)


def _describe_column(name, definition):
    metadata = definition.metadata
    meaning = definition.description
    if metadata["references"]:
        meaning += f" Found in `{metadata['references']}`."
    kind = TYPE_NAMES.get(str(definition.dtype), "text")
    example = f"`{metadata['example']}`" if metadata["example"] else ""
    return f"| `{name}` | {meaning} | {kind} | {example} | {metadata['blank'] or 'never blank'} |"


def _list_vocabularies(schema):
    for name, definition in schema.columns.items():
        if definition.metadata["values"]:
            yield name, definition.metadata["values"]
