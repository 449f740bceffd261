"""What awaits a lead now: the signals of the projects they lead, and the decisions that are due there."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.kit.clock import now
from assay.projects.models import Project
from assay.projects.needs import SOON
from assay.reviews.matters import Candidate, Matter, candidates, together
from assay.reviews.models import Stop
from assay.signals.bundles import MANY, is_told_together, named_in
from assay.signals.queries import seen_by, signals_by, signals_of
from assay.signals.rules import BY_SLUG
from assay.signals.signal import Signal, Urgency
from assay.web.when import day as in_words

# As the signal of a decision whose day has come.
DUE = "decision-due"
_A_WHILE = timedelta(weeks=2)
# What has a stop of its own.
ALONE = frozenset({"task", "deliverable"})


def led_by(person: Person) -> list[Project]:
    """Return the projects whose review is this person's: all they see for leads of the workspace, else their own."""
    seen = seen_by(person).select_related("lead", "workspace").by_name()
    if not person.can_write:
        return []
    return list(seen if person.leads_workspace else seen.filter(lead=person))


def awaiting(person: Person, *, today: date) -> list[Candidate]:
    """Return the things that await the lead, the most urgent first."""
    projects = {project.pk: project for project in led_by(person)}
    signals = signals_of(projects.values(), person=person)
    matters = [*_soon(projects.values(), today=today), *_matters(signals, projects)]
    return candidates(matters, answered=_answered(person, today=today))


def _answered(person: Person, *, today: date) -> set[tuple[str, str]]:
    """Return the things about which the lead decided in a review of the last two weeks."""
    recent = Stop.objects.decided().filter(review__person=person, review__week__gte=today - _A_WHILE)
    return set(recent.values_list("kind", "thing"))


def signals_at(stop: Stop, person: Person) -> list[Signal]:
    """Return the signals of what the stop is about, as they are now; at a project also those told together there."""
    project, signals = stop.project, signals_of([stop.project], person=person)
    alone = {one.subject for one in _matters(signals, {project.pk: project})}
    return [one for one in signals if _place(_told(one, project), alone) == stop.subject_pair]


def look_again(stop: Stop, person: Person) -> None:
    """Let an open stop say what is so now, and store nothing. What no rule can be asked for stays as it was."""
    if stop.is_open and all(rule in BY_SLUG or rule == DUE for rule in stop.rules):
        stop.show(_found_at(stop, person))


def _found_at(stop: Stop, person: Person) -> Candidate | None:
    """Return what is the matter there now, of what brought it; None where nothing of it is so any more."""
    project = seen_by(person).select_related("lead", "workspace").filter(pk=stop.project_id).first()
    if project is None:
        return None
    signals = signals_by(stop.rules, project, person=person)
    soon = _soon([project], today=timezone.localdate(now())) if DUE in stop.rules else []
    told = [*soon, *(_told(one, project) for one in signals)]
    if stop.kind == "project":
        whole = together(told, _is_of_many, lambda some: _of_many(some, project), many=MANY)
        told = [_here(one, project) for one in whole]
    matters = [one for one in told if one.subject == stop.subject_pair]
    return next(iter(candidates(matters)), None)


def _here(matter: Matter, project: Project) -> Matter:
    """Tell at the project what is left of many."""
    return replace(matter, kind="project", thing=str(project.pk), title=project.name)


def _place(matter: Matter, alone: Collection[tuple[str, str]]) -> tuple[str, str]:
    return matter.subject if matter.subject in alone else ("project", str(matter.project_id))


def _matters(signals: Iterable[Signal], projects: Mapping[int, Project]) -> list[Matter]:
    """Tell the signals; of which a project has many of a kind, as the page of signals does, at the project."""
    told = [_told(signal, projects[signal.project_id]) for signal in signals]
    return together(told, _is_of_many, lambda some: _of_many(some, projects[some[0].project_id]), many=MANY)


def _is_of_many(matter: Matter) -> bool:
    return is_told_together(matter.kind, matter.urgency)


def _of_many(some: Sequence[Matter], project: Project) -> Matter:
    first = some[0]
    keys = named_in(project.name, [one.title.partition(" ")[0] for one in some])
    says = _("%(name)s, %(count)d times. %(keys)s") % {"name": first.name, "count": len(some), "keys": keys}
    return replace(first, says=says, kind="project", thing=str(project.pk), title=project.name)


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


def _soon(projects: Iterable[Project], *, today: date) -> list[Matter]:
    """Return the decisions that are due within a week; of those whose day has come a signal tells."""
    return [_decision(one, one.decision_due_on) for one in projects if _is_soon(one.decision_due_on, today)]


def _is_soon(day: date | None, today: date) -> bool:
    return day is not None and today < day <= today + SOON


def _decision(project: Project, day: date | None) -> Matter:
    return Matter(
        rule=DUE,
        name=_("Decision due"),
        says=_("The decision on %(project)s is due on %(day)s.") % {"project": project.name, "day": in_words(day)},
        project_id=project.pk,
        kind="project",
        thing=str(project.pk),
        title=project.name,
        urgency=Urgency.SOON,
    )
