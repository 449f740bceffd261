"""What a verdict is made from."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from assay.pure.criteria import MetricRef, format_metric
from assay.pure.matching import same_split, series_for


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


DEVELOPMENT = "development"


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells repeats of one another from different tries, and where a run was measured.

    `seed`, `fold` and `resample` (which random split of the data) are as the run names them; `folds` is how many
    there are; `settings` is the same text for runs whose other params are the same. `by_hand` names the repeats that
    a person put together, empty for a run that stands alone because somebody said so. `environment` is empty for a
    run that names none, which counts as development. `numbers` holds sizes of data and counts that formulas need, by
    lower-case name. `params` are the run's own, each cut to what a page shows.
    """

    seed: str | None = None
    fold: str | None = None
    resample: str | None = None
    folds: int | None = None
    settings: str = ""
    parent: str | None = None
    by_hand: str | None = None
    environment: str = ""
    numbers: Mapping[str, float] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def unit(self) -> str:
        """Which of the repeats this run is; runs with the same unit are pairs. Empty if it does not say."""
        said = (("seed", self.seed), ("fold", self.fold), ("split", self.resample))
        return " ".join(f"{name} {value}" for name, value in said if value is not None)

    @property
    def is_development(self) -> bool:
        return self.environment in {"", DEVELOPMENT}

    def is_of(self, environment: str | None) -> bool:
        """True if a line that names this environment means the run. `dev` may be a data split, so it must be said."""
        if environment is None:
            return False
        if self.environment:
            return same_split(environment, self.environment)
        return environment.casefold() == DEVELOPMENT

    @property
    def test_per_train(self) -> float | None:
        """n_test / n_train, from the sizes or from the share of test data that was logged."""
        n_test, n_train = self.numbers.get("n_test"), self.numbers.get("n_train")
        if n_test and n_train and n_test > 0 and n_train > 0:
            return n_test / n_train
        share = self.numbers.get("test_size", 0.0)
        return share / (1 - share) if 0 < share < 1 else None


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One run. `is_finished` means ended well; failed and killed runs are `is_failed`; else it still runs.

    `is_silent`: it never said that it ended and has logged nothing for long.

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
    marks: Marks = field(default_factory=Marks)
    is_silent: bool = False

    @property
    def is_under_way(self) -> bool:
        return not self.is_finished and not self.is_failed

    def answer(self, metric: MetricRef) -> SeriesFacts | None:
        """The series that measures `metric`, chosen as `assay.pure.matching` says; None without points."""
        key = series_for(metric, self.series, declared_split=self.split)
        if key is None and self.marks.is_of(metric.split):
            key = series_for(metric, self.series, declared_split=metric.split)
        facts = self.series[key] if key is not None else None
        return facts if facts and facts.n > 0 else None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The numbers to beat, by metric (`f1`, `test_f1` or `f1 on test`), and where they come from.

    If the baseline was repeated, `values` holds the means and `repeats` the single values, by metric and unit.
    """

    values: Mapping[str, float] = field(default_factory=dict)
    source: str | None = None
    repeats: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    ratio: float | None = None

    def value_of(self, metric: MetricRef) -> float | None:
        """The baseline of `metric`; a number given without a split stands for every split."""
        key = series_for(metric, self.values, declared_split=metric.split)
        value = self.values[key] if key is not None else None
        return value if value is not None and math.isfinite(value) else None

    def repeats_of(self, metric: MetricRef) -> Mapping[str, float]:
        """The values of the baseline's repeats by unit; empty when a single number is all there is."""
        key = series_for(metric, self.values, declared_split=metric.split)
        return self.repeats.get(key, {}) if key is not None else {}


def names_of(metrics: Iterable[MetricRef]) -> str:
    """Write several metrics in one line, each once."""
    return ", ".join(sorted({format_metric(metric) for metric in metrics}))
