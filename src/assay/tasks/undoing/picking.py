"""Which change a person means who asks to undo the last one."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assay.activity.models import Event
from assay.tasks.changes import Change
from assay.tasks.models import Task

if TYPE_CHECKING:
    from assay.accounts.models import Person

# The events of one action follow each other at once.
ONE_ACTION = timedelta(seconds=1)
LOOKED_AT = 100


class NothingToUndo(ValueError):
    """The person changed nothing lately that could be taken back."""


def last_changes(task: Task, person: "Person", *, since: datetime) -> list[Event]:
    """Return what the person changed of the task since then, newest first; nothing if part of it stays."""
    return last_changes_of([task], person, since=since)


def last_changes_of(tasks: Iterable[Task], person: "Person", *, since: datetime) -> list[Event]:
    """Return the same for many tasks at once; a task of which part stays is left out."""
    events = Event.objects.visible_to(person).filter(
        person=person, subject_kind="task", subject_id__in=[str(task.pk) for task in tasks], at__gte=since
    )
    of_task: dict[str, list[Event]] = {}
    for event in events.order_by("-pk"):
        if isinstance(event.happening, Change):
            of_task.setdefault(event.subject_id, []).append(event)
    return [event for found in of_task.values() for event in _whole(found)]


def last_of(person: "Person", *, at: datetime) -> tuple[Task, list[Event]]:
    """Return the task of the person's last action that is not undone, and its events, newest first.

    What is not taken back is passed over: starts, what made room for them, and what they overtook.
    Raises `NothingToUndo`.
    """
    events = Event.objects.visible_to(person).filter(person=person, subject_kind="task", at__gte=at - timedelta(days=1))
    action = _first_to_take_back(_actions(events.order_by("-pk")[:LOOKED_AT]))
    task = (
        Task.objects.visible_to(person).filter(pk=action[0].subject_id).select_related("project").first()
        if action
        else None
    )
    if task is None:
        raise NothingToUndo(_("There is nothing of yours to undo. Older changes can be undone in a task's history."))
    return task, action


def _first_to_take_back(actions: Iterable[list[Event]]) -> list[Event]:
    """Return the newest action that is whole, none of a start's doing, and not overtaken by what was passed over."""
    passed: set[tuple[str, str]] = set()
    stays: Event | None = None
    for action in actions:
        touched = {(event.subject_id, name) for event in action for name in _touched_by(event)}
        made_room = stays is not None and stays.at - action[0].at <= ONE_ACTION
        if _whole(action) and not made_room and not touched & passed:
            return action
        passed |= touched
        stays = stays if _whole(action) else action[-1]
    return []


def _touched_by(event: Event) -> frozenset[str]:
    change = event.happening
    return change.touches() if isinstance(change, Change) else frozenset()


def _actions(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Yield the changes that belong together, newest first; undone ones, and what undid them, are passed over."""
    undone: set[int] = set()
    found: list[Event] = []
    for event in events:
        change = event.happening
        if not isinstance(change, Change):
            continue
        if change.undoes is not None:
            undone.add(change.undoes)
        elif event.pk in undone:
            continue
        elif found and (event.subject_id != found[-1].subject_id or found[-1].at - event.at > ONE_ACTION):
            yield found
            found = [event]
        else:
            found.append(event)
    if found:
        yield found


def _whole(events: list[Event]) -> list[Event]:
    is_whole = all(isinstance(event.happening, Change) and event.happening.is_reversible for event in events)
    return events if is_whole else []
