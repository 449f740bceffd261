"""The board: columns × lanes. The number of queries does not depend on the number of tasks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Q

from assay.accounts.calendars import Calendar, calendars_of
from assay.accounts.models import Person
from assay.projects.models import Project
from assay.tasks.asides import Aside, asides
from assay.tasks.models.board_choice import BoardChoice
from assay.tasks.models.board_view import BoardView
from assay.tasks.queries.busy import all_in_progress
from assay.tasks.queries.cards import Card, CellValue, Grid, LaneValue, cards_by_cell, counts_by_cell, tasks_on_board
from assay.tasks.queries.columns import ColumnHead, column_field, columns_of
from assay.tasks.queries.lanes import LaneHead, kinds_of, lane_field, lanes_of
from assay.tasks.queries.look import MORE, CellName, LaneKind, Look
from assay.tasks.queries.portions import portion_of
from assay.tasks.queries.scope import Part, Scope

Calendars = Mapping[int | None, Calendar]


@dataclass(frozen=True)
class Cell:
    """What lies in one column of one lane; `total` counts also the cards that are not shown.

    `is_asked` says that the reader asked for more of it than the board draws of each cell.
    """

    column: ColumnHead
    lane: LaneHead
    cards: list[Card]
    total: int
    is_asked: bool = False

    @property
    def rest(self) -> int:
        return self.total - len(self.cards)

    @property
    def id(self) -> str:
        return f"cell-{self.column.key}-{self.lane.id}"

    @property
    def name(self) -> str:
        """How an address names it."""
        return f"{self.column.key}.{self.lane.key}"

    @property
    def more(self) -> str:
        """How an address asks for the next cards as well."""
        return f"{self.name}:{len(self.cards) + MORE}"

    @property
    def shown(self) -> str:
        """How an address asks for what is shown now, when that is more than the first cards."""
        return f"{self.name}:{len(self.cards)}" if self.is_asked else ""


@dataclass(frozen=True)
class Lane:
    """One row of the board with its cells. A folded one shows only how many cards there are."""

    head: LaneHead
    cells: list[Cell]
    is_folded: bool

    @property
    def person(self) -> Person | None:
        return self.head.person

    @property
    def in_progress(self) -> int:
        return self.head.in_progress

    @property
    def total(self) -> int:
        return sum(cell.total for cell in self.cells)

    @property
    def is_small(self) -> bool:
        """Whether there is nothing to see; but who is free, is to be seen."""
        return not self.is_folded and not self.total and not self.head.is_of_people

    @property
    def elsewhere(self) -> int:
        """How many tasks in progress lie on other boards."""
        return self.head.in_progress - self.head.in_progress_here

    @property
    def hidden(self) -> int:
        """How many tasks in progress lie here, but do not fit the filter."""
        shown = sum(cell.total for cell in self.cells if cell.column.is_active)
        return max(self.head.in_progress_here - shown, 0)


@dataclass(frozen=True)
class Board:
    scope: Scope
    look: Look
    lane_kind: LaneKind
    choice: BoardChoice
    columns: list[ColumnHead]
    lanes: list[Lane]
    people: Mapping[int, Person]
    views: list[BoardView]
    each: int

    @property
    def view(self) -> BoardView | None:
        """The saved view that is shown, if it is one."""
        return next((view for view in self.views if view.query == self.look.query), None)

    @property
    def opens_with(self) -> BoardView | None:
        """The view that the reader chose to see first; one that says nothing changes nothing."""
        return next((view for view in self.views if view.pk == self.choice.view_id and view.query), None)

    @property
    def project(self) -> Project | None:
        return self.scope.project

    @property
    def opened(self) -> str:
        """The column that is seen first, and says who is free: the first one of work in progress."""
        active = (column.key for column in self.columns if column.is_active)
        return next(active, self.columns[0].key if self.columns else "")

    @property
    def asides(self) -> list[Aside]:
        """What higher domains mark on cards, once the board stands."""
        return asides()

    @cached_property
    def phases(self) -> Mapping[int, Part]:
        return {phase.pk: phase for phase in self.scope.phases}

    @cached_property
    def projects(self) -> Mapping[int, Project]:
        return {project.pk: project for project in self.scope.projects}

    @property
    def phase_options(self) -> list[tuple[str, str]]:
        return [(phase.name, phase.name) for phase in self.scope.phases if phase.is_present]

    @property
    def label_options(self) -> list[tuple[str, str]]:
        return [(label.name, label.name) for label in self.scope.labels]

    @property
    def lane_kinds(self) -> list[LaneKind]:
        return kinds_of(self.scope)

    @property
    def is_empty(self) -> bool:
        return not any(column.count for column in self.columns)


def board(
    project: Project | None, reader: Person, *, at: datetime, look: Look | None = None, only: CellName | None = None
) -> Board:
    """Return everything the board page shows, or `only` one cell of it; a cell that is not there is no cell.

    Without a project it is the board of all projects that the reader sees.
    """
    scope, look, choice = Scope(reader, project), look or Look(), BoardChoice.of(reader, project)
    kind = _kind(scope, look, choice)
    people = _people(scope, look, at=at)
    calendars = _calendars(people, scope, look)
    columns, heads = columns_of(scope), lanes_of(scope, kind, [reader] if look.filter.is_mine else [*people, None])
    if only is not None:
        columns, heads = [one for one in columns if one.key == only[0]], [one for one in heads if one.key == only[1]]
    if kind == LaneKind.PERSON:
        heads = _with_work(heads, scope, calendars, at=at)
    folded = {head.key for head in heads if head.fold in choice.folded and only is None}
    tasks, grid = tasks_on_board(scope, wanted=look.filter, at=at), _grid(scope, kind, look, columns, heads)
    counts = counts_by_cell(tasks, grid)
    open_lanes = [one.value for one in heads if one.key not in folded]
    grid = replace(grid, portion=_portion(counts, columns, open_lanes, look))
    is_whole = only is None and not folded
    open_ = grid.within(tasks, [one.value for one in columns], None if is_whole else open_lanes)
    cards = cards_by_cell(open_, grid, scope=scope, calendars=calendars, at=at)
    return Board(
        scope=scope,
        look=look,
        lane_kind=kind,
        choice=choice,
        columns=[_counted(column, counts) for column in columns],
        lanes=[_lane(head, columns, cards, counts, grid, is_folded=head.key in folded) for head in heads],
        people={person.pk: person for person in people},
        views=[] if only else list(BoardView.objects.visible_to(reader).of_board(project).order_by("name", "pk")[:50]),
        each=grid.portion,
    )


def _kind(scope: Scope, look: Look, choice: BoardChoice) -> LaneKind:
    """What the address says, else what the reader chose before, else people."""
    wanted = look.lanes or choice.lanes
    return next((kind for kind in kinds_of(scope) if kind == wanted), LaneKind.PERSON)


def _people(scope: Scope, look: Look, *, at: datetime) -> list[Person]:
    """Return who may take tasks and who has some, by name."""
    holders = tasks_on_board(scope, wanted=look.filter.shelf_alone, at=at).values("assignee_id")
    working = scope.workers.order_by().values("pk")
    team = Person.objects.visible_to(scope.reader)
    return list(team.filter(Q(pk__in=working) | Q(pk__in=holders)).by_name())


def _calendars(people: Collection[Person], scope: Scope, look: Look) -> Calendars:
    """Return those that reading the filter read already, unless somebody is new since; else read them."""
    known = look.filter.calendars
    is_enough = known and all(person.pk in known for person in people)
    return known if is_enough else calendars_of(people, workspace_id=scope.workspace_id)


def _with_work(lanes: Iterable[LaneHead], scope: Scope, calendars: Calendars, *, at: datetime) -> list[LaneHead]:
    """Say of each person how many tasks they have in progress on all boards, and when they are back."""
    lanes = list(lanes)
    busy = _in_progress(scope)
    return [_busy(lane, lane.person, busy, calendars, at=at) if lane.person else lane for lane in lanes]


def _busy(
    lane: LaneHead, person: Person, busy: Mapping[int | None, tuple[int, int]], calendars: Calendars, *, at: datetime
) -> LaneHead:
    everywhere, here = busy.get(person.pk, (0, 0))
    return replace(lane, in_progress=everywhere, in_progress_here=here, back_on=_back_on(calendars[person.pk], at))


def _in_progress(scope: Scope) -> dict[int | None, tuple[int, int]]:
    """Return how many tasks each has in progress, and how many of them on this board."""
    here = Q(project=scope.project) if scope.project else None
    tasks = all_in_progress(scope.reader).values_list("assignee_id")
    counted = tasks.annotate(everywhere=Count("pk"), here=Count("pk", filter=here))
    return {person: (everywhere, here) for person, everywhere, here in counted}


def _back_on(calendar: Calendar, at: datetime) -> date | None:
    return calendar.back_on(calendar.day_of(at))


def _grid(scope: Scope, kind: LaneKind, look: Look, columns: Iterable[ColumnHead], lanes: Iterable[LaneHead]) -> Grid:
    by_column, by_lane = {one.key: one.value for one in columns}, {lane.key: lane.value for lane in lanes}
    shown = {
        (by_column[column], by_lane[lane]): count
        for (column, lane), count in look.shown.items()
        if column in by_column and lane in by_lane
    }
    return Grid(column_field(scope), lane_field(scope, kind), shown)


def _portion(
    counts: Mapping[CellValue, int], columns: Iterable[ColumnHead], lanes: Sequence[LaneValue], look: Look
) -> int:
    cells = [counts.get((column.value, lane), 0) for column in columns for lane in lanes]
    return portion_of(cells, before=look.each)


def _counted(column: ColumnHead, counts: Mapping[CellValue, int]) -> ColumnHead:
    return replace(column, count=sum(count for (place, _lane), count in counts.items() if place == column.value))


def _lane(
    head: LaneHead,
    columns: Iterable[ColumnHead],
    cards: Mapping[CellValue, list[Card]],
    counts: Mapping[CellValue, int],
    grid: Grid,
    *,
    is_folded: bool,
) -> Lane:
    values = [(column, (column.value, head.value)) for column in columns]
    cells = [
        Cell(column, head, cards.get(value, []), counts.get(value, 0), is_asked=value in grid.shown)
        for column, value in values
    ]
    return Lane(head, cells, is_folded)
