"""How far production is from development, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass

from assay.pure.criteria import Comparison, MetricRef, Number, Operator
from assay.pure.statistics import Interval, difference_of_proportions, overlapping_mean, welch
from assay.pure.statistics.answers import Answer, NoAnswer

from .estimates import Estimate, cases_of, estimate, values_of
from .facts import Baseline, RunFacts
from .repeats import Configuration, Kind, configurations

# The measurement of development that stands beside one of production, the best evidence first.
HELD_OUT = ("test", "holdout", "validation", None)


@dataclass(frozen=True, slots=True)
class Side:
    """What one environment measured: the runs, as which metric, and the value."""

    config: Configuration
    metric: MetricRef
    found: Estimate


@dataclass(frozen=True, slots=True)
class Gap:
    """`there` minus `here`; without an interval one side is a single number of unknown spread."""

    here: Side
    there: Side
    interval: Interval | None

    @property
    def size(self) -> float:
        return self.there.found.value - self.here.found.value


def measured(config: Configuration, metric: MetricRef) -> Estimate | None:
    """The value of a metric by these runs, with its interval if there is one."""
    return estimate(config, _asked(metric), Baseline(), None)


def gap_to(environment: str, metric: MetricRef, runs: Sequence[RunFacts], *, wants_more: bool = True) -> Gap | None:
    """Compare the best of development with the newest of an environment; None unless both measured the metric."""
    there = _newest([run for run in runs if run.marks.environment == environment], metric, environment)
    home = [run for run in runs if run.marks.is_development]
    here = _best(home, metric, environment, wants_more=wants_more)
    if here is None or there is None:
        return None
    return Gap(here, there, _interval(there, here))


def _asked(metric: MetricRef) -> Comparison:
    return Comparison(metric, Operator.AT_LEAST, Number(0.0))


def _newest(runs: Sequence[RunFacts], metric: MetricRef, environment: str) -> Side | None:
    finished = [one for one in configurations(runs) if one.is_finished]
    for config in sorted(finished, key=lambda one: one.newest.started_at, reverse=True):
        for asked in (MetricRef(metric.name, environment), metric):
            if found := measured(config, asked):
                return Side(config, asked, found)
    return None


def _best(runs: Sequence[RunFacts], metric: MetricRef, environment: str, *, wants_more: bool) -> Side | None:
    asked = [metric] if metric.split != environment else []
    splits = [*asked, *(MetricRef(metric.name, split) for split in HELD_OUT)]
    for one in splits:
        sides = [Side(config, one, found) for config in configurations(runs) if (found := _final(config, one))]
        if sides:
            return max(sides, key=lambda side: side.found.value if wants_more else -side.found.value)
    return None


def _final(config: Configuration, metric: MetricRef) -> Estimate | None:
    return measured(config, metric) if config.is_finished else None


def _interval(ours: Side, theirs: Side) -> Interval | None:
    """Two sets of repeats by their means, two shares of known cases by their counts; anything else has no interval."""
    answer = _of_repeats(ours, theirs) or _of_shares(ours, theirs)
    return answer if isinstance(answer, Interval) else None


def _of_repeats(ours: Side, theirs: Side) -> Answer | None:
    values = [list(values_of(side.config, _asked(side.metric)).values()) for side in (ours, theirs)]
    if any(len(side) < 2 for side in values):
        return _of_one_more(ours, theirs, values)
    ratios = (ours.config.ratio or 0.0, theirs.config.ratio or 0.0)
    return welch(values[0], values[1], ratios=ratios)


def _of_one_more(ours: Side, theirs: Side, values: list[list[float]]) -> Answer | None:
    """One value against repeats that differ by chance: a prediction, s² · (1 + 1/k), that it is one more of them.

    G. J. Hahn and W. Q. Meeker, Statistical Intervals, 1991, section 4.8. For folds the values depend on each other, so
    there is none.
    """
    many, one = sorted(values, key=len, reverse=True)
    side = ours if values[0] is many else theirs
    if len(many) < 2 or len(one) != 1 or side.config.kind not in {Kind.SEEDS, Kind.RUNS}:
        return None
    answer = overlapping_mean([value - one[0] for value in many], ratio=1.0)
    if isinstance(answer, NoAnswer):
        return answer
    return answer if side is ours else answer.mirrored


def _of_shares(ours: Side, theirs: Side) -> Answer | None:
    counts = [cases_of(side.config.newest, _asked(side.metric)) for side in (ours, theirs)]
    if counts[0] is None or counts[1] is None:
        return None
    return difference_of_proportions((ours.found.value, counts[0]), (theirs.found.value, counts[1]))
