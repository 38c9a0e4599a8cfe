import pytest

import helpers
from helpers.data.gazetteer import find_place, fold_name, list_names


@pytest.fixture(scope="module")
def names():
    tables = helpers.load_tables()
    return list_names(tables["provinces"], tables["districts"], tables["places"])


@pytest.mark.parametrize(
    ("spelling", "found"),
    [
        ("Babylon", [("province", "Babil")]),
        ("babel", [("province", "Babil")]),
        ("Hilla", [("district", "Al-Hilla"), ("place", "Hillah")]),
        ("Al Hillah", [("district", "Al-Hilla"), ("place", "Hillah")]),
        ("Nasiriyah", [("district", "Al-Nasiriya"), ("place", "Nasiriyah")]),
        ("Nasiriya", [("district", "Al-Nasiriya"), ("place", "Nasiriyah")]),
        ("Nassiriya", [("district", "Al-Nasiriya"), ("place", "Nasiriyah")]),
        ("An-Nāṣiriyyah", [("district", "Al-Nasiriya"), ("place", "Nasiriyah")]),
        ("الناصرية", [("place", "Nasiriyah")]),
        ("Saladin", [("province", "Salah al-Din")]),
        ("Thi Qar", [("province", "Dhi Qar")]),
        ("diwaniyah-samawah highway", [("place", "Samawah–Diwaniyah highway")]),
        ("Halabja", [("province", "Sulaymaniyah")]),
    ],
)
def test_a_spelling_leads_to_all_that_bear_the_name(names, spelling, found):
    assert find_place(spelling, names)[["kind", "name"]].apply(tuple, axis=1).tolist() == found


@pytest.mark.parametrize(("wrong", "near"), [("Diwanya", "Diwaniyah"), ("Nasriyah", "Nasiriyah"), ("Babilon", "Babil")])
def test_the_unknown_is_refused_with_what_is_near(names, wrong, near):
    with pytest.raises(LookupError, match=rf"'{wrong}' is no name in the gazetteer; nearest: .* {near}\)"):
        find_place(wrong, names)


@pytest.mark.parametrize("spelling", ["Samara", "Falujah", "Tikkrit"])
def test_a_doubled_letter_is_no_other_name(names, spelling):
    assert len(find_place(spelling, names)) >= 1


def test_a_name_unlike_all_others_has_no_suggestion(names):
    with pytest.raises(LookupError, match="nearest: none"):
        find_place("Ωmega-9", names)


def test_every_name_of_the_tables_is_found(names):
    for row in names.itertuples():
        assert row.key in find_place(row.spelling, names)["key"].tolist()


def test_a_very_long_name_is_refused_shortly(names):
    with pytest.raises(LookupError) as refusal:
        find_place("x" * 1_000_000, names)
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize("odd", ["", "  ", "---", "ال", "al", "\u0301"])
def test_odd_names_fold_without_an_error(odd):
    assert isinstance(fold_name(odd), str)
