"""The head of a table: columns by their families, which fold, and how a click orders by each."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _

from assay.runs.columns import PICKS, Column, Kind, Pick
from assay.runs.queries.table.asking import Sorting, first_order

# More columns are not drawn at once; the next ones are a click away.
A_PAGE = 40


@dataclass(frozen=True)
class Head:
    """A column, or with `folded` the one that stands for a whole family."""

    column: Column
    text: str
    pick: str = ""
    unit: str = ""
    order: str = ""
    sorted: str = ""
    folded: int = 0


@dataclass(frozen=True)
class Family:
    """Neighbouring columns of one kind and prefix. `id` is what folds it; those of attributes do not fold."""

    id: str
    title: str
    heads: list[Head]
    is_folded: bool

    @property
    def width(self) -> int:
        return len(self.heads)


@dataclass(frozen=True)
class Shown:
    """The columns of this page of columns, by family; `before` and `after` are where its neighbours begin."""

    families: list[Family]
    total: int
    start: int
    before: int | None
    after: int | None

    @property
    def heads(self) -> list[Head]:
        return [head for family in self.families for head in family.heads]

    @property
    def columns(self) -> list[Column]:
        """The columns with cells, without those that stand for a family."""
        return [head.column for head in self.heads if not head.folded]

    @property
    def starts(self) -> set[int]:
        """The places of the heads before which a line sets their family apart."""
        found, at = set(), 0
        for family in self.families:
            if family.title or at:
                found.add(at)
            at += family.width
        return found

    @property
    def end(self) -> int:
        return self.start + len(self.heads)

    def without(self, names: Collection[str]) -> "Shown":
        """Return the head without these columns."""
        left = [
            replace(one, heads=[head for head in one.heads if head.folded or head.column.name not in names])
            for one in self.families
        ]
        return replace(self, families=[one for one in left if one.heads])


def shown(
    columns: Sequence[Column], *, folded: Collection[str], pick: Pick, order: Sorting | None, start: int, differ: bool
) -> Shown:
    """Return the head; `differ` says that the params were chosen because they differ."""
    families = [_folded(one) if one.id in folded else one for one in _families(columns, pick, order, differ=differ)]
    heads = sum(one.width for one in families)
    start = max(0, min(start, heads - 1)) // A_PAGE * A_PAGE
    return Shown(
        families=list(_cut(families, start)),
        total=heads,
        start=start,
        before=start - A_PAGE if start else None,
        after=start + A_PAGE if start + A_PAGE < heads else None,
    )


def family_of(column: Column) -> str:
    return "" if column.kind is Kind.ATTRIBUTE else f"{column.kind}.{column.prefix}"


def _families(columns: Sequence[Column], pick: Pick, order: Sorting | None, *, differ: bool) -> Iterator[Family]:
    for number, (family, found) in enumerate(groupby(columns, key=family_of)):
        listed = list(found)
        title = _title(listed[0], pick, differ=differ)
        heads = [_head(one, pick, order) for one in listed]
        yield Family(family or f"attributes{number}", title, heads, is_folded=False)


def _title(column: Column, pick: Pick, *, differ: bool) -> str:
    if column.kind is Kind.METRIC:
        return column.prefix or _("Metrics, %(pick)s value") % {"pick": PICKS[pick]}
    if column.kind is Kind.PARAM:
        return column.prefix or (_("Parameters that differ") if differ else _("Parameters"))
    return "" if column.kind is Kind.ATTRIBUTE else column.prefix or _("Tags")


def _head(column: Column, pick: Pick, order: Sorting | None) -> Head:
    is_sorted = order is not None and order.column.name == column.name
    text = column.title.removeprefix(column.prefix) or column.title
    shows = PICKS[column.picked(pick)] if column.kind is Kind.METRIC and (column.pick or column.prefix) else ""
    return Head(
        column=column,
        text=text,
        pick=str(shows),
        unit=column.unit,
        order="" if column.plain == "attributes.dataset" else _next_order(column, order if is_sorted else None),
        sorted=("descending" if order.is_descending else "ascending") if order and is_sorted else "",
    )


def _next_order(column: Column, now: Sorting | None) -> str:
    """First the better way, then the other, then none."""
    first = first_order(column)
    if now is None:
        return str(first)
    return str(replace(first, is_descending=not first.is_descending)) if now == first else ""


def _folded(family: Family) -> Family:
    count = len(family.heads)
    return replace(family, heads=[replace(family.heads[0], folded=count, order="", sorted="")], is_folded=True)


def _cut(families: Sequence[Family], start: int) -> Iterator[Family]:
    """The heads from `start` on, as many as a page has."""
    at = 0
    for family in families:
        heads = family.heads[max(0, start - at) : max(0, start + A_PAGE - at)]
        at += family.width
        if heads:
            yield replace(family, heads=heads)
