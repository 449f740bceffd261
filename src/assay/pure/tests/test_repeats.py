"""Which runs repeat one another, and what a verdict makes of seeds, folds, shares and many tries."""

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.reasons import ReasonCode
from assay.pure.statistics import mean_interval, overlapping_mean, wilson
from assay.pure.tests.repeated import SEEDS, folds, interval_of, judged, run, seeds
from assay.pure.verdict import Baseline, Judgement, Kind, Marks, RunFacts, SeriesFacts, State, configurations


def shapes(runs: Sequence[RunFacts]) -> list[tuple[Kind, int]]:
    return sorted((one.kind, len(one.runs)) for one in configurations(runs))


def test_runs_that_differ_by_their_seed_are_one_configuration() -> None:
    assert shapes(seeds(SEEDS)) == [(Kind.SEEDS, 5)]


def test_other_params_make_another_configuration() -> None:
    runs = [*seeds(SEEDS), *seeds(SEEDS, first=6, settings="b"), run("r20", Marks(settings="c"), f1=0.9)]
    assert shapes(runs) == [(Kind.SEEDS, 5), (Kind.SEEDS, 5), (Kind.SINGLE, 1)]


def test_runs_that_all_name_the_same_seed_repeat_nothing() -> None:
    runs = [run(f"r{n}", Marks(seed="0", settings="a"), f1=0.8) for n in (1, 2, 3)]
    assert shapes(runs) == [(Kind.SINGLE, 1)] * 3


def test_a_seed_that_was_run_again_counts_once_with_its_newest_run() -> None:
    runs = [*seeds((0.8, 0.9)), run("r9", Marks(seed="1", settings="a"), f1=0.7)]
    (found,) = configurations(runs)
    assert [one.ref for one in found.runs] == ["r1", "r9"]


def test_children_of_one_parent_with_the_same_params_are_repeats_and_the_parent_only_sums_up() -> None:
    children = [run(f"r{n}", Marks(parent="r1", settings="a"), f1=0.8 + n / 100) for n in (2, 3, 4)]
    assert shapes([run("r1", f1=0.83), *children]) == [(Kind.RUNS, 3)]


def test_children_that_search_settings_are_tries() -> None:
    children = [run(f"r{n}", Marks(parent="r1", settings=f"depth {n}"), f1=0.8) for n in (2, 3, 4)]
    assert shapes([run("r1", f1=0.83), *children]) == [(Kind.SINGLE, 1)] * 4


def test_hands_put_runs_together_and_take_them_apart() -> None:
    together = [run(f"r{n}", Marks(by_hand="one", settings=str(n)), f1=0.8 + n / 100) for n in (1, 2)]
    apart = [replace(one, marks=replace(one.marks, by_hand="")) for one in seeds(SEEDS, first=5)]
    assert shapes([*together, *apart]) == [(Kind.RUNS, 2), *[(Kind.SINGLE, 1)] * 5]


def test_failed_and_waiting_repeats_do_not_count() -> None:
    late = run("r7", Marks(seed="7", settings="a"), status="running", f1=0.1)
    dead = run("r8", Marks(seed="8", settings="a"), status="failed", f1=0.1)
    (found,) = configurations([*seeds(SEEDS), late, dead])
    assert (len(found.runs), found.waiting) == (5, 1)


@pytest.mark.parametrize(
    ("criterion", "state", "code"),
    [
        ("f1 >= 0.84", State.MET, ReasonCode.INTERVAL_MEETS),
        ("f1 >= 0.85", State.NOT_PROVEN, ReasonCode.INTERVAL_STRADDLES),
        ("f1 >= 0.855", State.NOT_PROVEN, ReasonCode.INTERVAL_STRADDLES),
        ("f1 >= 0.87", State.NOT_MET, ReasonCode.INTERVAL_MISSES),
        ("f1 <= 0.87", State.MET, ReasonCode.INTERVAL_MEETS),
        ("f1 < 0.853", State.NOT_PROVEN, ReasonCode.INTERVAL_STRADDLES),
        ("f1 == 0.853", State.NOT_PROVEN, ReasonCode.INTERVAL_STRADDLES),
        ("f1 == 0.9", State.NOT_MET, ReasonCode.INTERVAL_MISSES),
        ("f1 >= 0.84 and f1 <= 0.853", State.NOT_PROVEN, ReasonCode.INTERVAL_STRADDLES),
        ("f1 >= 0.9 or f1 >= 0.84", State.MET, ReasonCode.INTERVAL_MEETS),
    ],
)
def test_only_the_whole_interval_satisfies(criterion: str, state: State, code: ReasonCode) -> None:
    judgement = judged(criterion, seeds(SEEDS))
    assert (judgement.state, judgement.reason.code) == (state, code)
    assert interval_of(judgement) == mean_interval(SEEDS)
    assert (judgement.reason.params["n"], judgement.reason.params["kind"]) == (5, "seeds")


def test_the_value_of_repeats_is_their_mean_and_all_of_them_are_named() -> None:
    judgement = judged("f1 >= 0.84", seeds(SEEDS))
    assert judgement.value == pytest.approx(0.853)
    assert (judgement.run, judgement.repeats, judgement.n_runs) == ("r5", ("r1", "r2", "r3", "r4", "r5"), 5)


def test_folds_take_the_corrected_interval() -> None:
    judgement = judged("f1 >= 0.84", folds(SEEDS))
    assert interval_of(judgement) == overlapping_mean(SEEDS, ratio=1 / 4)
    assert judgement.state is State.MET
    assert judged("f1 >= 0.845", folds(SEEDS)).state is State.NOT_PROVEN
    assert judged("f1 >= 0.845", seeds(SEEDS)).state is State.MET


@pytest.mark.parametrize(
    ("runs", "ratio"),
    [
        (folds(SEEDS, n_test=100, n_train=900), 1 / 9),
        (folds(SEEDS, test_size=0.2), 1 / 4),
        (folds(SEEDS, declared=10), 1 / 9),
        (folds(SEEDS), 1 / 4),
    ],
)
def test_the_share_of_test_data_is_logged_or_follows_from_the_number_of_folds(
    runs: list[RunFacts], ratio: float
) -> None:
    assert interval_of(judged("f1 >= 0.8", runs)) == overlapping_mean(SEEDS, ratio=ratio)


def test_random_splits_without_sizes_have_no_interval_and_prove_nothing() -> None:
    runs = [run(f"r{n}", Marks(resample=str(n), settings="a"), f1=value) for n, value in enumerate(SEEDS)]
    judgement = judged("f1 >= 0.8", runs)
    assert (judgement.state, judgement.reason.code) == (State.NOT_PROVEN, ReasonCode.RATIO_UNKNOWN)
    assert judged("f1 >= 0.9", runs).state is State.NOT_MET


def test_repeats_without_any_spread_are_one_run_and_it_is_said() -> None:
    judgement = judged("f1 >= 0.85", seeds((0.86, 0.86, 0.86)))
    assert (judgement.state, judgement.reason.code) == (State.MET, ReasonCode.SAME_EACH_TIME)
    assert interval_missing(judgement)


def interval_missing(judgement: Judgement) -> bool:
    found = judgement.deciding.estimate
    return found is not None and found.interval is None


def test_a_seed_that_diverged_is_not_left_out() -> None:
    judgement = judged("f1 >= 0.5", seeds((0.9, math.nan, 0.9)))
    assert (judgement.state, judgement.reason.code) == (State.NOT_MET, ReasonCode.VALUE_NOT_FINITE)


def cases(n: float, **more: float) -> Marks:
    return Marks(numbers={"n_test": n} | more)


@pytest.mark.parametrize(("n", "state"), [(50, State.NOT_PROVEN), (5000, State.MET)])
def test_a_share_of_known_cases_gets_the_score_interval(n: int, state: State) -> None:
    judgement = judged("accuracy >= 0.85 on test", [run("r1", cases(n), test_accuracy=0.88)])
    assert (judgement.state, interval_of(judgement)) == (state, wilson(0.88, n))
    assert judgement.reason.params["method"] == "wilson"


@pytest.mark.parametrize(
    ("criterion", "key", "marks"),
    [
        ("recall >= 0.85 on test", "test_recall", cases(50)),  # a share of the ill ones only
        ("accuracy >= 85 on test", "test_accuracy", cases(50)),  # logged as percent
        ("accuracy >= 0.85 on validation", "val_accuracy", cases(50)),  # of another split
        ("accuracy >= 0.85 on test", "test_accuracy", cases(0.25)),
    ],
)
def test_what_is_no_share_of_known_cases_stays_one_run(criterion: str, key: str, marks: Marks) -> None:
    value = 88.0 if "85 " in criterion and "0.85" not in criterion else 0.88
    series = {key: SeriesFacts(key, 1, value, value, 0, value, value)}
    assert judged(criterion, [replace(run("r1", marks), series=series)]).reason.code is ReasonCode.ONE_RUN


def test_a_metric_that_says_of_how_many_cases_it_is_a_share_gets_the_interval() -> None:
    judgement = judged("recall >= 0.85 on test", [run("r1", Marks(numbers={"test_recall_n": 40}), test_recall=0.9)])
    assert interval_of(judgement) == wilson(0.9, 40)


@pytest.mark.parametrize(
    ("won", "lost", "value", "state", "code"),
    [
        (30, 10, 0.88, State.MET, ReasonCode.MCNEMAR_MEETS),
        (12, 8, 0.88, State.NOT_PROVEN, ReasonCode.MCNEMAR_UNSURE),
        (8, 12, 0.78, State.NOT_PROVEN, ReasonCode.MCNEMAR_UNSURE),
        (10, 30, 0.75, State.NOT_MET, ReasonCode.MCNEMAR_MISSES),
    ],
)
def test_two_models_on_the_same_cases_are_compared_by_what_only_one_got_right(
    won: int, lost: int, value: float, state: State, code: ReasonCode
) -> None:
    marks = cases(400, mcnemar_won=won, mcnemar_lost=lost)
    judgement = judged(
        "accuracy > baseline on test", [run("r1", marks, test_accuracy=value)], Baseline({"accuracy": 0.8})
    )
    assert (judgement.state, judgement.reason.code) == (state, code)


def test_one_run_is_judged_by_its_value_and_it_is_said() -> None:
    judgement = judged("f1 >= 0.85", [run("r1", f1=0.86)])
    assert (judgement.state, judgement.reason.code) == (State.MET, ReasonCode.ONE_RUN)


def test_a_lucky_single_run_proves_less_than_the_spread_of_repeats() -> None:
    straddling = seeds((0.84, 0.85, 0.86))
    close, far = run("r9", Marks(settings="b"), f1=0.851), run("r9", Marks(settings="b"), f1=0.95)
    judgement = judged("f1 >= 0.85", [*straddling, close])
    assert (judgement.state, judgement.tries) == (State.NOT_PROVEN, 2)
    assert judged("f1 >= 0.88", [*straddling, run("r9", f1=0.89)]).reason.code is ReasonCode.WITHIN_LUCK
    judgement = judged("f1 >= 0.85", [*straddling, far])
    assert (judgement.state, judgement.reason.code) == (State.MET, ReasonCode.BEST_OF_MANY)
    assert judgement.reason.params["luck"] == pytest.approx(0.01 * 0.56419, rel=1e-4)


def test_what_is_proven_speaks_before_a_better_single_run() -> None:
    judgement = judged("f1 >= 0.84", [*seeds(SEEDS), run("r9", Marks(settings="b"), f1=0.99)])
    assert (judgement.state, judgement.reason.code) == (State.MET, ReasonCode.INTERVAL_MEETS)
    assert judgement.reason.params["tries"] == 2


def test_production_answers_only_lines_that_name_it() -> None:
    runs = [run("r1", f1=0.9), run("r2", Marks(environment="production"), f1=0.7)]
    assert judged("f1 >= 0.8", runs).run == "r1"
    assert judged("f1 >= 0.8 on prod", runs).run == "r2"
    assert judged("f1 >= 0.8", runs[1:]).run == "r2"
    assert judged("f1 >= 0.8 on dev", runs).state is State.NOT_MEASURED


VALUES = st.lists(st.floats(0, 1).map(lambda x: round(x, 3)), min_size=2, max_size=8)


@given(VALUES, st.floats(0, 1), st.floats(0, 1))
def test_what_meets_a_target_meets_every_lower_one(values: list[float], one: float, other: float) -> None:
    low, high = sorted((round(one, 3), round(other, 3)))
    if judged(f"f1 >= {high}", seeds(values)).state is State.MET:
        assert judged(f"f1 >= {low}", seeds(values)).state is State.MET
    if judged(f"f1 >= {low}", seeds(values)).state is State.NOT_MET:
        assert judged(f"f1 >= {high}", seeds(values)).state is State.NOT_MET


@given(VALUES, st.permutations(range(8)))
def test_the_order_of_runs_changes_nothing(values: list[float], order: list[int]) -> None:
    runs = seeds(values)
    shuffled = [runs[n] for n in order if n < len(runs)]
    assert judged("f1 >= 0.5", runs) == judged("f1 >= 0.5", shuffled)


def test_the_interval_of_a_share_is_shown_cut_at_its_bound_and_judged_whole() -> None:
    found = judged("f1 >= 0.9", seeds((0.999, 0.96, 0.985)))
    estimate = found.deciding.estimate
    assert estimate is not None
    assert interval_of(found).high > 1
    assert estimate.shown is not None
    assert (estimate.shown.high, estimate.cut) == (1.0, "1")
    assert found.reason.params["high"] == 1.0
    assert found.reason.params["cut"] == "1"


def test_an_interval_within_its_bounds_and_one_in_percent_stay_as_they_are() -> None:
    for text, values in (("f1 >= 0.8", (0.85, 0.86, 0.84)), ("f1 >= 90", (99.9, 96.0, 98.5))):
        estimate = judged(text, seeds(values)).deciding.estimate
        assert estimate is not None
        assert (estimate.shown, estimate.cut) == (estimate.interval, None)
