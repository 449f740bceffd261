"""Join two changes of one text, line by line.

The method is diff3 (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assay.pure.texts.comparing import MOST_PAIRS, codes_between


@dataclass(frozen=True)
class _Stretch:
    """Lines `base[start:end]` that one side replaced by `lines`."""

    start: int
    end: int
    lines: tuple[str, ...]


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Return the text with both changes of `base`, or None where they change the same or touching lines.

    Where a change is too much to compare in time, it counts as one of all lines between its first and its last.
    No line that either side wrote is lost, and none comes twice when both wrote the same.
    """
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    lines = _lines(base)
    joined = _joined(_stretches(lines, _lines(mine)), _stretches(lines, _lines(theirs)))
    return None if joined is None else _applied(lines, joined)


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _stretches(base: Sequence[str], other: Sequence[str]) -> list[_Stretch]:
    codes, _cost = codes_between(base, other, MOST_PAIRS)
    return [_Stretch(start, end, tuple(other[low:high])) for tag, start, end, low, high in codes if tag != "equal"]


def _joined(mine: Sequence[_Stretch], theirs: Sequence[_Stretch]) -> list[_Stretch] | None:
    """Return the changes of both in order, or None when two of them meet and are not the same."""
    found: list[_Stretch] = []
    for stretch in sorted({*mine, *theirs}, key=lambda one: (one.start, one.end)):
        if found and stretch.start <= found[-1].end:
            return None
        found.append(stretch)
    return found


def _applied(base: Sequence[str], stretches: Sequence[_Stretch]) -> str:
    return "\n".join(_written(base, stretches))


def _written(base: Sequence[str], stretches: Sequence[_Stretch]) -> Iterator[str]:
    at = 0
    for stretch in stretches:
        yield from base[at : stretch.start]
        yield from stretch.lines
        at = stretch.end
    yield from base[at:]
