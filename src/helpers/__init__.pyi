"""What the package hands on, from which of its modules; each is loaded when it is first asked for."""

__version__: str

from .charts.bars import (
    draw_agreement as draw_agreement,
    draw_comparison as draw_comparison,
    draw_count_intervals as draw_count_intervals,
    draw_counts as draw_counts,
    draw_distances as draw_distances,
)
from .charts.intervals import draw_intervals as draw_intervals
from .charts.show import show as show, show_heading as show_heading, show_sentences as show_sentences
from .charts.style import label_months as label_months, use_style as use_style
from .claims.bounds import bound_batches as bound_batches, bound_claimed as bound_claimed
from .claims.choices import vary_claims as vary_claims
from .claims.charts import draw_claims_over_time as draw_claims_over_time, label_parts as label_parts
from .claims.results import measure_claims as measure_claims, trace_claims as trace_claims
from .data.adapters import read_acled as read_acled, read_ucdp as read_ucdp
from .data.calendar import label_half_years as label_half_years

from .data.claim_status import CLAIM_STATUSES as CLAIM_STATUSES, classify_claims as classify_claims
from .data.faults import DataError as DataError, Fault as Fault
from .data.gazetteer import find_place as find_place, list_names as list_names
from .data.incidents import assemble_incidents as assemble_incidents, trace_origins as trace_origins
from .data.informants import (
    grade_corroboration as grade_corroboration,
    identify_informants as identify_informants,
)
from .data.listing import list_incidents as list_incidents
from .data.loading import (
    load_context_events as load_context_events,
    load_districts as load_districts,
    load_incidents as load_incidents,
    load_provinces as load_provinces,
    load_roads as load_roads,
    load_tables as load_tables,
)
from .data.partitions import count_by_partition as count_by_partition, read_partitions as read_partitions
from .data.placing import assign_provinces as assign_provinces, follow_roads as follow_roads
from .data.selection import Selection as Selection, select_incidents as select_incidents
from .data.vocabularies import CHART_GROUP_NAMES as CHART_GROUP_NAMES
from .data.votes import settle_values as settle_values
from .data.wording import (
    describe_claims as describe_claims,
    describe_days as describe_days,
    describe_finding as describe_finding,
    describe_media_groups as describe_media_groups,
    describe_selection as describe_selection,
    describe_years as describe_years,
    format_bounds as format_bounds,
    format_count as format_count,
    format_day as format_day,
    format_periods as format_periods,
    list_counts as list_counts,
    list_statuses as list_statuses,
)
from .provinces.change import (
    compare_provinces as compare_provinces,
    describe_change as describe_change,
    find_middle_month as find_middle_month,
)
from .provinces.classes import (
    classify_counts as classify_counts,
    find_breaks as find_breaks,
    label_classes as label_classes,
)
from .provinces.corridor import (
    describe_corridor as describe_corridor,
    describe_crossed as describe_crossed,
    draw_through as draw_through,
    measure_distances as measure_distances,
    share_by_distance as share_by_distance,
)
from .provinces.counts import (
    count_by_district as count_by_district,
    count_by_half_year as count_by_half_year,
    count_by_place as count_by_place,
    count_by_province as count_by_province,
    describe_counts as describe_counts,
    describe_half_years as describe_half_years,
    describe_intervals as describe_intervals,
    describe_places as describe_places,
    describe_unplaced as describe_unplaced,
    list_unplaced as list_unplaced,
)
from .provinces.interactive_map import draw_incident_map as draw_incident_map
from .provinces.maps import (
    draw_districts as draw_districts,
    draw_half_years as draw_half_years,
    draw_places as draw_places,
    draw_provinces as draw_provinces,
)
from .sources.charts import (
    draw_corroboration as draw_corroboration,
    draw_differences as draw_differences,
    draw_estimates as draw_estimates,
    draw_media_groups as draw_media_groups,
    draw_models as draw_models,
    draw_overlap as draw_overlap,
)
from .sources.coder_agreement import (
    count_errors as count_errors,
    describe_coding_agreement as describe_coding_agreement,
    describe_error_rate as describe_error_rate,
    describe_reading_agreement as describe_reading_agreement,
    measure_coding_agreement as measure_coding_agreement,
    measure_error_rate as measure_error_rate,
    measure_reading_agreement as measure_reading_agreement,
)
from .sources.coverage import (
    count_by_origins as count_by_origins,
    count_by_precision as count_by_precision,
    count_rows as count_rows,
    count_searches as count_searches,
    describe_origins as describe_origins,
    describe_precision as describe_precision,
    describe_unjoined as describe_unjoined,
)
from .sources.estimates import (
    describe_estimate as describe_estimate,
    describe_half_year_estimates as describe_half_year_estimates,
    describe_trials as describe_trials,
    estimate_by_half_year as estimate_by_half_year,
    estimate_total as estimate_total,
    tabulate_lists as tabulate_lists,
    try_estimate as try_estimate,
)
from .sources.loglinear import fit_models as fit_models
from .sources.report_agreement import (
    compare_media_groups as compare_media_groups,
    count_media_groups as count_media_groups,
    count_outlets as count_outlets,
    describe_corroboration as describe_corroboration,
    describe_differences as describe_differences,
    describe_leading as describe_leading,
    describe_outlets as describe_outlets,
    describe_single_media_group as describe_single_media_group,
    measure_corroboration as measure_corroboration,
    pair_reports as pair_reports,
)
from .sources.totals import (
    compare_with_totals as compare_with_totals,
    describe_totals as describe_totals,
    judge_totals as judge_totals,
    list_missing as list_missing,
)
from .statistics.clusters import (
    count_by as count_by,
    difference_by as difference_by,
    measure_dispersion as measure_dispersion,
    share_by as share_by,
)
from .statistics.intervals import (
    add_count_intervals as add_count_intervals,
    share_with_interval as share_with_interval,
)
from .statistics.variants import vary_selection as vary_selection
from .timeline.changes import (
    compare_windows as compare_windows,
    find_rate_changes as find_rate_changes,
)
from .timeline.charts import draw_events as draw_events, draw_rate_changes as draw_rate_changes
from .timeline.clustering import compare_same_day as compare_same_day
from .timeline.counts import (
    count_by_period as count_by_period,
    count_by_province_month as count_by_province_month,
)
