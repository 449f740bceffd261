"""Runs of several seeds or folds, and what a line says of them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from assay.pure.criteria import parse_criterion
from assay.pure.statistics import Interval
from assay.pure.verdict import Baseline, Judgement, Marks, RunFacts, SeriesFacts, judge

DAY = datetime(2025, 3, 3, tzinfo=UTC)
SEEDS = (0.853, 0.846, 0.858, 0.851, 0.857)
NOTHING = Baseline()


def run(ref: str, marks: Marks | None = None, status: str = "finished", **values: float) -> RunFacts:
    series = {key: SeriesFacts(key, 1, value, value, 0, value, value) for key, value in values.items()}
    started = DAY + timedelta(hours=int(ref[1:]))
    return RunFacts(ref, ref, status == "finished", status == "failed", started, None, series, None, marks or Marks())


def seeds(values: Sequence[float], *, first: int = 1, settings: str = "a") -> list[RunFacts]:
    numbered = enumerate(values, first)
    return [run(f"r{n}", Marks(seed=str(n - first), settings=settings), f1=value) for n, value in numbered]


def folds(values: Sequence[float], *, declared: int | None = None, **numbers: float) -> list[RunFacts]:
    marks = [Marks(fold=str(n), folds=declared, settings="a", numbers=numbers) for n in range(len(values))]
    return [run(f"r{n}", one, f1=value) for n, (one, value) in enumerate(zip(marks, values, strict=True))]


def judged(text: str, runs: Sequence[RunFacts], baseline: Baseline = NOTHING) -> Judgement:
    return judge(parse_criterion(text), runs, baseline)


def interval_of(judgement: Judgement) -> Interval:
    found = judgement.deciding.estimate
    assert found is not None
    assert found.interval is not None
    return found.interval
