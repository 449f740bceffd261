"""The first tasks of a new project, from its workflow, and the tasks a template can be saved with."""

from assay.accounts.models import Person
from assay.projects.choosing import begun_from
from assay.projects.models import Project
from assay.projects.planting import Seed
from assay.projects.workflows import Workflow, WorkflowTask
from assay.tasks.models import Task
from assay.tasks.models.task.creating import NewTask

# More than anybody would tick one by one.
MOST_SEEDS = 200


def plant_tasks(project: Project, workflow: Workflow, by: Person) -> None:
    """Create the workflow's default tasks with their check lists, unassigned, in the first queue."""
    phases = {phase.name: phase for phase in project.phases.all()}
    labels = {label.name: label for label in project.labels.all()}
    wanted = [
        NewTask(
            title=task.title,
            kind=task.kind,
            phase=phases[task.phase],
            estimate_days=task.days,
            description=task.description,
            discipline=task.discipline,
            labels=tuple(labels[name] for name in task.labels if name in labels),
            checks=task.checks,
        )
        for task in workflow.tasks
    ]
    Task.create_all(project, wanted, by=by)


def seeds_of(project: Project) -> list[Seed]:
    """Return the tasks of the project as a workflow would plant them; those of retired phases are left out."""
    began = begun_from(project)
    planted = len(began.tasks) if began else 0
    tasks = Task.objects.at_hand().filter(project=project, phase__retired_at=None).order_by("number")
    loaded = tasks.select_related("project", "phase").prefetch_related("labels", "checks")[:MOST_SEEDS]
    return [Seed(task.pk, task.key, _sown(task), is_planted=task.number <= planted) for task in loaded]


def _sown(task: Task) -> WorkflowTask:
    return WorkflowTask(
        title=task.title,
        phase=task.phase.name,
        kind=task.kind,
        days=task.estimate_days,
        description=task.description,
        discipline=task.discipline,
        labels=tuple(sorted(label.name for label in task.labels.all())),
        checks=tuple(check.text for check in sorted(task.checks.all(), key=lambda check: check.rank)),
    )
