"""Which task a run belongs to, and why.

The strongest source that names a task the person may see decides: the run's tags, then its MLflow experiment,
then its git branch, then its own name, then the task at whose address it was sent. What somebody linked or
unlinked by hand stays so.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from assay.activity.recording import record
from assay.runs import hooks
from assay.runs.events import RunLinked, RunUnlinked
from assay.runs.groups import task_named
from assay.runs.models import LinkReason, Run
from assay.runs.telling import tell, write_history
from assay.search import stale
from assay.search.indexing import note_project
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task

if TYPE_CHECKING:
    from assay.accounts.models import Person

# Tags that name a task, strongest first.
TASK_TAGS = ("card", "task", "assay.task")
BRANCH_TAG = "mlflow.source.git.branch"
_TAGS = {*TASK_TAGS, BRANCH_TAG, "mlflow.runName"}


def concerns(tags: Iterable[str]) -> bool:
    """Say whether a change of these tags can change the link."""
    return not _TAGS.isdisjoint(tags)


@transaction.atomic
def link(run: Run, task: Task, *, by: "Person") -> None:
    """Link the run to the task by hand; to the same task again is no change."""
    _lock(run)
    _put(run, task, LinkReason.BY_HAND, by=by)


@transaction.atomic
def unlink(run: Run, *, by: "Person") -> None:
    """Take the run off its task by hand; rules do not link it again."""
    _lock(run)
    _put(run, None, LinkReason.BY_HAND, by=by)


def link_by_rules(run: Run, *, by: "Person") -> None:
    """Link the run anew after its tags or name changed, inside the caller's transaction on it."""
    if run.linked_because == LinkReason.BY_HAND:
        return
    tags = dict(run.tags.filter(key__in=_TAGS).values_list("key", "value"))
    address = run.task if run.linked_because == LinkReason.ADDRESS else None
    task, because = first_link(run, tags, address=address, by=by)
    _put(run, task, because, by=by)


def first_link(
    run: Run, tags: Mapping[str, str], *, address: Task | None = None, by: "Person"
) -> tuple[Task | None, LinkReason | None]:
    """Return the task that the strongest source names, and the source.

    A run sent to the `address` of a task is in the experiment of that task only because nobody chose another one.
    """
    is_chosen = address is None or run.group.task_id != address.pk
    for because, text in _sources(run, tags):
        if because is LinkReason.EXPERIMENT and not is_chosen:
            continue
        task = run.group.owner if because is LinkReason.EXPERIMENT else None
        if task is None or not Task.objects.visible_to(by).filter(pk=task.pk).exists():
            task = task_named(text, by=by)
        if task is not None:
            return task, because
    return (address, LinkReason.ADDRESS) if address is not None else (None, None)


def suggested_task(run: Run) -> Task | None:
    """Return the one experiment the run's person has in progress, to link with one click."""
    if run.task_id is not None or run.person is None:
        return None
    busy = Task.objects.visible_to(run.person).in_progress_of(run.person).filter(kind=TaskKind.EXPERIMENT)
    found = list(busy.select_related("project")[:2])
    return found[0] if len(found) == 1 else None


def _sources(run: Run, tags: Mapping[str, str]) -> Iterator[tuple[LinkReason, str]]:
    for name in TASK_TAGS:
        yield LinkReason.TAG, tags.get(name, "")
    yield LinkReason.EXPERIMENT, run.group.name
    yield LinkReason.BRANCH, tags.get(BRANCH_TAG, "")
    yield LinkReason.RUN_NAME, run.name


def _lock(run: Run) -> None:
    """Read the run again and hold it, so that two links at once leave one history."""
    held = Run.objects.select_for_update(of=("self",), no_key=True)
    run.refresh_from_db(from_queryset=held.select_related("task__project"))


def _put(run: Run, task: Task | None, because: LinkReason | None, *, by: "Person") -> None:
    before, reason = run.task, because.value if because else ""
    if run.task_id == (task.pk if task else None) and run.linked_because == reason:
        return
    run.task, run.linked_because, run.ignored_at = task, reason, None
    run.save(update_fields=["task", "linked_because", "ignored_at"])
    note_project(run)
    if before is not None and before != task:
        _leave(run, before, by=by)
    if task is not None and before != task:
        facts = RunLinked(run=run.uid, number=run.number, name=run.name, because=reason)
        write_history(run, facts, by=by)
        hooks.after_status(run)
    tell(run)


def _leave(run: Run, task: Task, *, by: "Person") -> None:
    stale.mark(run, task)
    record(RunUnlinked(run=run.uid, number=run.number, name=run.name), on=task, by=by)
    hooks.after_unlink(run, task.pk)
