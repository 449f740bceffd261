"""Runs on the pages of tasks that are no experiments; those of experiments have pages of their own."""

from typing import Any

from assay.accounts.models import Person
from assay.kit.clock import now
from assay.runs.queries import runs_of_task
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task
from assay.tasks.pages import register_page


def show_runs_on_tasks() -> None:
    """Show tasks with the runs that belong to them. A higher domain that registers a page of its own comes later."""
    for kind in TaskKind.values:
        register_page(kind, template="runs/task.html", context=_context)


def _context(task: Task, reader: Person) -> dict[str, Any]:
    return {"runs": runs_of_task(task, reader, at=now())}
