"""Open a run for writing: find it, check that the person may see it, and hold it until the transaction ends.

This is met by every metric of every training, and the ORM takes longer to put such a query together than the
database to answer it. So the row is read by plain SQL, with only the fields that logging needs (others load at
their first use), and *that this person may see this run of this task* is remembered for two seconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from assay.projects.models import Project
from assay.runs.models import Run, RunGroup
from assay.tasks.models import Task

if TYPE_CHECKING:
    from assay.accounts.models import Person

REMEMBERED_SECONDS = 2.0
_MOST_REMEMBERED = 10_000

_RUN = (
    *("id", "workspace_id", "uid", "number", "group_id", "task_id", "linked_because", "name", "status", "person_id"),
    "refusal",
)
_GROUP = ("id", "workspace_id", "name", "task_id", "project_id")
_TASK = ("id", "project_id", "number", "kind")
_PROJECT = ("id", "workspace_id", "key")
_FIND = (
    f"SELECT {', '.join(f'r.{name}' for name in _RUN)}, {', '.join(f'g.{name}' for name in _GROUP)}, "  # noqa: S608
    f"{', '.join(f't.{name}' for name in _TASK)}, {', '.join(f'p.{name}' for name in _PROJECT)}, "
    "r.deleted_at IS NOT NULL FROM runs_run r JOIN runs_rungroup g ON g.id = r.group_id "
    "LEFT JOIN tasks_task t ON t.id = r.task_id LEFT JOIN projects_project p ON p.id = t.project_id "
    "WHERE r.uid = %s AND r.workspace_id = %s"
)
_seen: dict[tuple[int, str, int, int | None], float] = {}


class NoSuchRun(LookupError):
    """There is no run of this id that the person may see."""


class RunIsDeleted(ValueError):
    """Nothing is written to a deleted run."""


@contextmanager
def writing_to(uid: str, *, by: "Person", deleted: bool = False) -> Iterator[Run]:
    """Open a transaction that holds the run. Raises `NoSuchRun` and, unless `deleted` is fine, `RunIsDeleted`."""
    with transaction.atomic():
        run, is_deleted = _held(uid, by)
        if is_deleted and not deleted:
            raise RunIsDeleted(_("Run '%(uid)s' is deleted. Restore it before writing to it.") % {"uid": uid})
        yield run


def _held(uid: str, by: "Person") -> tuple[Run, bool]:
    # Not FOR UPDATE: a verdict that names this run from the transaction of another would wait for it, holding
    # the experiment that this one needs next.
    lock = " FOR NO KEY UPDATE OF r" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(_FIND + lock, [uid, by.workspace_id])
        row = cursor.fetchone()
    if row is None:
        raise _missing(uid)
    run = _run(row)
    if not _is_visible(run, by):
        raise _missing(uid)
    return run, bool(row[-1])


def _run(row: tuple[Any, ...]) -> Run:
    values = iter(row)
    run = Run.from_db("default", _RUN, list(islice(values, len(_RUN))))
    run.group = RunGroup.from_db("default", _GROUP, list(islice(values, len(_GROUP))))
    if run.task_id is not None:
        run.task = Task.from_db("default", _TASK, list(islice(values, len(_TASK))))
        run.task.project = Project.from_db("default", _PROJECT, list(islice(values, len(_PROJECT))))
    return run


def _is_visible(run: Run, by: "Person") -> bool:
    """Ask the rule, at most every two seconds for the same person, run and task."""
    key, moment = (by.pk, by.role, run.pk, run.task_id), monotonic()
    if _seen.get(key, 0.0) > moment:
        return True
    if not Run.objects.visible_to(by).filter(pk=run.pk).exists():
        return False
    if len(_seen) >= _MOST_REMEMBERED:
        _seen.clear()
    _seen[key] = moment + REMEMBERED_SECONDS
    return True


def _missing(uid: str) -> NoSuchRun:
    return NoSuchRun(_("Run '%(uid)s' not found.") % {"uid": uid[:64]})
