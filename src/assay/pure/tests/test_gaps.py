"""Development beside production: how far apart, and how sure that is."""

from collections.abc import Sequence

import pytest

from assay.pure.criteria import MetricRef
from assay.pure.statistics import difference_of_proportions, welch
from assay.pure.tests.repeated import SEEDS, run, seeds
from assay.pure.verdict import Marks, RunFacts
from assay.pure.verdict.gaps import Gap, gap_to


def measured_in(environment: str, values: Sequence[float], *, first: int = 20) -> list[RunFacts]:
    marks = [Marks(seed=f"week {n}", settings="served", environment=environment) for n in range(len(values))]
    return [run(f"r{first + n}", one, f1=value) for n, (one, value) in enumerate(zip(marks, values, strict=True))]


def gap_between(*runs: RunFacts, metric: str = "f1") -> Gap | None:
    return gap_to("production", MetricRef(metric), runs)


def test_the_gap_is_what_production_has_more_than_the_best_of_development() -> None:
    served = run("r9", Marks(environment="production"), f1=0.8)
    found = gap_between(run("r1", f1=0.85), run("r2", f1=0.9), served)
    assert found is not None
    assert (found.size, found.interval) == (pytest.approx(-0.1), None)
    assert gap_between(run("r1", f1=0.85)) is None
    assert gap_between(served) is None


def test_two_sets_of_repeats_give_the_gap_an_interval() -> None:
    weeks = (0.80, 0.81, 0.79)
    found = gap_between(*seeds(SEEDS), *measured_in("production", weeks))
    assert found is not None
    assert found.interval == welch(weeks, SEEDS)


def test_one_week_beside_seeds_is_held_against_their_spread() -> None:
    found = gap_between(*seeds(SEEDS), *measured_in("production", (0.8,)))
    assert found is not None
    assert found.interval is not None
    assert found.interval.low < found.size < found.interval.high < 0


def test_shares_of_known_cases_give_the_gap_an_interval() -> None:
    here = run("r1", Marks(numbers={"n_test": 500.0}), test_accuracy=0.9)
    there = run("r2", Marks(environment="production", numbers={"n_production": 2000.0}), accuracy=0.86)
    found = gap_between(here, there, metric="accuracy")
    assert found is not None
    assert found.interval == difference_of_proportions((0.86, 2000), (0.9, 500))
