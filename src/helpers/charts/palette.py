"""Colours that readers with any colour vision can tell apart.

Claim statuses use the palette of Okabe and Ito (2008), counts the ColorBrewer
scheme Blues (Harrower and Brewer 2003); statuses differ by marker as well.
"""

STATUS_COLOURS = {
    "claimed": "#D55E00",
    "several_claimants": "#CC79A7",
    "video_only": "#009E73",
    "none_reported": "#0072B2",
    "not_mentioned": "#999999",
}
STATUS_MARKERS = {
    "claimed": "s",
    "several_claimants": "P",
    "video_only": "^",
    "none_reported": "o",
    "not_mentioned": "D",
}
COUNT_COLOURS = ["#c6dbef", "#9ecae1", "#6baed6", "#3182bd", "#08519c"]
NO_INCIDENT_COLOUR = "#eeeeee"
NO_DATA_COLOUR = "#ffffff"
PLACE_COLOUR = "#F0E442"
BEFORE_COLOUR = "#0072B2"
AFTER_COLOUR = "#D55E00"
