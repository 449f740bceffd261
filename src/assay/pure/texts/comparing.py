"""Compare two sequences of words or lines in bounded time.

`difflib.SequenceMatcher` takes time with the number of pairs of equal ones, so their number is limited. Blank ones do
not count, they only go along with what is beside them.
"""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

MOST_PAIRS = 20_000
Code = tuple[str, int, int, int, int]


def codes_between(old: Sequence[str], new: Sequence[str], most: int) -> tuple[list[Code], int]:
    """Return how to come from one to the other, and the pairs it took: above `most` the middle is simply replaced."""
    head, tail = common(old, new)
    until, to = len(old) - tail, len(new) - tail
    mine, theirs = old[head:until], new[head:to]
    middle: list[Code] = [("replace", 0, len(mine), 0, len(theirs))]
    cost = pairs(mine, theirs)
    if cost > most:
        cost = 0
    elif cost:
        middle = list(matcher(mine, theirs).get_opcodes())
    moved = [(tag, a + head, b + head, c + head, d + head) for tag, a, b, c, d in middle]
    return [("equal", 0, head, 0, head), *moved, ("equal", until, len(old), to, len(new))], cost


def common(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many at the beginning, and then at the end, are the same."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return head, tail


def pairs(old: Sequence[str], new: Sequence[str]) -> int:
    counts = Counter(new)
    return sum(times * counts[one] for one, times in Counter(old).items() if not _is_blank(one))


def matcher(old: Sequence[str], new: Sequence[str]) -> "SequenceMatcher[str]":
    return SequenceMatcher(_is_blank, old, new, autojunk=False)


def _is_blank(one: str) -> bool:
    return not one.strip()
