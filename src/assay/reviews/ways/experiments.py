"""What a lead decides of an experiment."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.accounts.models import Person
from assay.experiments.actions import close
from assay.experiments.models import Conclusion, Experiment, Outcome, Step
from assay.projects.models import DecisionKind
from assay.reviews.things import Thing
from assay.reviews.ways.wanted import Deed, Wanted
from assay.tasks.keys import TaskKind

USUAL_DAYS = 3


def extend(thing: Thing, wanted: Wanted, by: Person) -> Deed:
    experiment, days = _of(thing), wanted.days or USUAL_DAYS

    def do() -> dict[str, Any]:
        experiment.extend(days, wanted.why, by=by)
        return {"decide_on": experiment.decide_on.isoformat() if experiment.decide_on else ""}

    more = ngettext("%(key)s gets %(count)d day more", "%(key)s gets %(count)d days more", days)
    return Deed(DecisionKind.EXTEND, more % {"key": thing.key, "count": days}, wanted.why, do, {"days": days})


def stop(thing: Thing, wanted: Wanted, by: Person) -> Deed:
    def do() -> dict[str, Any]:
        close(_of(thing).task, _ending(thing, wanted), by=by)
        return {}

    return Deed(DecisionKind.STOP, _("Work ends on %(what)s") % {"what": thing.called}, wanted.why, do)


def pivot(thing: Thing, wanted: Wanted, by: Person) -> Deed:
    """Stop it, and make the next experiment of what is tried instead."""
    instead = wanted.instead or _("Another way than %(key)s") % {"key": thing.key}

    def do() -> dict[str, Any]:
        step = Step(instead, TaskKind.EXPERIMENT)
        experiment = close(_of(thing).task, _ending(thing, wanted, step), by=by)
        made = experiment.steps.in_order().filter(text=instead).select_related("task__project").last()
        return {"made": [made.task.pk]} if made and made.task else {}

    what = _("%(key)s gives way to “%(instead)s”") % {"key": thing.key, "instead": instead}
    return Deed(DecisionKind.PIVOT, what, wanted.why, do)


def _of(thing: Thing) -> Experiment:
    assert thing.experiment is not None  # noqa: S101  only experiments offer this
    return thing.experiment


def _ending(thing: Thing, wanted: Wanted, *more: Step) -> Conclusion:
    """Return what is written down so far with the outcome Stopped, and the lead's reason where something is unsaid."""
    experiment = _of(thing)
    steps = [Step(one.text, one.kind) for one in experiment.steps.in_order()]
    is_kept = bool(experiment.kept and experiment.kept_because.strip())
    return Conclusion(
        outcome=Outcome.STOPPED,
        outcome_because=wanted.why,
        kept=experiment.kept if is_kept else "",
        kept_because=experiment.kept_because if is_kept else "",
        kept_things=tuple(experiment.kept_things),
        observations=experiment.observations,
        learnings=experiment.learnings or wanted.why,
        steps=(*steps, *more),
    )
