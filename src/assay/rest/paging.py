"""Lists of the API: `{"items": […], "next": "cursor or empty"}`, newest first."""

from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Schema
from pydantic import Field

from assay.kit.paging import MOST, newest_first

Item = TypeVar("Item")


class PageAsked(Schema):
    """Which part of a list: use as `page: Query[PageAsked]`."""

    cursor: str = ""
    limit: int = Field(default=50, ge=1, le=MOST)


class Listed(Schema, Generic[Item]):
    """A page of a list; an empty `next` says that it is the last."""

    items: list[Item]
    next: str = ""


def listed(rows: QuerySet[Any], page: PageAsked) -> dict[str, Any]:
    """Return the rows that `page` asks for. Raises `BadCursor`, which the API answers with 400."""
    found = newest_first(rows, cursor=page.cursor, size=page.limit)
    return {"items": found.items, "next": found.next}
