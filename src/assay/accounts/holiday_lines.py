"""Holidays as people paste them: one line a day, `2026-12-25 Christmas`."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
MOST_LINES = 400
LONGEST = 80


def holidays_in(text: str) -> dict[date, str]:
    """Return the days with their names. Raises `ValidationError` that names the first line that does not fit."""
    lines = [line.strip() for line in text.splitlines()]
    found = {}
    for number, line in enumerate(lines, start=1):
        if line:
            day, name = _read(line, number)
            found[day] = name
    if not found:
        raise ValidationError(_("Write at least one line, like 2026-12-25 Christmas."))
    if len(found) > MOST_LINES:
        raise ValidationError(_("At most %(count)s lines at once.") % {"count": MOST_LINES})
    return found


def _read(line: str, number: int) -> tuple[date, str]:
    first, _blank, name = line.replace("\t", " ").partition(" ")
    try:
        day = date.fromisoformat(first.strip(",;"))
    except ValueError as error:
        said = _("Line %(number)s: %(text)s is no date. Begin with one like 2026-12-25.")
        raise ValidationError(said % {"number": number, "text": first[:20]}) from error
    name = name.strip()
    if not FIRST <= day <= LAST:
        raise ValidationError(_("Line %(number)s: the year must lie between 2000 and 2100.") % {"number": number})
    if not name or len(name) > LONGEST:
        said = _("Line %(number)s: write a name of at most 80 characters after the date.")
        raise ValidationError(said % {"number": number})
    return day, name
