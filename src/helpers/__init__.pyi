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
from .claims.bounds import (
    bound_batches as bound_batches,
    bound_claimed as bound_claimed,
    describe_bounds as describe_bounds,
)
from .claims.charts import (
    draw_claim_shares as draw_claim_shares,
    draw_claimants as draw_claimants,
    draw_claims_by_province as draw_claims_by_province,
    draw_shares_claimed as draw_shares_claimed,
)
from .claims.claimants import (
    compare_sources as compare_sources,
    count_claimants_by_province as count_claimants_by_province,
    describe_delays as describe_delays,
    describe_profiles as describe_profiles,
    describe_sources as describe_sources,
    measure_delays as measure_delays,
    profile_groups as profile_groups,
    share_claimed_by_media_group as share_claimed_by_media_group,
)
from .claims.shares import (
    count_claims_by_province as count_claims_by_province,
    describe_claim_provinces as describe_claim_provinces,
    describe_shares as describe_shares,
    share_by_claim_status as share_by_claim_status,
    share_claimed as share_claimed,
    sum_losses as sum_losses,
)
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
    compare_shares as compare_shares,
    find_province_change as find_province_change,
    measure_power as measure_power,
)
from .provinces.classes import add_classes as add_classes
from .provinces.corridor import (
    compare_with_towns as compare_with_towns,
    count_by_road as count_by_road,
    measure_road_distances as measure_road_distances,
)
from .provinces.counts import (
    count_by_place as count_by_place,
    count_by_province as count_by_province,
    list_unplaced as list_unplaced,
    rank_provinces as rank_provinces,
)
from .provinces.interactive_map import draw_incident_map as draw_incident_map
from .provinces.labels import label_points as label_points
from .provinces.maps import draw_half_years as draw_half_years, draw_provinces as draw_provinces
from .provinces.robustness import summarise_provinces as summarise_provinces, vary_selection as vary_selection
from .provinces.towns import load_towns as load_towns
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
from .statistics.intervals import (
    add_count_intervals as add_count_intervals,
    share_by as share_by,
    share_with_interval as share_with_interval,
)
from .timeline.changes import (
    compare_before_after as compare_before_after,
    describe_events as describe_events,
    describe_gaps as describe_gaps,
    describe_pace as describe_pace,
    find_rate_changes as find_rate_changes,
    measure_gaps as measure_gaps,
)
from .timeline.charts import (
    draw_calendar as draw_calendar,
    draw_pace as draw_pace,
    draw_running as draw_running,
    draw_strip as draw_strip,
)
from .timeline.counts import (
    count_by_day as count_by_day,
    count_by_period as count_by_period,
    count_by_province_month as count_by_province_month,
    count_running as count_running,
    describe_busiest as describe_busiest,
    lay_totals as lay_totals,
    stack_incidents as stack_incidents,
)
from .timeline.pace_charts import (
    draw_gaps as draw_gaps,
    draw_rate_ratios as draw_rate_ratios,
    draw_rhythm as draw_rhythm,
)
from .timeline.rhythm import (
    count_by_time_of_day as count_by_time_of_day,
    count_by_weekday as count_by_weekday,
    describe_rhythm as describe_rhythm,
)
