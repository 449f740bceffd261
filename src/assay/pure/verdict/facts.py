"""What a verdict is made from."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from assay.pure.criteria import MetricRef, format_metric
from assay.pure.matching import series_for


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """One logged series in numbers. `last` is the point of the greatest step, as MLflow counts.

    `min` and `max` leave NaN out; `nan_count` counts what was left out.
    """

    key: str
    n: int
    first: float
    last: float
    last_step: int
    min: float
    max: float
    nan_count: int = 0


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One run. `is_finished` means ended well; failed and killed runs are `is_failed`; else it still runs.

    `split` is what the run as a whole was measured on; `outdated_because` says why it no longer counts.
    """

    ref: str
    name: str
    is_finished: bool
    is_failed: bool
    started_at: datetime
    split: str | None = None
    series: Mapping[str, SeriesFacts] = field(default_factory=dict)
    outdated_because: str | None = None

    def answer(self, metric: MetricRef) -> SeriesFacts | None:
        """The series that measures `metric`, chosen as `assay.pure.matching` says; None without points."""
        key = series_for(metric, self.series, declared_split=self.split)
        facts = self.series[key] if key is not None else None
        return facts if facts and facts.n > 0 else None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The numbers to beat, by metric (`f1`, `test_f1` or `f1 on test`), and where they come from."""

    values: Mapping[str, float] = field(default_factory=dict)
    source: str | None = None

    def value_of(self, metric: MetricRef) -> float | None:
        """The baseline of `metric`; a number given without a split stands for every split."""
        key = series_for(metric, self.values, declared_split=metric.split)
        value = self.values[key] if key is not None else None
        return value if value is not None and math.isfinite(value) else None


def names_of(metrics: Iterable[MetricRef]) -> str:
    """Write several metrics in one line, each once."""
    return ", ".join(sorted({format_metric(metric) for metric in metrics}))
