import pandas as pd
import pytest

import helpers


@pytest.fixture
def tables():
    """Two incidents. A: an Iraqi report without a claim, a claimant's report with one. B: a reprint of the latter."""
    observations = [("A", "R1", "not_mentioned"), ("A", "R2", "claimed"), ("B", "R3", "claimed")]
    observations += [(None, "R1", "claimed")]  # joined to no incident
    reports = [("R1", "iq", None), ("R2", "cl", None), ("R3", "iq", "cl")]
    return {
        "observations": pd.DataFrame(observations, columns=["incident_id", "report_id", "claim_status"]),
        "reports": pd.DataFrame(reports, columns=["report_id", "outlet_id", "reprint_of"]),
        "outlets": pd.DataFrame({"outlet_id": ["iq", "cl"], "chart_group": ["iraqi", "iranian_and_armed_group"]}),
        "claims": pd.DataFrame(
            {
                "incident_id": ["A", "B"],
                "group_id": ["g", "g"],
                "kind": "claim",
                "report_id": ["R2", "R3"],
                "claimed_on": pd.to_datetime(["2021-01-02", None]),
            }
        ),
        "groups": pd.DataFrame({"group_id": ["g"], "name": ["Group"]}),
    }


@pytest.fixture
def incidents():
    return pd.DataFrame(
        {
            "incident_id": ["A", "B", "C"],
            "date_start": pd.to_datetime(["2021-01-01", "2021-03-02", "2021-05-01"]),
            "date_end": pd.to_datetime(["2021-01-01", "2021-03-02", "2021-05-01"]),
            "province": ["Babil", None, "Babil"],
            "claim_status": ["claimed", "claimed", "not_mentioned"],
        }
    )


def test_a_reprint_is_the_text_of_its_origin(tables):
    told = helpers.trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    assert told[["incident_id", "origin", "chart_group"]].to_numpy().tolist() == [
        ["A", "iq", "iraqi"],
        ["A", "cl", "iranian_and_armed_group"],
        ["B", "cl", "iranian_and_armed_group"],
    ]


def test_a_media_group_is_asked_what_its_own_texts_tell(tables, incidents):
    shares = helpers.share_claimed_by_media_group(
        incidents, tables["observations"], tables["reports"], tables["outlets"]
    )
    columns = ["label", "claimed", "total", "claimed_by_all"]
    assert shares[columns].to_numpy().tolist() == [["Iranian and armed-group", 2, 2, 2], ["Iraqi", 0, 1, 1]]


def test_claims_change_with_whom_one_reads(tables, incidents):
    sources = helpers.compare_sources(incidents, tables)
    assert sources["claimed"].tolist() == [
        2,
        2,
        0,
    ]  # the reprint is the claimants' text, not the other outlet's
    assert (sources["total"] == 3).all()


def test_a_profile_is_counted_by_hand(tables, incidents):
    row = helpers.profile_groups(incidents, tables["claims"], tables["groups"]).iloc[0]
    assert row[["group", "incidents", "provinces"]].tolist() == ["Group", 2, "Babil 1, not told 1"]
    assert [row["first"], row["last"]] == pd.to_datetime(["2021-01-01", "2021-03-02"]).tolist()
    assert pd.isna(row["pace"])  # two claims make no pace


def test_a_pace_is_the_further_claims_in_thirty_days(tables):
    days = pd.date_range("2021-01-01", periods=7, freq="10D")  # six further claims in sixty days
    incidents = pd.DataFrame({"incident_id": list("ABCDEFG"), "date_start": days, "province": "Babil"})
    claims = pd.DataFrame({"incident_id": list("ABCDEFG"), "group_id": "g", "kind": "claim"})
    row = helpers.profile_groups(incidents, claims, tables["groups"]).iloc[0]
    assert row["pace"] == pytest.approx(3)
    assert row[["low", "high"]].tolist() == pytest.approx([2.202 / 2, 13.06 / 2], rel=1e-3)  # Garwood for 6


def test_footage_is_no_claim(tables, incidents):
    claims = tables["claims"].assign(kind="video")
    assert helpers.profile_groups(incidents, claims, tables["groups"]).empty
    assert helpers.describe_profiles(helpers.profile_groups(incidents, claims, tables["groups"])) == (
        "No group is named in a claim"
    )


def test_delays_carry_the_doubt_of_the_day(tables, incidents):
    incidents.loc[0, "date_start"] = pd.Timestamp("2020-12-30")
    delays = helpers.measure_delays(incidents, tables["claims"])
    assert delays[["incident_id", "least", "most"]].to_numpy().tolist() == [["A", 1, 3]]


def test_losses_are_summed_with_least_and_most():
    frame = {"vehicles_damaged_min": [1, 2, None, 0], "vehicles_damaged_max": [3, None, None, 0]}
    for loss in ("killed", "injured"):
        frame |= {f"{loss}_min": [None] * 4, f"{loss}_max": [None] * 4}
    incidents = pd.DataFrame(frame, dtype="Int64").assign(claim_status="claimed")
    losses = helpers.sum_losses(incidents).set_index("loss")
    columns = ["incidents", "told", "with_loss", "least", "most", "open"]
    assert losses.loc["vehicles damaged", columns].tolist() == [4, 3, 2, 3, 5, 1]  # 3, at least 2, and none
    assert losses.loc["killed", columns].tolist() == [4, 0, 0, 0, 0, 0]


def test_shares_of_provinces_keep_those_not_told(incidents):
    shares = helpers.share_claimed(incidents, "province")
    assert shares[["label", "claimed", "total"]].to_numpy().tolist() == [["Babil", 1, 2], ["not told", 1, 1]]
    assert helpers.describe_shares(shares) == (
        "Claimed are 50% (Babil, 1 of 2) to 100% (not told, 1 of 1); all intervals overlap"
    )


def test_the_media_groups_of_the_real_data_add_up():
    """Every incident is told by at least one group; a group cannot know more claims than all together."""
    tables = helpers.load_tables()
    incidents = helpers.assemble_incidents(tables)
    shares = helpers.share_claimed_by_media_group(
        incidents, tables["observations"], tables["reports"], tables["outlets"]
    )
    assert (shares["claimed"] <= shares["claimed_by_all"]).all()
    assert shares["total"].sum() >= len(incidents)
    listed = incidents["media_groups"].str.split(";").explode().value_counts()
    assert sorted(shares["total"]) == sorted(listed)
