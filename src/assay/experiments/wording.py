"""Reasons of the verdict in sentences. Numbers are written by `pure.numbers`; runs go by their number."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.experiments.wording_of_spread import SPREAD_SENTENCES, best_of, joined
from assay.pure.numbers import short_number
from assay.pure.reasons import ReasonCode
from assay.pure.verdict import State

Params = Mapping[str, Any]


def stored_sentence(reason: Mapping[str, Any]) -> str:
    """Word a reason as findings and events keep it: `{"code": …, "params": …}`; nothing for an empty one."""
    code = reason.get("code")
    if code not in _SENTENCES:
        return ""
    return _SENTENCES[ReasonCode(code)](reason.get("params", {}))


def state_name(state: str) -> str:
    """The state of one criterion, as on its chip."""
    names = {
        State.MET: _("Met"),
        State.NOT_MET: _("Not met"),
        State.NOT_PROVEN: _("Not proven"),
        State.NOT_MEASURED: _("Not measured"),
        State.STALE: _("Stale"),
    }
    return names[State(state)]


def headline(state: str, *, is_closed: bool = False) -> str:
    """The verdict over all criteria; of a closed experiment nothing is still to come."""
    names = {
        State.MET: _("Met"),
        State.NOT_MET: _("Not met"),
        State.NOT_PROVEN: _("Not proven") if is_closed else _("Not proven yet"),
        State.NOT_MEASURED: _("Not measured") if is_closed else _("Not measured yet"),
        State.STALE: _("Out of date"),
    }
    return names[State(state)]


def count_met(met: int, of: int, *, is_closed: bool = False) -> str:
    """How many criteria are met, for the head of the verdict."""
    if not met and is_closed:
        return ngettext("Its criterion is not met.", "None of %(of)d criteria is met.", of) % {"of": of}
    if not met:
        return ngettext("Its criterion is not met so far.", "None of %(of)d criteria is met so far.", of) % {"of": of}
    if met == of:
        return ngettext("The criterion is met.", "All %(of)d criteria are met.", of) % {"of": of}
    return _("%(met)d of %(of)d criteria met.") % {"met": met, "of": of}


def met_by(runs: Sequence[str], whole: str | None) -> str:
    """Which runs meet the criteria between them, and whether one, `whole`, meets all."""
    said = {"runs": ", ".join(runs), "whole": whole}
    if whole is None:
        return _("They are met by different runs: %(runs)s; no run meets all.") % said
    return _("They are met by different runs: %(runs)s; run %(whole)s meets all.") % said


def not_settled(of: int) -> str:
    """In the place of `count_met` where nothing failed and nothing is proven."""
    return ngettext(
        "What was measured neither meets nor misses its criterion for certain.",
        "What was measured neither meets nor misses its %(of)d criteria for certain.",
        of,
    ) % {"of": of}


def next_step(state: str, *, is_training: bool) -> str:
    """What to do about the weakest state; a run under way may settle it without anybody's doing."""
    steps = {
        State.MET: _("Write down what you learned and close it."),
        State.NOT_MET: _("Try what is left of the approach, or conclude that it does not hold."),
        State.NOT_PROVEN: (
            _("More repeats may settle it, or a run that still trains.")
            if is_training
            else _("More repeats may settle it.")
        ),
        State.NOT_MEASURED: _("Log what is missing; each line says what."),
        State.STALE: _("Run it again on what is current, or end the run that fell silent."),
    }
    return steps[State(state)]


def operator_sign(operator: str) -> str:
    return {">=": "≥", "<=": "≤", "==": "="}.get(operator, operator)


def number(value: Any) -> str:
    """Write a number of a stored finding; what JSON cannot hold (NaN) is kept as text."""
    return value if isinstance(value, str) else short_number(float(value))


def at_place(params: Params) -> str:
    """Where in its series a point lies."""
    if params.get("step") in (None, 0) or params.get("step") == params.get("epoch"):
        return _("at epoch %(epoch)s") % {"epoch": params.get("epoch", "?")}
    return _("at step %(step)s") % {"step": params["step"]}


def span(hours: float) -> str:
    """A stretch of calendar time."""
    if hours >= 48:
        return _("%(count)s d") % {"count": f"{hours / 24:.3g}"}
    if hours >= 1:
        return _("%(count)s h") % {"count": f"{hours:.3g}"}
    return _("%(count)s min") % {"count": f"{hours * 60:.2g}"}


def _below_threshold(params: Params) -> str:
    facts = {name: number(params[name]) for name in ("threshold", "value", "distance")} | {"run": params["run"]}
    if params["operator"] == "==":
        return _("Needs exactly %(threshold)s, closest is %(value)s, run %(run)s") % facts
    if params["operator"].startswith(">"):
        return _("Needs %(threshold)s, best is %(value)s, %(distance)s below, run %(run)s") % facts
    return _("Needs at most %(threshold)s, best is %(value)s, %(distance)s above, run %(run)s") % facts


def _best_of_many(params: Params) -> str:
    if "luck" in params:
        return joined(_("Best of %(n)s tries, run %(run)s, alone") % params, best_of(params["n"], params))
    if "split" in params:
        return _("Best of %(n)s runs on %(split)s, run %(run)s; spread unknown, a fresh split would settle it") % params
    return _("Best of %(n)s runs on one split, run %(run)s; spread unknown, a fresh split would settle it") % params


def _nothing_logged(params: Params) -> str:
    metrics = str(params["metrics"])
    name, _on, split = metrics.partition(" on ")
    if _on and "," not in metrics:
        return _("No run has logged %(metrics)s; log it as %(key)s") % {
            "metrics": metrics,
            "key": f"{split}_{name}",
        }
    return _("No run has logged %(metrics)s") % {"metrics": metrics}


def _part_met(params: Params) -> str:
    return _("%(metric)s is %(value)s, needs %(sign)s %(threshold)s, run %(run)s") % {
        "metric": params["metric"],
        "value": number(params["value"]),
        "sign": operator_sign(params["operator"]),
        "threshold": number(params["threshold"]),
        "run": params["run"],
    }


def _fired_value(params: Params) -> str:
    facts = {
        "metric": params["metric"],
        "value": number(params["value"]),
        "place": at_place(params),
        "sign": operator_sign(params["operator"]),
        "threshold": number(params["threshold"]),
        "windows": params.get("windows", 1),
    }
    if facts["windows"] > 1:
        return _("%(metric)s was %(value)s %(place)s, %(sign)s %(threshold)s for %(windows)s points in a row") % facts
    return _("%(metric)s was %(value)s %(place)s, the limit is %(sign)s %(threshold)s") % facts


def _fired_not_finite(params: Params) -> str:
    return _("%(metric)s became %(value)s %(place)s") % {
        "metric": params["metric"],
        "value": params["value"],
        "place": at_place(params),
    }


def _fired_growth(params: Params) -> str:
    return _("%(metric)s grew to %(value)s %(place)s, after a lowest of %(lowest)s") % {
        "metric": params["metric"],
        "value": number(params["value"]),
        "lowest": number(params["lowest"]),
        "place": at_place(params),
    }


def _fired_elapsed(params: Params) -> str:
    return _("%(time)s passed since the start, the limit is %(limit)s") % {
        "time": span(params["hours"]),
        "limit": span(params["limit_hours"]),
    }


_SENTENCES: dict[str, Callable[[Params], str]] = {
    ReasonCode.ONE_RUN: lambda p: _("One run, %(run)s; its spread is unknown") % p,
    ReasonCode.BEST_OF_MANY: _best_of_many,
    ReasonCode.BELOW_THRESHOLD: _below_threshold,
    ReasonCode.VALUE_NOT_FINITE: lambda p: _("%(metric)s is no finite number in run %(run)s") % p,
    ReasonCode.NO_RUN_MEETS_ALL: lambda p: _("Each part is met by some run, all of them by none of %(n)s runs") % p,
    ReasonCode.REACHED_WHILE_RUNNING: lambda p: (
        _("Run %(run)s has reached it and still trains; it counts when the run ends") % p
    ),
    ReasonCode.STILL_RUNNING: lambda p: _("Run %(run)s still trains and has not reached it so far") % p,
    ReasonCode.NO_RUNS: lambda p: _("Waits for the first run that logs %(metrics)s") % p,
    ReasonCode.NOTHING_LOGGED: _nothing_logged,
    ReasonCode.NO_RUN_MEASURED_ALL: lambda p: _("%(metrics)s were logged, but never all by one run") % p,
    ReasonCode.ONLY_FAILED_RUNS: lambda p: _("Only failed runs have logged %(metrics)s") % p,
    ReasonCode.BASELINE_UNKNOWN: lambda p: _("The baseline of %(metric)s is unknown") % p,
    ReasonCode.BASELINE_ZERO: lambda p: _("The baseline of %(metric)s is 0, so a percentage of it says nothing") % p,
    ReasonCode.NO_CRITERIA: lambda _p: _("No success criterion is written"),
    ReasonCode.OUTDATED: lambda p: _("Run %(run)s is out of date: %(because)s") % p,
    ReasonCode.SILENT: lambda p: (
        _("Run %(run)s has logged nothing for long and never said that it ended; end it, or let it log again") % p
    ),
    ReasonCode.PART_MET: _part_met,
    ReasonCode.FIRED_VALUE: _fired_value,
    ReasonCode.FIRED_NOT_FINITE: _fired_not_finite,
    ReasonCode.FIRED_GROWTH: _fired_growth,
    ReasonCode.FIRED_ELAPSED: _fired_elapsed,
    **SPREAD_SENTENCES,
}
