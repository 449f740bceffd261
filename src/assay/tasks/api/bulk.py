"""REST: the same change to many tasks, and taking it back."""

from django.http import Http404
from ninja import Router

from assay.accounts.doors import require
from assay.activity.models import Event
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.tasks.api.part_schemas import BulkDone, BulkUndoWanted, BulkWanted
from assay.tasks.bulk import (
    Outcome,
    Refused,
    ValueUnknown,
    act_named,
    do_to_all,
    receiver,
    tasks_of,
    undo_all,
    unknown,
)


def add_bulk(router: Router) -> None:
    """Give the router both operations."""
    router.post("/tasks/bulk", response=BulkDone)(change_tasks)
    router.post("/undone", response=BulkDone)(undo_change)


def change_tasks(request: ApiRequest, data: BulkWanted) -> dict[str, object]:
    """Do one thing to up to 200 tasks, to each under its own rules. `refused` says which stay as they were, and why;
    a second start of one person is among them.
    """
    require(request.person.can_write)
    tasks, missing = tasks_of(request.person, data.keys)
    if not tasks:
        raise Http404
    try:
        act = act_named(data.do, data.value)
    except ValueUnknown as error:
        raise Refusal(422, "invalid", str(error), fields={"value": [str(error)]}) from error
    to = receiver(data.do, data.value, reader=request.person)
    return _shown(do_to_all(tasks, act, by=request.person, to=to), unknown(missing))


def undo_change(request: ApiRequest, data: BulkUndoWanted) -> dict[str, object]:
    """Take events of several tasks back, those of one task together or not at all."""
    require(request.person.can_write)
    events = Event.objects.visible_to(request.person).filter(subject_kind="task", pk__in=data.events)
    found = list(events)
    if len(found) != len(set(data.events)):
        raise Http404
    return _shown(undo_all(found, by=request.person), [])


def _shown(outcome: Outcome, missing: list[Refused]) -> dict[str, object]:
    return {
        "done": [task.key for task in outcome.done],
        "refused": [{"key": one.key, "why": one.why} for one in (*outcome.refused, *missing)],
        "events": [event.pk for event in outcome.events],
    }
