"""The number behind `baseline + 15%`, and how it came about."""

import math
from dataclasses import dataclass

from assay.pure.numbers import MINUS, short_number
from assay.pure.reasons import ReasonCode

from .syntax import Comparison, FromBaseline, OffsetKind


@dataclass(frozen=True, slots=True)
class Threshold:
    """`value` is None exactly when `problem` says why; `offset` is as written (15.0 for `+ 15%`)."""

    value: float | None
    baseline: float | None = None
    offset: float | None = None
    kind: OffsetKind | None = None
    unit: str | None = None
    problem: ReasonCode | None = None

    @property
    def text(self) -> str:
        """The sum as it is shown: `baseline .810 + 15 % = .9315`. Empty while there is a problem."""
        if self.value is None:
            return ""
        unit = f" {self.unit}" if self.unit and self.unit != "%" else ""
        total = short_number(self.value) + unit
        if self.baseline is None:
            return total
        origin = f"baseline {short_number(self.baseline)}"
        return f"{origin} {self._offset_text} = {total}" if self.kind else origin

    @property
    def _offset_text(self) -> str:
        offset = self.offset or 0.0
        mark = {OffsetKind.RELATIVE: " %", OffsetKind.POINTS: " pp"}
        suffix = mark.get(self.kind, "") if self.kind else ""
        sign = MINUS if offset < 0 else "+"
        return f"{sign} {short_number(abs(offset))}{suffix}"


def resolve_threshold(comparison: Comparison, baseline_value: float | None) -> Threshold:
    """Give the number that `comparison` compares with.

    `+ 15%` adds 15 % of the baseline's size, so it points upwards for negative baselines too; `+ 2 pp`
    adds 0.02. The sum is rounded to 12 digits. Without a finite baseline, and for a percentage of a
    baseline of 0, there is no number.
    """
    asked = comparison.value
    if not isinstance(asked, FromBaseline):
        return Threshold(asked.value, unit=asked.unit)
    if baseline_value is None or not math.isfinite(baseline_value):
        return _without_number(asked, None, ReasonCode.BASELINE_UNKNOWN)
    if asked.kind is OffsetKind.RELATIVE and baseline_value == 0:
        return _without_number(asked, baseline_value, ReasonCode.BASELINE_ZERO)
    value = _without_noise(baseline_value + _offset(asked, baseline_value)) if asked.kind else baseline_value
    if not math.isfinite(value):
        return _without_number(asked, baseline_value, ReasonCode.BASELINE_UNKNOWN)
    return Threshold(value, baseline_value, asked.amount, asked.kind, asked.unit)


def _offset(asked: FromBaseline, baseline_value: float) -> float:
    match asked.kind:
        case OffsetKind.RELATIVE:
            return asked.amount / 100 * abs(baseline_value)
        case OffsetKind.POINTS:
            return asked.amount / 100
        case OffsetKind.ABSOLUTE:
            return asked.amount
        case None:
            return 0.0


def _without_noise(value: float) -> float:
    # .81 + 2 pp is .8300000000000001 in binary; a run with .83 has reached it.
    return float(f"{value:.12g}")


def _without_number(asked: FromBaseline, baseline_value: float | None, problem: ReasonCode) -> Threshold:
    return Threshold(None, baseline_value, asked.amount, asked.kind, asked.unit, problem)
