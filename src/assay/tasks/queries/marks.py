"""What cards show beside their own rows: labels, steps of the check list, blockers. All by one query."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, IntegerField, Value

from assay.tasks.models import ChecklistItem, Task, TaskLink
from assay.tasks.queries.scope import Part

# What a row of `_mark_rows` is about.
_LABEL, _STEPS, _BLOCKERS = 0, 1, 2
# SQLite takes 32,766 values in one query, and each number of a task stands in it three times.
MOST_AT_ONCE = 10_000


@dataclass(slots=True)
class Marks:
    """What a card shows beside its own row."""

    labels: list[Part] = field(default_factory=list)
    steps: int = 0
    steps_done: int = 0
    has_blockers: bool = False


def marks_of(tasks: Sequence[int], labels: Iterable[Part]) -> dict[int, Marks]:
    """Return the labels, the steps and the blockers of the tasks: by one query for up to ten thousand of them."""
    by_id = {label.pk: label for label in labels}
    marks: dict[int, Marks] = defaultdict(Marks)
    for what, task_id, one, other in _mark_rows(tasks):
        mark = marks[task_id]
        if what == _LABEL:
            mark.labels.append(by_id[one])
        elif what == _STEPS:
            mark.steps, mark.steps_done = one, other
        else:
            mark.has_blockers = True
    for mark in marks.values():
        mark.labels.sort(key=lambda label: label.name)
    return marks


def _mark_rows(tasks: Sequence[int]) -> Iterable[tuple[int, int, int, int]]:
    for start in range(0, len(tasks), MOST_AT_ONCE):
        yield from _rows_of(tasks[start : start + MOST_AT_ONCE])


def _rows_of(shown: Sequence[int]) -> Iterable[tuple[int, int, int, int]]:
    carried = Task.labels.through.objects.filter(task__in=shown).annotate(what=_value(_LABEL), more=_value(0))
    steps = (
        ChecklistItem.objects.filter(task__in=shown)
        .values("task_id")
        .annotate(what=_value(_STEPS), all=Count("pk"), done=Count("done_at"))
    )
    blockers = TaskLink.objects.holding_up().filter(other__in=shown).annotate(what=_value(_BLOCKERS), more=_value(0))
    labels: Any = carried  # the types do not know what was noted on the rows
    rows = labels.values_list("what", "task_id", "label_id", "more")
    found: Iterable[tuple[int, int, int, int]] = rows.union(
        steps.values_list("what", "task_id", "all", "done"),
        blockers.values_list("what", "other_id", "task_id", "more"),
        all=True,
    )
    return found


def _value(number: int) -> Value:
    return Value(number, output_field=IntegerField())
