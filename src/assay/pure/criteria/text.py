"""The canonical text of a condition: one way to write each meaning, in the language itself."""

import re

from .syntax import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Divergence,
    Elapsed,
    FromBaseline,
    MetricRef,
    Number,
    OffsetKind,
    StopRule,
)
from .units import KNOWN_UNITS

# Must agree with NAME in grammar.lark; a test of round trips holds the two together.
_PLAIN_NAME = re.compile(
    r"(?!(?:and|or|on|after|for|baseline|elapsed|diverges)$)[^\W\d](?:[\w@/.%]|-(?!>))*", re.IGNORECASE
)


def format_condition(condition: Condition) -> str:
    """Write `condition` so that parsing the text gives it back."""
    match condition:
        case AllOf(parts):
            return " and ".join(_in_conjunction(part) for part in parts)
        case AnyOf(parts):
            return " or ".join(format_condition(part) for part in parts)
        case Elapsed(operator, amount, unit):
            return f"elapsed {operator} {plain_number(amount)}{unit}"
        case Divergence(metric):
            return f"{_name(metric.name)} diverges" + _clauses(condition)
        case Comparison(metric, operator, value):
            return f"{_name(metric.name)} {operator} {format_value(value)}" + _clauses(condition)


def format_stop(rule: StopRule) -> str:
    """Write a stop condition, with its arrow when it says what to do then."""
    text = format_condition(rule.condition)
    return f"{text} -> {rule.then}" if rule.then else text


def format_metric(metric: MetricRef) -> str:
    """Write `f1 on test`, quoted where a name needs it."""
    return _name(metric.name) + (f" on {_name(metric.split)}" if metric.split else "")


def format_value(value: Number | FromBaseline) -> str:
    """Write the right-hand side: `0.85`, `200 ms`, `baseline + 15%`."""
    if isinstance(value, Number):
        return _measured(value.amount, value.unit)
    if value.kind is None:
        return "baseline"
    unit = {OffsetKind.RELATIVE: "%", OffsetKind.POINTS: "pp"}.get(value.kind, value.unit)
    sign = "-" if value.amount < 0 else "+"
    return f"baseline {sign} {_measured(abs(value.amount), unit)}"


def plain_number(value: float) -> str:
    """Write the shortest digits that read back as the same number: `0.85`, `3`, `1e-07`."""
    return repr(float(value)).removesuffix(".0")


def _in_conjunction(part: Condition) -> str:
    text = format_condition(part)
    return f"({text})" if isinstance(part, AnyOf) else text


def _measured(amount: float, unit: str | None) -> str:
    gap = " " if unit in KNOWN_UNITS or unit == "pp" else ""
    return f"{plain_number(amount)}{gap}{unit or ''}"


def _clauses(part: Comparison | Divergence) -> str:
    text = f" on {_name(part.metric.split)}" if part.metric.split else ""
    if part.after:
        text += f" after {part.after.count} {part.after.counter}"
    if isinstance(part, Comparison) and part.windows > 1:
        text += f" for {part.windows} windows"
    return text


def _name(name: str) -> str:
    if _PLAIN_NAME.fullmatch(name):
        return name
    return f'"{name}"' if "`" in name else f"`{name}`"
