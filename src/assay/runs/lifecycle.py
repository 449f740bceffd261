"""How runs begin, change and end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from assay.kit import ids
from assay.kit.clock import now
from assay.runs import hooks, linking, sealing
from assay.runs.events import RunDeleted, RunFinished, RunRestored, RunStarted
from assay.runs.ingest import NAME_TAG, USER_TAG, Pair, set_tags
from assay.runs.limits import NAME_LENGTH, TAG_LENGTH, TAGS_A_BATCH, BadValue, checked_key, checked_text
from assay.runs.models import Run, RunGroup, RunStatus, RunTag
from assay.runs.names import random_name
from assay.runs.telling import tell, write_history
from assay.tasks.models import Task

if TYPE_CHECKING:
    from assay.accounts.models import Person


@dataclass(frozen=True)
class NewRun:
    """What a client says of a run when it begins; an empty name gets a random one."""

    name: str = ""
    user_name: str = ""
    started_at: datetime | None = None
    tags: Sequence[Pair] = ()
    # The task at whose own address it was sent; counts when nothing else names one.
    address: Task | None = None


@dataclass(frozen=True)
class Change:
    """What to change of a run; None leaves it."""

    status: str | None = None
    ended_at: datetime | None = None
    name: str | None = None


@transaction.atomic
def start_run(group: RunGroup, new: NewRun, *, by: "Person", at: datetime | None = None) -> Run:
    """Begin a run in the group and link it to the task it names. Raises `BadValue`."""
    if group.deleted_at is not None:
        raise BadValue(_("The experiment is deleted. Restore it before starting runs in it."))
    if len(new.tags) > TAGS_A_BATCH:
        raise BadValue(_("A run can start with at most %(most)d tags.") % {"most": TAGS_A_BATCH})
    at, tags = at or now(), _first_tags(new)
    run = Run.objects.create(
        workspace_id=by.workspace_id,
        uid=ids.run_uid(),
        number=by.workspace.next_run_number(),
        group=group,
        name=tags[NAME_TAG],
        person=by,
        user_name=tags.get(USER_TAG, new.user_name)[:NAME_LENGTH],
        started_at=new.started_at or at,
        created_at=at,
    )
    RunTag.objects.bulk_create([RunTag(run=run, key=key, value=value) for key, value in tags.items()])
    _link_first(run, tags, new.address, by=by)
    write_history(run, RunStarted(run=run.uid, number=run.number, name=run.name), by=by, at=at)
    hooks.after_status(run)
    return run


def update_run(run: Run, change: Change, *, by: "Person", at: datetime | None = None) -> None:
    """Rename, end or resume the run, inside `ingest.writing_to`. Raises `BadValue` for an unknown status."""
    was_over, changed = run.is_over, list[str]()
    if change.status is not None:
        changed = _set_status(run, change, at=at or now())
    elif change.ended_at is not None:
        run.ended_at = change.ended_at
    run.save(update_fields=["status", "ended_at", *changed])
    if change.name:
        set_tags(run, [(NAME_TAG, change.name[:NAME_LENGTH])], by=by)
    if run.is_over and not was_over:
        facts = RunFinished(run=run.uid, number=run.number, name=run.name, status=run.status)
        write_history(run, facts, by=by, at=at)
        sealing.ended(run)
    if run.is_over != was_over:
        hooks.after_status(run)
    tell(run)


def end_run(run: Run, *, by: "Person", at: datetime | None = None) -> None:
    """Say that the run was killed, inside `ingest.writing_to`; one that is over stays as it is.

    A script that died without a word leaves its run open; nothing reaches a script that still lives.
    """
    if not run.is_over:
        update_run(run, Change(status=RunStatus.KILLED), by=by, at=at)


def delete_run(run: Run, *, by: "Person", at: datetime | None = None) -> None:
    """Mark the run deleted, inside `ingest.writing_to`; its data stays and it can be restored."""
    if run.deleted_at is None:
        _set_deleted(run, at or now())
        write_history(run, RunDeleted(run=run.uid, number=run.number, name=run.name), by=by, at=at)


def restore_run(run: Run, *, by: "Person", at: datetime | None = None) -> None:
    """Take the deletion back, inside `ingest.writing_to`."""
    if run.deleted_at is not None:
        _set_deleted(run, None)
        write_history(run, RunRestored(run=run.uid, number=run.number, name=run.name), by=by, at=at)


def _first_tags(new: NewRun) -> dict[str, str]:
    """Return the tags of a new run; the last of a name counts, and the run's name is one of them."""
    tags: dict[str, str] = {}
    for key, value in new.tags:
        tags[checked_key(key, what=_("tag"))] = checked_text(value, what=_("value of the tag"))[:TAG_LENGTH]
    name = checked_text(new.name, what=_("name of the run")) or tags.get(NAME_TAG) or random_name()
    checked_text(new.user_name, what=_("name of the user"))
    return tags | {NAME_TAG: name[:NAME_LENGTH]}


def _link_first(run: Run, tags: dict[str, str], address: Task | None, *, by: "Person") -> None:
    task, because = linking.first_link(run, tags, address=address, by=by)
    if task is not None and because is not None:
        run.task, run.linked_because = task, because.value
        run.save(update_fields=["task", "linked_because"])


def _set_status(run: Run, change: Change, *, at: datetime) -> list[str]:
    """Return which other fields it changed."""
    if change.status not in RunStatus.values:
        raise BadValue(_("'%(status)s' is not a status of a run.") % {"status": str(change.status)[:40]})
    run.status = change.status
    if run.is_over:
        run.ended_at = change.ended_at or run.ended_at or at
    else:
        run.ended_at, run.resumed_at = change.ended_at, at
    run.silent_since = None
    return ["silent_since"] if run.is_over else ["silent_since", "resumed_at"]


def _set_deleted(run: Run, moment: datetime | None) -> None:
    run.deleted_at = moment
    run.save(update_fields=["deleted_at"])
    hooks.after_status(run)
