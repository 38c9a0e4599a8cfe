"""Write the codebook from the definitions of the tables."""

import inspect

from ..data.loading import RAW
from ..data.tables import TABLES
from ..data.tables.columns import TYPE_NAMES
from .processed import COMPUTED

INTRODUCTION = RAW.parent / "codebook_introduction.md"
COMPUTED_COLUMNS = "<!-- computed columns -->"  # where the introduction wants their table


def write_codebook():
    """Return the codebook as Markdown: the hand-written rules, then every table and column.

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
    return "\n".join(parts)


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
