"""A condition as JSON, versioned, so that stored criteria outlive changes of the grammar."""

import math
from collections.abc import Mapping
from typing import TypeAlias

from .errors import CriterionError, ErrorCode
from .limits import MAX_DEPTH
from .syntax import (
    After,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Counter,
    Divergence,
    DurationUnit,
    Elapsed,
    FromBaseline,
    MetricRef,
    Number,
    OffsetKind,
    Operator,
    StopRule,
)

VERSION = 1
Json: TypeAlias = dict[str, object]


def to_json(node: Condition | StopRule) -> Json:
    """Give plain dicts, lists, strings and numbers under `{"v": 1, ...}`."""
    if isinstance(node, StopRule):
        return {"v": VERSION, "if": _dump(node.condition), "then": node.then}
    return {"v": VERSION, "if": _dump(node)}


def from_json(data: object) -> Condition:
    """Read what `to_json` gave for a condition or a stop rule. Raises CriterionError."""
    try:
        return _load(_current(data)["if"], depth=1)
    except (KeyError, TypeError, ValueError, OverflowError) as problem:
        raise CriterionError(ErrorCode.UNREADABLE, detail=str(problem) or "unknown") from problem


def stop_from_json(data: object) -> StopRule:
    """Read what `to_json` gave for a stop rule. Raises CriterionError."""
    condition = from_json(data)
    then = _object(data).get("then")
    return StopRule(condition, then if isinstance(then, str) else None)


def _dump(node: Condition) -> Json:
    match node:
        case AllOf(parts):
            return {"all": [_dump(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [_dump(part) for part in parts]}
        case Elapsed(operator, amount, unit):
            return {"elapsed": str(operator), "amount": amount, "unit": str(unit)}
        case Divergence(metric, after):
            return {"diverges": metric.name, "split": metric.split, "after": _dump_after(after)}
        case Comparison(metric, operator, value, after, windows):
            return {
                "metric": metric.name,
                "split": metric.split,
                "op": str(operator),
                "value": _dump_value(value),
                "after": _dump_after(after),
                "windows": windows,
            }


def _dump_after(after: After | None) -> Json | None:
    return {"count": after.count, "counter": str(after.counter)} if after else None


def _dump_value(value: Number | FromBaseline) -> Json:
    if isinstance(value, Number):
        return {"number": value.amount, "unit": value.unit}
    kind = str(value.kind) if value.kind else None
    return {"baseline": value.amount, "kind": kind, "unit": value.unit}


def _current(data: object) -> Mapping[str, object]:
    stored = _object(data)
    if stored.get("v") != VERSION:
        raise ValueError(f"version {stored.get('v')!r}")
    return stored


def _load(data: object, *, depth: int) -> Condition:
    node = _object(data)
    if depth > MAX_DEPTH:
        raise ValueError("nested too deeply")
    for key, kind in (("all", AllOf), ("any", AnyOf)):
        if key in node:
            return kind(tuple(_load(part, depth=depth + 1) for part in _parts(node[key])))
    if "elapsed" in node:
        unit = DurationUnit(_text(node["unit"]))
        return Elapsed(Operator(_text(node["elapsed"])), _number(node["amount"]), unit)
    if "diverges" in node:
        return Divergence(_load_metric(node, "diverges"), _load_after(node.get("after")))
    return Comparison(
        _load_metric(node, "metric"),
        Operator(_text(node["op"])),
        _load_value(_object(node["value"])),
        _load_after(node.get("after")),
        _whole(node.get("windows", 1)),
    )


def _load_metric(node: Mapping[str, object], key: str) -> MetricRef:
    split = node.get("split")
    return MetricRef(_text(node[key]), None if split is None else _text(split))


def _load_after(data: object) -> After | None:
    if data is None:
        return None
    return After(_whole(_object(data)["count"]), Counter(_text(_object(data)["counter"])))


def _load_value(data: Mapping[str, object]) -> Number | FromBaseline:
    unit = data.get("unit")
    word = None if unit is None else _text(unit)
    if "number" in data:
        return Number(_number(data["number"]), word)
    kind = data.get("kind")
    return FromBaseline(_number(data["baseline"]), None if kind is None else OffsetKind(_text(kind)), word)


def _object(data: object) -> Mapping[str, object]:
    if not isinstance(data, Mapping):
        raise TypeError("an object is missing")
    return data


def _parts(data: object) -> list[object]:
    if not isinstance(data, list) or not data:
        raise TypeError("parts are missing")
    return data


def _text(data: object) -> str:
    if not isinstance(data, str) or not data:
        raise TypeError("a text is missing")
    return data


def _number(data: object) -> float:
    if isinstance(data, bool) or not isinstance(data, int | float) or not math.isfinite(data):
        raise TypeError("a number is missing")
    return float(data)


def _whole(data: object) -> int:
    if isinstance(data, bool) or not isinstance(data, int) or data < 0:
        raise TypeError("a whole number is missing")
    return data
