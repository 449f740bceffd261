"""The settings that were repeated, and the environments that were measured, as the results table shows them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assay.experiments.wording_of_spread import interval_text, repeats_of
from assay.pure.criteria import MetricRef, format_metric
from assay.pure.metrics import Definition, apart, written
from assay.pure.numbers import MINUS, short_number
from assay.pure.statistics import Interval
from assay.pure.verdict import DEVELOPMENT, Configuration, Estimate, Kind, RunFacts, configurations
from assay.pure.verdict.gaps import Gap, gap_to, measured

MOST_GROUPS = 20
MOST_ENVIRONMENTS = 4


@dataclass(frozen=True)
class GroupCell:
    text: str
    interval: str


@dataclass(frozen=True)
class GroupRow:
    """Repeats of one setting: `refs` are their uids, `what` says how many of what kind."""

    what: str
    refs: tuple[str, ...]
    by_hand: bool
    cells: list[GroupCell]
    against: str


@dataclass(frozen=True)
class GapRow:
    """One metric in development and in another environment."""

    metric: str
    environment: str
    here: GroupCell
    here_as: str
    there: GroupCell
    there_runs: str
    gap: str
    interval: str
    said: str


def group_rows(
    columns: Sequence[tuple[MetricRef, float | None, Definition | None]], facts: Sequence[RunFacts]
) -> list[GroupRow]:
    """Return the settings that were run more than once, in the order of their first run.

    Each metric comes with its baseline and its definition, if it has them.
    """
    repeated = [one for one in configurations(facts) if len(one.runs) > 1]
    return [_group(one, columns) for one in repeated[:MOST_GROUPS]]


def gap_rows(
    columns: Sequence[tuple[MetricRef, bool | None, Definition | None]], facts: Sequence[RunFacts]
) -> list[GapRow]:
    """Return development beside each other environment that measured one of the metrics, each metric once."""
    others = sorted({run.marks.environment for run in facts if not run.marks.is_development})
    named: dict[str, tuple[MetricRef, bool | None, Definition | None]] = {}
    for metric, wants_more, defined in columns:
        named.setdefault(metric.name, (metric, wants_more, defined))
    return [
        _gap(environment, metric, found, defined)
        for environment in others[:MOST_ENVIRONMENTS]
        for metric, wants_more, defined in named.values()
        if (found := gap_to(environment, metric, facts, wants_more=wants_more is not False))
    ]


def unit_of(run: RunFacts) -> str:
    """What the results table says of a run beside its name: which seed or fold, and where it was measured."""
    environment = "" if run.marks.is_development else run.marks.environment
    said = (run.marks.unit, environment)
    return ", ".join(part for part in said if part and part not in run.name)


def _group(config: Configuration, columns: Sequence[tuple[MetricRef, float | None, Definition | None]]) -> GroupRow:
    found = [measured(config, metric) for metric, _, _ in columns]
    kind = str(config.kind if config.kind is not Kind.SINGLE else Kind.RUNS)
    return GroupRow(
        what=repeats_of(kind, len(config.runs)),
        refs=tuple(run.ref for run in config.runs),
        by_hand=bool(config.newest.marks.by_hand),
        cells=[_cell(one, defined) for one, (_, _, defined) in zip(found, columns, strict=True)],
        against=against(found[0].value, columns[0][1], columns[0][2]) if found and found[0] else "",
    )


def _cell(found: Estimate | None, defined: Definition | None) -> GroupCell:
    if found is None:
        return GroupCell("", "")
    interval = found.shown
    return GroupCell(written(defined, found.value), _interval(interval, defined) if interval else "")


def _gap(environment: str, metric: MetricRef, gap: Gap, defined: Definition | None) -> GapRow:
    interval = gap.interval
    return GapRow(
        metric=metric.name,
        environment=environment,
        here=_cell(gap.here.found, defined),
        here_as=format_metric(gap.here.metric) if gap.here.metric.split not in {None, DEVELOPMENT} else "",
        there=_cell(gap.there.found, defined),
        there_runs=repeats_of("runs", len(gap.there.config.runs)),
        gap=_signed(gap.size, defined),
        interval=_interval(interval, defined) if interval else "",
        said=_gap_in_words(interval) if interval else "",
    )


def _gap_in_words(interval: Interval) -> str:
    if interval.low > 0:
        return _("higher there, and not by chance alone")
    if interval.high < 0:
        return _("lower there, and not by chance alone")
    return _("may be chance")


def against(value: float | None, baseline: float | None, defined: Definition | None = None) -> str:
    """The distance to the baseline with its sign; what only rounding made is none. Empty where one is unknown."""
    if value is None or baseline is None:
        return ""
    is_same = math.isclose(value, baseline, rel_tol=1e-12)
    return _signed(0.0 if is_same else value - baseline, defined)


def _signed(size: float, defined: Definition | None) -> str:
    """A distance stands below the heading of its metric, which says the unit; only shares count in points."""
    text = apart(defined, abs(size)) if defined and defined.is_share else short_number(abs(size))
    return "0" if size == 0 else ("+" if size > 0 else MINUS) + text


def _interval(interval: Interval, defined: Definition | None) -> str:
    if defined is None or not defined.is_share:
        return interval_text(interval.low, interval.high)
    return f"[{defined.written(interval.low)} {defined.written(interval.high)}]"
