"""What the pages of projects read."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from assay.accounts.models import Person
from assay.activity.feed import Entry, feed_of_project
from assay.activity.models import Event
from assay.projects.guide import Guide, guide_of
from assay.projects.models import Phase, Project
from assay.projects.overview import Area, Counts, counts_of, current_phases, sections


@dataclass(frozen=True)
class PhaseStep:
    """A phase as the strip shows it: `state` is done, now or later."""

    phase: Phase
    state: str


@dataclass(frozen=True)
class ProjectRow:
    """A line of the list of projects."""

    project: Project
    steps: list[PhaseStep]
    current: Phase | None
    counts: Counts
    changed_at: datetime


@dataclass(frozen=True)
class Overview:
    """The page of one project; sections are rendered HTML."""

    project: Project
    steps: list[PhaseStep]
    people: list[Person]
    can_edit: bool
    feed: list[Entry]
    guide: Guide | None
    parts: dict[Area, list[SafeString]] = field(default_factory=dict)


def project_rows(person: Person) -> list[ProjectRow]:
    """Return all projects this person sees, the last changed first."""
    latest = Event.objects.filter(project_id=OuterRef("pk")).order_by("-id").values("at")[:1]
    found = Project.objects.visible_to(person).select_related("lead").annotate(changed_at=Subquery(latest))
    projects = list(found.prefetch_related(_phases()))
    ids = [project.pk for project in projects]
    counts, current = counts_of(ids), current_phases(ids)
    rows = [_row(project, counts.get(project.pk, Counts()), current.get(project.pk)) for project in projects]
    return sorted(rows, key=lambda row: row.changed_at, reverse=True)


def overview_of(project: Project, *, request: HttpRequest, reader: Person) -> Overview:
    """Return everything the overview shows, the sections of higher domains included."""
    areas: tuple[Area, ...] = ("stats", "main", "side")
    return Overview(
        project=project,
        steps=phase_steps(list(project.phases.in_order()), current_phases([project.pk]).get(project.pk)),
        people=list(Person.objects.present().filter(memberships__project=project).by_name()),
        can_edit=project.can_be_edited_by(reader),
        feed=feed_of_project(project.pk, reader=reader, most=8),
        guide=guide_of(project, reader=reader, request=request),
        parts={area: _rendered(area, project, reader, request) for area in areas},
    )


def phase_steps(phases: list[Phase], current_id: int | None) -> list[PhaseStep]:
    """Mark the current phase, the first where nobody knows better, and those before and after it.

    A retired phase is shown only while the work is in it.
    """
    phases = [phase for phase in phases if phase.retired_at is None or phase.pk == current_id]
    numbers = [phase.pk for phase in phases]
    at = numbers.index(current_id) if current_id in numbers else 0
    states = ["done"] * at + ["now"] + ["later"] * len(phases)
    return [PhaseStep(phase, state) for phase, state in zip(phases, states, strict=False)]


def _row(project: Project, counts: Counts, current_id: int | None) -> ProjectRow:
    steps = phase_steps(list(project.phases.all()), current_id)
    current = next((step.phase for step in steps if step.state == "now"), None)
    changed_at: datetime = getattr(project, "changed_at", None) or project.created_at
    return ProjectRow(project=project, steps=steps, current=current, counts=counts, changed_at=changed_at)


def _phases() -> "Prefetch[Any]":
    return Prefetch("phases", queryset=Phase.objects.in_order())


def _rendered(area: Area, project: Project, reader: Person, request: HttpRequest) -> list[SafeString]:
    found = ((section, section.context(project, reader)) for section in sections(area))
    return [
        SafeString(render_to_string(section.template, context | {"project": project}, request=request))
        for section, context in found
        if context is not None
    ]
