"""What a board is about: one project, or all that the reader may see. With what belongs to it, by one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Case, CharField, F, IntegerField, Value, When
from django.urls import reverse

from assay.accounts.models import Person
from assay.accounts.models.person import Role
from assay.accounts.models.person.model import PersonQuerySet
from assay.projects.models import Column, Label, Phase, Project
from assay.tasks.models import Task
from assay.tasks.models.task.model import TaskQuerySet
from assay.tasks.taking import may_take

# What a row of `_parts` is.
_COLUMN, _PHASE, _LABEL = 0, 1, 2
# One live stream carries no more topics.
MOST_TOPICS = 90


class Part(NamedTuple):
    """A column, a phase or a label, as far as a board shows it. `figure` is a column's limit, of the others the hue."""

    what: int
    pk: int
    project_id: int
    name: str
    state: str
    place: int
    figure: int | None
    is_present: int

    @property
    def hue(self) -> int:
        return self.figure or 1

    @property
    def limit(self) -> int | None:
        return self.figure


@dataclass(frozen=True)
class Scope:
    """`project` is None on the board of the whole workspace."""

    reader: Person
    project: Project | None = None

    @cached_property
    def projects(self) -> list[Project]:
        if self.project is not None:
            return [self.project]
        return list(Project.objects.visible_to(self.reader).only("key", "name", "workspace").by_name())

    @property
    def workspace_id(self) -> int:
        return self.reader.workspace_id

    @property
    def tasks(self) -> TaskQuerySet:
        if self.project is not None:
            return Task.objects.filter(project=self.project)
        return Task.objects.visible_to(self.reader)

    @property
    def address(self) -> str:
        return reverse("tasks:board", args=[self.project.key]) if self.project else reverse("tasks:everywhere")

    def to(self, name: str) -> str:
        """Return the address of what belongs to this board, as `list`, `cell` or `lanes`."""
        if self.project is None:
            return reverse(f"tasks:{name}-everywhere")
        return reverse(f"tasks:{name}", args=[self.project.key])

    @property
    def everything(self) -> str:
        """The board without a filter, whatever view it opens with."""
        return f"{self.address}?lanes=person"

    @property
    def all_done(self) -> str:
        """The list of everything that was ever done."""
        return f"{self.to('list')}?filter=state%3Adone"

    @property
    def topics(self) -> str:
        """What the live stream tells of this board."""
        return " ".join(project.subject.topic for project in self.projects[:MOST_TOPICS])

    @property
    def workers(self) -> PersonQuerySet:
        """Who has a lane also without a task."""
        if self.project is not None:
            return may_take(self.project)
        return Person.objects.filter(workspace_id=self.workspace_id).present().exclude(role=Role.GUEST)

    @property
    def columns(self) -> list[Part]:
        return [part for part in self._parts if part.what == _COLUMN]

    @property
    def phases(self) -> list[Part]:
        return [part for part in self._parts if part.what == _PHASE]

    @property
    def labels(self) -> list[Part]:
        """Those of all projects are read by themselves, as hardly any page asks for them."""
        parts = self._parts if self.project else map(Part._make, _labels(self._ids))
        return sorted((part for part in parts if part.what == _LABEL), key=lambda label: label.name)

    @cached_property
    def _parts(self) -> list[Part]:
        rows = _columns(self._ids).union(_phases(self._ids), *([_labels(self._ids)] if self.project else []), all=True)
        return sorted(map(Part._make, rows), key=lambda part: (part.place, part.pk))

    @property
    def _ids(self) -> list[int]:
        return [project.pk for project in self.projects]


def _columns(projects: Sequence[int]) -> Any:
    columns: Any = Column.objects.filter(project__in=projects).present().annotate(state_=F("state"), figure=F("limit"))
    return _values(columns, _COLUMN, place=F("position"), present=_value(1))


def _phases(projects: Sequence[int]) -> Any:
    phases: Any = Phase.objects.filter(project__in=projects).annotate(state_=_text(), figure=F("hue"))
    is_present = Case(When(retired_at=None, then=_value(1)), default=_value(0))
    return _values(phases, _PHASE, place=F("position"), present=is_present)


def _labels(projects: Sequence[int]) -> Any:
    labels: Any = Label.objects.filter(project__in=projects).annotate(state_=_text(), figure=F("hue"))
    return _values(labels, _LABEL, place=_value(0), present=_value(1))


def _values(found: Any, what: int, *, place: Any, present: Any) -> Any:
    noted = found.annotate(what=_value(what), place=place, present=present)
    return noted.values_list("what", "pk", "project_id", "name", "state_", "place", "figure", "present")


def _value(number: int) -> Value:
    return Value(number, output_field=IntegerField())


def _text() -> Value:
    return Value("", output_field=CharField())
