"""Every column of the processed files: those of the raw incidents, and those that are computed."""

from ..data.claim_status import CLAIM_STATUSES
from ..data.tables import TABLES
from ..data.vocabularies import CONFIDENCES, CORROBORATIONS, DENIALS

# Columns that incidents.csv of data/raw lacks: type, meaning, allowed values, what a blank means.
COMPUTED: dict[str, tuple[str, str, dict[str, str] | None, str | None]] = {
    "place": ("string", "Name of the place, from places.csv.", None, "no report names one"),
    "district": ("string", "District of the place, from places.csv.", None, "not known"),
    "segment_from": ("string", "Place at the first end of a road segment.", None, "not on a road segment"),
    "segment_to": ("string", "Place at the other end of a road segment.", None, "not on a road segment"),
    "claim_status": ("string", "What the reports say of claims.", CLAIM_STATUSES, None),
    "claimants": (
        "string",
        "Groups that claimed it or showed footage, separated by semicolons.",
        None,
        "no claim by a named group was found",
    ),
    "confidence": ("string", "The highest confidence of its observations.", CONFIDENCES, None),
    "reports": ("integer", "Number of reports that cover it.", None, None),
    "origins": (
        "integer",
        "Reach: number of outlets with a text of their own; reprints of one text count once.",
        None,
        None,
    ),
    "informants": ("integer", "Number of identified informants who say that it took place.", None, None),
    "sides": (
        "string",
        "Sides on which these informants stand, separated by semicolons.",
        None,
        "no identified informant",
    ),
    "corroboration": ("string", "Grade by informants; see Corroboration in the codebook.", CORROBORATIONS, None),
    "denial": ("string", "What somebody says against it.", DENIALS, "no denial reported"),
    "media_groups": (
        "string",
        "chart_group of the outlets with a text of their own, separated by semicolons.",
        None,
        None,
    ),
    "report_urls": ("string", "Addresses of the reports, separated by spaces.", None, None),
    "latitude": ("number", "Degrees north, of a site or town (WGS 84).", None, "known less closely"),
    "longitude": ("number", "Degrees east, of a site or town (WGS 84).", None, "known less closely"),
}
COUNTED: dict[str, tuple[str, str, dict[str, str] | None, str | None]] = {
    "province": ("string", "Province.", None, "no report names one"),
    "month": ("string", "Month, as YYYY-MM.", None, "the day may lie in either of two months"),
    "incidents": ("integer", "Number of reported attacks.", None, None),
}


def describe_columns():
    """List the columns of the processed ``incidents.csv`` in order.

    Returns
    -------
    list of tuple
        Name, type, meaning, allowed values (or None) and what a blank means (or None) of each.

    Examples
    --------
    >>> [name for name, *_ in describe_columns()][:3]
    ['incident_id', 'date_start', 'date_end']
    """
    described = [
        (name, column.type, column.meaning, column.values, column.blank)
        for name, column in TABLES["incidents"].columns.items()
    ]
    return described + [(name, *rest) for name, rest in COMPUTED.items()]
