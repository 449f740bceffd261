"""The board: columns × one lane per person. The number of queries does not depend on the number of tasks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from assay.accounts.calendars import Calendar, calendars_of
from assay.accounts.models import Person
from assay.projects.models import Column, ColumnState, Label, Phase, Project
from assay.tasks.models import Task
from assay.tasks.queries.cards import Card, cards_by_cell, tasks_on_board
from assay.tasks.queries.filters import CELL, BoardFilter, CellName, cell_name
from assay.tasks.queries.people import may_take

Cells = Mapping[CellName, tuple[list[Card], int]]


@dataclass(frozen=True)
class Cell:
    """What lies in one column of one lane; `total` counts also the cards that are not shown."""

    column: Column
    person: Person | None
    cards: list[Card]
    total: int

    @property
    def rest(self) -> int:
        return self.total - len(self.cards)

    @property
    def id(self) -> str:
        return f"cell-{self.column.pk}-{self.person.pk if self.person else 0}"

    @property
    def more(self) -> str:
        """How an address asks for the next cards as well."""
        return cell_name(self.column.pk, self.person.pk if self.person else None, len(self.cards) + CELL)

    @property
    def shown(self) -> str:
        """How an address asks for what is shown now, when that is more than the first thirty."""
        count = len(self.cards)
        return cell_name(self.column.pk, self.person.pk if self.person else None, count) if count > CELL else ""


@dataclass(frozen=True)
class Lane:
    """One person's row; `in_progress` counts over all projects the reader sees. Away until `back_on`, if at all."""

    person: Person | None
    cells: list[Cell]
    in_progress: int
    back_on: date | None

    @property
    def is_over(self) -> bool:
        return self.in_progress > 1

    @property
    def elsewhere(self) -> int:
        """How many of those lie on other boards, or do not fit the filter."""
        return max(self.in_progress - sum(cell.total for cell in self.cells if cell.column.is_active), 0)


@dataclass(frozen=True)
class Head:
    """The top of a column."""

    column: Column
    count: int


@dataclass(frozen=True)
class Board:
    project: Project
    heads: list[Head]
    lanes: list[Lane]
    phases: Mapping[int, Phase]
    labels: list[Label]
    wanted: BoardFilter

    @property
    def phase_options(self) -> list[tuple[int, str]]:
        return [(phase.pk, phase.name) for phase in self.phases.values() if phase.retired_at is None]

    @property
    def label_options(self) -> list[tuple[int, str]]:
        return [(label.pk, label.name) for label in self.labels]

    @property
    def is_empty(self) -> bool:
        return not any(head.count for head in self.heads)


def board(project: Project, reader: Person, *, at: datetime, wanted: BoardFilter | None = None) -> Board:
    """Return everything the board page shows, in at most ten queries."""
    wanted = wanted or BoardFilter()
    columns = list(project.columns.present().in_order())
    labels = list(project.labels.order_by("name"))
    tasks = tasks_on_board(project, wanted=wanted, at=at)
    if wanted.is_mine:
        tasks = tasks.filter(assignee=reader)
    everything = BoardFilter(is_archived=wanted.is_archived)
    people = _people(project, reader, tasks_on_board(project, wanted=everything, at=at), wanted=wanted)
    busy, calendars = _in_progress(people, reader), _calendars(project, people)
    cells = cards_by_cell(project, tasks, wanted=wanted, labels=labels, calendars=calendars, at=at)
    return Board(
        project=project,
        heads=[_head(column, cells) for column in columns],
        lanes=[_lane(person, columns, cells, busy, back_on=_back_on(person, calendars, at=at)) for person in people],
        phases={phase.pk: phase for phase in project.phases.order_by("position")},
        labels=labels,
        wanted=wanted,
    )


def cell(
    project: Project, column: Column, person: Person | None, *, count: int, wanted: BoardFilter, at: datetime
) -> Cell:
    """Return one cell with its first `count` cards, for "show more"."""
    tasks = tasks_on_board(project, wanted=wanted, at=at).filter(column=column, assignee=person)
    calendars = _calendars(project, [person])
    asked = replace(wanted, shown={(column.pk, person.pk if person else None): count})
    found = cards_by_cell(project, tasks, wanted=asked, labels=project.labels.all(), calendars=calendars, at=at)
    cards, total = next(iter(found.values()), ([], 0))
    return Cell(column, person, cards, total)


def _head(column: Column, cells: Cells) -> Head:
    return Head(column, sum(total for (column_id, _person), (_cards, total) in cells.items() if column_id == column.pk))


def _people(project: Project, reader: Person, tasks: QuerySet[Task], *, wanted: BoardFilter) -> list[Person | None]:
    """Return whose lanes there are: who may take tasks and who has some, by name, then nobody."""
    if wanted.is_mine:
        return [reader]
    holders = tasks.values("assignee_id")
    working = may_take(project).order_by().values("pk")
    people = Person.objects.visible_to(reader).filter(Q(pk__in=working) | Q(pk__in=holders)).by_name()
    return [*people, None]


def _in_progress(people: list[Person | None], reader: Person) -> dict[int, int]:
    ids = [person.pk for person in people if person]
    counted = (
        Task.objects.visible_to(reader)
        .at_hand()
        .filter(assignee__in=ids, column__state=ColumnState.ACTIVE)
        .values_list("assignee_id")
        .annotate(count=Count("pk"))
    )
    return {person_id: count for person_id, count in counted if person_id}


def _calendars(project: Project, people: Iterable[Person | None]) -> dict[int | None, Calendar]:
    return calendars_of([one for one in people if one], workspace_id=project.workspace_id)


def _back_on(person: Person | None, calendars: Mapping[int | None, Calendar], *, at: datetime) -> date | None:
    if person is None:
        return None
    calendar = calendars[person.pk]
    return calendar.back_on(calendar.day_of(at))


def _lane(
    person: Person | None,
    columns: list[Column],
    cells: Cells,
    busy: Mapping[int, int],
    *,
    back_on: date | None,
) -> Lane:
    person_id = person.pk if person else None
    return Lane(
        person=person,
        cells=[Cell(column, person, *cells.get((column.pk, person_id), ([], 0))) for column in columns],
        in_progress=busy.get(person_id, 0) if person_id else 0,
        back_on=back_on,
    )
