"""How a text falls into words, so that `bert` finds "BERT-base" and `resnet` finds "ResNet50v2"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assay.pure.words.stemming import folded, stems

__all__ = ["Indexed", "compound", "folded", "indexed", "parts_of", "runs_of", "words_of"]

# Letters and digits; signs of scripts that put no space between words stand alone.
_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
# What was written without a space: BERT-base, snake_case, 0.001, path/to/it.
_COMPOUND = re.compile(r"[^\W_]+(?:[-_./+:'][^\W_]+)+")
_PART = re.compile(r"[A-ZА-ЯЁ]+(?![a-zа-яё])|[A-ZА-ЯЁ]?[a-zа-яё]+|\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
# Both databases limit the length of a word.
LONGEST = 64


@dataclass(frozen=True)
class Indexed:
    """What an index keeps of a text: its words in order, and further forms under which it is found."""

    words: str
    more: str


def indexed(text: str) -> Indexed:
    """Return words and further forms (stems, parts and whole spellings of compounds), each separated by a space."""
    more: dict[str, None] = {}
    for run in runs_of(text):
        more.update(dict.fromkeys(sorted(stems(run) | parts_of(run))))
    more.update(dict.fromkeys(compound(found[0]) for found in _COMPOUND.finditer(text)))
    return Indexed(" ".join(words_of(text)), " ".join(more))


def words_of(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    return [word for run in runs_of(text) if (word := _word(run))]


def compound(text: str) -> str:
    """Return the letters and digits of a spelling as one word: `ML-EXP-05` is `mlexp05`."""
    return "".join(words_of(text))[:LONGEST]


def runs_of(text: str) -> Iterator[str]:
    return (found[0] for found in _RUN.finditer(text))


def parts_of(run: str) -> set[str]:
    """Return the folded parts of one run: `ResNet50v2` has resnet, res, net, 50, v and 2; a plain word has none."""
    if run.isalpha() and (run.islower() or run.isupper() or run.istitle()):
        return set()
    found = {*_PART.findall(run), *_LETTERS.findall(run)}
    parts = {part for one in found if (part := _word(one))}
    return {form for part in parts for form in (part, *stems(part))} - {_word(run)}


def _word(run: str) -> str:
    return "".join(sign for sign in folded(run) if sign.isalnum())[:LONGEST]
