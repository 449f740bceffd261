"""Timeboxes of tasks: a higher domain knows them, pages ask. Register in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from assay.projects.models import Project
    from assay.tasks.models import Task


@dataclass(frozen=True)
class RunningTimebox:
    """The timebox of a task that is under way: which working day of how many it is, from 1."""

    task: "Task"
    day: int
    days: int
    is_over: bool


TimeboxesOf = Callable[["Project", "datetime"], list[RunningTimebox]]
_timeboxes_of: list[TimeboxesOf] = []


def register_timeboxes(timeboxes_of: TimeboxesOf) -> None:
    """Say which timeboxes of a project are running at a moment; tasks come with phase, column and assignee."""
    _timeboxes_of[:] = [timeboxes_of]


def timeboxes_of(project: "Project", *, at: "datetime") -> list[RunningTimebox]:
    """Return the timeboxes under way. The caller checked who may see the project."""
    return _timeboxes_of[0](project, at) if _timeboxes_of else []
