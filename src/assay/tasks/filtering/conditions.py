"""Each key of the filter as a condition on the rows of tasks. Every condition is true or false of a row by itself."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.projects.models import ColumnState, Project
from assay.pure.task_filter import NAMES, NOBODY, Bound, Condition, Filter, Key, Sign, Value, Words
from assay.pure.task_filter.keys import ME
from assay.pure.words import Question, Term, term_of, words_of
from assay.search.asking import subjects_holding
from assay.tasks.filtering.moments import EVERYTHING, NOTHING, Moments
from assay.tasks.filtering.names import Names, Place
from assay.tasks.models import Attachment, ChecklistItem, Comment, Task, TaskLink
from assay.tasks.models.task.model import is_of_nature

Tasks = TypeVar("Tasks", bound=QuerySet[Task])

_LOOKUPS = {Sign.IS: "exact", Sign.BELOW: "lt", Sign.AT_MOST: "lte", Sign.ABOVE: "gt", Sign.AT_LEAST: "gte"}
_MOMENTS = {
    Key.CREATED: "created_at",
    Key.STARTED: "started_at",
    Key.FINISHED: "finished_at",
    Key.UPDATED: "updated_at",
}
_FIELDS = {Key.KIND: "kind", Key.STATE: "column__state", Key.DISCIPLINE: "discipline"}
_DONE = Q(column__state=ColumnState.DONE)
_STARTED = ~Q(started_at=None) & ~_DONE


class Conditions:
    """The terms of one filter as conditions, in their order. Raises `FilterError` for names that mean nothing."""

    def __init__(self, wanted: Filter, *, reader: Person, project: Project | None, at: datetime) -> None:
        asked = [one.key for one in wanted.conditions]
        self._names = Names(reader, project, [one.key for one in wanted.conditions if _needs_names(one)])
        self._moments = Moments(reader, at=at)
        self.needs_updated = Key.UPDATED in asked
        self.all = [self._of(term) for term in wanted.terms]
        self.calendars = self._moments.calendars

    def _of(self, term: Condition | Words) -> Q:
        found = says(term) if isinstance(term, Words) else self._any(term)
        return ~found if term.is_negated else found

    def _any(self, condition: Condition) -> Q:
        found = NOTHING
        for value, place in zip(condition.values, condition.places, strict=True):
            found |= self._one(condition.key, value, place)
        return found

    def _one(self, key: Key, value: Value, place: Place) -> Q:
        if isinstance(value, Bound):
            return self._compared(key, value)
        if key in NAMES:
            return _is_one_of(key, self._names.ids(key, value, place))
        if key is Key.IS:
            return self._is(value)
        if key is Key.HAS:
            return _HAS[value]()
        if key is Key.NATURE:
            return is_of_nature(value)
        return Q((_FIELDS[key], value))

    def _compared(self, key: Key, bound: Bound) -> Q:
        if key is Key.ESTIMATE:
            return Q((f"estimate_days__{_LOOKUPS[bound.sign]}", bound.amount))
        if key is Key.AGE:
            return _STARTED & self._moments.age(bound)
        if key is Key.DUE:
            return _STARTED & ~Q(estimate_days=None) & self._moments.due(bound)
        return self._moments.past(_MOMENTS[key], bound)

    def _is(self, value: str) -> Q:
        if value == "overrun":
            return _STARTED & self._moments.overrun()
        return _IS[value]()


def _needs_names(condition: Condition) -> bool:
    """Whether there are values whose meaning only the database knows."""
    return condition.key in NAMES and not {ME, NOBODY}.issuperset(condition.values)


def with_updated(tasks: Tasks) -> Tasks:
    """Let the rows be asked for `updated_at`: when their history last grew."""
    newest = Event.objects.filter(subject_kind="task", subject_id=Cast(OuterRef("pk"), CharField())).order_by("-pk")
    return tasks.alias(updated_at=Subquery(newest.values("at")[:1]))


def says(words: Words) -> Q:
    """The task, its comments, its check list, its files or labels say this; marks without letters ask nothing."""
    term = Term(tuple(words_of(words.text)), is_exact=True) if words.is_phrase else term_of(words.text, is_prefix=True)
    if not term.words:
        return NOTHING if words.is_negated else EVERYTHING
    return Q(pk__in=subjects_holding(Question((term,)), "task"))


def _is_one_of(key: Key, ids: list[int | None]) -> Q:
    if key is Key.LABEL:
        return Q(pk__in=Task.labels.through.objects.filter(label__in=ids).values("task"))
    field = {Key.AUTHOR: "created_by"}.get(key, key.value)
    found = Q((f"{field}__in", [one for one in ids if one is not None]))
    return found | Q((field, None)) if None in ids else found


def _with(rows: QuerySet[Any], field: str = "task") -> Q:
    return Q(Exists(rows.filter(**{field: OuterRef("pk")})))


_IS: Mapping[str, Callable[[], Q]] = {
    "open": lambda: ~_DONE & Q(archived_at=None, trashed_at=None),
    "archived": lambda: ~Q(archived_at=None),
    "unassigned": lambda: Q(assignee=None),
    "blocked": lambda: ~_DONE & (~Q(blocked_at=None) | _with(TaskLink.objects.holding_up(), "other")),
}
_HAS: Mapping[str, Callable[[], Q]] = {
    "comments": lambda: _with(Comment.objects.present()),
    "estimate": lambda: ~Q(estimate_days=None),
    "files": lambda: _with(Attachment.objects.present()),
    "labels": lambda: _with(Task.labels.through.objects.all()),
    "links": lambda: _with(TaskLink.objects.all()) | _with(TaskLink.objects.all(), "other"),
    "result": lambda: ~Q(result={}),
    "steps": lambda: _with(ChecklistItem.objects.all()),
}
