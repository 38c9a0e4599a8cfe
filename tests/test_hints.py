"""Hints lead to what somebody meant, by meaning or spelling, and never from one identifier to another."""

import pandas as pd
import pytest

from helpers.data import vocabularies
from helpers.data.gazetteer import fold_name
from helpers.data.hints import find_nearest, list_spellings, list_words, name_lookalikes, suggest
from helpers.data.loading import RAW
from helpers.data.reading import read_table
from helpers.data.synonyms import SYNONYMS
from helpers.data.tables import TABLES
from helpers.data.validation import _check_references


def read(name):
    return read_table(RAW / f"{name}.csv", list(TABLES[name].columns))[0]


@pytest.mark.parametrize(
    ("vocabulary", "word", "value"),
    [
        (vocabularies.OUTCOMES_REPORTED, "exploded", "detonated"),
        (vocabularies.OUTCOMES_REPORTED, "Explosion", "detonated"),
        (vocabularies.OUTCOMES_REPORTED, "dismantled", "defused"),
        (vocabularies.OUTCOMES, "detonatd", "detonated"),
        (vocabularies.WEAPONS, "roadside bomb", "ied"),
        (vocabularies.WEAPONS, "a roadside bomb", "ied"),
        (vocabularies.WEAPONS, "I.E.D.", "ied"),
        (vocabularies.WEAPONS, "EFP", "explosively_formed_penetrator"),
        (vocabularies.WEAPONS, "two mortar shells", "rocket"),
        (vocabularies.WEAPONS, "knife", None),
        (vocabularies.TARGET_TYPES, "logistics convoy", "supply_convoy"),
        (vocabularies.CLAIM_STATUSES_REPORTED, "unclaimed", "none_reported"),
        (vocabularies.CLAIM_STATUSES_REPORTED, "not claimed", "none_reported"),
        (vocabularies.CLAIM_STATUSES_REPORTED, "footage", "video_only"),
        (vocabularies.CLAIM_KINDS, "footage", "video"),
        (vocabularies.SAYS, "accident", "no_attack"),
        (vocabularies.DATE_PRECISIONS, "week", "month"),
        (vocabularies.LOCATION_PRECISIONS, "city", "town"),
    ],
)
def test_a_word_leads_to_the_value_that_it_means(vocabulary, word, value):
    assert find_nearest(word, list_words(vocabulary)) == value


def test_every_synonym_is_of_a_value_and_leads_to_it_alone():
    vocabularies_all = [words for words in vars(vocabularies).values() if isinstance(words, dict)]
    known = {value for words in vocabularies_all for value in words}
    assert set(SYNONYMS) <= known
    for value, words in SYNONYMS.items():
        folded = [fold_name(word) for word in words]
        assert len(set(folded)) == len(folded), value


@pytest.mark.parametrize(
    ("table", "key", "name", "found"),
    [
        ("places", "place_id", "Samawah", "P0003"),
        ("places", "place_id", "As Samawah", "P0003"),
        ("places", "place_id", "السماوة", "P0003"),
        ("places", "place_id", "Samawa town", "P0003"),
        ("outlets", "outlet_id", "Shafaq", "shafaq_news"),
        ("outlets", "outlet_id", "The Cradle", "the_cradle"),
        ("groups", "group_id", "Companions of the Cave", "ashab_al_kahf"),
        ("informants", "informant_id", "Security Media Cell", "security_media_cell"),
        ("provinces", "province", "Babylon", "Babil"),
        ("provinces", "province", "Basrah province", "Basra"),
        ("provinces", "province", "Atlantis", None),
    ],
)
def test_a_name_leads_to_its_key(table, key, name, found):
    assert find_nearest(name, list_spellings(read(table), key)) == found


@pytest.mark.parametrize(
    ("value", "other", "named"),
    [
        ("Bаsra", "Basra", "U+0430 CYRILLIC SMALL LETTER A"),
        ("Basra", "Bаsra", "U+0430 CYRILLIC SMALL LETTER A"),
        ("Ρress ΤV", "Press TV", "U+03A1 GREEK CAPITAL LETTER RHO, U+03A4 GREEK CAPITAL LETTER TAU"),
        ("Bas\u200dra", "Basra", "U+200D ZERO WIDTH JOINER"),
        ("Samawah-Diwaniyah", "Samawah–Diwaniyah", "U+002D HYPHEN-MINUS"),
        ("Nasiri\u0301ya", "Nasirı\u0301ya", ""),
        ("Cafe\u0301", "Café", "U+0065 LATIN SMALL LETTER E, U+0301 COMBINING ACUTE ACCENT"),
        ("Basra", "Basra", ""),
        ("Basrah", "Basra", ""),
    ],
)
def test_what_looks_the_same_is_told_apart_by_code_point(value, other, named):
    assert name_lookalikes(value, other) == named


def test_a_lookalike_is_said_with_the_hint():
    assert suggest("Bаsra", ["Basra", "Babil"]) == (
        "; nearest: 'Basra', which looks the same but for U+0430 CYRILLIC SMALL LETTER A"
    )


@pytest.fixture(scope="module")
def tables():
    return {name: read(name) for name in TABLES}


def test_rows_that_were_removed_are_counted_and_replaced_by_nothing(tables):
    """The group of most claims, without its row: claims and claims of several attacks refer to it, counted by hand."""
    groups = tables["groups"]
    claims, batches = (int((tables[name]["group_id"] == "ashab_al_kahf").sum()) for name in ("claims", "batch_claims"))
    damaged = tables | {"groups": groups[groups["group_id"] != "ashab_al_kahf"]}
    faults = _check_references(damaged, set(TABLES))
    assert len(faults) == claims + batches
    assert {fault.message for fault in faults} == {
        f"'ashab_al_kahf' is not in groups.csv: it does not exist, and {claims + batches} rows refer to it; "
        "put its row back, or correct them"
    }


def test_no_identifier_is_suggested_for_another(tables):
    observations = tables["observations"].copy()
    observations.loc[2, "report_id"] = "R9999"
    (fault,) = _check_references(tables | {"observations": observations}, set(TABLES))
    assert str(fault) == (
        "observations.csv:2: report_id: 'R9999' is not in reports.csv: it does not exist; correct it, or add it there"
    )


def test_one_place_by_its_name_is_led_to_its_key(tables):
    incidents = tables["incidents"].copy()
    incidents.loc[2:3, "place_id"] = "Samawah"  # twice, and still a name
    faults = _check_references(tables | {"incidents": incidents}, set(TABLES))
    assert [fault.message for fault in faults] == ["'Samawah' is not in places.csv; nearest: 'P0003'"] * 2


def test_hints_on_dangling_references_take_no_time_that_grows_with_the_table(tables, monkeypatch):
    """No spelling is compared for identifiers, nor in a table of 100,000 names."""
    compared = []
    monkeypatch.setattr("helpers.data.validation.suggest", lambda value, choices: compared.append(len(choices)) or "")
    many = pd.Series(range(100_000)).astype("str")
    reports = pd.DataFrame({"report_id": "R1" + many.str.zfill(6), "outlet_id": "o" + many})
    outlets = pd.DataFrame({"outlet_id": "o" + many, "name": "Outlet " + many})
    reports.loc[:29, "outlet_id"] = [f"paper_{number}" for number in range(30)]
    observations = tables["observations"].assign(report_id="R1000000")
    observations.loc[observations.index[:30], "report_id"] = [f"R2{number:06}" for number in range(30)]
    damaged = tables | {"reports": reports.reindex(columns=tables["reports"].columns), "observations": observations}
    damaged["outlets"] = outlets.reindex(columns=tables["outlets"].columns)
    faults = _check_references(damaged, set(TABLES))
    assert sum(fault.message.endswith("correct it, or add it there") for fault in faults) >= 60
    assert all(number < 5_000 for number in compared)
