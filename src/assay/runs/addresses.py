"""The tracking URI to give a client."""

from django.conf import settings

from assay.projects.models import Project
from assay.tasks.models import Task


def address_of_task(task: Task) -> str:
    """Return the address at which every run belongs to this task unless it names another one."""
    return f"{address_of_project(task.project)}/{task.key}"


def address_of_project(project: Project) -> str:
    """Return the address at which the keys of tasks need no project's key."""
    return f"{settings.BASE_URL}/p/{project.key}"
