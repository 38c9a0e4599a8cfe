import pandas as pd
import pytest

from helpers.data.listing import list_incidents


@pytest.fixture
def incidents():
    return pd.DataFrame(
        {
            "incident_id": ["B", "A"],
            "date_start": pd.to_datetime(["2021-07-30", "2021-07-29"]),
            "date_end": pd.to_datetime(["2021-08-02", "2021-07-29"]),
            "province": [None, "Babil"],
            "district": [None, "Al-Hilla"],
            "place": [None, "Hillah"],
            "location_precision": ["country", "town"],
            "claim_status": ["not_mentioned", "several_claimants"],
            "claimants": pd.Series([None, "g;h"], dtype="str"),
            "report_urls": ["https://example.org/1", "https://example.org/2 https://example.org/3"],
        }
    )


GROUPS = pd.DataFrame({"group_id": ["g", "h"], "name": ["Group G", "Group H"]})


def test_an_incident_reads_in_words(incidents):
    listed = list_incidents(incidents, GROUPS)
    assert listed[["incident_id", "date", "where", "claim"]].to_numpy().tolist() == [
        ["A", "29 Jul 2021", "Hillah, Babil", "claimed by several groups: Group G, Group H"],
        ["B", "30 Jul–2 Aug 2021", "Iraq, place unknown", "no report mentions claims"],
    ]
    assert listed["urls"].map(len).tolist() == [2, 1]


@pytest.mark.parametrize("rows", [[0], []])
def test_none_claimed_and_none_at_all_can_be_listed(incidents, rows):
    assert len(list_incidents(incidents.iloc[rows], GROUPS)) == len(rows)
