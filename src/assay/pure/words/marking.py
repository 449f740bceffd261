"""Where a text holds what was asked: pieces to print, some of them marked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assay.pure.words.asking import Term
from assay.pure.words.splitting import parts_of, words_of
from assay.pure.words.stemming import stems
from assay.pure.words.unmarking import unmarked

# As people see words: `snake_case` is one here.
_SEEN = re.compile(r"\w+")
# Of a longer text only the beginning is looked through for something to show.
LOOKED_THROUGH = 20_000
BEFORE, AFTER = 60, 160
_MOST_ANSWERS = 20_000


@dataclass(frozen=True)
class Piece:
    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Excerpt:
    """A part of a text with its marks; `terms` says how many of those asked it holds."""

    pieces: tuple[Piece, ...]
    terms: int


def marked(text: str, terms: Sequence[Term]) -> tuple[Piece, ...]:
    """Return the whole text as pieces, with every word marked that answers a term."""
    return _pieces(text, [(begin, end) for begin, end, _term in _found(text, terms)])


def excerpt(text: str, terms: Sequence[Term]) -> Excerpt:
    """Return the surroundings of the first word that answers a term; without one the beginning of the text.

    Marks of Markdown are left out.
    """
    text = " ".join(unmarked(text[:LOOKED_THROUGH]).split())
    found = list(_found(text, terms))
    first = found[0][0] if found else 0
    begin = _word_start(text, max(0, first - BEFORE)) if first > BEFORE else 0
    end = _word_end(text, first + AFTER)
    inside = [(at - begin, to - begin) for at, to, _term in found if to <= end]
    pieces = _pieces(text[begin:end], inside)
    around = [Piece("… ")] if begin else [], [Piece(" …")] if end < len(text) else []
    return Excerpt((*around[0], *pieces, *around[1]), len({term for _at, _to, term in found}))


def _found(text: str, terms: Sequence[Term]) -> Iterable[tuple[int, int, int]]:
    """Yield begin and end of each word that answers a term, and which one."""
    if not terms:
        return
    answers = _answers_to(tuple(terms))
    for word in _SEEN.finditer(text):
        number = answers[word[0]]
        if number is not None:
            yield word.start(), word.end(), number


class _Answers(dict[str, int | None]):
    """Which of the terms each word answers; texts are made of few different words."""

    def __init__(self, terms: Sequence[Term]) -> None:
        super().__init__()
        self._terms = terms

    def __missing__(self, seen: str) -> int | None:
        if len(self) > _MOST_ANSWERS:
            self.clear()
        number = self[seen] = _answered(seen, self._terms)
        return number


@lru_cache(maxsize=16)
def _answers_to(terms: tuple[Term, ...]) -> _Answers:
    return _Answers(terms)


def _answered(seen: str, terms: Sequence[Term]) -> int | None:
    forms = _forms(seen)
    for number, term in enumerate(terms):
        if not forms.isdisjoint(term.words) or not forms.isdisjoint(term.forms):
            return number
        if term.is_prefix and any(form.startswith(term.words[-1]) for form in forms):
            return number
    return None


@lru_cache(maxsize=50_000)
def _forms(seen: str) -> frozenset[str]:
    words = words_of(seen)
    return frozenset({*words, *stems(seen), *parts_of(seen), "".join(words)})


def _pieces(text: str, places: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces, done = [], 0
    for begin, end in places:
        pieces += [Piece(text[done:begin]), Piece(text[begin:end], is_marked=True)]
        done = end
    return tuple(piece for piece in [*pieces, Piece(text[done:])] if piece.text)


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at)
    return space + 1 if 0 <= space < at + BEFORE else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - 30, at)
    return space if space > 0 else at
