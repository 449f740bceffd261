"""Pages of a list: by cursor, so that rows which arrive meanwhile move nothing."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
MOST = 200


class BadCursor(ValueError):
    """The cursor was not made by this list; ask for the first page again."""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, newest first, and the cursor of the next page (empty on the last)."""

    items: list[Row]
    next: str


def newest_first(rows: QuerySet[Row], *, cursor: str = "", size: int = 50) -> Page[Row]:
    """Return up to `size` rows (200 at most) older than `cursor`.

    Raises `BadCursor` for a cursor that is no row number.
    """
    size = max(1, min(size, MOST))
    if cursor:
        rows = rows.filter(pk__lt=_row_number(cursor))
    found = list(rows.order_by("-pk")[: size + 1])
    more = str(found[size - 1].pk) if len(found) > size else ""
    return Page(items=found[:size], next=more)


def _row_number(cursor: str) -> int:
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 18:
        raise BadCursor("This page marker is not valid. Start again from the first page.")
    return int(cursor)
