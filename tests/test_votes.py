"""Informants vote first, then outlets; what follows is worked out by hand in each case."""

import pandas as pd
import pytest

import helpers
from helpers.data.votes import settle_values

KINDS = {
    "army": ("official_body", "iraqi_state", "yes"),
    "group": ("claimant", "armed_groups", "yes"),
    "source": ("security_source", "iraqi_state", "yes"),
    "some_source": ("security_source", "iraqi_state", "if_alone"),
    "media": ("unspecified", "unknown", "no"),
}
INFORMANTS = pd.DataFrame(
    [(name, *rest) for name, rest in KINDS.items()], columns=["informant_id", "kind", "side", "counts"]
)


def settle(column, *rows, says="attack"):
    """Settle one column of one incident: each row is a value, an outlet or reprint (outlet<origin), informants."""
    blank = {"target_type": "unknown", "weapon": "unknown", "outcome": "unknown", "time_local": None}
    observations = pd.DataFrame(
        [
            {**blank, column: value, "row_id": f"E{n}", "report_id": f"R{n}", "incident_id": "A"}
            for n, (value, *_) in enumerate(rows)
        ]
    ).astype("str")
    observations["time_local"] = observations["time_local"].where(observations["time_local"] != "None")
    texts = [outlet.split("<") for _, outlet, *_ in rows]
    reports = pd.DataFrame(
        [
            {"report_id": f"R{n}", "outlet_id": text[0], "reprint_of": text[1] if len(text) > 1 else None}
            for n, text in enumerate(texts)
        ],
        dtype="str",
    )
    said = [(f"E{n}", name) for n, (_, _, *names) in enumerate(rows) for name in names]
    attributions = pd.DataFrame(said, columns=["row_id", "informant_id"], dtype="str").assign(says=says)
    settled = settle_values(observations, reports, attributions, INFORMANTS)
    value, counts = settled.loc["A", [column, f"{column}_votes"]]
    return (None if pd.isna(value) else value), (None if pd.isna(counts) else counts)


@pytest.mark.parametrize(
    ("rows", "value", "counts"),
    [
        ([("ied", "o"), ("ied", "p")], "ied", None),
        ([("ied", "o"), ("unknown", "p")], "ied", None),
        ([("ied", "o"), ("rpg", "p"), ("rpg", "q")], "rpg", "outlets 2 to 1"),
        # One informant outweighs any number of outlets.
        ([("ied", "o", "army"), ("rpg", "p"), ("rpg", "q")], "ied", "informants 1 to 0"),
        ([("ied", "o", "army"), ("ied", "p", "source"), ("rpg", "q", "group")], "ied", "informants 2 to 1"),
        # The same informant in two rows has one vote, that of most of its rows.
        (
            [("ied", "o", "army"), ("ied", "p", "army"), ("rpg", "q", "group")],
            "ied",
            "informants 1 to 1, outlets 2 to 1",
        ),
        ([("ied", "o", "army"), ("ied", "p", "army"), ("rpg", "q", "army")], "ied", "informants 1 to 0"),
        # An informant who splits evenly has none, and outlets decide.
        ([("ied", "o", "army"), ("rpg", "p", "army"), ("rpg", "q")], "rpg", "outlets 2 to 1"),
        # Nobody decides.
        ([("ied", "o", "army"), ("rpg", "p", "group")], None, "informants 1 to 1, outlets 1 to 1"),
        ([("ied", "o"), ("rpg", "p")], None, "outlets 1 to 1"),
        # What counts no informant, or only alone of its kind, has no vote.
        ([("ied", "o", "media"), ("rpg", "p", "group")], "rpg", "informants 1 to 0"),
        ([("ied", "o", "some_source"), ("rpg", "p", "source")], "rpg", "informants 1 to 0"),
        ([("ied", "o", "some_source"), ("rpg", "p"), ("rpg", "q")], "ied", "informants 1 to 0"),
        # An outlet has one vote, a reprint none, unless the original text is not there.
        ([("ied", "o"), ("ied", "o"), ("rpg", "p")], None, "outlets 1 to 1"),
        ([("ied", "o"), ("ied", "r<o"), ("ied", "s<o"), ("rpg", "p"), ("rpg", "q")], "rpg", "outlets 2 to 1"),
        ([("ied", "r<o"), ("ied", "s<o"), ("rpg", "p")], None, "outlets 1 to 1"),
        ([("ied", "o"), ("rpg", "r<o"), ("rpg", "s<o")], "ied", "outlets 1 to 0"),
    ],
)
def test_the_vote_goes_as_by_hand(rows, value, counts):
    assert settle("weapon", *rows) == (value, counts)


@pytest.mark.parametrize(
    ("values", "value"),
    [
        (["ied", "explosively_formed_penetrator"], "ied"),  # even
        (["ied", "explosively_formed_penetrator", "explosively_formed_penetrator"], "explosively_formed_penetrator"),
        (["ied", "ied", "explosively_formed_penetrator"], "ied"),
        (["ied", "explosively_formed_penetrator", "rpg"], "ied"),  # together two to one
        (["explosively_formed_penetrator", "rpg"], None),
    ],
)
def test_a_penetrator_is_a_kind_of_device(values, value):
    rows = [(given, f"o{number}") for number, given in enumerate(values)]
    assert settle("weapon", *rows)[0] == value


@pytest.mark.parametrize(
    ("values", "value"),
    [
        (["denied", "detonated", "denied"], "detonated"),
        (["denied"], None),
        (["claimed_only", "claimed_only"], "claimed_only"),
        (["claimed_only", "claimed_only", "detonated"], "detonated"),
        (["claimed_only", "denied"], "claimed_only"),
    ],
)
def test_a_denial_never_votes_and_a_bare_claim_only_among_its_like(values, value):
    rows = [(given, f"o{number}") for number, given in enumerate(values)]
    assert settle("outcome", *rows)[0] == value


@pytest.mark.parametrize(
    ("values", "value"),
    [
        (["10:03", "morning"], "10:03"),
        (["10:03", "10:03", "evening"], "10:03"),
        (["10:03", "11:00", "evening"], "morning"),  # two clock times in the part that wins
        (["10:03", "evening", "evening"], "evening"),
        (["20:00", "17:00", "night"], "20:00"),  # the evening ends at 20
        (["10:03", "evening"], None),
    ],
)
def test_a_clock_time_votes_for_its_part_of_the_day(values, value):
    rows = [(given, f"o{number}") for number, given in enumerate(values)]
    assert settle("time_local", *rows)[0] == value


def test_who_denies_the_attack_does_not_vote_on_it():
    assert settle("weapon", ("ied", "o", "army"), ("rpg", "p"), ("rpg", "q"), says="no_attack")[0] == "rpg"


def test_order_of_rows_does_not_matter():
    tables = helpers.load_tables()
    names = ["observations", "reports", "attributions", "informants"]
    settled = settle_values(*(tables[name] for name in names))
    mixed = settle_values(*(tables[name].sample(frac=1, random_state=1) for name in names))
    assert settled.sort_index().equals(mixed.sort_index())
