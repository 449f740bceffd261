"""Housekeeping of tasks: what lay in the trash for thirty days is erased."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from assay.activity.models import Event
from assay.activity.recording import record
from assay.kit.clock import now
from assay.kit.jobs import job
from assay.tasks.changes import UNDO_FOR
from assay.tasks.events.shelves import TaskErased
from assay.tasks.models import Attachment, Task
from assay.tasks.models.task.locking import lock_people_and_projects
from assay.tasks.models.task.shelving import IN_TRASH_FOR

log = logging.getLogger(__name__)


@job(every_minutes=24 * 60)
def sweep_trash() -> None:
    """Erase what was trashed thirty days ago. Bytes of files that no row names are swept by the store itself."""
    erase_old(at=now())


def erase_old(*, at: datetime) -> int:
    """Erase tasks and files whose time in the trash is over; return how many tasks went."""
    Attachment.objects.filter(removed_at__lt=at - UNDO_FOR).delete()
    old = Task.objects.in_trash().filter(trashed_at__lt=at - IN_TRASH_FOR).values_list("pk", "project_id")
    return sum(_erase(task_id, project_id, at=at) for task_id, project_id in list(old))


def _erase(task_id: int, project_id: int, *, at: datetime) -> bool:
    """Erase one task with its history; one to which runs or models still point stays in the trash."""
    try:
        with transaction.atomic():
            lock_people_and_projects((), {project_id})
            # Read again under lock: somebody may restore it at this moment.
            found = Task.objects.in_trash().filter(pk=task_id, trashed_at__lt=at - IN_TRASH_FOR)
            task = found.select_for_update(of=("self",)).select_related("project").first()
            if task is None:
                return False
            task.pass_on_parts()
            Event.objects.about(task.subject).delete()
            record(TaskErased(key=task.key), on=task.project, by=None, at=at)
            task.delete()
    except ProtectedError:
        log.info("Task %d stays in the trash: runs belong to it.", task_id)
        return False
    return True
