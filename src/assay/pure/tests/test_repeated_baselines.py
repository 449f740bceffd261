"""A baseline that was repeated too: pair by pair, or as two means."""

from collections.abc import Mapping, Sequence

import pytest

from assay.pure.statistics import Interval, paired_differences, welch
from assay.pure.tests.repeated import SEEDS, folds, interval_of, judged, seeds
from assay.pure.verdict import Baseline, Method, State


def beaten(values: Sequence[float], *, unit: str = "seed", ratio: float | None = None) -> Baseline:
    repeats: Mapping[str, float] = {f"{unit} {n}": value for n, value in enumerate(values)}
    return Baseline({"f1": sum(values) / len(values)}, "r0", {"f1": repeats}, ratio)


BASE = (0.741, 0.735, 0.744, 0.739, 0.742)


def test_a_repeated_baseline_is_compared_seed_by_seed() -> None:
    judgement = judged("f1 >= baseline + 15%", seeds(SEEDS), beaten(BASE))
    expected = paired_differences(SEEDS, [1.15 * value for value in BASE])
    assert isinstance(expected, Interval)
    found = judgement.deciding.estimate
    assert found is not None
    assert (found.method, found.pairs) == (Method.PAIRED, 5)
    assert found.against == pytest.approx(1.15 * sum(BASE) / 5)
    assert interval_of(judgement).low - (found.against or 0) == pytest.approx(expected.low)
    assert judgement.state is (State.MET if expected.low >= 0 else State.NOT_PROVEN)


def test_pairing_sees_what_two_separate_means_would_not() -> None:
    """Each seed is a little better; the seeds differ more among each other than the models do."""
    theirs = (0.70, 0.75, 0.80, 0.85, 0.90)
    ours = [value + 0.01 + 0.001 * (n % 2) for n, value in enumerate(theirs)]
    assert judged("f1 > baseline", seeds(ours), beaten(theirs)).state is State.MET
    assert judged("f1 > baseline", seeds(ours), beaten(theirs, unit="other")).state is State.NOT_PROVEN


def test_repeats_that_do_not_match_are_compared_as_two_means() -> None:
    judgement = judged("f1 >= baseline + 0.1", seeds(SEEDS), beaten(BASE, unit="other"))
    found = judgement.deciding.estimate
    assert found is not None
    assert found.method is Method.UNPAIRED
    expected = welch(SEEDS, [value + 0.1 for value in BASE])
    assert isinstance(expected, Interval)
    assert interval_of(judgement).high - (found.against or 0) == pytest.approx(expected.high)


def test_folds_are_compared_fold_by_fold_with_the_correction() -> None:
    judgement = judged("f1 > baseline", folds(SEEDS), beaten(BASE, unit="fold", ratio=1 / 4))
    expected = paired_differences(SEEDS, BASE, ratio=1 / 4)
    assert isinstance(expected, Interval)
    found = judgement.deciding.estimate
    assert found is not None
    assert interval_of(judgement).low - (found.against or 0) == pytest.approx(expected.low)
