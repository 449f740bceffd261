"""Holding a task while it changes, and refusing to change one that was put away."""

from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from assay.tasks.models.task.locking import lock_people_and_projects

if TYPE_CHECKING:
    from assay.tasks.models.task.model import Task


class PutAway(Exception):
    """The task lies in the archive or the trash and must come back before it can change."""


class Holding:
    """What every verb does first."""

    @property
    def is_at_hand(self) -> bool:
        """Whether the task is neither archived nor in the trash."""
        task = cast("Task", self)
        return task.archived_at is None and task.trashed_at is None

    def hold(self) -> None:
        """Lock the project and the row and read it again, inside the caller's transaction. Raises `PutAway`.

        Readers of its events write rows of the project: taken after the row alone, those would be out of order.
        """
        task = cast("Task", self)
        lock_people_and_projects((), {task.project_id})
        task.refresh_from_db(from_queryset=type(task).objects.select_for_update(no_key=True))
        task.check_at_hand()

    def check_not_trashed(self) -> None:
        """Raise `PutAway` for a task in the trash."""
        task = cast("Task", self)
        if task.trashed_at is not None:
            said = {"key": task.key, "person": task.trashed_by.name if task.trashed_by else "Assay"}
            raise PutAway(_("%(person)s put %(key)s into the trash. Restore it first.") % said)

    def check_at_hand(self) -> None:
        """Raise `PutAway` for a task in the trash or the archive."""
        task = cast("Task", self)
        task.check_not_trashed()
        if task.archived_at is not None:
            said = {"key": task.key, "person": task.archived_by.name if task.archived_by else "Assay"}
            raise PutAway(_("%(person)s archived %(key)s. Put it back on the board first.") % said)
