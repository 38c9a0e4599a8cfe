"""What is measured: each step beside its floor, the least work that the same libraries need for it.

A step takes the folder prepared for it and returns what is called and timed, with the frame that it is about.
"""

import tempfile
from pathlib import Path

import geopandas
import pandas as pd
import shapely
from generate import write_export

import helpers
from helpers.data.claim_status import CLAIMED
from helpers.data.placing import assign_provinces
from helpers.publish.building import build_processed

PERIOD = ("2020-01-01", "2022-12-31")
PART = 100_000  # rows of a partition


def prepare(raw, folder):
    """Write the incidents of a raw folder as one file and as partitions; return their number."""
    incidents = helpers.load_incidents(raw)
    incidents.to_parquet(folder / "incidents.parquet")
    write_export(folder / "acled.csv", len(incidents))
    (folder / "parts").mkdir()
    for number, start in enumerate(range(0, len(incidents), PART)):
        incidents.iloc[start : start + PART].to_parquet(folder / "parts" / f"{number:04d}.parquet")
    return len(incidents)


def read_all(raw):
    """Read every table as text and do nothing with it."""
    return [pd.read_csv(path, dtype="str", keep_default_na=False) for path in sorted(Path(raw).glob("*.csv"))]


def load(raw, folder):
    """Read and validate every table."""
    return lambda: helpers.load_tables(raw), None


def load_floor(raw, folder):
    return lambda: read_all(raw), None


def place(raw, folder):
    """Give each point its province."""
    incidents, provinces = _read(folder), helpers.load_provinces()
    return lambda: assign_provinces(incidents, provinces), incidents


def place_floor(raw, folder):
    incidents = _read(folder)
    points, areas = incidents.geometry.to_numpy(), helpers.load_provinces().geometry.to_numpy()
    return lambda: shapely.STRtree(areas).query(points, predicate="intersects"), incidents


def months(raw, folder):
    """Count by month, with the doubt of dates."""
    incidents = _read(folder)
    return lambda: helpers.count_by_period(incidents, *PERIOD), incidents


def months_floor(raw, folder):
    incidents = _read(folder)
    return lambda: incidents.groupby(incidents["date_start"].dt.to_period("M")).size(), incidents


def claims(raw, folder):
    """Share of each claim status, with intervals."""
    incidents = _read(folder)
    return lambda: helpers.share_by(incidents, "claim_status", incidents["claim_status"].isin(CLAIMED)), incidents


def claims_floor(raw, folder):
    incidents = _read(folder)
    return lambda: incidents.groupby("claim_status").size(), incidents


def build(raw, folder):
    """Validate, join and write all processed files."""
    return lambda: build_processed(raw, Path(tempfile.mkdtemp(dir=folder))), None


def build_floor(raw, folder):
    incidents = _read(folder)

    def read_and_write():
        read_all(raw)
        incidents.to_csv(folder / "floor.csv", index=False)
        incidents.to_file(folder / "floor.geojson", driver="GeoJSON")
        incidents.to_parquet(folder / "floor.parquet")

    return read_and_write, incidents


def partitions(raw, folder):
    """Count months, provinces and claims partition by partition, on Dask."""
    provinces = helpers.load_provinces()
    return lambda: count_in_partitions(folder, provinces), None


def partitions_floor(raw, folder):
    """Count the same in memory, the reading of the one file included."""
    provinces = helpers.load_provinces()
    return lambda: count_at_once(folder, provinces), None


def export(raw, folder):
    """Read and check an ACLED export, with all of its columns."""
    return lambda: helpers.read_acled(folder / "acled.csv"), None


def export_floor(raw, folder):
    return lambda: pd.read_csv(folder / "acled.csv"), None


def count_in_partitions(folder, provinces):
    """Return counts by month, province and claim status, added up over partitions."""
    import dask
    import dask_geopandas

    with dask.config.set({"dataframe.convert-string": False}):
        events = dask_geopandas.read_parquet(folder / "parts")
    return [
        helpers.count_by_partition(events, helpers.count_by_period, ["start", "end"], *PERIOD),
        helpers.count_by_partition(events, helpers.count_by_province, ["province"], provinces),
        helpers.count_by_partition(events, count_statuses, ["claim_status"]),
    ]


def count_at_once(folder, provinces):
    """Return the same counts of all incidents at once."""
    incidents = _read(folder)
    return [
        helpers.count_by_period(incidents, *PERIOD),
        pd.DataFrame(helpers.count_by_province(incidents, provinces)),
        count_statuses(incidents),
    ]


def compare_partitions(folder):
    """Whether both give the same counts; raises if they do not."""
    provinces = helpers.load_provinces()
    for added, whole in zip(count_in_partitions(folder, provinces), count_at_once(folder, provinces), strict=True):
        pd.testing.assert_frame_equal(added, whole[added.columns], check_exact=False, rtol=1e-12)
    return True


def count_statuses(incidents):
    """Count incidents by claim status."""
    return incidents.groupby("claim_status", as_index=False).size().rename(columns={"size": "incidents"})


def _read(folder):
    return geopandas.read_parquet(folder / "incidents.parquet")
