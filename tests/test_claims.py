import pandas as pd
import pytest

import helpers

CASES = [  # claims of one incident, what its report says, expected status, expected claimants
    ([], "not_mentioned", "not_mentioned"),
    ([], "none_reported", "none_reported"),
    ([("g", "video")], "video_only", "video_only", "g"),
    ([("g", "claim")], "claimed", "claimed", "g"),
    ([("g", "claim"), ("g", "video")], "claimed", "claimed", "g"),
    ([("g", "claim"), ("h", "video")], "claimed", "claimed", "g;h"),
    ([("h", "claim"), ("g", "claim")], "claimed", "several_claimants", "g;h"),
    ([("g", "claim")], "none_reported", "claimed", "g"),  # one report knows, another does not
]


@pytest.mark.parametrize(("claims", "said", "status", "claimants"), CASES)
def test_each_incident_has_one_claim_status(claims, said, status, claimants):
    table = pd.DataFrame(claims, columns=["group_id", "kind"], dtype="str").assign(incident_id="A")
    told = pd.DataFrame({"incident_id": ["A"], "claim_status": [said]})
    row = helpers.classify_claims(pd.DataFrame({"incident_id": ["A"]}), told, table).iloc[0]
    assert row["claim_status"] == status
    assert row["claimants"] == claimants if claimants else pd.isna(row["claimants"])


def test_shares_add_up_and_keep_every_status():
    incidents = pd.DataFrame({"claim_status": ["claimed", "none_reported", "none_reported"]})
    shares = helpers.share_by_claim_status(incidents)
    assert shares["claim_status"].tolist() == list(helpers.CLAIM_STATUSES)
    assert shares["incidents"].sum() == 3
    assert shares["share"].sum() == pytest.approx(1)
    assert (shares["low"] <= shares["share"]).all()
    assert (shares["share"] <= shares["high"]).all()


def test_a_claim_told_by_two_reports_counts_once():
    incidents = pd.DataFrame({"incident_id": ["A"], "province": ["Babil"]})
    claims = pd.DataFrame({"incident_id": ["A", "A"], "group_id": ["g", "g"], "kind": ["claim", "claim"]})
    groups = pd.DataFrame({"group_id": ["g"], "name": ["Group"]})
    assert helpers.count_claimants_by_province(incidents, claims, groups)["incidents"].tolist() == [1]
