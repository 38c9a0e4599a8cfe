"""Find provinces, districts and places by any spelling of their names."""

import difflib
import re
import unicodedata

import pandas as pd

ARTICLES = {"al", "el", "ad", "an", "ar", "as", "ash", "at", "az"}
ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None})
# Cyrillic and Greek letters that look like Latin ones.
LOOKALIKES = str.maketrans(
    "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0455\u0456\u0458\u04bb\u0501\u051b\u051d"
    "\u0410\u0412\u0421\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0422\u0423\u0425"
    "\u03bf\u03c1\u03bd\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "aceopxysijhdqwABCESIJKMHOPTYXopvABEZHIKMNOPTYX",
)


def list_names(provinces, districts=None, places=None):
    """List every spelling under which a province, district or place is known.

    Parameters
    ----------
    provinces, districts, places : pandas.DataFrame
        The raw tables of these names.

    Returns
    -------
    pandas.DataFrame
        One row a spelling: ``spelling``; ``kind`` (province, district or place); ``key`` (``place_id`` of a place,
        else the name); ``name``; ``province``, missing where a place lies in several; ``precision``:
        ``location_precision`` of an incident there.
    """
    rows = []
    tables = [("province", provinces, "province"), ("district", districts, "district"), ("place", places, "place_id")]
    for kind, table, key in tables:
        for row in [] if table is None else table.astype(object).where(table.notna(), None).to_dict("records"):
            name = row["name"] if kind == "place" else row[key]
            aliases = [alias.strip() for alias in (row.get("aliases") or "").split(";")]
            for spelling in dict.fromkeys(filter(None, [name, row.get("name_ar"), *aliases])):
                rows.append((spelling, kind, row[key], name, row["province"], row.get("precision") or kind))
    return pd.DataFrame(rows, columns=["spelling", "kind", "key", "name", "province", "precision"])


def find_place(name, names):
    """Find what a name stands for, whatever its article, accents, hyphens, doubled letters or final h.

    Parameters
    ----------
    name : str
        In English or Arabic.
    names : pandas.DataFrame
        As `list_names` returns it.

    Returns
    -------
    pandas.DataFrame
        One row a province, district or place of that name, with the columns of `list_names`
        but ``spelling``. Several rows mean that the name is ambiguous: Basra is a province and a town.

    Raises
    ------
    LookupError
        If nothing has that name; the message suggests the nearest spellings.

    Examples
    --------
    >>> provinces = pd.DataFrame({"province": ["Babil"], "name_ar": ["بابل"], "aliases": ["Babel; Babylon"]})
    >>> names = list_names(provinces)
    >>> find_place("babylon", names)["name"].tolist(), find_place("بابل", names)["name"].tolist()
    (['Babil'], ['Babil'])
    >>> find_place("Babilon", names)
    Traceback (most recent call last):
        ...
    LookupError: 'Babilon' is no name in the gazetteer; nearest: 'Babylon' (province Babil)
    """
    found = names[names["spelling"].map(fold_name) == fold_name(name)]
    if found.empty:
        raise LookupError(f"{name[:80]!r} is no name in the gazetteer; nearest: {_suggest(name, names)}")
    return found.drop(columns="spelling").drop_duplicates(["kind", "key"], ignore_index=True)


def fold_name(name):
    """Reduce a name to what all of its usual spellings share.

    Examples
    --------
    >>> {fold_name(name) for name in ["Al-Nasiriyah", "An Nassiriya", "nāsirīya"]}
    {'nasiriya'}
    >>> fold_name("الناصرية") == fold_name("ناصريه")
    True
    """
    letters = unicodedata.normalize("NFKD", name.translate(LOOKALIKES).casefold().translate(ARABIC))
    # Nobody sees a format character, such as one that joins nothing.
    letters = "".join(
        sign for sign in letters if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf"
    )
    words = re.split(r"[\W_]+", re.sub(r"['’‘ʿʾ`]", "", letters))
    words = [word.removeprefix("ال") for word in words if word and word not in ARTICLES]
    words = [re.sub(r"(?<=a)h$", "", re.sub(r"(.)\1+", r"\1", word)) for word in words]
    return " ".join(words) or letters.strip()


def _suggest(name, names):
    """Name the provinces, districts and places with the nearest spellings."""
    folded = names["spelling"].map(fold_name)
    # Letters of very long names add nothing, and comparing them takes quadratic time.
    matches = difflib.get_close_matches(fold_name(name)[:80], folded.unique(), n=3, cutoff=0.6)
    nearest = pd.concat([names[folded == match] for match in matches] or [names.head(0)])
    nearest = nearest.drop_duplicates(["kind", "key"]).head(4)
    return ", ".join(f"{row.spelling!r} ({row.kind} {row.name})" for row in nearest.itertuples()) or "none"
