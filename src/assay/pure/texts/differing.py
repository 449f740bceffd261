"""What differs between two texts, as people read it: changed lines with their words, and the lines around.

What takes too long to compare is shown as whole lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from assay.pure.texts.comparing import MOST_PAIRS, Code, codes_between, common, matcher, pairs

AROUND = 2
# What to look at a line costs at least, in pairs.
_LINE = 10
# Lines that have less in common than this are shown as one that went and one that came.
_ALIKE = 0.4
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


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Hunk:
    """Lines that belong together: changed ones and those around them. `line` is the first one's number afterwards."""

    line: int
    lines: tuple[Line, ...]


def difference(before: str, after: str) -> list[Hunk]:
    """Return the changed places in order; equal texts have none.

    Each line is a tuple of pieces. Its removed and same pieces together are lines of `before`, its added and same
    ones of `after`. A line ends with LF or, as in what a browser sends, with CR LF.
    """
    old, new = _lines_of(before), _lines_of(after)
    head, tail = common(old, new)
    skipped = max(0, head - AROUND)
    old, new = (lines[skipped : len(lines) - max(0, tail - AROUND)] for lines in (old, new))
    comparison = _Comparison(MOST_PAIRS)
    return [comparison.hunk(group, old, new, skipped) for group in _groups(old, new)]


def _lines_of(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n") if text else []


def _groups(old: Sequence[str], new: Sequence[str]) -> list[list[Code]]:
    if pairs(old, new) > MOST_PAIRS:
        return [codes_between(old, new, 0)[0]]
    return list(matcher(old, new).get_grouped_opcodes(AROUND))


@dataclass
class _Comparison:
    """How many pairs of words may still be compared."""

    left: int

    def hunk(self, codes: Sequence[Code], old: Sequence[str], new: Sequence[str], skipped: int) -> Hunk:
        lines = [line for code in codes for line in self._lines(code, old, new)]
        return Hunk(line=skipped + codes[0][3] + 1, lines=tuple(lines))

    def _lines(self, code: Code, old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
        """Pair lines that took each other's place in order; what one side has more stands by itself."""
        tag, start, end, low, high = code
        if tag == "equal":
            yield from _whole(Kind.SAME, old[start:end])
            return
        both = min(end - start, high - low, self.left // _LINE)
        for before, after in zip(old[start : start + both], new[low : low + both], strict=True):
            yield from self._words(before, after)
        yield from _whole(Kind.REMOVED, old[start + both : end])
        yield from _whole(Kind.ADDED, new[low + both : high])

    def _words(self, before: str, after: str) -> Iterator[Line]:
        old, new = _WORD.findall(before), _WORD.findall(after)
        codes, cost = codes_between(old, new, self.left)
        self.left -= min(self.left, _LINE + cost)
        same = sum(end - start for tag, start, end, *_ in codes if tag == "equal")
        if 2 * same < _ALIKE * (len(old) + len(new)):
            yield from (*_whole(Kind.REMOVED, [before]), *_whole(Kind.ADDED, [after]))
        else:
            yield _joined(codes, old, new)


def _whole(kind: Kind, lines: Sequence[str]) -> Iterator[Line]:
    return ((Piece(kind, line),) for line in lines)


def _joined(codes: Sequence[Code], old: Sequence[str], new: Sequence[str]) -> Line:
    """Return the pieces without empty ones, neighbours of one kind as one."""
    pieces: list[Piece] = []
    for tag, start, end, low, high in codes:
        if tag == "equal":
            pieces.append(Piece(Kind.SAME, "".join(old[start:end])))
        else:
            pieces += [Piece(Kind.REMOVED, "".join(old[start:end])), Piece(Kind.ADDED, "".join(new[low:high]))]
    groups = groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.kind)
    joined = tuple(Piece(kind, "".join(piece.text for piece in group)) for kind, group in groups)
    return joined or (Piece(Kind.SAME, ""),)
