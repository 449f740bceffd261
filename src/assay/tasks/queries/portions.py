"""How many cards a board draws of each cell: thirty, and fewer where so many cells lie side by side that all together
would be more than anybody looks at. Counts are always those of all cards, and the rest of a cell is one click away.
"""

from collections.abc import Collection

# Cards of one cell that are drawn at first, from a small board to one of hundreds of lanes.
PORTIONS = (30, 20, 12, 8, 5, 3, 2, 1)
MOST_CARDS = 500


def portion_of(counts: Collection[int], before: int = 0) -> int:
    """Return how many cards are drawn of each cell, when the cells hold so many.

    `before` is what the page that asks shows now. It stays as it is while it is next to what is right, so that cards
    do not come and go whenever the board grows or shrinks by one.
    """
    right = next((portion for portion in PORTIONS if _drawn(counts, portion) <= MOST_CARDS), PORTIONS[-1])
    is_near = before in PORTIONS and abs(PORTIONS.index(before) - PORTIONS.index(right)) <= 1
    return before if is_near else right


def _drawn(counts: Collection[int], portion: int) -> int:
    return sum(min(count, portion) for count in counts)
