"""Where in its column a card lies."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from assay.kit import ranks
from assay.projects.models import Column
from assay.tasks.models.task.creating import last_rank

if TYPE_CHECKING:
    from assay.tasks.models.task.model import Task

# Moves to one and the same spot make ranks longer; past this length the column gets short ones again.
LONGEST_RANK = 60


@dataclass(frozen=True)
class Place:
    """Where in the column: below one card, above one card, or by default at the end.

    `rank` is where the card lay once; it gets that very place while no other card has it.
    """

    below: "Task | None" = None
    above: "Task | None" = None
    rank: str = ""


END = Place()


def put(task: "Task", column: Column, place: Place, *, at: datetime) -> None:
    """Write column, rank and the moments that follow from the column's state."""
    task.rank = _rank(task, column, place)
    task.column = column
    if column.is_active and task.started_at is None:
        task.started_at = at
    task.finished_at = (task.finished_at or at) if column.is_done else None
    if not column.is_active:
        task.override_reason, task.overridden_at = "", None
    task.save(update_fields=["rank", "column", "started_at", "finished_at", "override_reason", "overridden_at"])
    if len(task.rank) > LONGEST_RANK:
        _shorten(column)
        task.refresh_from_db(fields=["rank"])


def _rank(task: "Task", column: Column, place: Place) -> str:
    """Return a rank at the place; a neighbour that moved away meanwhile means the end of the column."""
    others = column.tasks.exclude(pk=task.pk)
    if place.rank and not others.filter(rank=place.rank).exists():
        return place.rank
    if low := _rank_in(column, place.below, task):
        high = others.filter(rank__gt=low).order_by("rank").values_list("rank", flat=True).first() or ""
        return ranks.between(low, high)
    if high := _rank_in(column, place.above, task):
        low = others.filter(rank__lt=high).order_by("-rank").values_list("rank", flat=True).first() or ""
        return ranks.between(low, high)
    if task.column_id == column.pk:
        return task.rank
    return ranks.between(last_rank(column), "")


def _rank_in(column: Column, neighbour: "Task | None", task: "Task") -> str:
    """Return the neighbour's rank as it is now, under the lock; empty when it is not in the column."""
    if neighbour is None or neighbour.pk == task.pk:
        return ""
    return column.tasks.filter(pk=neighbour.pk).values_list("rank", flat=True).first() or ""


def _shorten(column: Column) -> None:
    """Give the cards of the column short ranks in the order they have."""
    cards = list(column.tasks.order_by("rank").only("pk"))
    # Ranks are unique row by row, so all step aside before the first one gets its new rank.
    column.tasks.update(rank=Concat(Value("~"), Cast(F("pk"), CharField(max_length=20))))
    rank = ""
    for card in cards:
        rank = ranks.between(rank, "")
        card.rank = rank
    column.tasks.bulk_update(cards, ["rank"], batch_size=200)
