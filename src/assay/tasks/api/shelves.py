"""REST: blocked, trash, kind, copies and undo."""

from django.http import Http404
from ninja import Router, Status

from assay.accounts.doors import require
from assay.activity.models import Event
from assay.kit.clock import now
from assay.rest.doors import ApiRequest
from assay.tasks.api.part_schemas import BlockageWanted, KindWanted, ShelfWanted, UndoWanted
from assay.tasks.api.schemas import TaskShown
from assay.tasks.finding import task_of, task_to_change
from assay.tasks.models import Task
from assay.tasks.models.task.model import TaskQuerySet
from assay.tasks.undoing import last_of, undo
from assay.tasks.views.shelf import SHELVES

router = Router(tags=["Tasks"])


@router.put("/tasks/{key}/shelf", response=TaskShown)
def shelve_task(request: ApiRequest, key: str, data: ShelfWanted) -> Task:
    """Put the task into the archive, into the trash, or back on the board. The trash is erased after 30 days."""
    task = task_of(request.person, key)
    require(request.person.can_write)
    SHELVES[data.to](task, request.person)
    return task_of(request.person, key)


@router.put("/tasks/{key}/blockage", response=TaskShown)
def block_task(request: ApiRequest, key: str, data: BlockageWanted) -> Task:
    """Say what the task waits for. It counts as in progress all the same; a waiting column does not."""
    task_to_change(request.person, key).block(data.reason, by=request.person)
    return task_of(request.person, key)


@router.delete("/tasks/{key}/blockage", response=TaskShown)
def unblock_task(request: ApiRequest, key: str) -> Task:
    """Say that nothing holds the task up any more."""
    task_to_change(request.person, key).unblock(by=request.person)
    return task_of(request.person, key)


@router.put("/tasks/{key}/kind", response=TaskShown)
def turn_task(request: ApiRequest, key: str, data: KindWanted) -> Task:
    """Make the task one of another kind; to and from experiment only while nothing was done. 422 `gate-closed`."""
    task = task_to_change(request.person, key)
    task.turn_into(data.kind, by=request.person)
    return task_of(request.person, key)


@router.post("/tasks/{key}/copies", response={201: TaskShown})
def copy_task(request: ApiRequest, key: str) -> Status[Task]:
    """Make a second task with the same words, facts and steps."""
    task = task_of(request.person, key)
    require(request.person.can_write)
    copy = task.duplicate(by=request.person)
    return Status(201, task_of(request.person, copy.key))


@router.post("/tasks/{key}/undo", response=TaskShown)
def undo_events(request: ApiRequest, key: str, data: UndoWanted) -> Task:
    """Take changes back by changing the task the other way. 409 `overtaken` names who changed the same since."""
    task = task_of(request.person, key)
    require(request.person.can_write)
    events = list(Event.objects.visible_to(request.person).about(task.subject).filter(pk__in=data.events))
    if len(events) != len(set(data.events)):
        raise Http404
    undo(task, events, by=request.person)
    return task_of(request.person, key)


@router.post("/undo", response=TaskShown)
def undo_last(request: ApiRequest) -> Task:
    """Take back the last thing you did to a task. 409 `nothing-to-undo` where there is none."""
    require(request.person.can_write)
    task, events = last_of(request.person, at=now())
    undo(task, events, by=request.person)
    return task_of(request.person, task.key)


def on_shelf(tasks: TaskQuerySet, shelf: str) -> TaskQuerySet:
    """Return those of the tasks that lie there."""
    if shelf == "archive":
        return tasks.archived()
    return tasks.in_trash() if shelf == "trash" else tasks.at_hand()
