"""How other domains find a project without importing it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from assay.accounts.models import Person
from assay.activity.kinds import Kind, row_numbers
from assay.projects.models import Decision, PlanVersion, Project
from assay.projects.planning.outside import plan_outside


def _find(person: Person, ids: Iterable[str]) -> Mapping[str, Project]:
    return {str(project.pk): project for project in Project.objects.visible_to(person).filter(pk__in=row_numbers(ids))}


def _named(person: Person, keys: Iterable[str]) -> Mapping[str, Project]:
    return {project.key: project for project in Project.objects.visible_to(person).filter(key__in=list(keys))}


def _plans(person: Person, ids: Iterable[str]) -> Mapping[str, PlanVersion]:
    plans = PlanVersion.objects.visible_to(person).filter(pk__in=row_numbers(ids))
    return {str(plan.pk): plan for plan in plans.select_related("project", "agreed_by", "begun_by")}


def _plan_url(plan: PlanVersion) -> str:
    return f"{reverse('projects:plan', args=[plan.project.key])}?version={plan.number}"


PLAN = Kind(
    name="plan",
    icon="calendar",
    find=_plans,
    title=str,
    url=_plan_url,
    outside=plan_outside,
    edition=lambda plan: plan.facts.digest,
)


PROJECT = Kind(
    name="project",
    icon="overview",
    find=_find,
    title=lambda project: project.name,
    url=lambda project: reverse("projects:overview", args=[project.key]),
    named=_named,
    can_be_watched=True,
)


def _find_decisions(person: Person, ids: Iterable[str]) -> Mapping[str, Decision]:
    found = Decision.objects.visible_to(person).filter(pk__in=row_numbers(ids)).select_related("project")
    return {str(decision.pk): decision for decision in found}


DECISION = Kind(
    name="decision",
    icon="flag",
    find=_find_decisions,
    title=lambda decision: decision.title,
    url=lambda decision: reverse("projects:decision", args=[decision.project.key, decision.pk]),
)
