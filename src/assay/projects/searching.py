"""What search knows of projects."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from assay.projects.models import Decision, Project
from assay.search.sources import Group, Part, Source, Text

GROUPS = (Group("project", gettext_lazy("Projects"), "overview", 0),)
LABELS = {
    "goal": gettext_lazy("Goal"),
    "phase": gettext_lazy("Phase"),
    "measure": gettext_lazy("Business measure"),
    "trap": gettext_lazy("Proxy trap"),
}
DECISION_GROUPS = (Group("decision", gettext_lazy("Decisions"), "flag", 15),)
DECISION_LABELS = {"why": gettext_lazy("Why"), "evidence": gettext_lazy("Evidence"), "revoked": gettext_lazy("Revoked")}


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
            Part("measure", project.measure),
            Part("trap", project.proxy_trap),
            *(Part("phase", f"{phase.name}. {phase.purpose}") for phase in project.phases.all()),
        ),
    )


def _decisions(ids: Sequence[str]) -> list[Text]:
    found = Decision.objects.filter(pk__in=[int(one) for one in ids]).select_related("project")
    return [_decision(decision) for decision in found]


def _decision(decision: Decision) -> Text:
    project = decision.project
    said = {"why": decision.why, "evidence": decision.evidence, "revoked": decision.revoked_because}
    return Text(
        kind="decision",
        subject_id=str(decision.pk),
        workspace_id=project.workspace_id,
        project_id=project.pk,
        title=decision.title,
        url=reverse("projects:decision", args=[project.key, decision.pk]),
        parts=tuple(Part(name, text) for name, text in said.items() if text),
    )


def _all_decisions() -> Iterable[str]:
    return (str(pk) for pk in Decision.objects.values_list("pk", flat=True))


PROJECTS = Source(subject_kind="project", texts=texts, ids=all_ids, groups=GROUPS, labels=LABELS)
DECISIONS = Source(
    subject_kind="decision",
    texts=_decisions,
    ids=_all_decisions,
    groups=DECISION_GROUPS,
    labels=DECISION_LABELS,
)
