"""The short line that the task's card shows of its verdict."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from assay.experiments.findings import finite
from assay.experiments.wording import operator_sign, state_name
from assay.experiments.wording_of_spread import interval_text
from assay.pure.criteria import Comparison, MetricRef
from assay.pure.numbers import short_number
from assay.pure.verdict import Part, RunFacts, State, Verdict

if TYPE_CHECKING:
    from assay.experiments.judging import Judged
    from assay.experiments.models import Criterion, Experiment

MOST_SPARK = 24


def result_line(
    verdict: Verdict, judged: Sequence["Judged"], stops: Sequence["Criterion"], runs: Sequence[RunFacts]
) -> dict[str, Any]:
    """Return state, label, detail, value (the part of detail that counts), spark and target for `task.show_result`."""
    part = _shown_part(judged)
    has_stopped = verdict.state is not State.MET and _latest_was_stopped(stops, runs)
    return {
        "state": "not-met" if has_stopped else dashed(str(verdict.state)),
        "label": _("Stop fired") if has_stopped else _label(verdict),
        "detail": _detail(part) if part else "",
        "value": short_number(part.value) if part and part.value is not None else "",
        "spark": best_so_far(part.comparison, runs)[-MOST_SPARK:] if part else [],
        "target": finite(part.threshold.value) if part else None,
    }


def closed_line(result: dict[str, Any], experiment: "Experiment") -> dict[str, Any]:
    """Put what people decided beside what the runs say: a met criterion may still end as a failure."""
    said, outcome = result.get("label"), experiment.get_outcome_display()
    label = _("%(verdict)s, %(outcome)s") % {"verdict": said, "outcome": outcome.lower()} if said else outcome
    return {**result, "label": label}


def dashed(state: str) -> str:
    """The name of a state as templates and styles write it."""
    return state.replace("_", "-")


def best_so_far(compared: Comparison, runs: Sequence[RunFacts]) -> list[float]:
    """The best value of the metric after each run, in the order of their start."""
    better = max if compared.operator.wants_more else min
    best: list[float] = []
    for value in _values(compared.metric, runs):
        best.append(better([*best[-1:], value]))
    return best


def _label(verdict: Verdict) -> str:
    if verdict.n_criteria == 1:
        return state_name(verdict.state)
    return _("%(met)d of %(all)d met") % {"met": verdict.n_met, "all": verdict.n_criteria}


def _shown_part(judged: Sequence["Judged"]) -> Part | None:
    """The first criterion that has a value; else the first."""
    parts = [one.judgement.deciding for one in judged if one.line.is_locked_in]
    return next((part for part in parts if part.value is not None), parts[0] if parts else None)


def _detail(part: Part) -> str:
    if part.value is None or part.threshold.value is None:
        return ""
    return _("%(metric)s %(value)s for %(sign)s\N{NO-BREAK SPACE}%(threshold)s") % {
        "metric": part.comparison.metric.name,
        "value": _with_interval(part),
        "sign": operator_sign(str(part.comparison.operator)),
        "threshold": short_number(part.threshold.value),
    }


def _with_interval(part: Part) -> str:
    """The value, with its interval where one is known."""
    interval = part.estimate.shown if part.estimate else None
    value = short_number(part.value) if part.value is not None else ""
    return f"{value} {interval_text(interval.low, interval.high)}" if interval else value


def _values(metric: MetricRef, runs: Sequence[RunFacts]) -> list[float]:
    in_time = sorted((run for run in runs if not run.is_failed), key=lambda run: (run.started_at, run.ref))
    answers = [series.last for run in in_time if (series := run.answer(metric))]
    return [value for value in answers if finite(value) is not None]


def _latest_was_stopped(stops: Sequence["Criterion"], runs: Sequence[RunFacts]) -> bool:
    """True if a stop condition fired for all, or for the run that started last."""
    fired = [line for line in stops if line.fired_at]
    latest = max(runs, key=lambda run: run.started_at, default=None)
    refs = {uid for line in fired for uid in line.fired_uids}
    return any(not line.fired_uids for line in fired) or bool(latest and latest.ref in refs)
