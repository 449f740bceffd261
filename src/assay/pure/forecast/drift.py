"""Whether the pace changed: a forecast from weeks that are no longer like today promises wrongly."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

LEAST, MOST = 8, 26
ALPHA = 0.05


@dataclass(frozen=True)
class Drift:
    """The later half of the weeks against the earlier one: mean counts, and how likely chance alone does as much."""

    earlier: float
    later: float
    p: float

    @property
    def is_real(self) -> bool:
        return self.p < ALPHA


def drift(weekly: Sequence[int]) -> Drift | None:
    """Compare the halves of the last weeks by an exact permutation test, two-sided; None below eight weeks.

    Under no change each choice of half the weeks is as likely as the one that happened; the subsets are counted out
    by their sums (Pitman, 1937). No shape of the counts is assumed.
    """
    recent = list(weekly[-MOST:])
    if len(recent) < LEAST:
        return None
    half = len(recent) // 2
    earlier, later = recent[: len(recent) - half], recent[len(recent) - half :]
    ways = _sums_of_subsets(recent, half)
    expected = sum(recent) * half / len(recent)
    apart = abs(sum(later) - expected)
    as_far = sum(count for total, count in ways.items() if abs(total - expected) >= apart - 1e-9)
    return Drift(sum(earlier) / len(earlier), sum(later) / half, as_far / comb(len(recent), half))


def _sums_of_subsets(values: Sequence[int], size: int) -> dict[int, int]:
    """Count the subsets of this size by their sum."""
    ways: list[dict[int, int]] = [{0: 1}, *({} for _ in range(size))]
    for value in values:
        for chosen in range(size, 0, -1):
            for total, count in ways[chosen - 1].items():
                ways[chosen][total + value] = ways[chosen].get(total + value, 0) + count
    return ways[size]
