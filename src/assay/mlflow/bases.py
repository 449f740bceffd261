"""What the address of a project or a task means for a request: the default experiment, and short names."""

from django.db.models import Q, QuerySet

from assay.mlflow.doors import Call, may_write
from assay.mlflow.errors import Missing
from assay.projects.models import Project
from assay.runs.groups import default_group, group_named, group_of_project, group_of_task
from assay.runs.models import RunGroup
from assay.tasks.keys import leading_key
from assay.tasks.models import Task


def task_at(request: Call) -> Task | None:
    """Return the task whose own address was called, if it was a task's. Raises `Missing`."""
    base = request.base
    if base is None or not base.task:
        return None
    key = leading_key(base.task)
    found = Task.objects.visible_to(request.person).with_key(key) if key else Task.objects.none()
    task = found.filter(project__key=base.project).select_related("project").first()
    if task is None:
        raise Missing(f"There is no task {base.task} in the project {base.project}.")
    return task


def default_at(request: Call) -> RunGroup | None:
    """Return the experiment that has the id 0 at this address, making it if the caller may. Raises `Missing`."""
    if request.base is None:
        return default_group(request.person) if may_write(request) else _known(request, "Default")
    task = task_at(request)
    if task is not None:
        known = RunGroup.objects.visible_to(request.person).filter(task=task).first()
        return known or (group_of_task(task) if may_write(request) else None)
    project = _project(request)
    known = RunGroup.objects.visible_to(request.person).filter(project=project, name=project.key).first()
    return known or (group_of_project(project, project.key) if may_write(request) else None)


def full_name(name: str, request: Call) -> str:
    """Return the name of an experiment; at a project's address `EXP-05` or `5 lr sweep` need no project's key."""
    if request.base is None or _names_task(name, request):
        return name
    longer = f"{request.base.project}-{name}"
    return longer if _names_task(longer, request) else name


def narrowed(groups: QuerySet[RunGroup], request: Call) -> QuerySet[RunGroup]:
    """Leave the experiments of the project whose address was called, and those that belong to no task."""
    if request.base is None:
        return groups
    project = _project(request)
    return groups.filter(Q(task=None, project=None) | Q(project=project) | Q(task__project=project))


def _names_task(text: str, request: Call) -> bool:
    key = leading_key(text)
    return key is not None and Task.objects.visible_to(request.person).with_key(key).exists()


def _project(request: Call) -> Project:
    assert request.base is not None  # noqa: S101  for the type checker
    found = Project.objects.visible_to(request.person).filter(key=request.base.project).first()
    if found is None:
        raise Missing(f"There is no project {request.base.project}.")
    return found


def _known(request: Call, name: str) -> RunGroup | None:
    return group_named(name, by=request.person, may_make=False)
