"""What the package hands on, from which of its modules; each is loaded when it is first asked for."""

__version__: str

from .charts.intervals import draw_intervals as draw_intervals
from .charts.labels import label_months as label_months, label_parts as label_parts
from .charts.show import show as show, show_heading as show_heading, show_sentences as show_sentences
from .charts.style import use_style as use_style
from .claims.bounds import bound_batches as bound_batches, bound_claimed as bound_claimed
from .claims.charts import draw_claims_over_time as draw_claims_over_time
from .claims.results import (
    measure_claims as measure_claims,
    trace_claims as trace_claims,
    vary_claims as vary_claims,
)
from .data.adapters import read_acled as read_acled, read_ucdp as read_ucdp
from .data.calendar import label_half_years as label_half_years
from .data.faults import DataError as DataError
from .data.incidents import trace_origins as trace_origins
from .data.informants import identify_informants as identify_informants, name_sides as name_sides
from .data.loading import (
    load_districts as load_districts,
    load_incidents as load_incidents,
    load_provinces as load_provinces,
    load_roads as load_roads,
    load_tables as load_tables,
)
from .data.selection import select_incidents as select_incidents
from .data.variants import vary_selection as vary_selection
from .data.vocabularies import CHART_GROUP_NAMES as CHART_GROUP_NAMES
from .provinces.change import (
    compare_shares as compare_shares,
    find_province_change as find_province_change,
)
from .provinces.classes import add_classes as add_classes
from .provinces.corridor import (
    compare_with_towns as compare_with_towns,
    count_by_road as count_by_road,
)
from .provinces.counts import (
    count_by_place as count_by_place,
    count_by_province as count_by_province,
    rank_provinces as rank_provinces,
)
from .provinces.interactive_map import draw_incident_map as draw_incident_map
from .provinces.labels import label_points as label_points
from .provinces.maps import draw_half_years as draw_half_years, draw_provinces as draw_provinces
from .provinces.robustness import summarise_provinces as summarise_provinces
from .sources.charts import (
    draw_estimates as draw_estimates,
)
from .sources.coder_agreement import (
    measure_coding_agreement as measure_coding_agreement,
    measure_informant_agreement as measure_informant_agreement,
    measure_reading_agreement as measure_reading_agreement,
)
from .sources.errors import measure_capture as measure_capture, measure_error_rate as measure_error_rate
from .sources.estimates import compare_estimates as compare_estimates
from .sources.report_agreement import measure_report_agreement as measure_report_agreement
from .sources.totals import compare_with_totals as compare_with_totals
from .sources.trials import try_estimates as try_estimates
from .statistics.clusters import count_by as count_by, difference_by as difference_by, share_by as share_by
from .timeline.changes import compare_windows as compare_windows, find_rate_changes as find_rate_changes
from .timeline.charts import (
    draw_events as draw_events,
    draw_rate_changes as draw_rate_changes,
)
from .timeline.clustering import compare_same_day as compare_same_day
from .timeline.robustness import measure_timeline as measure_timeline
