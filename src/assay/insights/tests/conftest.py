"""What the tests of insights share: a history of kite, told in weeks.

This file is read before Django starts, so it imports no models.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models import Phase, Project
    from assay.tasks.models import Task
    from assay.tasks.models.task.bringing import Past

# A Wednesday: the running week is a part of one.
TODAY = datetime(2026, 11, 25, 10, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


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
