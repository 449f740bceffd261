"""Rules of experiments: time to decide, a verdict without an outcome, runs before the plan."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.pure.verdict import State
from assay.signals.reading.tasks import TaskRow
from assay.signals.rules.rule import Found, Rule
from assay.signals.rules.tasks import found, quiet_for, to_task, working_days
from assay.signals.scene import Scene
from assay.signals.signal import Action, Urgency
from assay.web.when import day


def _over_timebox(scene: Scene) -> Iterator[Found]:
    for task in scene.tasks:
        today = scene.calendar(task.assignee_id).day_of(scene.at)
        if task.locked_at is not None and task.decide_on is not None and today > task.decide_on:
            says = _(
                "The timebox of %(task)s ended on %(day)s. %(verdict)s: decide, or give it more days with a reason."
            )
            told = says % {"task": task.key, "day": day(task.decide_on), "verdict": _verdict(task)}
            since = scene.moment(task.decide_on + timedelta(days=1))
            yield found(task, told, since, _decide(task, "#timebox"), _deciders(task))


def _stop_fired(scene: Scene) -> Iterator[Found]:
    for task in scene.tasks:
        fired = task.stop_fired_at if task.locked_at is not None else None
        # Who began another run since has seen it, and gone on.
        if fired is not None and (task.run_began_at is None or task.run_began_at <= fired):
            says = _("A stop condition of %(task)s fired: what was agreed for that case is due now.") % {
                "task": task.key
            }
            yield found(task, says, fired, _decide(task, "#conclusion"), _deciders(task))


def _undecided(scene: Scene) -> Iterator[Found]:
    least = scene.thresholds.undecided_days
    for task in scene.tasks:
        if task.locked_at is None or task.verdict not in (State.MET, State.NOT_MET) or least is None:
            continue
        quiet = quiet_for(task, scene)
        if task.judged_at and quiet and quiet[1] >= least:
            says = _("%(task)s: %(verdict)s, and nobody wrote a conclusion for %(count)s.")
            told = says % {"task": task.key, "verdict": _verdict(task), "count": working_days(quiet[1])}
            yield found(task, told, quiet[0], _decide(task, "#conclusion"), _deciders(task))


def _no_criterion(scene: Scene) -> Iterator[Found]:
    says = _("%(task)s has runs or is in progress, and no success criterion: nothing can be met or missed.")
    yield from _to_plan([task for task in _unplanned(scene) if not task.has_criteria], says, scene)


def _no_baseline(scene: Scene) -> Iterator[Found]:
    says = _("%(task)s has runs or is in progress, and no baseline: nobody will know what it gained.")
    yield from _to_plan([task for task in _unplanned(scene) if not task.has_baseline], says, scene)


def _unplanned(scene: Scene) -> Iterator[TaskRow]:
    """Experiments that were begun one way or another and never started with a plan."""
    for task in scene.tasks:
        if task.is_experiment and task.locked_at is None and (task.first_run_at or task.is_active):
            yield task


def _to_plan(tasks: Iterable[TaskRow], says: str, scene: Scene) -> Iterator[Found]:
    label = _("Write the plan")
    for task in tasks:
        since = task.started_at or task.first_run_at or scene.at
        yield found(task, says % {"task": task.key}, since, to_task(task, label, anchor="#plan"))


def _decide(task: TaskRow, anchor: str) -> Action:
    return to_task(task, _("Decide"), anchor=anchor)


def _deciders(task: TaskRow) -> tuple[int | None, ...]:
    return (task.assignee_id, task.project.lead_id)


def _verdict(task: TaskRow) -> str:
    """What the runs say, as the beginning of a sentence."""
    return {
        State.MET: _("The runs met its criteria"),
        State.NOT_MET: _("The runs did not meet its criteria"),
        State.NOT_PROVEN: _("The runs prove nothing yet"),
    }.get(State(task.verdict) if task.verdict else State.NOT_MEASURED, _("Nothing is measured yet"))


RULES = (
    Rule(
        slug="over-timebox",
        name=gettext_lazy("Over timebox"),
        sentence=gettext_lazy("The day to decide of an experiment has passed, and it has no outcome."),
        icon="clock",
        urgency=Urgency.NOW,
        of="task",
        find=_over_timebox,
    ),
    Rule(
        slug="stop-fired",
        name=gettext_lazy("Stop condition fired"),
        sentence=gettext_lazy("A stop condition of an experiment fired, no run began since, and it has no outcome."),
        icon="stop",
        urgency=Urgency.NOW,
        of="task",
        find=_stop_fired,
        unless=("over-timebox",),
    ),
    Rule(
        slug="undecided",
        name=gettext_lazy("Verdict without an outcome"),
        sentence=gettext_lazy(
            "The runs of an experiment met its criteria or did not, nothing has run for {days} working days, "
            "and nobody wrote a conclusion."
        ),
        icon="flag",
        urgency=Urgency.NOW,
        of="task",
        find=_undecided,
        unless=("over-timebox", "stop-fired"),
        threshold="undecided_days",
    ),
    Rule(
        slug="no-criterion",
        name=gettext_lazy("No criterion"),
        sentence=gettext_lazy("An experiment has runs or is in progress, and no success criterion."),
        icon="list-checks",
        urgency=Urgency.SOON,
        of="task",
        find=_no_criterion,
    ),
    Rule(
        slug="no-baseline",
        name=gettext_lazy("No baseline"),
        sentence=gettext_lazy("An experiment has runs or is in progress, and no baseline."),
        icon="chart",
        urgency=Urgency.SOON,
        of="task",
        find=_no_baseline,
        unless=("no-criterion",),
    ),
)
