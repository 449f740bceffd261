"""The tasks that a figure counts, and those that it does not with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assay.insights.figures.counted import Counted
from assay.insights.look import Look
from assay.insights.ways import Way
from assay.insights.wording import reason_in_words
from assay.kit.pages import address_of

PAGE = 100
_SOME = 8


@dataclass(frozen=True)
class Group:
    """Tasks of one kind for a figure: why they do not count, how many there are, and the keys and addresses of some."""

    words: str
    count: int
    some: list[tuple[str, str]]


@dataclass(frozen=True)
class Computed:
    """What stands below a figure: the tasks it counts, and the others by reason."""

    counted: Group
    others: list[Group]

    @property
    def left(self) -> int:
        return sum(one.count for one in self.others)


@dataclass(frozen=True)
class CountedRow:
    """A task as a figure sees it; `reason` is empty for those that count. Days are none before its end."""

    key: str
    way: Way | None
    reason: str = ""
    begun_on: date | None = None
    ended_on: date | None = None
    days: int | None = None


@dataclass(frozen=True)
class CountedPage:
    rows: list[CountedRow]
    counted: int
    reasons: list[tuple[str, int]]
    total: int
    page: int = 1
    pages: int = 1


def computed(counted: Counted) -> Computed:
    others = [_group(reason_in_words(one.reason), one.keys) for one in counted.left_out]
    return Computed(_group("", counted.keys), others)


def _group(words: str, keys: Sequence[str]) -> Group:
    return Group(words, len(keys), [(key, address_of("tasks:task", key)) for key in keys[:_SOME]])


def counted_page(look: Look, counted: Counted, *, page: int = 1, size: int | None = PAGE) -> CountedPage:
    """Return a page of all tasks, those that count first; without a size all of them."""
    told = [(key, "") for key in counted.keys]
    told += [(key, reason_in_words(one.reason)) for one in counted.left_out for key in one.keys]
    size = size or max(len(told), 1)
    pages = max(-(-len(told) // size), 1)
    page = min(max(page, 1), pages)
    return CountedPage(
        rows=_rows(look, told[(page - 1) * size : page * size]),
        counted=len(counted.keys),
        reasons=[(reason_in_words(one.reason), len(one.keys)) for one in counted.left_out],
        total=len(told),
        page=page,
        pages=pages,
    )


def _rows(look: Look, told: Sequence[tuple[str, str]]) -> list[CountedRow]:
    days = {one.item.key: one.days for one in look.cycle.finished}
    return [_row(key, reason, look.way.get(key), days.get(key)) for key, reason in told]


def _row(key: str, reason: str, way: Way | None, days: int | None) -> CountedRow:
    if way is None:
        return CountedRow(key, None, reason)
    began, ended = way.item.started_at, way.item.finished_at
    return CountedRow(key, way, reason, began.date() if began else None, ended.date() if ended else None, days)
