"""Finding and making run groups: what an MLflow client calls experiments, by name or by id."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assay.kit.clock import now
from assay.runs import hooks
from assay.runs.limits import GROUP_NAME_LENGTH, BadValue, checked_text
from assay.runs.models import RunGroup
from assay.runs.models.group import DEFAULT_NAME
from assay.runs.models.run import RunQuerySet
from assay.runs.searching import behind_all
from assay.runs.telling import tell
from assay.tasks.keys import leading_key
from assay.tasks.models import Task

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models import Project


class GroupExists(ValueError):
    """The name is taken."""


def default_group(by: "Person") -> RunGroup:
    """Return the group of runs that name none, making it at the first need."""
    return _first(workspace_id=by.workspace_id, name=DEFAULT_NAME, task=None)


def group_of_task(task: Task) -> RunGroup:
    """Return the one group of the task, making it at the first need."""
    return _first(task=task, defaults={"workspace_id": task.project.workspace_id, "name": task.key})


def group_named(name: str, *, by: "Person", may_make: bool = True) -> RunGroup | None:
    """Return the group of this name, deleted or not.

    A name that begins with the key of a task names the group of that task: `ML-EXP-05`, `ml-5`,
    `ML-EXP-05 lr sweep`. With `may_make` it is made at the first look, so that a client finds it before any run.
    """
    checked_text(name, what=_("name of the experiment"), most=GROUP_NAME_LENGTH)
    task = task_named(name, by=by)
    if task is not None:
        known = RunGroup.objects.visible_to(by).filter(task=task).first()
        return known or (group_of_task(task) if may_make else None)
    if name == DEFAULT_NAME and may_make:
        return default_group(by)
    return RunGroup.objects.visible_to(by).filter(name=name, task=None).first()


def group_of_project(project: "Project", name: str) -> RunGroup:
    """Return a group of this name that belongs to the project. Raises `GroupExists` when it is another's."""
    found = _first(workspace_id=project.workspace_id, name=name, task=None, defaults={"project": project})
    if found.project_id != project.pk:
        raise GroupExists(_("Experiment '%(name)s' already exists.") % {"name": name[:100]})
    return found


def create_group(name: str, *, by: "Person", tags: Mapping[str, str] | None = None) -> RunGroup:
    """Make a group. Raises `GroupExists`, also for a deleted one, and `BadValue`."""
    checked_text(name, what=_("name of the experiment"), most=GROUP_NAME_LENGTH)
    if not name.strip():
        raise BadValue(_("The name of the experiment is empty."))
    task = task_named(name, by=by)
    try:
        with transaction.atomic():
            group = _insert(by.workspace_id, task.key if task else name, task)
            if tags:
                group.set_tags(tags)
            return group
    except IntegrityError as error:
        raise GroupExists(_("Experiment '%(name)s' already exists.") % {"name": name[:100]}) from error


@transaction.atomic
def rename_group(group: RunGroup, name: str, *, by: "Person") -> None:
    """Give the group another name. Raises `GroupExists`, also for the name of a deleted one, and `BadValue`."""
    checked_text(name, what=_("name of the experiment"), most=GROUP_NAME_LENGTH)
    if group.is_default or group.task_id is not None:
        raise BadValue(_("The experiment of a task, and the Default one, cannot be renamed."))
    if group.deleted_at is not None:
        raise BadValue(_("The experiment is deleted. Restore it before changing it."))
    if not name.strip() or name == DEFAULT_NAME or task_named(name, by=by) is not None:
        raise BadValue(_("An experiment cannot have this name: it is empty, that of a task, or Default."))
    try:
        with transaction.atomic():
            group.rename(name)
            behind_all(group.runs.all(), tasks=())
    except IntegrityError as error:
        raise GroupExists(_("Experiment '%(name)s' already exists.") % {"name": name[:100]}) from error


@transaction.atomic
def discard_group(group: RunGroup, *, at: datetime | None = None) -> None:
    """Mark the group and its runs deleted. Raises `BadValue` for those that must stay."""
    if group.is_default or group.task_id is not None:
        raise BadValue(_("The experiment of a task, and the Default one, cannot be deleted."))
    group.discard(at=at or now())
    _set_deleted(group.runs.filter(deleted_at=None), group.deleted_at)


@transaction.atomic
def restore_group(group: RunGroup) -> None:
    """Take the deletion back, for the runs that it deleted too."""
    moment = group.deleted_at
    group.restore()
    if moment is not None:
        _set_deleted(group.runs.filter(deleted_at=moment), None)


def task_named(text: str, *, by: "Person") -> Task | None:
    """Return the task whose key `text` begins with, if the person may see it."""
    key = leading_key(text)
    if key is None:
        return None
    return Task.objects.visible_to(by).with_key(key).select_related("project").first()


def _first(*, defaults: Mapping[str, Any] | None = None, **names: Any) -> RunGroup:
    """Return the group, making it with `defaults` at the first need; many trainings may begin at once."""
    moment = now()
    made = {"created_at": moment, "updated_at": moment, **(defaults or {})}
    return RunGroup.objects.get_or_create(**names, defaults=made)[0]


def _insert(workspace_id: int, name: str, task: Task | None) -> RunGroup:
    moment = now()
    return RunGroup.objects.create(
        workspace_id=workspace_id, name=name, task=task, created_at=moment, updated_at=moment
    )


def _set_deleted(runs: RunQuerySet, moment: datetime | None) -> None:
    """Delete or restore the runs, and let the verdicts of their tasks follow."""
    linked = list(runs.exclude(task=None).select_related("task__project"))
    behind_all(runs, tasks={run.task_id for run in linked})
    runs.update(deleted_at=moment)
    for run in linked:
        run.deleted_at = moment
        tell(run)
    # Each task is judged once, as its runs are told of by any of them.
    for run in {run.task_id: run for run in linked}.values():
        hooks.after_status(run)
