"""One filter of tasks, as somebody typed it: what it means, what is wrong with it, and the tasks that fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from assay.accounts.calendars import Calendar
from assay.accounts.models import Person
from assay.projects.models import Project
from assay.pure.task_filter import MESSAGES, Filter, FilterError, Key, Value, parse, quoted, written
from assay.pure.task_filter.keys import ME
from assay.tasks.filtering.conditions import Conditions, Tasks, with_updated
from assay.tasks.models.task.model import TaskQuerySet


@dataclass(frozen=True)
class Problem:
    """What is wrong with the text: in words, where, and the whole text with what was probably meant (or nothing)."""

    message: str
    place: tuple[int, int]
    meant: str = ""
    mended: str = ""

    @property
    def column(self) -> int:
        """Where it begins, from 1."""
        return self.place[0] + 1


class TaskFilter:
    """`TaskFilter.read(text, reader=…)`, then `apply(tasks)`. A bad one finds nothing and says why in `errors`.

    Names are those of `project`, or of all projects that the reader sees. Reading asks the database at most three
    times, and only for what the filter names; applying asks nothing.
    """

    def __init__(
        self, text: str = "", wanted: Filter | None = None, conditions: Conditions | None = None, *errors: Problem
    ) -> None:
        self.text, self.wanted, self.errors = text, wanted or Filter(), errors
        self._conditions = conditions

    @classmethod
    def read(cls, text: str, *, reader: Person, at: datetime, project: Project | None = None) -> "TaskFilter":
        """Understand the text; any text is a filter, if perhaps a bad one."""
        try:
            wanted = parse(text)
            return cls(text, wanted, Conditions(wanted, reader=reader, project=project, at=at))
        except FilterError as error:
            return cls(text, Filter(), None, _problem(text, error))

    def apply(self, tasks: Tasks) -> Tasks:
        """Return those of the tasks that fit; each once, in their order."""
        if self.errors:
            return tasks.none()
        if self._conditions is None:
            return tasks
        if self._conditions.needs_updated:
            tasks = with_updated(tasks)
        return tasks.filter(*self._conditions.all)

    def shown_of(self, tasks: TaskQuerySet) -> TaskQuerySet:
        """Return those that fit and are at hand, or those of the archive where it is asked for."""
        return self.apply(tasks.archived() if self.is_archived else tasks.at_hand())

    @property
    def calendars(self) -> Mapping[int | None, Calendar]:
        """The calendars of everybody, if reading the filter needed them; else empty."""
        return self._conditions.calendars if self._conditions else {}

    @property
    def shelf_alone(self) -> "TaskFilter":
        """The filter that leaves nothing out of what lies on the same shelf."""
        return TaskFilter("is:archived", parse("is:archived")) if self.is_archived else TaskFilter()

    @property
    def as_text(self) -> str:
        """The filter as it is written: the typed text where it is a bad one."""
        return self.text if self.errors else written(self.wanted)

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.errors or self.wanted)

    @property
    def is_archived(self) -> bool:
        """Whether it asks for the archive, which else is left out."""
        return "archived" in self.wanted.values_of(Key.IS)

    @property
    def is_mine(self) -> bool:
        return self.wanted.values_of(Key.ASSIGNEE) == (ME,)

    def having(self, key: str, *values: str) -> str:
        """Return the text with these values for the key in place of those it has; without any, without the key."""
        return written(self.wanted.having(Key(key), *values))

    def values_of(self, key: str) -> tuple[Value, ...]:
        """Return what the key must be."""
        return self.wanted.values_of(Key(key))


def _problem(text: str, error: FilterError) -> Problem:
    begin, end = error.place
    meant = error.instead
    mended = f"{text[:begin]}{quoted(meant)}{text[end:]}" if meant else ""
    params: dict[str, Any] = {**error.params}
    return Problem(_(MESSAGES[error.mistake]).format(**params), error.place, meant, mended)
