"""What differs between two texts, as people read it: changed lines with their words, and the lines around."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

AROUND = 2
# Comparing words takes time with the square of their number; longer stretches are shown as whole lines.
MOST_WORDS = 2000
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


class Kind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Words that are in both texts, or in one of them only."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Hunk:
    """Lines that belong together: changed ones and those around them. `line` is the first one's number afterwards."""

    line: int
    lines: tuple[tuple[Piece, ...], ...]


def difference(before: str, after: str) -> list[Hunk]:
    """Return the changed places in order; equal texts have none.

    Each line is a tuple of pieces. Its removed and same pieces together are lines of `before`, its added and same
    ones of `after`.
    """
    old, new = before.split("\n"), after.split("\n")
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [_hunk(group, old, new) for group in matcher.get_grouped_opcodes(AROUND)]


_Code = tuple[str, int, int, int, int]


def _hunk(codes: Sequence[_Code], old: Sequence[str], new: Sequence[str]) -> Hunk:
    lines = [line for code in codes for line in _lines(code, old, new)]
    return Hunk(line=codes[0][3] + 1, lines=tuple(lines))


def _lines(code: _Code, old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    tag, start, end, low, high = code
    if tag == "equal":
        yield from ((Piece(Kind.SAME, line),) for line in old[start:end])
    elif tag == "replace":
        yield from _replaced(old[start:end], new[low:high])
    else:
        yield from ((Piece(Kind.REMOVED, line),) for line in old[start:end])
        yield from ((Piece(Kind.ADDED, line),) for line in new[low:high])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    """Pair the lines in order and compare their words; what one side has more stands by itself."""
    both = min(len(old), len(new))
    for before, after in zip(old[:both], new[:both], strict=True):
        yield from _words(before, after)
    yield from ((Piece(Kind.REMOVED, line),) for line in old[both:])
    yield from ((Piece(Kind.ADDED, line),) for line in new[both:])


def _words(before: str, after: str) -> Iterator[tuple[Piece, ...]]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if len(old) + len(new) > MOST_WORDS or matcher.ratio() < 0.4:
        yield (Piece(Kind.REMOVED, before),)
        yield (Piece(Kind.ADDED, after),)
        return
    pieces: list[Piece] = []
    for tag, start, end, low, high in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Kind.SAME, "".join(old[start:end])))
            continue
        pieces += [Piece(Kind.REMOVED, "".join(old[start:end])), Piece(Kind.ADDED, "".join(new[low:high]))]
    yield _joined(pieces)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces without empty ones, neighbours of one kind as one."""
    full = [piece for piece in pieces if piece.text]
    groups = groupby(full, key=lambda piece: piece.kind)
    return tuple(Piece(kind, "".join(piece.text for piece in group)) for kind, group in groups)
