"""How a piece of work that is too long for one task is cut into parts: whole weeks first, then what is left."""

from decimal import ROUND_UP, Decimal

WEEK = Decimal(5)
HALF_A_DAY = Decimal("0.5")
MOST_PARTS = 20
_SMALLEST = Decimal("0.1")


def proposed_parts(days: Decimal) -> list[Decimal]:
    """Return the days of two parts or more, none above five, that are `days` together: 9 is 5 and 4.

    No part is shorter than half a day if that can be: 5.2 is 2.6 twice. What is a week or less is halved.
    Nothing comes back for work that cannot be cut in two, or would need more than twenty parts.
    """
    if not 2 * _SMALLEST <= days <= MOST_PARTS * WEEK:
        return []
    if days <= WEEK:
        return _halves(days)
    weeks, rest = int(days // WEEK), days % WEEK
    if not rest:
        return [WEEK] * weeks
    if rest < HALF_A_DAY:
        return [WEEK] * (weeks - 1) + _halves(WEEK + rest)
    return [*[WEEK] * weeks, rest]


def _halves(days: Decimal) -> list[Decimal]:
    """Cut in two, in half days where that goes: 3 is 1.5 twice, 2.5 is 1.5 and 1."""
    unit = HALF_A_DAY if days >= 1 and not days % HALF_A_DAY else _SMALLEST
    first = (days / 2 / unit).to_integral_value(rounding=ROUND_UP) * unit
    return [first, days - first]
