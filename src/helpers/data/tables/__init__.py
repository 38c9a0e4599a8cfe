"""The raw tables: the single definition of every table, column, value and key."""

from .geography import Districts, Places, Provinces
from .incidents import Claims, ContextEvents, Incidents, Observations
from .quality import CaptureChecks, RowChecks, Searches, SecondAttributions, SecondCodings, SecondReadings
from .sources import Attributions, BatchClaims, Groups, Informants, Outlets, PublishedTotals, Reports

TABLES = {
    "incidents": Incidents,
    "observations": Observations,
    "attributions": Attributions,
    "reports": Reports,
    "claims": Claims,
    "batch_claims": BatchClaims,
    "outlets": Outlets,
    "informants": Informants,
    "groups": Groups,
    "places": Places,
    "provinces": Provinces,
    "districts": Districts,
    "context_events": ContextEvents,
    "published_totals": PublishedTotals,
    "second_readings": SecondReadings,
    "second_codings": SecondCodings,
    "second_attributions": SecondAttributions,
    "row_checks": RowChecks,
    "capture_checks": CaptureChecks,
    "searches": Searches,
}
