"""How sure a value is: an interval around it, a test against the baseline, or why there is neither."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assay.pure.criteria import Comparison, FromBaseline, resolve_threshold
from assay.pure.matching import same_split
from assay.pure.statistics import Interval, McNemar, NoAnswer, mcnemar, mean_interval, overlapping_mean, welch, wilson
from assay.pure.statistics.answers import Answer, Refused
from assay.pure.statistics.differences import paired_differences
from assay.pure.statistics.means import mean

from .facts import Baseline, RunFacts
from .repeats import Configuration, Kind

# Shares of cases whose number is the size of the data: what the score interval is made for. Recall and precision
# are shares of fewer cases; they get it when the run says of how many (`recall_n`).
SHARES = ("accuracy", "accuracy_score", "acc", "error_rate", "err", "zero_one_loss", "exact_match", "hit_rate")
# What else never leaves 0 to 1.
_BOUNDED = (*SHARES, "precision", "recall", "f1", "auc", "auroc", "sensitivity", "specificity")
ERRORS = ("error_rate", "err", "zero_one_loss")
SURE = 0.05


class Method(StrEnum):
    """Which formula speaks."""

    POINT = "point"  # a single number
    MEAN = "mean"  # t interval over independent repeats
    FOLDS = "folds"  # t interval corrected for overlapping training data
    PAIRED = "paired"  # difference to the baseline, repeat by repeat
    UNPAIRED = "unpaired"  # difference of two means
    WILSON = "wilson"  # share of n cases
    MCNEMAR = "mcnemar"  # two models on the same cases


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with what is known of its spread. `against` is the number its interval is held against.

    `repeats` counts runs, `n` cases where a share is measured. Without an interval and a test `refused` may say why.
    """

    value: float
    kind: Kind
    method: Method
    repeats: int
    against: float | None
    interval: Interval | None = None
    test: McNemar | None = None
    refused: Refused | None = None
    pairs: int = 0
    waiting: int = 0
    is_bounded: bool = False

    @property
    def shown(self) -> Interval | None:
        """The interval as people read it: a share lies within 0 and 1, whatever the formula says. It judges nothing."""
        if self.interval is None or not self.is_bounded:
            return self.interval
        return replace(self.interval, low=max(0.0, self.interval.low), high=min(1.0, self.interval.high))

    @property
    def cut(self) -> str | None:
        """Where the shown interval was cut: `0`, `1`, `both`; None where it was not."""
        if self.interval is None or self.shown is None:
            return None
        is_low, is_high = self.shown.low > self.interval.low, self.shown.high < self.interval.high
        return "both" if is_low and is_high else "0" if is_low else "1" if is_high else None

    @property
    def is_proven(self) -> bool:
        """True when more than a single number speaks."""
        return self.interval is not None or self.test is not None


def estimate(config: Configuration, part: Comparison, baseline: Baseline, target: float | None) -> Estimate | None:
    """Give the value of a comparison over the repeats that measured it, and how sure it is; None if none did."""
    values = values_of(config, part)
    if not values:
        return None
    if len(values) == 1:
        return _of_one(config, part, next(iter(values.values())), target)
    numbers = list(values.values())
    answer, method, pairs = _spread(config, part, values, baseline, target)
    middle = mean(numbers) if all(map(math.isfinite, numbers)) else math.nan
    found = Estimate(middle, config.kind, method, len(values), target, pairs=pairs, waiting=config.waiting)
    found = replace(found, is_bounded=_is_bounded(part.metric.name, numbers))
    return _with(found, answer, is_margin=method in {Method.PAIRED, Method.UNPAIRED})


def values_of(config: Configuration, part: Comparison) -> Mapping[str, float]:
    """The last value of each repeat that measured the metric, by what tells the repeats apart."""
    answers = ((run, run.answer(part.metric)) for run in config.runs)
    return {run.marks.unit or run.ref: series.last for run, series in answers if series is not None}


def _with(found: Estimate, answer: Answer, *, is_margin: bool) -> Estimate:
    """Put the interval on the axis of the metric; one of differences lies around the value like any other."""
    if isinstance(answer, NoAnswer):
        return replace(found, refused=answer.why)
    if not is_margin:
        return replace(found, interval=answer)
    against = found.value - answer.estimate
    return replace(found, against=against, interval=answer.shifted(against))


def _spread(
    config: Configuration, part: Comparison, values: Mapping[str, float], baseline: Baseline, target: float | None
) -> tuple[Answer, Method, int]:
    """The interval of the mean, or of the difference where the baseline was repeated too."""
    ours = list(values.values())
    theirs = _targets(part, baseline) if target is not None else {}
    common = [unit for unit in values if unit in theirs]
    ratio = config.ratio if config.overlaps else None
    if config.overlaps and ratio is None:
        return NoAnswer(Refused.RATIO_UNKNOWN), Method.FOLDS, 0
    if len(common) > 1:
        pairs = [values[unit] for unit in common], [theirs[unit] for unit in common]
        return paired_differences(*pairs, ratio=ratio), Method.PAIRED, len(common)
    if len(theirs) > 1:
        ratios = (ratio or 0.0, baseline.ratio or 0.0)
        return welch(ours, list(theirs.values()), ratios=ratios), Method.UNPAIRED, 0
    if config.overlaps:
        return overlapping_mean(ours, ratio=ratio), Method.FOLDS, 0
    return mean_interval(ours), Method.MEAN, 0


def _targets(part: Comparison, baseline: Baseline) -> Mapping[str, float]:
    """What each repeat of the baseline asks for: its value, moved as the criterion says."""
    if not isinstance(part.value, FromBaseline):
        return {}
    moved = {unit: resolve_threshold(part, value).value for unit, value in baseline.repeats_of(part.metric).items()}
    return {unit: value for unit, value in moved.items() if value is not None}


def _of_one(config: Configuration, part: Comparison, value: float, target: float | None) -> Estimate:
    run = next(run for run in config.runs if run.answer(part.metric) is not None)
    single = Estimate(value, Kind.SINGLE, Method.POINT, 1, target, waiting=config.waiting)
    if test := _mcnemar_of(run, part):
        return Estimate(value, Kind.SINGLE, Method.MCNEMAR, 1, target, test=test)
    if (cases := cases_of(run, part)) is None:
        return single
    answer = wilson(value, cases)
    if isinstance(answer, NoAnswer):
        return single
    return Estimate(value, Kind.SINGLE, Method.WILSON, 1, target, interval=answer)


def cases_of(run: RunFacts, part: Comparison) -> float | None:
    """On how many cases the run measured a share, as it logged; None if it did not or the metric is no such share."""
    series = run.answer(part.metric)
    key = series.key.casefold() if series else ""
    name = part.metric.name.casefold()
    numbers = run.marks.numbers
    if own := next((numbers[f"{one}_n"] for one in (key, name) if f"{one}_n" in numbers), None):
        return own
    if not _is_share(name):
        return None
    split = part.metric.split or _split_in(key)
    counts = (size for known, size in numbers.items() if split and _counts_split(known, split))
    return next((size for size in counts if size > 1), None)


def _is_share(name: str) -> bool:
    return _is_one_of(SHARES, name)


def _is_bounded(name: str, values: Sequence[float]) -> bool:
    """Whether the metric lies between 0 and 1; accuracy may also be logged in percent."""
    return _is_one_of(_BOUNDED, name.casefold()) and all(0 <= value <= 1 for value in values)


def _is_one_of(known: Sequence[str], name: str) -> bool:
    return any(name == one or name.endswith((f"_{one}", f"/{one}")) for one in known)


def _split_in(key: str) -> str:
    """The split that a key such as `test_accuracy` carries in front or behind."""
    words = key.replace("/", "_").replace(".", "_").replace("-", "_").split("_")
    ends = [words[0], words[-1]]
    return next((word for word in ends for known in ("test", "val", "train") if same_split(known, word)), "")


def _counts_split(known: str, split: str) -> bool:
    """Sizes are called `n_test`, `test_n`, `test_size` or `test_rows`."""
    first, _, second = known.partition("_")
    if first == "n":
        return same_split(split, second)
    return second in {"n", "size", "rows"} and same_split(split, first)


def _mcnemar_of(run: RunFacts, part: Comparison) -> McNemar | None:
    """The test that a run allows by logging on how many cases only it, and only the baseline, was right."""
    asked = part.value
    if not isinstance(asked, FromBaseline) or asked.kind is not None or not _is_share(part.metric.name.casefold()):
        return None
    won, lost = (run.marks.numbers.get(name) for name in ("mcnemar_won", "mcnemar_lost"))
    if won is None or lost is None or won % 1 or lost % 1:
        return None
    found = mcnemar(int(won), int(lost))
    return None if isinstance(found, NoAnswer) else found


def pooled_spread(samples: Sequence[Sequence[float]]) -> tuple[float, int] | None:
    """The spread that several sets of repeats share, and its degrees of freedom; None where nothing was repeated.

    Pooled within the sets, as in the analysis of variance (R. A. Fisher, Statistical Methods for Research Workers,
    1925, chapter VII).
    """
    told = [values for values in samples if len(values) > 1 and all(map(math.isfinite, values))]
    df = sum(len(values) - 1 for values in told)
    squares = math.fsum((value - mean(values)) ** 2 for values in told for value in values)
    return (math.sqrt(squares / df), df) if df and squares > 0 else None
