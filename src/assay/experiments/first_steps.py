"""The step of a new project that experiments know: the first one says what it must reach."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.accounts.models import Person
from assay.experiments.models import Criterion
from assay.projects.guide import Step
from assay.projects.models import Project
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task


def _has_criterion(project: Project) -> bool:
    return Criterion.objects.filter(experiment__task__project=project).exists()


def _first_plan(project: Project, person: Person) -> str:
    """Lead to the plan of the first open experiment; without one to a new one."""
    tasks = Task.objects.visible_to(person).open().filter(project=project, kind=TaskKind.EXPERIMENT)
    task = tasks.select_related("project").order_by("number").first()
    if task is None:
        return reverse("tasks:new", args=[project.key]) + "?kind=experiment"
    return reverse("tasks:task", args=[task.key]) + "#plan"


CRITERION = Step(
    order=20,
    title=_("Say what the first experiment must reach"),
    text=_("Hypothesis, and a criterion that a machine can check, like f1 >= 0.85 on test."),
    action=_("Write the plan"),
    url=_first_plan,
    is_done=_has_criterion,
)
