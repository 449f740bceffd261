"""What search knows of projects."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from assay.projects.models import Project
from assay.search.sources import Group, Part, Source, Text

GROUPS = (Group("project", gettext_lazy("Projects"), "overview", 0),)
LABELS = {"goal": gettext_lazy("Goal"), "phase": gettext_lazy("Phase")}


def visible_projects(person: Any) -> Any:
    return Project.objects.visible_to(person).values("pk")


def texts(ids: Sequence[str]) -> list[Text]:
    projects = Project.objects.filter(pk__in=[int(one) for one in ids]).prefetch_related("phases")
    return [_text(project) for project in projects]


def all_ids() -> Iterable[str]:
    return (str(pk) for pk in Project.objects.values_list("pk", flat=True))


def _text(project: Project) -> Text:
    return Text(
        kind="project",
        subject_id=str(project.pk),
        workspace_id=project.workspace_id,
        project_id=project.pk,
        title=project.name,
        url=reverse("projects:overview", args=[project.key]),
        codes=(project.key,),
        parts=(
            Part("goal", project.goal),
            *(Part("phase", f"{phase.name}. {phase.purpose}") for phase in project.phases.all()),
        ),
    )


PROJECTS = Source(subject_kind="project", texts=texts, ids=all_ids, groups=GROUPS, labels=LABELS)
