"""Pages of a search: so many rows from a place on, of the rows there were at the first page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Max, Model, QuerySet

Row = TypeVar("Row", bound=Model)
MOST = 50_000


class BadPage(ValueError):
    """The token was not made by this search, or the size cannot be."""


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """Some rows in their order, and the token of the next page (empty on the last)."""

    rows: Sequence[Row]
    next: str


def slice_of(found: QuerySet[Row], *, size: int, token: str = "") -> Slice[Row]:
    """Return up to `size` rows. Raises `BadPage`.

    The token holds how many rows came before and the number of the newest row of all, so that what is added
    between two pages moves nothing.
    """
    start, newest = _place(token)
    rows = list((found if newest is None else found.filter(pk__lte=newest))[start : start + size + 1])
    if len(rows) <= size:
        return Slice(rows, "")
    if newest is None:
        newest = found.order_by().aggregate(newest=Max("pk"))["newest"] or rows[0].pk
    return Slice(rows[:size], f"{start + size}.{newest}")


def _place(token: str) -> tuple[int, int | None]:
    if not token:
        return 0, None
    parts = token.split(".")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 16 for part in parts):
        raise BadPage("Invalid value for parameter 'page_token'. Ask for the first page again.")
    return int(parts[0]), int(parts[1])
