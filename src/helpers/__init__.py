"""Reported attacks on coalition supply convoys in Iraq, 2020-2022: load, compute, draw."""

__version__ = "0.3.0"

from .adapters import read_acled, read_ucdp
from .agreement import (
    count_errors,
    describe_coding_agreement,
    describe_error_rate,
    describe_reading_agreement,
    measure_coding_agreement,
    measure_error_rate,
    measure_reading_agreement,
)
from .bars import (
    draw_agreement,
    draw_comparison,
    draw_count_intervals,
    draw_counts,
    draw_distances,
)
from .change import compare_provinces, describe_change, find_middle_month
from .choropleths import draw_districts, draw_half_years, draw_places, draw_provinces
from .claim_charts import draw_claim_shares, draw_claimants, draw_claims_by_province, draw_shares_claimed
from .claimants import (
    compare_sources,
    count_claimants_by_province,
    describe_delays,
    describe_profiles,
    describe_sources,
    measure_delays,
    profile_groups,
    share_claimed_by_family,
)
from .claims import (
    CLAIM_STATUSES,
    classify_claims,
    count_claims_by_province,
    describe_claim_provinces,
    describe_shares,
    share_by_claim_status,
    share_claimed,
    sum_losses,
)
from .classes import classify_counts, find_breaks, label_classes
from .corridor import describe_corridor, describe_crossed, draw_through, measure_distances, share_by_distance
from .corroboration import (
    compare_families,
    count_families,
    count_outlets,
    describe_corroboration,
    describe_differences,
    describe_leading,
    describe_outlets,
    describe_single_family,
    measure_corroboration,
    pair_reports,
)
from .coverage import (
    count_by_origins,
    count_by_precision,
    count_rows,
    count_searches,
    describe_origins,
    describe_precision,
    describe_unjoined,
)
from .display import show_figure, show_sentences, show_table
from .estimation import (
    describe_estimate,
    describe_half_year_estimates,
    describe_trials,
    estimate_by_half_year,
    estimate_total,
    fit_models,
    tabulate_lists,
    try_estimate,
)
from .faults import DataError, Fault
from .gazetteer import find_place, list_names
from .incidents import assemble_incidents, trace_origins
from .intervals import add_count_intervals, share_with_interval
from .listing import list_incidents
from .loading import load_context_events, load_districts, load_incidents, load_provinces, load_tables
from .maps import draw_incident_map
from .pace import (
    compare_before_after,
    describe_events,
    describe_gaps,
    describe_pace,
    find_rate_changes,
    measure_gaps,
)
from .pace_charts import draw_gaps, draw_rate_ratios, draw_rhythm
from .partitions import count_by_partition, read_partitions
from .placing import assign_provinces
from .provinces import (
    count_by_district,
    count_by_half_year,
    count_by_place,
    count_by_province,
    describe_counts,
    describe_half_years,
    describe_intervals,
    describe_places,
    describe_unplaced,
    list_counts,
    list_unplaced,
)
from .rhythm import count_by_time_of_day, count_by_weekday, describe_rhythm
from .selection import keep_selected, mark_left_out
from .source_charts import (
    draw_corroboration,
    draw_differences,
    draw_estimates,
    draw_families,
    draw_models,
    draw_overlap,
)
from .tables.vocabularies import FAMILY_NAMES
from .time_charts import draw_calendar, draw_pace, draw_running, draw_strip
from .timeline import (
    count_by_day,
    count_by_period,
    count_by_province_month,
    count_running,
    describe_busiest,
    label_half_years,
    lay_totals,
    stack_incidents,
)
from .totals import compare_with_totals, describe_totals, judge_totals, list_missing
from .wording import (
    describe_claims,
    describe_days,
    describe_families,
    describe_finding,
    describe_selection,
    describe_years,
    format_bounds,
    format_count,
    format_day,
    format_periods,
    list_statuses,
)
