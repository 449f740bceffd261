"""What awaits a lead now: the signals of the projects they lead, and the decisions that are due there."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.projects.needs import due_in_words, is_decision_near
from assay.reviews.matters import Candidate, Matter, candidates
from assay.reviews.models import Stop
from assay.signals.queries import signals_of
from assay.signals.signal import Signal

DUE = "decision-due"
LATE, SOON_DUE = 0, 1
# What has a stop of its own.
ALONE = frozenset({"task", "deliverable"})


def led_by(person: Person) -> list[Project]:
    """Return the projects whose review is this person's: all they see for leads of the workspace, else their own."""
    seen = Project.objects.visible_to(person).select_related("lead", "workspace").by_name()
    if not person.can_write:
        return []
    return list(seen if person.leads_workspace else seen.filter(lead=person))


def awaiting(person: Person, *, today: date) -> list[Candidate]:
    """Return the things that await the lead, the most urgent first."""
    projects = {project.pk: project for project in led_by(person)}
    signals = signals_of(projects.values(), person=person)
    told = [_told(signal, projects[signal.project_id]) for signal in signals]
    return candidates([*_due(projects.values(), today=today), *told])


def signals_at(stop: Stop, person: Person) -> list[Signal]:
    """Return the signals of what the stop is about, as they are now."""
    signals = signals_of([stop.project], person=person)
    return [one for one in signals if _told(one, stop.project).subject == stop.subject_pair]


def _told(signal: Signal, project: Project) -> Matter:
    """Tell a signal of a phase or a model at its project: who decides of those decides of the whole."""
    is_alone = signal.subject.kind in ALONE
    return Matter(
        rule=signal.rule,
        name=signal.name,
        says=signal.says,
        project_id=project.pk,
        kind=signal.subject.kind if is_alone else "project",
        thing=signal.subject.id if is_alone else str(project.pk),
        title=signal.subject.label if is_alone else project.name,
        urgency=signal.urgency,
        since=signal.since,
    )


def _due(projects: Collection[Project], *, today: date) -> list[Matter]:
    """Return the decisions that are due within a week; a late one comes before everything else."""
    return [_decision(one, one.decision_due_on, today=today) for one in projects if is_decision_near(one, today=today)]


def _decision(project: Project, day: date | None, *, today: date) -> Matter:
    said = due_in_words(day, today)
    is_late = day is not None and day < today
    return Matter(
        rule=DUE,
        name=_("Decision due"),
        says=_("A decision is waited for: %(when)s.") % {"when": said},
        project_id=project.pk,
        kind="project",
        thing=str(project.pk),
        title=project.name,
        urgency=LATE if is_late else SOON_DUE,
        since=_start_of(day) if day is not None and is_late else None,
    )


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())
