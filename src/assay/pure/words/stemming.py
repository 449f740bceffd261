"""Stems of a word in the four languages of the product, accents folded.

Nobody says which language a text is in, and a title of three words does not tell, so a word gets the stems that all
languages of its script give it. Figures for this choice: docs/decisions/0017-the-words-of-the-index.md.
"""

import unicodedata
from functools import lru_cache

import snowballstemmer

_LATIN = tuple(snowballstemmer.stemmer(name) for name in ("english", "spanish", "portuguese"))
_CYRILLIC = (snowballstemmer.stemmer("russian"),)
# Endings that people type without their accents; the stemmers know them only with these.
_ACCENTED = (("cion", "ción"), ("sion", "sión"), ("cao", "ção"), ("coes", "ções"), ("soes", "sões"))
# A longer run of letters is no word of a language but a digest or a path.
LONGEST = 30


def folded(text: str) -> str:
    """Return the text in small letters and without accents; `ё` and `е` are one letter, as in most Russian print."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


@lru_cache(maxsize=50_000)
def stems(word: str) -> frozenset[str]:
    """Return the folded stems of a word other than the folded word itself; none for numbers and other scripts."""
    if not word.isalpha() or len(word) > LONGEST or len(word) < 3:
        return frozenset()
    plain = folded(word)
    spellings = {word.lower(), plain, *_accented(plain)}
    found = {folded(stemmer.stemWord(one)) for stemmer in _stemmers(plain) for one in spellings}
    return frozenset(one for one in found if one and one != plain)


def _accented(word: str) -> set[str]:
    return {word.removesuffix(bare) + written for bare, written in _ACCENTED if word.endswith(bare)}


def _stemmers(word: str) -> tuple[snowballstemmer.basestemmer.BaseStemmer, ...]:
    if "a" <= word[0] <= "z":
        return _LATIN
    return _CYRILLIC if "а" <= word[0] <= "я" else ()
