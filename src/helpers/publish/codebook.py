"""Write the codebook from the definitions of the tables."""

import inspect

from ..data.consistency import RULES, WARNINGS
from ..data.loading import RAW
from ..data.sealing import MOST_LOST
from ..data.tables import TABLES
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
        keys = ", ".join(f"`{key}`" for key in model.key)
        parts.append(f"## {name}.csv\n\n{inspect.getdoc(model)} Key: {keys}.\n")
        parts.append("| column | meaning | type | example | blank means |\n| --- | --- | --- | --- | --- |")
        parts += [_describe_column(column, definition) for column, definition in model.columns.items()]
        parts += [
            f"\n`{column}` is one of:\n\n"
            + "\n".join(f"- `{value}`: {meaning}" for value, meaning in definition.values.items())
            for column, definition in model.columns.items()
            if definition.values
        ]
        parts.append("")
    parts.append(
        "## Rules between rows and tables\n\n`python -m helpers validate` refuses tables that break one of these.\n"
    )
    parts += _describe_rules(RULES)
    parts.append("\n## Warnings\n")
    parts.append("What is likely wrong but may be right: `validate` lists it, and the tables stay valid.\n")
    parts += _describe_rules(WARNINGS)
    lost = f"lost more than {MOST_LOST:.0%} of the rows that `datapackage.json` counts"
    parts.append(f"- every table: One that has {lost} may be cut short.\n")
    return "\n".join(parts)


def _describe_rules(rules):
    """Write each rule as one point of a list, by table: the one whose lines it names, and the rule in its own words."""
    order = [*TABLES, "shapes"]
    names = {"shapes": "districts.geojson"}
    for rule, tables in sorted(rules, key=lambda rule: order.index(rule[1][0])):
        yield f"- `{names.get(tables[0], tables[0])}`: {' '.join((inspect.getdoc(rule) or '').split())}"


def _list_computed():
    """Write the table of the columns that the processed files have beyond the raw ones."""
    rows = ["| column | meaning | type | blank means |", "| --- | --- | --- | --- |"]
    for name, (kind, meaning, values, blank) in COMPUTED.items():
        listed = "; ".join(f"`{value}`: {said}" for value, said in (values or {}).items())
        meaning, kind = f"{meaning} {listed}".rstrip(), kind.replace("string", "text")
        rows.append(f"| `{name}` | {meaning} | {kind} | {blank or 'never blank'} |")
    return "\n".join(rows)


def _describe_column(name, definition):
    found = f" Found in `{definition.references}`." if definition.references else ""
    kind = definition.type.replace("string", "text")
    example = f"`{definition.example}`" if definition.example else ""
    return f"| `{name}` | {definition.meaning}{found} | {kind} | {example} | {definition.blank or 'never blank'} |"
