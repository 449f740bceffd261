"""The lanes of a board: which there are for each kind, those without tasks too, and what a drop into one means."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.accounts.models.person import Discipline
from assay.tasks.queries.look import LaneKind
from assay.tasks.queries.scope import Part, Scope

People = Sequence[Person | None]


@dataclass(frozen=True)
class LaneHead:
    """The left end of one row of the board. `key` names it in addresses, `value` in the rows of the tasks.

    A card dropped into it is sent `drop`: `key`; without one it keeps what it has. `in_progress` counts the tasks of
    all boards, `in_progress_here` those of this one.
    """

    kind: LaneKind
    key: str
    value: int | str | None
    name: str
    drop: str = ""
    person: Person | None = None
    hue: int = 0
    in_progress: int = 0
    in_progress_here: int = 0
    back_on: date | None = None

    @property
    def id(self) -> str:
        return self.key or "0"

    @property
    def fold(self) -> str:
        """How the reader's choice names it."""
        return f"{self.kind}:{self.key}"

    @property
    def is_of_people(self) -> bool:
        return self.kind == LaneKind.PERSON

    @property
    def is_over(self) -> bool:
        return self.in_progress > 1


def kinds_of(scope: Scope) -> list[LaneKind]:
    """Return what lanes can be here; one project has no lanes by project."""
    return [kind for kind in LaneKind if kind != LaneKind.PROJECT or scope.project is None]


def lane_field(scope: Scope, kind: LaneKind) -> str:
    """Return by what tasks are parted into lanes, in words of the database; nothing for one lane."""
    fields = {
        LaneKind.PERSON: "assignee_id",
        LaneKind.PHASE: "phase_id" if scope.project else "phase__name",
        LaneKind.PROJECT: "project_id",
        LaneKind.DISCIPLINE: "discipline",
        LaneKind.NONE: "",
    }
    return fields[kind]


def lanes_of(scope: Scope, kind: LaneKind, people: People) -> list[LaneHead]:
    """Return the lanes in their order; `people` are whose lanes there would be, None for nobody's."""
    made: Mapping[LaneKind, Callable[[], list[LaneHead]]] = {
        LaneKind.PERSON: lambda: [_of_person(person) for person in people],
        LaneKind.PHASE: lambda: _of_phases(scope),
        LaneKind.PROJECT: lambda: _of_projects(scope),
        LaneKind.DISCIPLINE: _of_disciplines,
        LaneKind.NONE: lambda: [LaneHead(LaneKind.NONE, "", 0, _("All tasks"))],
    }
    return made[kind]()


def _of_person(person: Person | None) -> LaneHead:
    if person is None:
        return LaneHead(LaneKind.PERSON, "", None, _("Nobody"), "lane")
    return LaneHead(LaneKind.PERSON, str(person.pk), person.pk, person.short_name, "lane", person=person)


def _of_phases(scope: Scope) -> list[LaneHead]:
    """One lane for each phase; over projects, for each name that phases have."""
    lanes: dict[int | str, LaneHead] = {}
    for phase in sorted(scope.phases, key=lambda one: not one.is_present):
        value = phase.pk if scope.project else phase.name
        lanes.setdefault(value, _of_phase(phase, value))
    return list(lanes.values())


def _of_phase(phase: Part, value: int | str) -> LaneHead:
    drop = "phase" if phase.is_present else ""
    return LaneHead(LaneKind.PHASE, str(phase.pk), value, phase.name, drop, hue=phase.hue)


def _of_projects(scope: Scope) -> list[LaneHead]:
    return [LaneHead(LaneKind.PROJECT, str(one.pk), one.pk, one.name, "project") for one in scope.projects]


def _of_disciplines() -> list[LaneHead]:
    known = [LaneHead(LaneKind.DISCIPLINE, one.value, one.value, str(one.label), "discipline") for one in Discipline]
    return [*known, LaneHead(LaneKind.DISCIPLINE, "", "", _("Any discipline"), "discipline")]
