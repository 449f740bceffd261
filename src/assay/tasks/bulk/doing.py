"""One transaction for all of them; what a rule refuses stays as it is, and everything else is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from assay.accounts.models.person import Person
from assay.activity.models import Event
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.tasks.models import Task
from assay.tasks.models.task.locking import lock_people_and_projects
from assay.tasks.refusals import KNOWN
from assay.tasks.undoing import last_changes_of, others_in, undo

if TYPE_CHECKING:
    from collections.abc import Iterable

# More at once would hold up everybody else for too long.
MOST = 200
_REFUSALS: tuple[type[Exception], ...] = (*KNOWN, EditedMeanwhile)


@dataclass(frozen=True)
class Refused:
    """A task that stays as it was, and the sentence that says why."""

    key: str
    why: str


@dataclass(frozen=True)
class Outcome:
    """What became of the tasks; `events` are those that take back what was done."""

    done: list[Task]
    refused: list[Refused]
    events: list[Event] = field(default_factory=list)


@transaction.atomic
def do_to_all(
    tasks: Sequence[Task], act: Callable[[Task, Person], None], *, by: Person, to: Person | None = None
) -> Outcome:
    """Do it to each task in this order. `to` is who gets them, if anybody: a second start is refused, never asked."""
    began = now()
    _lock(tasks, by, to)
    done, refused = _each(tasks, lambda task: act(task, by))
    return Outcome(done, refused, last_changes_of(done, by, since=began))


@transaction.atomic
def undo_all(events: "Iterable[Event]", *, by: Person) -> Outcome:
    """Take the events back, task by task; the events of one task together or not at all."""
    of_task: dict[str, list[Event]] = {}
    for event in events:
        of_task.setdefault(event.subject_id, []).append(event)
    tasks = list(Task.objects.visible_to(by).filter(pk__in=of_task).with_facts().on_board())
    _lock(tasks, by, *others_in([event for some in of_task.values() for event in some]))
    done, refused = _each(tasks, lambda task: undo(task, of_task[str(task.pk)], by=by))
    return Outcome(done, refused)


def _lock(tasks: Sequence[Task], *people: Person | None) -> None:
    """Lock all that the verbs will lock, before any of them does."""
    ids = {person.pk for person in people if person} | {task.assignee_id for task in tasks}
    lock_people_and_projects(ids, {task.project_id for task in tasks})


def _each(tasks: Sequence[Task], act: Callable[[Task], None]) -> tuple[list[Task], list[Refused]]:
    done: list[Task] = []
    refused: list[Refused] = []
    for task in tasks:
        key = task.key
        try:
            with transaction.atomic():
                act(task)
        except _REFUSALS as error:
            refused.append(Refused(key, str(error)))
        else:
            done.append(task)
    return done, refused
