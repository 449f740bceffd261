"""What cards show beside their own rows: labels, steps of the check list, blockers. All by one query."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import CharField, Count, F, IntegerField, Value

from assay.tasks.models import ChecklistItem, Task, TaskLink

# What a row of `_mark_rows` is about.
_LABEL, _STEPS, _BLOCKERS = 0, 1, 2
# SQLite takes 32,766 values in one query, and each number of a task stands in it three times.
MOST_AT_ONCE = 10_000


class LabelMark(NamedTuple):
    """A label as a card shows it."""

    name: str
    hue: int


@dataclass(slots=True)
class Marks:
    """What a card shows beside its own row."""

    labels: list[LabelMark] = field(default_factory=list)
    steps: int = 0
    steps_done: int = 0
    has_blockers: bool = False


def marks_of(tasks: Sequence[int]) -> dict[int, Marks]:
    """Return the labels, the steps and the blockers of the tasks: by one query for up to ten thousand of them."""
    marks: dict[int, Marks] = defaultdict(Marks)
    for what, task_id, one, other, name in _mark_rows(tasks):
        mark = marks[task_id]
        if what == _LABEL:
            mark.labels.append(LabelMark(name, one))
        elif what == _STEPS:
            mark.steps, mark.steps_done = one, other
        else:
            mark.has_blockers = True
    for mark in marks.values():
        mark.labels.sort(key=lambda label: label.name)
    return marks


def _mark_rows(tasks: Sequence[int]) -> Iterable[tuple[int, int, int, int, str]]:
    for start in range(0, len(tasks), MOST_AT_ONCE):
        yield from _rows_of(tasks[start : start + MOST_AT_ONCE])


def _rows_of(shown: Sequence[int]) -> Iterable[tuple[int, int, int, int, str]]:
    carried = Task.labels.through.objects.filter(task__in=shown).annotate(
        what=_value(_LABEL), more=_value(0), hue=F("label__hue"), name=F("label__name")
    )
    steps = (
        ChecklistItem.objects.filter(task__in=shown)
        .values("task_id")
        .annotate(what=_value(_STEPS), all=Count("pk"), done=Count("done_at"), name=_no_name())
    )
    blockers = (
        TaskLink.objects.holding_up()
        .filter(other__in=shown)
        .annotate(what=_value(_BLOCKERS), more=_value(0), name=_no_name())
    )
    labels: Any = carried  # the types do not know what was noted on the rows
    rows = labels.values_list("what", "task_id", "hue", "more", "name")
    found: Iterable[tuple[int, int, int, int, str]] = rows.union(
        steps.values_list("what", "task_id", "all", "done", "name"),
        blockers.values_list("what", "other_id", "task_id", "more", "name"),
        all=True,
    )
    return found


def _value(number: int) -> Value:
    return Value(number, output_field=IntegerField())


def _no_name() -> Value:
    return Value("", output_field=CharField())
