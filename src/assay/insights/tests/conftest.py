"""What the tests of insights share: a history of kite, told in weeks, or act by act.

This file is read before Django starts, so it imports no models.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models import Phase, Project
    from assay.tasks.models import Task
    from assay.tasks.models.task.bringing import Past

# A Wednesday: the running week is a part of one.
TODAY = datetime(2026, 11, 25, 10, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
# Acts on the board are told by days from this one.
FIRST_MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def wednesday() -> Iterator[datetime]:
    """Let the test happen on a Wednesday, the 25th of November 2026."""
    from assay.kit.clock import as_of

    with as_of(TODAY):
        yield TODAY


@pytest.fixture
def told(kite: "Project", ada: "Person") -> "Callable[..., list[Task]]":
    """Give kite a past: `told([3, 2, 4], left=5)` finished three tasks in the first of the three weeks before this one.

    The default tasks of the workflow are taken away. All came before the first week but those of `came`, by week.
    """

    from assay.tasks.models import Task

    Task.objects.filter(project=kite).delete()

    def bring(
        done: "Sequence[int]", *, left: int = 0, came: "Sequence[int]" = (), phase: "Phase | None" = None
    ) -> "list[Task]":
        first = MONDAY - timedelta(weeks=len(done))
        pasts = [
            _past(kite, phase, first, first + timedelta(weeks=week))
            for week, count in enumerate(done)
            for _ in range(count)
        ]
        late = [first + timedelta(weeks=week) for week, count in enumerate(came) for _one in range(count)]
        pasts += [_open(kite, phase, at) for at in late]
        pasts += [_open(kite, phase, first - timedelta(days=3)) for _one in range(left - len(late))]
        return Task.bring(kite, pasts, by=ada)

    return bring


def _past(project: "Project", phase: "Phase | None", first: datetime, week: datetime) -> "Past":
    from assay.tasks.models.task.bringing import Past

    active, done = (project.columns.filter(state=state).order_by("position")[0] for state in ("active", "done"))
    moves = ((active, week), (done, week + timedelta(days=2)))
    chosen = phase or project.phases.order_by("position")[0]
    return Past("Done", "", chosen, first - timedelta(days=3), moves)


def _open(project: "Project", phase: "Phase | None", created: datetime) -> "Past":
    from assay.tasks.models.task.bringing import Past

    return Past("Open", "", phase or project.phases.order_by("position")[0], created, ())


@pytest.fixture
def on(kite: Any, ada: Any) -> Any:
    """Act on a day, counted from Monday, 2 November 2026: `on(0).make()`, `on(2).move(task, "done")`."""
    from assay.activity.models import Event
    from assay.kit.clock import as_of
    from assay.tasks.models import Task
    from assay.tasks.undoing import undo

    class Day:
        def __init__(self, number: float) -> None:
            self.at = FIRST_MONDAY + timedelta(days=number)

        def make(self, title: str = "Tune", **facts: Any) -> Task:
            with as_of(self.at):
                return Task.create(facts.pop("project", kite), title=title, by=ada, **facts)

        def move(self, task: Task, state: str, by: Any = ada) -> None:
            with as_of(self.at):
                task.move_to(task.project.columns.filter(state=state).order_by("position")[0], by=by)

        def do(self, task: Task, verb: str, *words: str) -> None:
            with as_of(self.at):
                getattr(task, verb)(*words, by=ada)

        def take_back(self, task: Task) -> None:
            with as_of(self.at):
                undo(task, [Event.objects.about(task.subject).latest("pk")], by=ada)

    return Day


@pytest.fixture
def bare(kite: Any) -> Any:
    """Kite without the tasks that its workflow begins with."""
    kite.tasks.all().delete()
    return kite
