"""Read one value after a key."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from .errors import FilterError, Mistake
from .keys import CHOICES, Form, Key, form_of
from .near import nearest
from .syntax import Bound, Days, Sign, Value

_SHOWN = 40
_NUMBER = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)d?", re.IGNORECASE)
_DAYS = re.compile(r"([0-9]{1,4})(d|w)?", re.IGNORECASE)
_DATE = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
_WORKING_WEEK, _WEEK = 5, 7
# Ten years; counting on over holidays takes time for each day.
MOST_DAYS = 3660


def read_value(key: Key, sign: Sign, text: str, place: tuple[int, int]) -> Value:
    """Return the value as the key takes it. Raises `FilterError`."""
    form = form_of(key)
    if form in {Form.NAME, Form.CHOICE} and sign is not Sign.IS:
        raise FilterError(Mistake.NO_SIGN, place, instead=text, found=text[:_SHOWN])
    if form is Form.NAME:
        return text
    if form is Form.CHOICE:
        return _choice(key, text, place)
    return Bound(sign, _AMOUNTS[form](key, text, place))


def _choice(key: Key, text: str, place: tuple[int, int]) -> str:
    known = CHOICES[key]
    spelled = re.sub(r"[\s_]+", "-", text.casefold())
    if spelled in known:
        return spelled
    raise FilterError(
        Mistake.NOT_A_CHOICE,
        place,
        instead=nearest(spelled, known),
        found=text[:_SHOWN],
        key=key,
        known=", ".join(known),
    )


def _number(key: Key, text: str, place: tuple[int, int]) -> Decimal:
    found = _NUMBER.fullmatch(text)
    if not found:
        raise FilterError(Mistake.NOT_A_NUMBER, place, found=text[:_SHOWN], key=key)
    return Decimal(found[1])


def _working_days(key: Key, text: str, place: tuple[int, int]) -> Days:
    days = _days(text, week=_WORKING_WEEK)
    if days is None:
        raise FilterError(Mistake.NOT_WORKING_DAYS, place, found=text[:_SHOWN], key=key)
    return days


def _day(key: Key, text: str, place: tuple[int, int]) -> Days | date:
    if text.casefold() == "today":
        return Days(0)
    days = _days(text, week=_WEEK)
    if days is not None:
        return days
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # 2026-02-30
    raise FilterError(Mistake.NOT_A_DAY, place, found=text[:_SHOWN], key=key)


def _days(text: str, *, week: int) -> Days | None:
    found = _DAYS.fullmatch(text)
    number = int(found[1]) * (week if (found[2] or "").lower() == "w" else 1) if found else MOST_DAYS + 1
    return Days(number) if number <= MOST_DAYS else None


_AMOUNTS: Mapping[Form, Callable[[Key, str, tuple[int, int]], Decimal | Days | date]] = {
    Form.NUMBER: _number,
    Form.WORKING_DAYS: _working_days,
    Form.DAY: _day,
}
