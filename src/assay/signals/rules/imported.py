"""A rule of what came from another tracker: tasks that were in progress there, and perhaps are no longer."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assay.kit.pages import address_of
from assay.signals.reading.tasks import TaskRow
from assay.signals.rules import projects
from assay.signals.rules.rule import Found, Rule
from assay.signals.scene import Scene
from assay.signals.signal import Action, Urgency

CAME_IN = "came-in"


def _came_in(scene: Scene) -> Iterator[Found]:
    by_project: dict[int, list[TaskRow]] = defaultdict(list)
    for task in scene.came:
        by_project[task.project_id].append(task)
    for number, tasks in by_project.items():
        project = scene.projects[number]
        says = ngettext(
            "%(count)d task came into %(project)s as in progress or waiting: is it still?",
            "%(count)d tasks came into %(project)s as in progress or waiting: which still are?",
            len(tasks),
        )
        told = says % {"count": len(tasks), "project": project.name}
        action = Action(_("Say which still are"), address_of("signals:of_rule", project.key, CAME_IN))
        yield projects.found(project, told, scene.came_at[number], action)


RULES = (
    Rule(
        slug=CAME_IN,
        name=gettext_lazy("Came in progress"),
        sentence=gettext_lazy(
            "Tasks came by import as in progress or waiting, and nobody touched them here. It is told once of all of "
            "them, and no rule of tasks speaks of them before."
        ),
        icon="inbox",
        urgency=Urgency.SOON,
        of="project",
        find=_came_in,
    ),
)
