"""What became of earlier decisions: facts as they are now, not texts that were stored then."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.accounts.models import Person
from assay.deliverables.models import Deliverable
from assay.projects.models import Project
from assay.reviews.models import Review, Stop, Way
from assay.reviews.queries.answers import answers_to, last_signs
from assay.tasks.models import Handoff, Task
from assay.tasks.models.handoff.states import OPEN
from assay.web.when import day


@dataclass(frozen=True)
class Became:
    """One decision and what is so now. `state` colours it: met for what came about, not-proven for what still hangs."""

    stop: Stop
    says: str
    state: str
    url: str


@dataclass(frozen=True)
class _Now:
    """The rows that the decisions were about, as the reader may see them now."""

    tasks: Mapping[str, Task]
    made: Mapping[int, Task]
    deliverables: Mapping[str, Deliverable]
    answers: Mapping[int, str]
    signs: Mapping[int, datetime]


def became_of(review: Review, *, reader: Person) -> list[Became]:
    """Return what became of each decision of the review, in a few queries however many."""
    stops = list(Stop.objects.visible_to(reader).filter(review=review).decided().with_facts().in_order())
    rows = _rows(stops, reader)
    return [_became(stop, rows) for stop in stops]


def _became(stop: Stop, rows: _Now) -> Became:
    url = reverse("projects:overview", args=[stop.project.key])
    if stop.decision is not None and stop.decision.is_revoked:
        because = stop.decision.revoked_because
        return Became(stop, _("Taken back: %(because)s") % {"because": because}, "plain", url)
    if stop.kind == "task":
        return _of_task(stop, rows.tasks.get(stop.thing), rows)
    if stop.kind == "deliverable":
        return _of_deliverable(stop, rows.deliverables.get(stop.thing), rows)
    return _of_project(stop, rows)


def _of_task(stop: Stop, task: Task | None, rows: _Now) -> Became:
    if task is None:
        return _gone(stop)
    says, state = _state_of(stop, task, rows)
    return Became(stop, says, state, reverse("tasks:task", args=[task.key]))


def _state_of(stop: Stop, task: Task, rows: _Now) -> tuple[str, str]:
    experiment = getattr(task, "experiment", None)
    if stop.way == Way.ASK and stop.pk in rows.answers:
        return _("%(name)s answered") % {"name": rows.answers[stop.pk]}, "met"
    if stop.way in (Way.SPLIT, Way.PIVOT) and stop.told.get("made"):
        return _of_made(stop, task, rows)
    if experiment is not None and experiment.is_concluded:
        return _("Decided: %(outcome)s") % {"outcome": experiment.get_outcome_display()}, "met"
    if task.archived_at is not None or task.trashed_at is not None:
        return _("Put away"), "met"
    if task.is_done:
        return _("Done on %(day)s") % {"day": day(task.finished_at)}, "met"
    return _of_open(stop, task)


def _of_open(stop: Stop, task: Task) -> tuple[str, str]:
    """Say how a task stands that is still open."""
    experiment, handoff = getattr(task, "experiment", None), getattr(task, "handoff", None)
    if stop.way == Way.ASK:
        return _("No answer yet; it lies in %(column)s") % {"column": task.column.name}, "not-met"
    if stop.way == Way.HAND_OVER:
        return _of_handing(task, handoff)
    if experiment is not None and experiment.decide_on:
        return _("Not decided yet; its day is %(day)s") % {"day": day(experiment.decide_on)}, "not-proven"
    if stop.way == Way.SNOOZE:
        return _("Sleeps until %(day)s; it lies in %(column)s") % _slept(stop, task), "plain"
    return _("Still open, in %(column)s") % {"column": task.column.name}, "not-proven"


def _slept(stop: Stop, task: Task) -> dict[str, str]:
    return {"day": day(date.fromisoformat(stop.told["until"])), "column": task.column.name}


def _of_handing(task: Task, handoff: Handoff | None) -> tuple[str, str]:
    if handoff is not None and handoff.state in OPEN:
        return _("Not accepted yet by %(name)s") % {"name": handoff.waits_for}, "not-met"
    if task.assignee is None:
        return _("It is nobody's now"), "not-met"
    if task.is_in_progress:
        return _("%(name)s works on it") % {"name": task.assignee.name}, "met"
    said = {"name": task.assignee.name, "column": task.column.name}
    return _("With %(name)s, in %(column)s") % said, "not-proven"


def _of_made(stop: Stop, task: Task, rows: _Now) -> tuple[str, str]:
    """Say how far the parts are, the task itself being the first; or what is tried instead."""
    made = [rows.made[pk] for pk in stop.told["made"] if pk in rows.made]
    parts = [task, *made] if stop.way == Way.SPLIT else made
    done = sum(one.is_done for one in parts)
    if stop.way == Way.PIVOT and made:
        said = {"key": made[0].key, "column": made[0].column.name}
        return _("%(key)s is in %(column)s") % said, "met" if made[0].is_done else "not-proven"
    words = ngettext("%(done)d of %(count)d part done", "%(done)d of %(count)d parts done", len(parts))
    return words % {"done": done, "count": len(parts)}, "met" if done == len(parts) else "not-proven"


def _of_deliverable(stop: Stop, one: Deliverable | None, rows: _Now) -> Became:
    if one is None:
        return _gone(stop)
    url = reverse("deliverables:deliverable", args=[one.key])
    if one.is_settled:
        return Became(stop, one.state_in_words, "met", url)
    answer = _("%(name)s answered") % {"name": rows.answers[stop.pk]} if stop.pk in rows.answers else ""
    return Became(stop, ", ".join(filter(None, [answer, one.state_in_words])), "not-proven", url)


def _gone(stop: Stop) -> Became:
    overview = reverse("projects:overview", args=[stop.project.key])
    return Became(stop, _("It is not there any more."), "plain", overview)


def _of_project(stop: Stop, rows: _Now) -> Became:
    project: Project = stop.project
    url = reverse("projects:decisions", args=[project.key])
    if stop.way == Way.ASK:
        at = rows.signs.get(stop.pk)
        says = _("Who was asked was there on %(day)s") % {"day": day(at)} if at else _("No sign of who was asked yet")
        return Became(stop, says, "met" if at else "not-met", url)
    if project.decision_due_on is not None:
        due = _("The next decision is due on %(day)s") % {"day": day(project.decision_due_on)}
        return Became(stop, due, "not-proven", url)
    if project.status:
        return Became(stop, project.status, "plain", url)
    return Became(stop, _("It stands as decided"), "met", url)


def _rows(stops: Iterable[Stop], reader: Person) -> _Now:
    numbers: dict[str, list[int]] = defaultdict(list)
    for stop in stops:
        numbers[stop.kind].append(int(stop.thing))
    made = [pk for stop in stops for pk in stop.told.get("made", [])]
    asked = [stop for stop in stops if stop.way == Way.ASK]
    facts = ("project", "column", "assignee", "experiment", "handoff__to_person", "handoff__offered_by")
    tasks = Task.objects.visible_to(reader).select_related(*facts).in_bulk([*numbers["task"], *made])
    deliverables = Deliverable.objects.visible_to(reader).select_related("project").in_bulk(numbers["deliverable"])
    return _Now(
        tasks={str(pk): task for pk, task in tasks.items()},
        made=tasks,
        deliverables={str(pk): one for pk, one in deliverables.items()},
        answers=answers_to(asked),
        signs=last_signs(asked),
    )
