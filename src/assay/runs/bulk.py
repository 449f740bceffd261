"""Do to several runs what is done to one, all in one transaction."""

from collections.abc import Callable, Iterable

from django.db import transaction

from assay.accounts.models import Person
from assay.runs import linking
from assay.runs.lifecycle import delete_run, end_run, restore_run
from assay.runs.models import Run
from assay.runs.writing import writing_to
from assay.tasks.models import Task


def end_all(runs: Iterable[Run], *, by: Person) -> int:
    """End those that are not over and return how many."""
    return _each([run for run in runs if not run.is_over], lambda run: end_run(run, by=by), by)


def delete_all(runs: Iterable[Run], *, by: Person) -> int:
    """Delete those that are not yet and return how many."""
    return _each([run for run in runs if run.deleted_at is None], lambda run: delete_run(run, by=by), by)


def restore_all(runs: Iterable[Run], *, by: Person) -> int:
    """Bring back those that are deleted and return how many."""
    return _each([run for run in runs if run.deleted_at is not None], lambda run: restore_run(run, by=by), by)


@transaction.atomic
def link_all(runs: Iterable[Run], task: Task, *, by: Person) -> int:
    """Link the living ones to the task by hand and return how many."""
    living = sorted((run for run in runs if run.deleted_at is None), key=lambda run: run.pk)
    for run in living:
        linking.link(run, task, by=by)
    return len(living)


@transaction.atomic
def _each(runs: list[Run], act: Callable[[Run], None], by: Person) -> int:
    # Always in the same order, so that two people who tick the same runs do not wait for each other in a ring.
    for run in sorted(runs, key=lambda run: run.pk):
        with writing_to(run.uid, by=by, deleted=True) as held:
            act(held)
    return len(runs)
