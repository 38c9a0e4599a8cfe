"""Claims of several attacks bound the number of claimed ones; worked out by hand."""

import pandas as pd
import pytest

import helpers
from helpers.data.incidents import assemble_incidents

DAYS = pd.to_datetime([f"2021-08-{day}" for day in range(16, 22)])
INCIDENTS = pd.DataFrame(
    {
        "incident_id": list("ABCDEF"),  # one a day from 16 to 21 August
        "date_start": DAYS,
        "date_end": DAYS,
        "province": ["Babil", "Babil", "Basra", None, "Babil", "Babil"],
        "claim_status": ["claimed", "claimed", "not_mentioned", "not_mentioned", "video_only", "none_reported"],
    }
)
CLAIMS = pd.DataFrame({"incident_id": ["A", "B"], "group_id": ["g", "h"], "kind": "claim"})


def bound(*batches):
    """Bound the claimed incidents: each batch is group, first and last day of August, provinces, fewest, most."""
    columns = ["group_id", "first", "last", "provinces", "fewest", "most"]
    table = pd.DataFrame(batches, columns=columns).assign(batch_id=[f"B{n}" for n in range(len(batches))])
    for name, day in (("period_start", "first"), ("period_end", "last")):
        table[name] = pd.to_datetime("2021-08-" + table[day].astype("str"))
    bounds = helpers.bound_claimed(INCIDENTS, CLAIMS, table)
    assert bounds["claimed"] == 2
    assert bounds["total"] == 6
    return bounds["fewest"] - 2, bounds["most"] - 2


@pytest.mark.parametrize(
    ("batches", "fewest", "most"),
    [
        ([], 0, 0),
        ([("g", 18, 21, None, 2, 3)], 2, 3),
        ([("g", 18, 21, None, 2, 9)], 2, 4),  # there are four attacks only
        ([("g", 16, 21, None, 3, 3)], 1, 3),  # it claims A already, and may mean B, which another group claims
        ([("g", 18, 21, "Basra", 1, 2)], 1, 2),  # C, and D, which may have been in Basra
        ([("g", 18, 19, None, 1, 1), ("h", 20, 21, None, 1, 2)], 2, 3),  # no attack in common
        ([("g", 18, 20, None, 2, 2), ("h", 18, 20, None, 2, 2)], 2, 3),  # both may mean the same two
        ([("g", 18, 19, None, 1, 1), ("h", 19, 20, None, 1, 1), ("g", 20, 21, None, 1, 1)], 1, 3),  # a chain
        ([(None, 18, 21, None, 2, 2)], 2, 2),  # no group is named
    ],
)
def test_bounds_are_those_worked_out_by_hand(batches, fewest, most):
    assert bound(*batches) == (fewest, most)


def test_an_attack_that_can_have_happened_in_the_period_is_a_candidate():
    incidents = INCIDENTS.assign(date_start=DAYS - pd.Timedelta(days=9))
    batches = pd.DataFrame({"batch_id": ["B1"], "group_id": ["g"], "provinces": [None], "fewest": [1], "most": [9]})
    batches = batches.assign(period_start=pd.Timestamp("2021-08-15"), period_end=pd.Timestamp("2021-08-15"))
    row = helpers.bound_batches(incidents, CLAIMS, batches).iloc[0]
    assert row["candidates"] == list("BCDEF")
    assert row["unclaimed"] == list("CDEF")
    assert row[["held", "fewest", "most"]].tolist() == [1, 0, 4]


def test_the_small_batch_is_bounded(raw):
    tables = helpers.load_tables(raw)
    incidents = assemble_incidents(tables)
    bounds = helpers.bound_claimed(incidents, tables["claims"], tables["batch_claims"])
    assert bounds.tolist() == [1, 2, 3, 11]  # the morning attack in Diwaniyah, and that in Samawah
    assert helpers.describe_bounds(bounds).endswith("2 to 3 (18% to 27%)")
