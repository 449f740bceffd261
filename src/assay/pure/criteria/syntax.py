"""What a criterion or a stop condition says, as plain values."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TypeAlias


class Operator(StrEnum):
    """How a value is compared with its threshold."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"
    EQUAL = "=="

    def holds(self, value: float, threshold: float) -> bool:
        """Say whether `value` passes. NaN and Infinity never do, on either side."""
        if not (math.isfinite(value) and math.isfinite(threshold)):
            return False
        if self is Operator.EQUAL:
            return value == threshold
        if value == threshold:
            return self in (Operator.AT_LEAST, Operator.AT_MOST)
        return (value > threshold) == self.wants_more

    def margin(self, value: float, threshold: float) -> float:
        """How far `value` is on the good side, in the metric's unit; below zero means short by so much."""
        if self is Operator.EQUAL:
            return -abs(value - threshold)
        return value - threshold if self.wants_more else threshold - value

    @property
    def wants_more(self) -> bool:
        """True where a greater value is the better one."""
        return self in (Operator.AT_LEAST, Operator.ABOVE)


class OffsetKind(StrEnum):
    """How an offset from the baseline is meant."""

    ABSOLUTE = "absolute"  # baseline + 0.005
    RELATIVE = "relative"  # baseline + 15%
    POINTS = "points"  # baseline + 2 pp, which is 0.02


class Counter(StrEnum):
    """What `after` counts."""

    EPOCHS = "epochs"
    STEPS = "steps"


class DurationUnit(StrEnum):
    """Units of calendar time."""

    MINUTES = "m"
    HOURS = "h"
    DAYS = "d"
    WEEKS = "w"

    @property
    def length(self) -> timedelta:
        """The length of one; a day is 24 hours, across daylight saving too."""
        return timedelta(**{self.name.lower(): 1})


@dataclass(frozen=True, slots=True, order=True)
class MetricRef:
    """A metric as a person names it; `split` is a data split or an environment."""

    name: str
    split: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A fixed threshold as written: `200 ms`, or `85%` with the unit `%`. Other units are only shown."""

    amount: float
    unit: str | None = None

    @property
    def value(self) -> float:
        """The number that is compared: 0.85 for `85%`."""
        return self.amount / 100 if self.unit == "%" else self.amount


@dataclass(frozen=True, slots=True)
class FromBaseline:
    """The baseline of the same metric, moved by `amount` (signed, as written) unless `kind` is None."""

    amount: float = 0.0
    kind: OffsetKind | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class After:
    """Look only from this epoch (counted from 1) or step on."""

    count: int
    counter: Counter


@dataclass(frozen=True, slots=True)
class Comparison:
    """`METRIC OP VALUE`; `windows` is how many points in a row must agree."""

    metric: MetricRef
    operator: Operator
    value: Number | FromBaseline
    after: After | None = None
    windows: int = 1


@dataclass(frozen=True, slots=True)
class Divergence:
    """`METRIC diverges`: no longer a number, or grown without coming back."""

    metric: MetricRef
    after: After | None = None


@dataclass(frozen=True, slots=True)
class Elapsed:
    """`elapsed > 5d`: calendar time since the experiment started."""

    operator: Operator
    amount: float
    unit: DurationUnit

    @property
    def duration(self) -> timedelta:
        """The same as a length of time."""
        return self.unit.length * self.amount


@dataclass(frozen=True, slots=True)
class AllOf:
    """Parts joined by `and`."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Parts joined by `or`."""

    parts: tuple["Condition", ...]


Atom: TypeAlias = Comparison | Divergence | Elapsed
Condition: TypeAlias = Comparison | Divergence | Elapsed | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class StopRule:
    """When to stop, and what to do then in a person's words."""

    condition: Condition
    then: str | None = None


def atoms(condition: Condition) -> Iterator[Atom]:
    """Walk the parts that are not `and` or `or`, from left to right."""
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from atoms(part)
    else:
        yield condition
