"""What a team says of its metrics: which way is better, in what unit, in plain words, and where it must get.

A definition without a split stands for every split of its metric; one with a split comes first. What nobody
defined is guessed by its name, as far as the name says anything.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from assay.pure.criteria import MetricRef, format_metric
from assay.pure.directions import Direction, direction_of
from assay.pure.matching import keys_wanted, parted, same_name, same_split
from assay.pure.numbers import MINUS, THIN, short_number


class Role(StrEnum):
    """What a metric is to its project."""

    PRIMARY = "primary"
    GUARDRAIL = "guardrail"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One metric as its project defines it. A guardrail has the `limit` it must not cross.

    The values of a share are logged as .818 and shown as 81.8 %. `target`, `baseline` and `limit` are as logged.
    """

    metric: MetricRef
    direction: Direction
    title: str = ""
    unit: str = ""
    is_share: bool = False
    role: Role = Role.OTHER
    limit: float | None = None
    target: float | None = None
    baseline: float | None = None

    @property
    def name(self) -> str:
        """The metric as criteria write it: `f1 on test`."""
        return format_metric(self.metric)

    @property
    def plain(self) -> str:
        """The title in plain words, or the name where nobody wrote one."""
        return self.title or self.name

    @property
    def wants_more(self) -> bool:
        return self.direction is Direction.HIGHER

    def shown(self, value: float | None) -> str:
        """Write a value with its unit: `81.8 %`, `120 ms`, `.818`."""
        return measured(value, unit=self.unit, is_share=self.is_share)

    def written(self, value: float) -> str:
        """Write a value for a column whose heading says the unit; a share says its own: `83.0 %`, `120`."""
        return f"{_percent(value, decimals=1)}{THIN}%" if self.is_share else short_number(value)

    def apart(self, size: float) -> str:
        """Write how far two values are from each other; of shares in percentage points: `3.2 pp`."""
        return f"{_percent(size)}{THIN}pp" if self.is_share else self.shown(size)

    def covers(self, asked: MetricRef) -> bool:
        """Whether this is the definition of the metric: of its very split, or of all."""
        if not same_name(self.metric.name, asked.name):
            return False
        return self.metric.split is None or (asked.split is not None and same_split(self.metric.split, asked.split))

    def reaches(self, value: float) -> bool | None:
        """Whether `value` is as good as the target; None without a target."""
        return None if self.target is None else self._as_good(value, self.target)

    def keeps(self, value: float) -> bool | None:
        """Whether `value` stays within the limit of the guardrail; None without a limit."""
        return None if self.limit is None else self._as_good(value, self.limit)

    def _as_good(self, value: float, line: float) -> bool:
        return math.isfinite(value) and (value >= line if self.wants_more else value <= line)


class Definitions:
    """The metrics of one project, asked by what criteria name and by what runs log."""

    def __init__(self, defined: Iterable[Definition] = ()) -> None:
        # Those with a split first: they say more about it than one for all splits.
        self.all = sorted(defined, key=lambda one: (one.metric.split is None, one.metric.name, one.metric.split or ""))
        self._by_key: dict[str, Definition | None] = {}

    def __bool__(self) -> bool:
        return bool(self.all)

    @property
    def primary(self) -> Definition | None:
        return next((one for one in self.all if one.role is Role.PRIMARY), None)

    @property
    def guardrails(self) -> list[Definition]:
        return [one for one in self.all if one.role is Role.GUARDRAIL]

    def of(self, metric: MetricRef) -> Definition | None:
        """Return the definition of a metric as a criterion names it."""
        found = next((one for one in self.all if one.covers(metric)), None)
        return found or (self.of_key(metric.name) if metric.split is None else None)

    def of_key(self, key: str) -> Definition | None:
        """Return the definition of what a run logged under this key: `test_f1` is `f1 on test`, or `f1`."""
        if key not in self._by_key:
            self._by_key[key] = self._found(key)
        return self._by_key[key]

    def nearest(self, key: str) -> Definition | None:
        """Return the definition of a logged key, else that of another split: it is better the same way."""
        return self.of_key(key) or self._kin.get(_bare(key))

    def nearest_to(self, metric: MetricRef) -> Definition | None:
        """The same of a metric as a criterion names it."""
        return self.of(metric) or self._kin.get(metric.name.casefold())

    def rank(self, key: str) -> int:
        """Return how much the project cares for a logged key: the primary metric first, what nobody defined last."""
        defined = self.of_key(key)
        return list(Role).index(defined.role) if defined else len(Role)

    def direction_of(self, key: str) -> Direction | None:
        """Return which way a logged key is better: as defined, else as its name says."""
        defined = self.nearest(key)
        return defined.direction if defined else direction_of(key)

    @cached_property
    def _kin(self) -> dict[str, Definition]:
        """By bare name: another split of a metric is better the same way, and in the same unit."""
        return {one.metric.name.casefold(): one for one in reversed(self.all)}

    @cached_property
    def _wanted(self) -> list[tuple[Definition, frozenset[str]]]:
        return [(one, keys_wanted(one.metric)) for one in self.all]

    def _found(self, key: str) -> Definition | None:
        folded = key.casefold()
        whole = next((one for one, wanted in self._wanted if folded in wanted), None)
        if whole is not None:
            return whole
        parts = (MetricRef(name, split) for name, split in parted(key))
        return next((one for part in parts for one in self.all if one.covers(part)), None)


NOTHING_DEFINED = Definitions()


def written(defined: Definition | None, value: float) -> str:
    """Write a value for a place whose heading says the unit, if anybody said one."""
    return defined.written(value) if defined else short_number(value)


def shown(defined: Definition | None, value: float) -> str:
    """Write a value with its unit, if anybody said one."""
    return defined.shown(value) if defined else short_number(value)


def apart(defined: Definition | None, size: float) -> str:
    """Write how far two values of a metric are from each other."""
    return defined.apart(size) if defined else short_number(size)


def measured(value: float | None, *, unit: str = "", is_share: bool = False) -> str:
    """Write a value with its unit; nothing for none. A share of one is written in percent: .818 is 81.8 %."""
    if value is None:
        return ""
    text = _percent(value) if is_share else short_number(value)
    unit = "%" if is_share else unit
    return f"{text}{THIN}{unit}" if unit else text


def _percent(share: float, *, decimals: int = 0) -> str:
    """One decimal says enough, but for what is nearly nothing or nearly all; at least so many stand there."""
    percent = share * 100
    text = short_number(round(percent, 1) if 1 <= abs(percent) < 99 else percent)
    return f"{text}.{'0' * decimals}" if decimals and text.lstrip(MINUS).isdigit() else text


def _bare(key: str) -> str:
    return next((name.casefold() for name, _split in parted(key)), key.casefold())
