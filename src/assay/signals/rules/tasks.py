"""Rules of tasks: what runs too long, stands still, waits, or runs beside another one.

Sentences are looked up once, before the loop: it runs through the tasks of all projects.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assay.kit.pages import address_of
from assay.pure.workdays import whole_days
from assay.signals.reading.tasks import TaskRow
from assay.signals.rules.rule import Found, Rule
from assay.signals.scene import Scene
from assay.signals.signal import Action, Urgency
from assay.tasks.models.task.model import MOST_DAYS


def found(task: TaskRow, says: str, since: datetime, action: Action, who: Iterable[int | None] = ()) -> Found:
    """What a rule found of a task; whose it is should act, unless `who` says otherwise."""
    return Found(task.about, task.project_id, says, since, action, tuple(who) or (task.assignee_id,))


def to_task(task: TaskRow, label: str, name: str = "tasks:task", anchor: str = "") -> Action:
    return Action(label, address_of(name, task.key) + anchor)


def quiet_for(task: TaskRow, scene: Scene) -> tuple[datetime, int] | None:
    """Return since when nothing happened to the task and how many working days that is; None while a training runs."""
    since = task.quiet_since
    return None if since is None else (since, scene.calendar(task.assignee_id).whole_days_between(since, scene.at))


def _over_five_days(scene: Scene) -> Iterator[Found]:
    says = _("%(task)s is in its day %(day)d. A task takes at most five: split it, or hand a part over.")
    label = _("Split it")
    for task, day in _running(scene):
        if task.decide_on is None and day > MOST_DAYS:
            since = _day_after(task, scene, int(MOST_DAYS))
            yield found(task, says % _said(task, day=day), since, _split(task, label))


def _over_estimate(scene: Scene) -> Iterator[Found]:
    says, label = _("%(task)s is in its day %(day)d of %(meant)d estimated."), _("Split it")
    for task, day in _running(scene):
        meant = whole_days(task.estimate) if task.estimate else None
        if task.decide_on is None and meant and day > meant:
            since = _day_after(task, scene, meant)
            yield found(task, says % _said(task, day=day, meant=meant), since, _split(task, label))


def _second(scene: Scene) -> Iterator[Found]:
    says = _("%(person)s works on %(task)s beside another task: one at a time is faster for both.")
    label, somebody = _("Pause or hand over"), _("Somebody")
    for task in scene.tasks:
        if task.is_active and task.is_second:
            person = scene.people.get(task.assignee_id or 0)
            told = says % _said(task, person=person.name if person else somebody)
            yield found(task, told, _begun(task, scene), to_task(task, label, "tasks:move"))


def _nobodys(scene: Scene) -> Iterator[Found]:
    says, label = _("%(task)s is in progress, but nobody has it."), _("Give it to somebody")
    for task in scene.tasks:
        if task.is_active and task.assignee_id is None:
            yield found(task, says % _said(task), _begun(task, scene), to_task(task, label))


def _stalled(scene: Scene) -> Iterator[Found]:
    tasks = [task for task in scene.tasks if task.is_active and task.blocked_at is None]
    says = _("Nothing happened to %(task)s for %(count)s, though it is in progress.")
    yield from _quiet(tasks, scene, scene.thresholds.stalled_days, says)


def _waits_long(scene: Scene) -> Iterator[Found]:
    tasks = [task for task in scene.tasks if task.is_waiting and task.blocked_at is None]
    says = _("%(task)s waits, and nothing happened to it for %(count)s.")
    yield from _quiet(tasks, scene, scene.thresholds.waiting_days, says)


def _quiet(tasks: Iterable[TaskRow], scene: Scene, least: int | None, says: str) -> Iterator[Found]:
    if least is None:
        return
    label = _("Ask how it goes")
    for task in tasks:
        quiet = quiet_for(task, scene)
        if quiet and quiet[1] >= least:
            told = says % _said(task, count=working_days(quiet[1]))
            yield found(task, told, quiet[0], to_task(task, label, anchor="#comments"))


def _blocked(scene: Scene) -> Iterator[Found]:
    least = scene.thresholds.blocked_days
    for task in scene.tasks:
        if task.blocked_at is None or least is None:
            continue
        days = scene.calendar(task.assignee_id).whole_days_between(task.blocked_at, scene.at)
        if days >= least:
            says = _("%(task)s has been blocked for %(count)s: %(reason)s")
            told = says % _said(task, count=working_days(days), reason=task.blocked_reason)
            yield found(
                task, told, task.blocked_at, to_task(task, _("Help it on")), (task.project.lead_id, task.assignee_id)
            )


def _running(scene: Scene) -> Iterator[tuple[TaskRow, int]]:
    """The tasks in progress that began, each with the working day it is in."""
    for task in scene.tasks:
        if task.is_active and task.started_at is not None:
            yield task, scene.calendar(task.assignee_id).day_number(task.started_at, scene.at)


def _begun(task: TaskRow, scene: Scene) -> datetime:
    return task.begun_at or scene.at


def _day_after(task: TaskRow, scene: Scene, days: int) -> datetime:
    """When the task became one of more than so many working days."""
    calendar = scene.calendar(task.assignee_id)
    assert task.started_at is not None  # noqa: S101 - only those that run are asked
    return scene.moment(calendar.end_of(task.started_at, days + 1))


def _split(task: TaskRow, label: str) -> Action:
    return to_task(task, label, "tasks:split")


def _said(task: TaskRow, **more: object) -> dict[str, object]:
    return {"task": task.key} | more


def working_days(count: int) -> str:
    return ngettext("%(count)d working day", "%(count)d working days", count) % {"count": count}


RULES = (
    Rule(
        slug="blocked",
        name=gettext_lazy("Blocked"),
        sentence=gettext_lazy("Somebody said that a task is blocked, and it has been for {days} working days."),
        icon="lock",
        urgency=Urgency.SOON,
        of="task",
        find=_blocked,
        threshold="blocked_days",
    ),
    Rule(
        slug="nobodys",
        name=gettext_lazy("Nobody's"),
        sentence=gettext_lazy("A task is in progress, and nobody has it."),
        icon="person",
        urgency=Urgency.SOON,
        of="task",
        find=_nobodys,
    ),
    Rule(
        slug="over-five-days",
        name=gettext_lazy("Over 5 days"),
        sentence=gettext_lazy("A task in progress has taken more than five working days."),
        icon="clock",
        urgency=Urgency.SOON,
        of="task",
        find=_over_five_days,
        unless=("nobodys",),
    ),
    Rule(
        slug="over-estimate",
        name=gettext_lazy("Over its estimate"),
        sentence=gettext_lazy("A task in progress has taken longer than was estimated."),
        icon="clock",
        urgency=Urgency.WATCH,
        of="task",
        find=_over_estimate,
        unless=("nobodys", "over-five-days", "blocked"),
    ),
    Rule(
        slug="second-in-progress",
        name=gettext_lazy("Second task in progress"),
        sentence=gettext_lazy("A person has another task in progress already."),
        icon="list",
        urgency=Urgency.SOON,
        of="task",
        find=_second,
    ),
    Rule(
        slug="stalled",
        name=gettext_lazy("Stalled"),
        sentence=gettext_lazy(
            "A task is in progress and not blocked, and nobody did anything to it, nor did a run of it begin or end, "
            "for {days} working days."
        ),
        icon="pause",
        urgency=Urgency.SOON,
        of="task",
        find=_stalled,
        unless=("nobodys", "over-five-days", "over-timebox", "undecided", "stop-fired"),
        threshold="stalled_days",
    ),
    Rule(
        slug="waits-long",
        name=gettext_lazy("Waits long"),
        sentence=gettext_lazy("A task waits, and nothing happened to it for {days} working days."),
        icon="pause",
        urgency=Urgency.WATCH,
        of="task",
        find=_waits_long,
        unless=("over-timebox", "undecided", "stop-fired"),
        threshold="waiting_days",
    ),
)
