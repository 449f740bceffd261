"""The facts of a stop on one screen: three or four numbers, and what they rest on. Read afresh at each look."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.accounts.models import Person
from assay.activity.feed import Entry, feed_about
from assay.experiments.models import Criterion, Experiment
from assay.experiments.models.criterion import Role
from assay.experiments.overview import outcome_state
from assay.experiments.result_line import dashed
from assay.experiments.wording import state_name
from assay.insights.outlook import outlooks_of
from assay.projects.models import ColumnState, Phase, Project
from assay.projects.queries.strip import strip_of
from assay.pure.criteria import metrics_named
from assay.pure.numbers import short_number
from assay.reviews.awaiting import ALONE
from assay.reviews.models import Stop
from assay.reviews.things import Thing
from assay.runs.models import Run
from assay.signals.rules import BY_SLUG
from assay.signals.rules.imported import CAME_IN
from assay.tasks.icons import KIND_ICONS
from assay.tasks.models import Task
from assay.tasks.models.task.creating import plain_days
from assay.web.markdown import plain
from assay.web.when import day

MOST = 5


@dataclass(frozen=True)
class Stat:
    """One number with its name, its whole or target, and a note."""

    name: str
    value: str
    of: str = ""
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One piece of evidence. `state` colours the chip, as verdicts do."""

    icon: str
    title: str
    note: str = ""
    url: str = ""
    chip: str = ""
    state: str = "plain"


@dataclass(frozen=True)
class Facts:
    phase: Phase | None = None
    stats: list[Stat] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def facts_of(thing: Thing, reader: Person, *, at: datetime) -> Facts:
    """Return what a lead wants to see before deciding. The caller checked who may see the thing."""
    if thing.experiment is not None:
        return _of_experiment(thing, thing.experiment, reader, at=at)
    if thing.task is not None:
        return _of_task(thing, thing.task, reader, at=at)
    return _of_deliverable(thing, reader) if thing.deliverable else _of_project(thing.project)


def lists_at(stop: Stop) -> list[Line]:
    """Return the lists that a stop at a project leads to: each task is there with what can be done with it."""
    if stop.kind != "project":
        return []
    lines = []
    for slug, (name, _says) in zip(stop.rules, stop.matters, strict=False):
        rule = BY_SLUG.get(slug)
        if rule is not None and (rule.of in ALONE or slug == CAME_IN):
            url = reverse("signals:of_rule", args=[stop.project.key, slug])
            lines.append(Line(rule.icon, name, _("All of them, and what can be done with all at once"), url))
    return lines


def list_that_answers(stop: Stop) -> str:
    """Return the address of the list that answers what is asked at the stop; empty where a way on does."""
    if stop.rules[:1] != [CAME_IN]:
        return ""
    return reverse("signals:of_rule", args=[stop.project.key, CAME_IN])


def _of_experiment(thing: Thing, experiment: Experiment, reader: Person, *, at: datetime) -> Facts:
    task = experiment.task
    criteria = list(experiment.criteria.filter(withdrawn_at=None, role=Role.CRITERION).in_order()[:MOST])
    stats = [_timebox(experiment, at=at), _verdict(experiment)]
    measured = next((one for one in criteria if one.value is not None), None)
    if measured is not None and measured.value is not None:
        stats.append(Stat(_metric(measured), short_number(measured.value), note=measured.text))
    return Facts(task.phase, stats, [*map(_criterion, criteria), *_said(thing, reader)])


def _timebox(experiment: Experiment, *, at: datetime) -> Stat:
    if experiment.started_at is None:
        return Stat(_("Timebox"), _("not started"), note=_counted_days(experiment.timebox_days or 0))
    number = experiment.day_number(experiment.task.calendar, at=at)
    due = _("decide by %(day)s") % {"day": day(experiment.decide_on)} if experiment.decide_on else ""
    return Stat(_("Timebox"), _("day %(number)d") % {"number": number}, _of(experiment.total_days), due)


def _verdict(experiment: Experiment) -> Stat:
    # Runs are counted with the verdict, which begins when the plan is locked.
    is_judged = experiment.locked_at is not None
    count = experiment.run_count if is_judged else Run.objects.alive().filter(task=experiment.task_id).count()
    runs = ngettext("%(count)d run", "%(count)d runs", count) % {"count": count}
    return Stat(_("Verdict"), state_name(experiment.verdict) if experiment.verdict else _("none yet"), note=runs)


def _metric(one: Criterion) -> str:
    return min((found.name for found in metrics_named(one.condition)), default=_("Measured"))


def _criterion(one: Criterion) -> Line:
    value = _("measured %(value)s") % {"value": short_number(one.value)} if one.value is not None else ""
    chip = state_name(one.state) if one.state else ""
    return Line("flask", one.text, value, chip=chip, state=dashed(one.state) if one.state else "plain")


def _of_task(thing: Thing, task: Task, reader: Person, *, at: datetime) -> Facts:
    number = task.day_number(task.calendar, at=at)
    worked = _("day %(number)d") % {"number": number} if number else _("not started")
    estimate = _of(plain_days(task.estimate_days)) if task.estimate_days else ""
    stats = [Stat(_("In work"), worked, estimate, "" if estimate else _("without an estimate"))]
    stats.append(Stat(_("Lies in"), task.column.name, note=task.project.name))
    lines = []
    if task.blocked_at is not None:
        lines.append(Line("lock", task.blocked_reason, _("blocked since %(day)s") % {"day": day(task.blocked_at)}))
    if thing.handoff is not None and thing.handoff.is_open:
        since = _("unanswered since %(day)s") % {"day": day(thing.handoff.waits_since)}
        lines.append(Line("handoff", _("Waits for %(name)s") % {"name": thing.handoff.waits_for}, since))
    return Facts(task.phase, stats, [*lines, *_said(thing, reader)])


def _of_deliverable(thing: Thing, reader: Person) -> Facts:
    one = thing.deliverable
    if one is None:
        return Facts()
    stats = [Stat(_("State"), one.state_in_words), Stat(_("Due"), day(one.due_on) or _("no day"))]
    return Facts(one.phase, stats, _said(thing, reader))


def _of_project(project: Project) -> Facts:
    strip = strip_of(project)
    current = [step for step in strip.steps if step.state == "now"]
    stats = [Stat(step.phase.name, step.said) for step in current[:1]]
    outlook = outlooks_of([project])[project.pk]
    if outlook.likely:
        note = _("85 %% sure; half a chance by %(day)s") % {"day": day(outlook.days.get(50))}
        stats.append(Stat(_("Done by"), day(outlook.likely), note=note))
    else:
        stats.append(Stat(_("Done by"), _("no date yet"), note=outlook.too_early))
    stats.append(Stat(_("Open"), str(outlook.left), ngettext("task", "tasks", outlook.left)))
    return Facts(current[0].phase if current else None, stats, _work(project))


def _work(project: Project) -> list[Line]:
    """Return what somebody works on now, then the latest results, in one query."""
    active, judged = Q(column__state=ColumnState.ACTIVE), Q(experiment__judged_at__isnull=False)
    rank = Case(When(active, then=0), default=1)
    tasks = Task.objects.filter(active | judged, project=project).at_hand().order_by(
        rank, F("experiment__judged_at").desc(nulls_last=True), "started_at", "pk"
    )  # fmt: skip
    return [_at_work(task) for task in tasks.select_related("project", "column", "assignee", "experiment")[:MOST]]


def _at_work(task: Task) -> Line:
    experiment: Experiment | None = getattr(task, "experiment", None)
    chip, state = (
        _result(experiment) if experiment is not None and experiment.judged_at else (task.column.name, "plain")
    )
    name = task.assignee.name if task.assignee else _("nobody")
    url = reverse("tasks:task", args=[task.key])
    return Line(KIND_ICONS[task.kind], task.title, f"{task.key}, {name}", url, chip, state)


def _result(experiment: Experiment) -> tuple[str, str]:
    if experiment.is_concluded:
        return str(experiment.get_outcome_display()), outcome_state(experiment.outcome)
    return state_name(experiment.verdict), dashed(experiment.verdict) or "plain"


def _said(thing: Thing, reader: Person) -> list[Line]:
    """Return the last two things that happened to it, comments as they read now."""
    return [
        Line("comment" if one.quote else one.icon, f"{one.actor or 'Assay'} {one.wording}", _quoted(one))
        for one in feed_about(thing.subject, reader=reader, most=2)
    ]


def _quoted(entry: Entry) -> str:
    when = day(entry.at)
    return f"{when}: {plain(entry.quote, most=140)}" if entry.quote else when


def _of(whole: object) -> str:
    return _("of %(whole)s") % {"whole": whole}


def _counted_days(count: int) -> str:
    return ngettext("%(count)d working day", "%(count)d working days", count) % {"count": count}
