"""Reported attacks on coalition supply convoys in Iraq, 2020-2022: load, compute, draw."""

__version__ = "0.2.0"

from .agreement import (
    count_errors,
    describe_coding_agreement,
    describe_error_rate,
    describe_reading_agreement,
    measure_coding_agreement,
    measure_error_rate,
    measure_reading_agreement,
)
from .bars import draw_agreement, draw_claim_shares, draw_claims_by_province, draw_counts
from .charts import draw_provinces, draw_strip
from .claims import (
    CLAIM_STATUSES,
    classify_claims,
    count_claimants_by_province,
    share_by_claim_status,
    share_with_interval,
)
from .coverage import (
    compare_with_totals,
    count_by_origins,
    count_by_precision,
    count_rows,
    count_searches,
    describe_origins,
    describe_precision,
    describe_unjoined,
)
from .display import show_figure, show_sentences, show_table
from .faults import DataError, Fault
from .incidents import assemble_incidents
from .loading import load_context_events, load_districts, load_incidents, load_provinces, load_tables
from .maps import draw_province_map
from .provinces import classify_counts, count_by_province, count_claims_by_province, list_unplaced
from .selection import keep_selected, mark_left_out
from .timeline import count_by_day, count_by_province_month, stack_incidents
from .wording import (
    describe_claim_provinces,
    describe_claims,
    describe_days,
    describe_families,
    describe_provinces,
    describe_selection,
    describe_unplaced,
    describe_years,
    format_count,
    format_day,
    list_provinces,
    list_statuses,
)
