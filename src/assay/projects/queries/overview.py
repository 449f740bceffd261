"""What the pages of projects read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from assay.accounts.models import Person
from assay.activity.feed import Entry, feed_of_project
from assay.activity.models import Event
from assay.projects.guide import Guide, guide_of
from assay.projects.models import Decision, Phase, Project, Stakeholder
from assay.projects.needs import due_in_words, is_decision_near, needs_of_facts
from assay.projects.overview import Area, Counts, Need, counts_of, needs_of, sections
from assay.projects.owing import open_in
from assay.projects.phase_times import PhaseWork, remember_times, works_of
from assay.projects.queries.state import Readiness, latest_decisions, readiness_of
from assay.projects.queries.strip import PhaseStep, Strip, phase_steps, strip_of
from assay.projects.queries.timeline import Timeline, timeline_of

ABOVE: tuple[Area, ...] = ("stats", "chart", "side")
BELOW: tuple[Area, ...] = ("main", "time")


@dataclass(frozen=True)
class ProjectRow:
    """A line of the list of projects: `owed` counts what the phases of now still hand over, `due` is said when near."""

    project: Project
    steps: list[PhaseStep]
    current: list[Phase]
    counts: Counts
    changed_at: datetime
    owed: int = 0
    due: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Overview:
    """The page of one project; sections are rendered HTML."""

    project: Project
    strip: Strip
    timeline: Timeline | None
    people: list[Person]
    stakeholders: list[Stakeholder]
    can_edit: bool
    guide: Guide | None
    needs: list[Need]
    readiness: list[Readiness]
    parts: dict[Area, list[SafeString]] = field(default_factory=dict)


@dataclass(frozen=True)
class Below:
    """The lower half of that page."""

    decisions: list[Decision]
    can_decide: bool
    feed: list[Entry]
    parts: dict[Area, list[SafeString]] = field(default_factory=dict)


def project_rows(person: Person) -> list[ProjectRow]:
    """Return all projects this person sees, the last changed first."""
    latest = Event.objects.filter(project_id=OuterRef("pk")).order_by("-id").values("at")[:1]
    found = Project.objects.visible_to(person).select_related("lead").annotate(changed_at=Subquery(latest))
    projects = list(found.prefetch_related(_phases()))
    ids = [project.pk for project in projects]
    counts, works = counts_of(ids), works_of(ids)
    rows = [_row(project, counts.get(project.pk, Counts()), works.get(project.pk, {})) for project in projects]
    owed = open_in([phase.pk for row in rows for phase in row.current])
    return sorted((_owing(row, owed) for row in rows), key=lambda row: row.changed_at, reverse=True)


def overview_of(project: Project, *, request: HttpRequest, reader: Person) -> Overview:
    """Return everything the overview shows, the sections of higher domains included."""
    remember_times(project)
    strip = strip_of(project)
    readiness = readiness_of(project)
    return Overview(
        project=project,
        strip=strip,
        timeline=_brief(strip),
        people=list(Person.objects.present().filter(memberships__project=project).by_name()),
        stakeholders=list(project.stakeholders.present().by_name()),
        can_edit=project.can_be_edited_by(reader),
        guide=guide_of(project, reader=reader, request=request),
        needs=_needs(project, readiness, reader) if reader.can_write else [],
        readiness=readiness,
        parts={area: _rendered(area, project, reader, request) for area in ABOVE},
    )


def below_of(project: Project, *, request: HttpRequest, reader: Person) -> Below:
    """Return what the overview fetches once it stands: it is read after the numbers, and takes as long to gather."""
    return Below(
        decisions=latest_decisions(project),
        can_decide=project.can_be_edited_by(reader),
        feed=feed_of_project(project.pk, reader=reader, most=8),
        parts={area: _rendered(area, project, reader, request) for area in BELOW},
    )


def _needs(project: Project, readiness: list[Readiness], reader: Person) -> list[Need]:
    checks = [check for one in readiness for check in one.checks]
    own = needs_of_facts(project, checks, reader, today=timezone.localdate())
    return sorted([*own, *needs_of(project, reader)], key=lambda need: need.order)


def _brief(strip: Strip) -> Timeline | None:
    """Return the timeline once there is something to see on it: work that went on to another phase."""
    timeline = timeline_of(strip, people={})
    return timeline if timeline and len(timeline.bars) > 1 else None


def _row(project: Project, counts: Counts, works: Mapping[int, PhaseWork]) -> ProjectRow:
    steps = phase_steps(list(project.phases.all()), works)
    current = [step.phase for step in steps if step.state == "now"]
    changed_at: datetime = getattr(project, "changed_at", None) or project.created_at
    today = timezone.localdate()
    return ProjectRow(
        project=project,
        steps=steps,
        current=current,
        counts=counts,
        changed_at=changed_at,
        due=due_in_words(project.decision_due_on, today) if is_decision_near(project, today=today) else "",
        is_late=project.decision_due_on is not None and project.decision_due_on < today,
    )


def _owing(row: ProjectRow, owed: Mapping[int, int]) -> ProjectRow:
    return replace(row, owed=sum(owed.get(phase.pk, 0) for phase in row.current))


def _phases() -> "Prefetch[Any]":
    """Read of many phases only what a line shows: their texts and questions are most of them."""
    shown = ("project_id", "name", "hue", "retired_at", "done_at")
    return Prefetch("phases", queryset=Phase.objects.in_order().only(*shown))


def _rendered(area: Area, project: Project, reader: Person, request: HttpRequest) -> list[SafeString]:
    found = ((section, section.context(project, reader)) for section in sections(area))
    return [
        SafeString(render_to_string(section.template, context | {"project": project}, request=request))
        for section, context in found
        if context is not None
    ]
