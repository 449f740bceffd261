"""Judging criteria by runs."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.criteria import parse_criterion, parse_stop
from assay.pure.reasons import ReasonCode
from assay.pure.verdict import Baseline, Judgement, RunFacts, SeriesFacts, State, judge, overall

DAY = datetime(2025, 3, 3, tzinfo=UTC)
NO_BASELINE = Baseline()


def run(
    ref: str = "r1",
    values: Mapping[str, float] | None = None,
    *,
    status: str = "finished",
    split: str | None = None,
    outdated: str | None = None,
) -> RunFacts:
    series = {key: SeriesFacts(key, 1, value, value, 0, value, value) for key, value in (values or {}).items()}
    started = DAY + timedelta(hours=int(ref[1:]))
    return RunFacts(ref, ref, status == "finished", status == "failed", started, split, series, outdated)


def judged(text: str, *runs: RunFacts, baseline: Baseline = NO_BASELINE) -> Judgement:
    return judge(parse_criterion(text), runs, baseline)


def test_a_finished_run_over_the_threshold_meets_the_criterion() -> None:
    judgement = judged("f1 >= 0.85 on test", run("r1", {"test_f1": 0.9}))
    assert (judgement.state, judgement.value, judgement.run, judgement.n_runs) == (State.MET, 0.9, "r1", 1)
    assert judgement.reason.code is ReasonCode.ONE_RUN
    assert judgement.deciding.key == "test_f1"


def test_the_best_of_several_tries_says_so() -> None:
    judgement = judged("f1 > 0.8 on test", *(run(f"r{n}", {"test_f1": 0.8 + n / 100}) for n in range(3)))
    assert (judgement.run, judgement.reason.code) == ("r2", ReasonCode.BEST_OF_MANY)
    assert judgement.reason.params == {"run": "r2", "n": 3, "split": "test"}


@pytest.mark.parametrize(
    ("text", "best"), [("f1 >= 0.5", "r3"), ("f1 <= 0.5", "r1"), ("f1 == 0.22", "r2"), ("f1 > 0.5", "r3")]
)
def test_the_best_run_follows_the_direction_of_the_criterion(text: str, best: str) -> None:
    assert judged(text, *(run(f"r{n}", {"f1": n / 10}) for n in (1, 2, 3))).run == best


def test_of_equal_runs_the_first_counts() -> None:
    assert judged("f1 > 0.5", run("r2", {"f1": 0.9}), run("r1", {"f1": 0.9})).run == "r1"


def test_below_the_threshold_the_distance_is_told() -> None:
    judgement = judged("f1 >= 0.85", run("r1", {"f1": 0.8}))
    assert (judgement.state, judgement.reason.code) == (State.NOT_MET, ReasonCode.BELOW_THRESHOLD)
    assert judgement.deciding.distance == pytest.approx(0.05)
    assert judgement.reason.params["distance"] == pytest.approx(0.05)


def test_the_last_value_counts_and_not_the_best_on_the_way() -> None:
    series = SeriesFacts("f1", 9, first=0.1, last=0.7, last_step=9, min=0.1, max=0.95)
    facts = RunFacts("r1", "r1", True, False, DAY, None, {"f1": series})
    assert judged("f1 >= 0.85", facts).value == 0.7


def test_a_run_still_running_proves_nothing() -> None:
    above = judged("f1 > 0.8", run("r1", {"f1": 0.9}, status="running"))
    below = judged("f1 > 0.8", run("r1", {"f1": 0.7}, status="running"))
    assert (above.state, above.reason.code) == (State.NOT_PROVEN, ReasonCode.REACHED_WHILE_RUNNING)
    assert (below.state, below.reason.code) == (State.NOT_PROVEN, ReasonCode.STILL_RUNNING)


def test_a_finished_run_speaks_before_a_better_one_that_runs() -> None:
    judgement = judged("f1 > 0.8", run("r1", {"f1": 0.85}), run("r2", {"f1": 0.99}, status="running"))
    assert (judgement.state, judgement.run) == (State.MET, "r1")


def test_failed_runs_measure_nothing() -> None:
    judgement = judged("f1 > 0.8", run("r1", {"f1": 0.9}, status="failed"))
    assert (judgement.state, judgement.reason.code) == (State.NOT_MEASURED, ReasonCode.ONLY_FAILED_RUNS)


def test_not_measured_says_what_to_log() -> None:
    assert judged("f1 > 0.8 on test").reason.code is ReasonCode.NO_RUNS
    nothing = judged("f1 > 0.8 on test and loss < 1", run("r1", {"f1": 0.9, "loss": 0.1})).reason
    assert nothing.code is ReasonCode.NOTHING_LOGGED
    assert nothing.params == {"metrics": "f1 on test", "n": 1}


def test_an_unknown_baseline_leaves_it_unmeasured_but_shows_the_value() -> None:
    judgement = judged("f1 > baseline + 15%", run("r1", {"f1": 0.9}))
    assert (judgement.state, judgement.reason.code) == (State.NOT_MEASURED, ReasonCode.BASELINE_UNKNOWN)
    assert (judgement.value, judgement.threshold.value) == (0.9, None)


def test_the_gauge_has_value_threshold_and_baseline() -> None:
    judgement = judged("f1 >= baseline + 15% on test", run("r1", {"test_f1": 0.9}), baseline=Baseline({"f1": 0.8}))
    gauge = judgement.deciding.gauge
    assert (gauge.value, gauge.baseline) == (0.9, 0.8)
    assert gauge.threshold == pytest.approx(0.92)


def test_a_baseline_of_the_split_comes_before_one_without() -> None:
    baseline = Baseline({"f1": 0.1, "f1 on test": 0.5, "val_f1": 0.6})
    assert judged("f1 > baseline on test", baseline=baseline).threshold.value == 0.5
    assert judged("f1 > baseline on val", baseline=baseline).threshold.value == 0.6


def test_one_run_must_satisfy_all_parts() -> None:
    runs = run("r1", {"f1": 0.9, "ms": 300}), run("r2", {"f1": 0.7, "ms": 100})
    judgement = judged("f1 > 0.8 and ms < 200", *runs)
    assert (judgement.state, judgement.reason.code) == (State.NOT_MET, ReasonCode.NO_RUN_MEETS_ALL)
    assert len({part.run for part in judgement.parts}) == 1
    assert judged("f1 > 0.8 or ms < 200", *runs).state is State.MET
    assert judged("f1 > 0.8 and ms < 200", *runs, run("r3", {"f1": 0.81, "ms": 199})).run == "r3"


def test_parts_measured_by_different_runs_are_not_put_together() -> None:
    judgement = judged("f1 > 0.8 and ms < 200", run("r1", {"f1": 0.9}), run("r2", {"ms": 100}))
    assert (judgement.state, judgement.reason.code) == (State.NOT_MEASURED, ReasonCode.NO_RUN_MEASURED_ALL)


def test_a_part_that_fails_decides_even_if_another_is_not_measured() -> None:
    judgement = judged("f1 > 0.8 and ms < 200", run("r1", {"f1": 0.5}))
    assert (judgement.state, judgement.reason.code) == (State.NOT_MET, ReasonCode.BELOW_THRESHOLD)
    assert [part.state for part in judgement.parts] == [State.NOT_MET, State.NOT_MEASURED]


def test_an_or_decides_by_what_is_measured() -> None:
    assert judged("f1 > 0.8 or f1 > baseline", run("r1", {"f1": 0.9})).state is State.MET
    assert judged("f1 > 0.8 or f1 > baseline", run("r1", {"f1": 0.5})).state is State.NOT_MEASURED


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("operator", [">=", ">", "<=", "<", "=="])
def test_what_is_no_number_never_satisfies(value: float, operator: str) -> None:
    judgement = judged(f"f1 {operator} 0.8", run("r1", {"f1": value}))
    assert (judgement.state, judgement.reason.code) == (State.NOT_MET, ReasonCode.VALUE_NOT_FINITE)


def test_a_finite_value_is_chosen_over_nan() -> None:
    assert judged("f1 > 0.8", run("r1", {"f1": math.nan}), run("r2", {"f1": 0.1})).run == "r2"


def test_strict_and_inclusive_differ_on_the_threshold() -> None:
    at = run("r1", {"f1": 0.85})
    states = [judged(f"f1 {operator} 0.85", at).state for operator in (">=", ">", "<=", "<", "==")]
    assert states == [State.MET, State.NOT_MET, State.MET, State.NOT_MET, State.MET]


def test_outdated_runs_make_it_stale_until_a_new_one_measures() -> None:
    old = run("r1", {"f1": 0.9}, outdated="baseline_changed")
    stale = judged("f1 > 0.8", old)
    assert (stale.state, stale.reason.code, stale.value) == (State.STALE, ReasonCode.OUTDATED, 0.9)
    assert stale.reason.params["because"] == "baseline_changed"
    assert judged("f1 > 0.8", old, run("r2", {"f1": 0.7})).state is State.NOT_MET


def test_a_stop_condition_is_not_judged() -> None:
    for text in ("loss diverges", "f1 < 1 after 3 epochs"):
        with pytest.raises(ValueError, match="first_firing"):
            judge(parse_stop(text).condition, [], NO_BASELINE)


def test_the_headline_is_the_weakest_state() -> None:
    met = judged("f1 > 0.8", run("r1", {"f1": 0.9}))
    missing = judged("auc > 0.8", run("r1", {"f1": 0.9}))
    missed = judged("f1 > 0.95", run("r1", {"f1": 0.9}))
    assert overall([met, missing]).state is State.NOT_MEASURED
    verdict = overall([met, missing, missed], has_stop_fired=True)
    assert (verdict.state, verdict.n_met, verdict.n_criteria) == (State.NOT_MET, 1, 3)
    assert verdict.reason == missed.reason
    assert verdict.has_stop_fired
    assert overall([met]).state is State.MET


def test_no_criteria_means_not_measured() -> None:
    assert overall([]).reason.code is ReasonCode.NO_CRITERIA


FINITE = st.floats(-1e6, 1e6)
RUNS = st.lists(st.tuples(st.floats(), st.sampled_from(["finished", "running", "failed"])), min_size=1, max_size=5).map(
    lambda rows: [run(f"r{n}", {"f1": value}, status=status) for n, (value, status) in enumerate(rows)]
)


@given(RUNS, FINITE, FINITE)
def test_a_higher_threshold_never_turns_not_met_into_met(runs: list[RunFacts], one: float, other: float) -> None:
    low, high = sorted((one, other))
    easy, hard = (judged(f"f1 >= {limit!r}", *runs).state for limit in (low, high))
    assert not (easy is State.NOT_MET and hard is State.MET)


@given(RUNS, FINITE)
def test_met_means_that_the_chosen_run_really_passes(runs: list[RunFacts], limit: float) -> None:
    judgement = judged(f"f1 > {limit!r}", *runs)
    assert judgement.n_runs <= sum(not one.is_failed for one in runs)
    if judgement.state is State.MET:
        assert judgement.value is not None
        assert limit < judgement.value < math.inf


@given(RUNS, FINITE)
def test_the_order_of_runs_does_not_matter(runs: list[RunFacts], limit: float) -> None:
    forward, backward = judged(f"f1 > {limit!r}", *runs), judged(f"f1 > {limit!r}", *reversed(runs))
    assert (forward.state, forward.run, forward.reason) == (backward.state, backward.run, backward.reason)
