"""The first tasks of a new project, from its workflow."""

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.projects.workflows import Workflow
from assay.tasks.models import Task


def plant_tasks(project: Project, workflow: Workflow, by: Person) -> None:
    """Create the workflow's default tasks, unassigned, in the first queue."""
    phases = {phase.name: phase for phase in project.phases.all()}
    for task in workflow.tasks:
        Task.create(
            project,
            title=task.title,
            by=by,
            kind=task.kind,
            phase=phases[task.phase],
            estimate_days=task.days,
            description=task.description,
        )
