"""Styles of the layers of the GeoPackage, in the format of QGIS (QML)."""

from xml.sax.saxutils import quoteattr

# Colours of the claim statuses, told apart by people who are colour-blind (Okabe and Ito 2008).
CLAIM_COLOURS = {
    "claimed": ("claimed by one group", "213,94,0,255"),
    "several_claimants": ("claimed by several groups", "204,121,167,255"),
    "video_only": ("video released, no claim reported", "230,159,0,255"),
    "batch": ("perhaps among several attacks claimed together", "240,228,66,255"),
    "none_reported": ("report says no group had claimed it", "0,114,178,255"),
    "not_mentioned": ("no report mentions claims", "90,90,90,255"),
}
# Pale, so that names and attacks stand out on them.
COUNTS = {(0, 0): "255,255,255,255", (1, 10): "242,240,247,255", (11, 30): "224,221,237,255"}
COUNTS |= {(31, 60): "205,202,227,255", (61, 9999): "182,178,214,255"}


def _write_layer(kind, options):
    listed = "".join(
        f'<Option type="QString" name={quoteattr(name)} value={quoteattr(value)}/>' for name, value in options.items()
    )
    return f'<layer class="{kind}" enabled="1" locked="0" pass="0"><Option type="Map">{listed}</Option></layer>'


def _write_symbols(kind, layers):
    symbols = "".join(
        f'<symbol type="{kind}" name="{number}" alpha="1" clip_to_extent="1" force_rhr="0">{layer}</symbol>'
        for number, layer in enumerate(layers)
    )
    return f"<symbols>{symbols}</symbols>"


def _write_style(renderer, labels=""):
    doctype = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
    flag = f' labelsEnabled="{1 if labels else 0}"'
    categories = "Symbology|Labeling"
    return f'{doctype}<qgis version="3.28.0" styleCategories="{categories}"{flag}>{renderer}{labels}</qgis>'


def _colour_claims(kind, layers, spread=False):
    categories = "".join(
        f'<category value="{status}" symbol="{number}" label={quoteattr(words)} render="true"/>'
        for number, (status, (words, _)) in enumerate(CLAIM_COLOURS.items())
    )
    renderer = (
        '<renderer-v2 type="categorizedSymbol" attr="claim_status" symbollevels="0" enableorderby="0">'
        f"<categories>{categories}</categories>{_write_symbols(kind, layers)}</renderer-v2>"
    )
    return _write_style(_spread(renderer) if spread else renderer)


def _spread(renderer):
    """Set the attacks on one place side by side; else the last of them would hide the others."""
    centre = _write_layer("SimpleMarker", {"name": "circle", "size": "0", "outline_style": "no"})
    return (
        '<renderer-v2 type="pointDisplacement" placement="2" tolerance="0.01" toleranceUnit="MM" circleWidth="0"'
        f' circleColor="0,0,0,0" circleRadiusAddition="0" labelAttributeName="">'
        f'<labelFontProperties description="Sans,8,-1,5,50,0,0,0,0,0" style=""/>{renderer}'
        f'<symbol type="marker" name="centerSymbol" alpha="1">{centre}</symbol></renderer-v2>'
    )


def _colour_counts():
    ranges = "".join(
        f'<range lower="{low}" upper="{high}" symbol="{number}" render="true" '
        f'label="{low if low == high else f"{low} or more" if high == 9999 else f"{low}–{high}"}"/>'
        for number, (low, high) in enumerate(COUNTS)
    )
    layers = [
        _write_layer("SimpleFill", {"color": colour, "style": "solid", "outline_color": "120,120,120,255"})
        for colour in COUNTS.values()
    ]
    labels = (
        '<labeling type="simple"><settings calloutType="simple"><text-style fieldName="province" fontSize="8" '
        'textColor="60,60,60,255"><text-buffer bufferDraw="1" bufferSize="0.7" bufferColor="255,255,255,200"/>'
        "</text-style></settings></labeling>"
    )
    return _write_style(
        '<renderer-v2 type="graduatedSymbol" attr="incidents" graduatedMethod="GraduatedColor" symbollevels="0">'
        f"<ranges>{ranges}</ranges>{_write_symbols('fill', layers)}</renderer-v2>",
        labels,
    )


# Layer of the GeoPackage: what the style shows, and its QML.
STYLES = {
    "provinces": ("Number of reported attacks", _colour_counts()),
    "road_segments": (
        "Claim status; of several attacks on one segment one is seen",
        _colour_claims(
            "line",
            [
                _write_layer("SimpleLine", {"line_color": colour, "line_width": "0.8", "line_width_unit": "MM"})
                for _, colour in CLAIM_COLOURS.values()
            ],
        ),
    ),
    "points": (
        "Claim status; attacks on one place stand side by side",
        _colour_claims(
            "marker",
            [
                _write_layer(
                    "SimpleMarker",
                    {"color": colour, "name": "circle", "outline_color": "255,255,255,255", "size": "2"},
                )
                for _, colour in CLAIM_COLOURS.values()
            ],
            spread=True,
        ),
    ),
}
