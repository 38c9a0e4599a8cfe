"""Rules that hold between tables, and the warnings: what is likely wrong but may be right."""

import inspect

from . import agreement_rules, date_rules, doubts, incident_rules, place_rules, source_rules
from .faults import list_at_most


def check_consistency(tables, whole, shapes=None):
    """Check the typed tables against each other.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
        All raw tables, indexed by line, as `helpers.data.validation.check_table` returns them.
    whole : set of str
        Names of the tables that could be read whole; rules that need another are skipped.
    shapes : geopandas.GeoDataFrame, optional
        District polygons with ``district`` and ``province``.

    Returns
    -------
    list of Fault
    """
    # A row without a key, and a province that is not known, have been reported already.
    keyed = {name: table.iloc[:, 0].notna() for name, table in tables.items()}
    tables = {name: table if keyed[name].all() else table[keyed[name]] for name, table in tables.items()}
    if "provinces" in whole:
        known = tables["incidents"]["province"].isin(tables["provinces"]["province"].dropna())
        province = tables["incidents"]["province"].where(known)
        tables["incidents"] = tables["incidents"].assign(province=province)
    given = {name: tables[name] for name in whole} | ({} if shapes is None else {"shapes": shapes})
    return _apply(RULES, given)


def find_doubts(tables):
    """Find what is likely wrong in the typed tables; a note settles each of these.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
        As `helpers.data.loading.check_folder` returns them.

    Returns
    -------
    list of Fault
        To be shown as warnings, in order of file and line.
    """
    return sorted(_apply(WARNINGS, tables))


def _list_rules(*modules):
    """List the public functions of modules, each with the tables that it needs: its parameters are named after them."""
    functions = [f for module in modules for f in vars(module).values() if inspect.isfunction(f)]
    rules = [function for function in functions if function.__name__.startswith(("check_", "doubt_"))]
    return [(rule, list(inspect.signature(rule).parameters)) for rule in rules]


def _apply(rules, given):
    """Return the faults of all rules whose tables are given."""
    found = [rule(*map(given.get, names)) for rule, names in rules if given.keys() >= set(names)]
    return [fault for faults in found for fault in list_at_most(faults)]


RULES = _list_rules(incident_rules, agreement_rules, date_rules, place_rules, source_rules)
WARNINGS = _list_rules(doubts)
