"""Suggest what somebody meant: the nearest by meaning or spelling, and characters that only look alike."""

import difflib
import re
import unicodedata

from .gazetteer import LOOKALIKES, fold_name
from .synonyms import SYNONYMS

MOST_CHOICES = 5000  # spellings to compare with: comparing is slow
ALIKE = 0.65  # share of letters that two spellings have in common, in order, from which they are near
DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
QUOTES = re.compile("[\u02bc\u02be\u02bf\u2018\u2019\u201b\u0060\u00b4]")


def find_nearest(value, choices):
    """Return the choice that a value most likely means.

    That is the choice of the same words, else one that has all words of the value or all of whose words the value
    has, else the one that is spelled most like it.

    Parameters
    ----------
    value : str
    choices : mapping of str to str
        Spelling, or a word of the same meaning, to the valid value that it stands for.

    Returns
    -------
    str or None
        None if nothing is near.

    Examples
    --------
    >>> find_nearest("babilon", {"Babil": "Babil", "Babylon": "Babil", "Basra": "Basra"})
    'Babil'
    >>> find_nearest("Roadside bombs", {"ied": "ied", "roadside bomb": "ied", "rocket": "rocket"})
    'ied'
    >>> print(find_nearest("exploded", {"defused": "defused", "denied": "denied"}))
    None
    """
    folded: dict[str, str] = {}
    for spelling, valid in choices.items():
        folded.setdefault(fold_name(spelling), valid)
    wanted = fold_name(value[:80])  # letters of very long values add nothing, and comparing them takes quadratic time
    if wanted in folded:
        return folded[wanted]
    words = set(wanted.split())
    if not words or len(folded) > MOST_CHOICES:
        return None
    within = [spelling for spelling in folded if spelling and words.issuperset(spelling.split())]
    if within:
        return folded[max(within, key=len)]
    beyond = [spelling for spelling in folded if words.issubset(spelling.split())]
    near = difflib.get_close_matches(wanted, beyond, 1, 0) or difflib.get_close_matches(wanted, folded, 1, ALIKE)
    return folded[near[0]] if near else None


def suggest(value, choices):
    """Write the nearest choice as the end of a message, with what tells two apart that look the same.

    Parameters
    ----------
    value : str
    choices : iterable of str, or mapping of str to str
        As for `find_nearest`.

    Returns
    -------
    str
        Empty if nothing is near.

    Examples
    --------
    >>> suggest("rockets", ["ied", "rocket"]), suggest("knife", ["ied", "rocket"])
    ("; nearest: 'rocket'", '')
    >>> suggest("i\u0435d", ["ied", "rocket"])
    "; nearest: 'ied', which looks the same but for U+0435 CYRILLIC SMALL LETTER IE"
    """
    nearest = find_nearest(value, choices if isinstance(choices, dict) else {choice: choice for choice in choices})
    if nearest is None:
        return ""
    difference = name_lookalikes(value, nearest)
    return f"; nearest: {nearest!r}" + (f", which looks the same but for {difference}" if difference else "")


def list_words(values):
    """Map the values of a vocabulary, and other words for them, to the values.

    Parameters
    ----------
    values : iterable of str

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> list_words(["core"])
    {'core': 'core', 'main': 'core', 'inside': 'core'}
    """
    return {value: value for value in values} | {
        word: value for value in values for word in SYNONYMS.get(value, []) if word not in values
    }


def list_spellings(table, key):
    """Map every spelling of the keys of a table (the keys themselves, names and aliases) to the key.

    Parameters
    ----------
    table : pandas.DataFrame
    key : str
        Its column.

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> import pandas as pd
    >>> places = pd.DataFrame({"place_id": ["P0003"], "name": ["Samawah"], "aliases": ["Samawa; As Samawah"]})
    >>> list_spellings(places, "place_id")
    {'P0003': 'P0003', 'Samawah': 'P0003', 'Samawa': 'P0003', 'As Samawah': 'P0003'}
    """
    keyed = table[table[key].notna()]
    spellings = {value: value for value in keyed[key]}
    for column in ("name", "name_ar", "aliases"):
        if column in keyed:
            for value, names in zip(keyed[key], keyed[column].fillna(""), strict=True):
                for name in names.split(";"):
                    if name.strip():
                        spellings.setdefault(name.strip(), value)
    return spellings


def name_lookalikes(value, other):
    """Name the characters by which a value differs from another one that looks the same.

    Parameters
    ----------
    value, other : str

    Returns
    -------
    str
        Each character with its code point; empty if the two look different, or are the same.

    Examples
    --------
    >>> name_lookalikes("B\\u0430sra", "Basra")
    'U+0430 CYRILLIC SMALL LETTER A'
    >>> name_lookalikes("Bas\\u200bra", "Basra")
    'U+200B ZERO WIDTH SPACE'
    >>> name_lookalikes("Basrah", "Basra")
    ''
    """
    if value == other or _keep_visible(value) != _keep_visible(other):
        return ""
    odd = [sign for sign in value if sign not in other] or [sign for sign in other if sign not in value]
    return ", ".join(map(name_character, dict.fromkeys(odd[:5])))


def name_character(sign):
    """Name a character by its code point.

    Examples
    --------
    >>> name_character("\\u200b")
    'U+200B ZERO WIDTH SPACE'
    """
    return f"U+{ord(sign):04X} {unicodedata.name(sign, 'without a name')}"


def _keep_visible(text):
    """Reduce a text to what one sees of it."""
    text = unicodedata.normalize("NFKC", QUOTES.sub("'", DASHES.sub("-", text.translate(LOOKALIKES))))
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf", "Co", "Cn"))
