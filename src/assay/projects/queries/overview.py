"""What the pages of projects read."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from assay.accounts.models import Person
from assay.activity.feed import Entry, feed_of_project
from assay.projects.guide import Guide, guide_of
from assay.projects.models import Decision, Project, Stakeholder
from assay.projects.needs import needs_of_facts
from assay.projects.overview import Area, Need, needs_of, sections
from assay.projects.phase_times import remember_times
from assay.projects.queries.state import Readiness, latest_decisions, readiness_of
from assay.projects.queries.strip import Strip, strip_of
from assay.projects.queries.timeline import Timeline, timeline_of

ABOVE: tuple[Area, ...] = ("stats", "chart", "side")
BELOW: tuple[Area, ...] = ("main", "time")


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


def all_needs_of(project: Project, reader: Person) -> list[Need]:
    """Return what the overview shows under “Needs you”."""
    return _needs(project, readiness_of(project), reader)


def _needs(project: Project, readiness: list[Readiness], reader: Person) -> list[Need]:
    checks = [check for one in readiness for check in one.checks]
    own = needs_of_facts(project, checks, reader, today=timezone.localdate())
    return sorted([*own, *needs_of(project, reader)], key=lambda need: need.order)


def _brief(strip: Strip) -> Timeline | None:
    """Return the timeline once there is something to see on it: work that went on to another phase."""
    timeline = timeline_of(strip, people={})
    return timeline if timeline and len(timeline.bars) > 1 else None


def _rendered(area: Area, project: Project, reader: Person, request: HttpRequest) -> list[SafeString]:
    found = ((section, section.context(project, reader)) for section in sections(area))
    return [
        SafeString(render_to_string(section.template, context | {"project": project}, request=request))
        for section, context in found
        if context is not None
    ]
