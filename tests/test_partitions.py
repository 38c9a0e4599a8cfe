"""What is counted by partition is what is counted at once; the events are made up."""

import numpy as np
import pandas as pd
import pytest

import helpers
from helpers.data.partitions import count_by_partition, read_partitions
from helpers.timeline.counts import count_by_period, count_by_province_month

pytest.importorskip("dask_geopandas", reason="the extra big is not installed")
ROWS = 2_000
NOTES = ["plain", 'with "quotes", commas', "two\nlines"]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    random = np.random.default_rng(0)
    days = pd.Timestamp("2020-01-01") + pd.to_timedelta(random.integers(0, 1096, ROWS), unit="D")
    table = {"event_id_cnty": [f"SYN{number}" for number in range(ROWS)], "event_date": days.strftime("%Y-%m-%d")}
    table |= {"time_precision": random.integers(1, 4, ROWS), "geo_precision": random.integers(1, 4, ROWS)}
    table |= {"admin1": random.choice(["Babil", "Anbar", "Wasit", None], ROWS), "notes": random.choice(NOTES, ROWS)}
    table |= {"latitude": random.uniform(30, 37, ROWS), "longitude": random.uniform(39, 48, ROWS)}
    table |= {"fatalities": random.integers(0, 3, ROWS), "source": "Made-up Agency"}
    kept = ["admin2", "location", "country", "event_type", "sub_event_type", "actor1", "actor2"]
    target = tmp_path_factory.mktemp("events") / "acled.csv"
    pd.DataFrame(table | dict.fromkeys(kept, "made up")).to_csv(target, index=False, lineterminator="\n")
    return target


@pytest.fixture(scope="module")
def events(path):
    return helpers.read_acled(path)


@pytest.mark.parametrize("rows", [ROWS // 7, ROWS, ROWS + 1])
def test_partitions_hold_the_same_events(path, events, rows):
    partitions = read_partitions(path, helpers.read_acled, rows)
    assert partitions.npartitions == -(-ROWS // rows)
    together = partitions.compute().reset_index(drop=True)
    pd.testing.assert_frame_equal(pd.DataFrame(together), pd.DataFrame(events))


def test_counts_by_partition_are_those_at_once(path, events):
    partitions = read_partitions(path, helpers.read_acled, ROWS // 7)
    provinces = helpers.load_provinces()
    period = ("2020-01-01", "2022-12-31")
    at_once = count_by_period(events, *period)
    months = count_by_partition(partitions, count_by_period, ["start", "end"], *period)
    pd.testing.assert_frame_equal(months, at_once[months.columns])
    assert set(months) == {"start", "end", "certain", "possible", "incidents"}
    by_province = count_by_partition(partitions, helpers.count_by_province, ["province"], provinces)
    assert by_province["incidents"].tolist() == helpers.count_by_province(events, provinces)["incidents"].tolist()
    cells = count_by_partition(partitions, count_by_province_month, ["province", "month"])
    expected = count_by_province_month(events)
    pd.testing.assert_frame_equal(cells.sort_values(["province", "month"], ignore_index=True), expected)


def test_claims_by_partition_are_those_at_once(path, events):
    def claim(frame):
        return frame.assign(claim_status=frame["killed_min"].map({0: "not_mentioned", 1: "claimed", 2: "video_only"}))

    partitions = read_partitions(path, helpers.read_acled, ROWS // 7).map_partitions(claim)

    def count_statuses(frame):
        return frame.groupby("claim_status", as_index=False).size()

    at_once = count_statuses(claim(events))
    added = count_by_partition(partitions, count_statuses, ["claim_status"])
    pd.testing.assert_frame_equal(added.sort_values("claim_status", ignore_index=True), at_once)


def test_a_fault_names_its_line_in_the_whole_file(path, tmp_path):
    broken = tmp_path / "acled.csv"
    text = path.read_text("utf-8")
    line = text[: text.index("SYN1999")].count("\n") + 1
    broken.write_text(text.replace("SYN1999,20", "SYN1999,x"), encoding="utf-8", newline="")
    partitions = read_partitions(broken, helpers.read_acled, ROWS // 7)
    with pytest.raises(helpers.DataError, match=rf"^acled\.csv:{line}: event_date: 'x"):
        partitions.compute()


@pytest.mark.parametrize("content", [b"PK\x03\x04", b'{"data": []}', "event_id_cnty".encode("utf-16")])
def test_only_plain_csv_can_be_cut_into_parts(tmp_path, content):
    (tmp_path / "acled.csv").write_bytes(content)
    with pytest.raises(helpers.DataError, match=r"acled.csv:1: file: is not plain CSV in UTF-8"):
        read_partitions(tmp_path / "acled.csv", helpers.read_acled)
    with pytest.raises(helpers.DataError, match="is not a file"):
        read_partitions(tmp_path, helpers.read_acled)
    with pytest.raises(helpers.DataError, match="cannot be read"):
        read_partitions(tmp_path / "none.csv", helpers.read_acled)


def test_bad_rows_can_be_skipped_in_each_part_and_counts_keep_their_credit(path, events, tmp_path):
    broken = tmp_path / "acled.csv"
    broken.write_text(path.read_text("utf-8").replace("SYN1999,20", "SYN1999,x"), encoding="utf-8", newline="")
    partitions = read_partitions(broken, helpers.read_acled, ROWS // 2, errors="skip")
    with pytest.warns(UserWarning, match="skipped 1 of 1000 rows"):
        months = count_by_partition(partitions, count_by_period, ["start", "end"], "2019-01-01", "2023-12-31")
    assert months["incidents"].sum() == pytest.approx(ROWS - 1)
    assert months.attrs["credit"] == events.attrs["credit"]
