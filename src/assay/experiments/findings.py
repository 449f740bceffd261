"""Judgements and firings as they are stored: plain JSON, with runs by the number that people say."""

import math
from collections.abc import Mapping
from typing import Any

from assay.pure.criteria import Threshold, format_condition
from assay.pure.numbers import short_number
from assay.pure.reasons import Reason, ReasonCode
from assay.pure.verdict import Firing, Gauge, Judgement, Part

# Run facts are named by uid; people say the number.
Numbers = Mapping[str, int]


def finding_of(judgement: Judgement, numbers: Numbers) -> dict[str, Any]:
    """Everything a page says about a success criterion, without judging again."""
    return {
        "reason": reason_data(judgement.reason, numbers),
        "n_runs": judgement.n_runs,
        "metric": judgement.deciding.comparison.metric.name,
        "gauge": _gauge(judgement.deciding.gauge),
        "estimate": _estimate(judgement, numbers),
        "parts": [_part(part, numbers) for part in judgement.parts] if len(judgement.parts) > 1 else [],
    }


def threshold_data(threshold: Threshold) -> dict[str, Any]:
    return {
        "value": plain(threshold.value),
        "baseline": plain(threshold.baseline),
        "text": threshold.text,
        "problem": str(threshold.problem or ""),
    }


def firing_data(firing: Firing, numbers: Numbers, *, runs: list[str]) -> dict[str, Any]:
    """What fired first and what to do; `runs` collects the uids of all runs on which the condition fired."""
    return {
        "reasons": [reason_data(part.reason, numbers) for part in firing.parts],
        "then": firing.rule.then or "",
        "epoch": firing.epoch,
        "runs": runs,
    }


def reason_data(reason: Reason, numbers: Numbers) -> dict[str, Any]:
    params = {name: plain(value) for name, value in reason.params.items()}
    if "run" in params:
        params["run"] = numbers.get(str(params["run"]), params["run"])
    return {"code": str(reason.code), "params": params}


def plain(value: Any) -> Any:
    """JSON knows no NaN and no infinity, so they are kept as they are written on screen."""
    if isinstance(value, float) and not math.isfinite(value):
        return short_number(value)
    return value


def finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _gauge(gauge: Gauge) -> dict[str, Any]:
    return {
        "value": finite(gauge.value),
        "threshold": finite(gauge.threshold),
        "baseline": finite(gauge.baseline),
        "operator": str(gauge.operator),
    }


def _estimate(judgement: Judgement, numbers: Numbers) -> dict[str, Any]:
    """How sure the value is: method, interval, and the numbers of the runs it is made of; nothing without a value."""
    found = judgement.deciding.estimate
    if found is None:
        return {}
    interval = found.shown
    return {
        "method": str(found.method),
        "kind": str(found.kind),
        "low": finite(interval.low) if interval else None,
        "high": finite(interval.high) if interval else None,
        "confidence": interval.confidence if interval else None,
        "n": found.repeats if found.repeats > 1 or interval is None else interval.n,
        "p": found.test.p_value if found.test else None,
        "against": plain(found.against),
        "runs": sorted(numbers[uid] for uid in judgement.repeats if uid in numbers),
        "tries": judgement.tries,
        "finished": judgement.reason.code not in {ReasonCode.REACHED_WHILE_RUNNING, ReasonCode.STILL_RUNNING},
    }


def _part(part: Part, numbers: Numbers) -> dict[str, Any]:
    return {
        "text": format_condition(part.comparison),
        "state": str(part.state),
        "reason": reason_data(part.reason, numbers),
    }
