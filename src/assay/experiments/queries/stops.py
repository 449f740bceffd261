"""Stop conditions as the verdict block shows them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.experiments import wording
from assay.experiments.models import Criterion, Experiment
from assay.pure.criteria import Comparison, Elapsed, StopRule, atoms, format_condition
from assay.pure.numbers import short_number
from assay.pure.verdict import RunFacts
from assay.runs.models import Run

MOST_UNDER_WAY = 5


@dataclass(frozen=True)
class StopRow:
    """One stop condition: `chip` says fired, clear or how long is left; `then` is what to do when it fires."""

    text: str
    then: str
    why: str
    chip: str
    state: str
    icon: str
    is_fired: bool
    note: str = ""
    run: Run | None = None


@dataclass(frozen=True)
class Stopping:
    """What stopping does on this card, and the runs that could be asked; `more` are not listed."""

    is_hard: bool
    under_way: list[Run]
    more: int


def stopping_of(experiment: Experiment, runs: Iterable[Run], *, has_stops: bool) -> Stopping | None:
    """Return how runs of the card are stopped; None while there is nothing to stop."""
    if not experiment.is_under_way:
        return None
    under_way = sorted((run for run in runs if not run.is_over), key=lambda run: run.number)
    if not under_way and not has_stops:
        return None
    return Stopping(experiment.stops_hard, under_way[:MOST_UNDER_WAY], max(len(under_way) - MOST_UNDER_WAY, 0))


def stop_row(line: Criterion, experiment: Experiment, runs: Sequence[RunFacts], *, at: datetime) -> StopRow:
    """Say whether the condition fired, with which value, or how far it is from firing."""
    rule = line.stop_rule
    fired = line.fired_at is not None
    why, chip, state, icon = _fired(line) if fired else _waiting(rule, line, experiment, runs, at=at)
    return StopRow(
        text=format_condition(rule.condition),
        then=rule.then or "",
        why=why,
        chip=chip,
        state=state,
        icon=icon,
        is_fired=fired,
        note=_note(line),
        run=line.fired_run,
    )


Shown = tuple[str, str, str, str]


def _fired(line: Criterion) -> Shown:
    what = "; ".join(wording.stored_sentence(reason) for reason in line.finding.get("reasons", []))
    others = len(line.fired_uids) - 1
    told = [what]
    if others > 0:
        told.append(ngettext("also on %(count)d other run", "also on %(count)d other runs", others) % {"count": others})
    return "; ".join(told), _("Fired"), "not-met", "stop"


def _waiting(
    rule: StopRule, line: Criterion, experiment: Experiment, runs: Sequence[RunFacts], *, at: datetime
) -> Shown:
    if not line.is_current:
        return "", _("Withdrawn"), "plain", "cross"
    if not experiment.is_locked:
        return "", _("Not started"), "plain", "stop"
    if isinstance(rule.condition, Elapsed):
        return _time_left(rule.condition, experiment, at=at)
    nearest = _nearest(rule, runs)
    if not nearest:
        return _("No run has logged it"), _("No data yet"), "plain", "clock"
    return nearest, _("Clear"), "plain", "check"


def _time_left(condition: Elapsed, experiment: Experiment, *, at: datetime) -> Shown:
    end = experiment.concluded_at or at
    passed = end - experiment.started_at if experiment.started_at else timedelta()
    left = condition.duration - passed
    hours = left.total_seconds() / 3600
    why = _("%(time)s since the start") % {"time": _rounded(max(passed.total_seconds() / 3600, 1 / 60))}
    if experiment.is_concluded or hours <= 0:
        return why, _("Clear"), "plain", "check"
    return why, _("%(time)s left") % {"time": _rounded(hours)}, "plain", "clock"


def _rounded(hours: float) -> str:
    if hours >= 48:
        return wording.span(math.floor(hours / 24) * 24)
    return wording.span(max(math.floor(hours), 1)) if hours >= 1 else wording.span(hours)


def _nearest(rule: StopRule, runs: Sequence[RunFacts]) -> str:
    """How near the runs came, for a condition that is one comparison; empty where none has logged what it names."""
    if not isinstance(rule.condition, Comparison):
        named = {atom.metric for atom in atoms(rule.condition) if not isinstance(atom, Elapsed)}
        seen = sum(any(run.answer(metric) for metric in named) for run in runs)
        if not seen:
            return ""
        return ngettext("Watched on %(count)d run", "Watched on %(count)d runs", seen) % {"count": seen}
    condition = rule.condition
    falls = not condition.operator.wants_more
    found = []
    for run in runs:
        series = run.answer(condition.metric)
        if series:
            # What came before `after` does not count, and only the last value surely lies behind it.
            early = condition.after is not None
            value = series.last if early else series.min if falls else series.max
            if math.isfinite(value):
                found.append(value)
    if not found:
        return ""
    nearest = short_number(min(found) if falls else max(found))
    if condition.after is not None:
        return _("Nearest at the end of a run: %(value)s") % {"value": nearest}
    return (_("Lowest: %(value)s") if falls else _("Highest: %(value)s")) % {"value": nearest}


def _note(line: Criterion) -> str:
    if line.withdrawn_at and line.withdrawn_by:
        return _("Withdrawn by %(who)s: %(reason)s") % {
            "who": line.withdrawn_by.name,
            "reason": line.withdrawn_because,
        }
    if line.amended_at:
        return _("Added after the start by %(who)s: %(reason)s") % {
            "who": line.added_by.name,
            "reason": line.reason,
        }
    return ""
