"""The language of criteria and stop conditions: read it, store it, write it, resolve its thresholds."""

from .errors import MESSAGES, CriterionError, ErrorCode
from .parsing import parse_criterion, parse_metric, parse_stop
from .questions import lookback, mentions_elapsed, metrics_named, needs_baseline
from .storage import from_json, stop_from_json, to_json
from .syntax import (
    After,
    AllOf,
    AnyOf,
    Atom,
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
    atoms,
)
from .text import format_condition, format_metric, format_stop, format_value
from .thresholds import Threshold, resolve_threshold

__all__ = [
    "MESSAGES",
    "After",
    "AllOf",
    "AnyOf",
    "Atom",
    "Comparison",
    "Condition",
    "Counter",
    "CriterionError",
    "Divergence",
    "DurationUnit",
    "Elapsed",
    "ErrorCode",
    "FromBaseline",
    "MetricRef",
    "Number",
    "OffsetKind",
    "Operator",
    "StopRule",
    "Threshold",
    "atoms",
    "format_condition",
    "format_metric",
    "format_stop",
    "format_value",
    "from_json",
    "lookback",
    "mentions_elapsed",
    "metrics_named",
    "needs_baseline",
    "parse_criterion",
    "parse_metric",
    "parse_stop",
    "resolve_threshold",
    "stop_from_json",
    "to_json",
]
