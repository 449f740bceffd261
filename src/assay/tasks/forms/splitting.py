"""The rows in which people say into which parts a task is split: on a page of their own, or in the form of the task."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from assay.pure.splitting import MOST_PARTS, proposed_parts
from assay.tasks.models.task.creating import TooLong, checked_estimate, days_in, plain_days
from assay.tasks.models.task.splitting import Part

MOST_TITLE = 200


@dataclass(frozen=True)
class PartRow:
    """What stands in one row, and what is wrong with it."""

    title: str
    days: str
    title_error: str = ""
    days_error: str = ""

    @property
    def part(self) -> Part:
        return Part(self.title, days_in(self.days))

    def checked(self) -> "PartRow":
        return replace(self, title_error=_wrong_title(self.title), days_error=_wrong_days(self.days))


@dataclass(frozen=True)
class PartsForm:
    """Two rows or more. The first one is the task itself; `is_inside` when its title stands in the form around."""

    rows: tuple[PartRow, ...]
    is_inside: bool = False

    @classmethod
    def proposed(cls, title: str, days: Decimal | None, *, is_inside: bool = False) -> "PartsForm":
        """Offer parts of at most five days; two without an estimate where nobody said how long it takes."""
        parts = proposed_days(days) or ["", ""]
        rows = [PartRow(_titled(title, number), part) for number, part in enumerate(parts, start=1)]
        return cls(tuple(rows), is_inside)

    @classmethod
    def sent(cls, data: QueryDict, *, title: str | None = None) -> "PartsForm":
        """Read the rows that were sent; `title` is the first one's where the form around says it."""
        titles = [text.strip() for text in data.getlist("part_title")[:MOST_PARTS]]
        if title is not None:
            titles = [title.strip(), *titles]
        days = [text.strip() for text in data.getlist("part_days")[:MOST_PARTS]]
        rows = tuple(PartRow(*row) for row in zip(titles, days, strict=False))
        return cls(rows or (PartRow("", ""),), title is not None)._asked(data)

    @property
    def parts(self) -> list[Part]:
        """The parts of valid rows."""
        return [row.part for row in self.rows]

    @property
    def total(self) -> Decimal:
        """How many days the rows make together, as far as they can be read."""
        return sum((days_in(row.days) or Decimal(0) for row in self.rows), Decimal(0))

    @property
    def can_grow(self) -> bool:
        return len(self.rows) < MOST_PARTS

    @property
    def is_valid(self) -> bool:
        return all(not (row.title_error or row.days_error) for row in self.checked().rows)

    def checked(self) -> "PartsForm":
        """Return the rows with what is wrong with each."""
        return replace(self, rows=tuple(row.checked() for row in self.rows))

    def _asked(self, data: QueryDict) -> "PartsForm":
        """Add or remove a row, if one of those buttons was pressed."""
        rows = list(self.rows)
        gone = data.get("part_gone", "")
        if "part_more" in data and self.can_grow:
            rows.append(PartRow(_titled(rows[0].title, len(rows) + 1), ""))
        elif gone.isascii() and gone.isdigit() and len(gone) < 3 and 0 < int(gone) < len(rows) and len(rows) > 2:
            del rows[int(gone)]
        return replace(self, rows=tuple(rows))


def proposed_days(days: Decimal | None) -> list[str]:
    """Return the days of the parts that are offered, as people write them; nothing where there is nothing to offer."""
    return [plain_days(part) or "" for part in proposed_parts(days or Decimal(0))]


def asks_again(data: Iterable[str]) -> bool:
    """Whether a row is asked for or taken away, or a preview is wanted, so that nothing is made yet."""
    return any(name in data for name in ("part_more", "part_gone", "preview"))


def days_sent(text: str) -> Decimal | None:
    """Return the days that somebody asks for in an address or a field, or None for what is no number."""
    days = days_in(text)
    return days if days is not None and 0 < days <= MOST_PARTS * 5 else None


def _titled(title: str, number: int) -> str:
    if number == 1:
        return title
    return _("%(title)s, part %(number)d") % {"title": title[: MOST_TITLE - 20], "number": number}


def _wrong_title(title: str) -> str:
    if not title:
        return _("Say what this part is.")
    try:
        forms.CharField(max_length=MOST_TITLE).clean(title)
    except forms.ValidationError as error:
        return str(error.messages[0])
    return ""


def _wrong_days(text: str) -> str:
    if not text:
        return ""
    days = days_in(text)
    if days is None:
        return _("Write a number of days, or leave it empty.")
    try:
        checked_estimate(days)
    except TooLong as error:
        return _("5 days at most: add a part.") if days > 5 else str(error)
    return ""
