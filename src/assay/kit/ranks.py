"""Ranks: short texts whose alphabetical order is the order of cards in a column.

A card between two others gets a text between theirs, so that a move writes one row. Digits and lower-case
letters only: their order is the same in every collation a database may use. A rank never ends in the lowest
digit, so that there is always room before it.
"""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_VALUE = {digit: value for value, digit in enumerate(DIGITS)}
_BASE = len(DIGITS)
WIDTH = 4


class NoRoom(ValueError):
    """The two neighbours are not in order, so nothing fits between them."""


def between(before: str, after: str) -> str:
    """Return a rank after `before` and before `after`; an empty text stands for the open end.

    Raises `NoRoom` when `before` does not sort below `after`.
    """
    if after and before >= after:
        raise NoRoom(f"{before!r} does not come before {after!r}.")
    if before and not after:
        return _step(before, 1)
    if after and not before:
        return _step(after, -1)
    return _between(before, after)


def _step(rank: str, direction: int) -> str:
    """Count on from an end of the column: a million cards at either end keep ranks of four digits."""
    number = int(rank[:WIDTH].ljust(WIDTH, DIGITS[0]), _BASE) + direction
    if 0 < number < _BASE**WIDTH:
        return _digits(number)
    return _between(rank, "") if direction > 0 else _between("", rank)


def _digits(number: int) -> str:
    text = ""
    for _ in range(WIDTH):
        number, digit = divmod(number, _BASE)
        text = DIGITS[digit] + text
    return text.rstrip(DIGITS[0])


def _between(before: str, after: str) -> str:
    shared = _shared_length(before, after)
    if shared:
        return after[:shared] + _between(before[shared:], after[shared:])
    low = _VALUE[before[0]] if before else 0
    high = _VALUE[after[0]] if after else _BASE
    if high - low > 1:
        return DIGITS[(low + high) // 2]
    if len(after) > 1:
        return after[0]
    return DIGITS[low] + _between(before[1:], "")


def _shared_length(before: str, after: str) -> int:
    """Count the leading digits both have, reading a missing digit of `before` as the lowest."""
    count = 0
    for index, digit in enumerate(after):
        if (before[index] if index < len(before) else DIGITS[0]) != digit:
            break
        count += 1
    return count
