"""The raw tables: the single definition of every table, column, value and key."""

from .columns import Table
from .geography import Districts, Places, Provinces
from .incidents import Claims, ContextEvents, Incidents, Observations
from .quality import RowChecks, Searches, SecondCodings, SecondReadings
from .sources import Groups, Outlets, PublishedTotals, Reports

TABLES = {
    "incidents": Incidents,
    "observations": Observations,
    "reports": Reports,
    "claims": Claims,
    "outlets": Outlets,
    "groups": Groups,
    "places": Places,
    "provinces": Provinces,
    "districts": Districts,
    "context_events": ContextEvents,
    "published_totals": PublishedTotals,
    "second_readings": SecondReadings,
    "second_codings": SecondCodings,
    "row_checks": RowChecks,
    "searches": Searches,
}

__all__ = ["TABLES", "Table"]
