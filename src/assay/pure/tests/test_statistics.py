"""Our formulas against scipy, statsmodels and published figures, and what must hold of any of them."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats import contingency_tables
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from assay.pure.statistics import (
    Interval,
    McNemar,
    NoAnswer,
    Refused,
    difference_of_proportions,
    expected_maximum,
    fold_ratio,
    mcnemar,
    mean_interval,
    normal_quantile,
    overlapping_mean,
    paired_differences,
    t_quantile,
    welch,
    wilson,
)

PROBABILITIES = (0.001, 0.025, 0.05, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.975, 0.995, 0.9995)
FREEDOMS = (1, 1.3, 2, 2.5, 3, 4, 5, 7.7, 9, 10, 15, 24, 29, 49, 99, 120, 499, 1000, 1e5)
FIVE = (0.846, 0.853, 0.858, 0.851, 0.857)


def interval(answer: object) -> Interval:
    assert isinstance(answer, Interval)
    return answer


def bounds(answer: object) -> tuple[float, float]:
    found = interval(answer)
    return found.low, found.high


@pytest.mark.parametrize("df", FREEDOMS)
def test_the_t_quantile_is_that_of_scipy(df: float) -> None:
    for p in PROBABILITIES:
        assert t_quantile(p, df) == pytest.approx(stats.t.ppf(p, df), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("p", PROBABILITIES)
def test_the_normal_quantile_is_that_of_scipy(p: float) -> None:
    assert normal_quantile(p) == pytest.approx(stats.norm.ppf(p), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("df", "printed"), [(1, 12.706), (4, 2.776), (9, 2.262), (30, 2.042)])
def test_the_t_quantile_is_the_one_printed_in_every_table(df: float, printed: float) -> None:
    assert t_quantile(0.975, df) == pytest.approx(printed, abs=5e-4)


@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.99])
def test_the_interval_of_a_mean_is_that_of_statsmodels(confidence: float) -> None:
    expected = DescrStatsW(FIVE).tconfint_mean(alpha=1 - confidence)
    assert bounds(mean_interval(FIVE, confidence=confidence)) == pytest.approx(expected, rel=1e-9)


def test_the_interval_of_a_mean_is_the_one_of_the_engineering_handbook() -> None:
    """NIST/SEMATECH e-Handbook 1.3.5.2, ZARR13.DAT: n 195, mean 9.261460, s .022789, interval 9.258242 to 9.264679."""
    half = 0.022789 * math.sqrt(194 / 194)
    data = [9.261460 + half * sign for sign in (1, -1) for _ in range(97)] + [9.261460]
    low, high = bounds(mean_interval(data))
    assert (low, high) == pytest.approx((9.258242, 9.264679), abs=1e-5)


def test_pairing_is_the_paired_t_test_of_scipy() -> None:
    theirs = (0.84, 0.851, 0.849, 0.842, 0.85)
    expected = stats.ttest_rel(FIVE, theirs).confidence_interval(0.95)
    assert bounds(paired_differences(FIVE, theirs)) == pytest.approx(tuple(expected), rel=1e-9)


def test_a_relative_target_is_one_margin_with_one_interval() -> None:
    theirs = (0.70, 0.72, 0.71, 0.69, 0.73)
    targets = [1.15 * other for other in theirs]
    margins = [one - target for one, target in zip(FIVE, targets, strict=True)]
    assert paired_differences(FIVE, targets) == mean_interval(margins)


def test_the_first_example_of_student_is_reproduced() -> None:
    """Gosset 1908, section IX: hours of sleep gained by two drugs; the mean difference is 1.58 with t = 4.06."""
    one = (0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)
    other = (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)
    found = interval(paired_differences(other, one))
    assert found.estimate == pytest.approx(1.58)
    assert (found.low, found.high) == pytest.approx((0.7001, 2.4599), abs=1e-4)


def test_welch_is_that_of_statsmodels() -> None:
    theirs = (0.84, 0.851, 0.849, 0.80)
    compared = CompareMeans(DescrStatsW(FIVE), DescrStatsW(theirs))
    assert bounds(welch(FIVE, theirs)) == pytest.approx(compared.tconfint_diff(usevar="unequal"), rel=1e-9)


def test_one_side_without_spread_leaves_the_spread_of_the_other() -> None:
    found = interval(welch(FIVE, (0.8, 0.8, 0.8)))
    assert (found.low, found.high) == pytest.approx(bounds(interval(mean_interval(FIVE)).shifted(-0.8)), rel=1e-9)


# Differences in 25ths of the ROC AUC, radial against linear kernel, over 10 times 10 folds of 100 moons: the data
# of "Statistical comparison of models using grid search" in the documentation of scikit-learn.
MOONS = (
    "-1 -3 0 0 0 1 1 0 1 0 1 1 1 1 1 -1 0 0 0 0 -1 -1 1 -2 0 1 1 1 0 0 -1 1 0 0 1 0 0 1 1 0 1 0 0 0 0 0 0 2 0 0 0 1 "
    "1 1 0 1 -1 2 0 0 0 0 0 5 -1 0 1 0 0 0 0 1 1 2 0 1 0 -1 0 0 1 -2 1 0 1 0 0 0 0 0 0 -1 0 -1 0 0 1 2 0 0"
)


def t_of(found: Interval) -> float:
    return found.estimate / (found.high - found.estimate) * t_quantile(0.975, found.n - 1)


def test_the_correction_takes_the_significance_away_as_in_scikit_learns_example() -> None:
    """Documented there: uncorrected t 2.611, p .005; corrected t 0.750, p .227."""
    differences = [int(word) / 25 for word in MOONS.split()]
    plain = interval(mean_interval(differences))
    corrected = interval(overlapping_mean(differences, ratio=10 / 90))
    assert t_of(plain) == pytest.approx(2.611, abs=5e-4)
    assert t_of(corrected) == pytest.approx(0.750, abs=5e-4)
    assert stats.t.sf(t_of(corrected), 99) == pytest.approx(0.227, abs=5e-4)
    assert plain.low > 0
    assert corrected.low < 0 < corrected.high


def test_unpaired_folds_are_corrected_on_either_side() -> None:
    theirs = (0.84, 0.851, 0.849, 0.80)
    plain, corrected = bounds(welch(FIVE, theirs)), bounds(welch(FIVE, theirs, ratios=(0.25, 1 / 3)))
    assert corrected[0] < plain[0] < plain[1] < corrected[1]


def test_folds_of_plain_cross_validation_share_their_sizes() -> None:
    assert fold_ratio(10) == pytest.approx(1 / 9)
    assert fold_ratio(1) is None


@pytest.mark.parametrize("n", [1, 10, 97, 1000])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_the_score_interval_is_that_of_statsmodels(n: int, confidence: float) -> None:
    for count in {0, 1, n // 3, n - 1, n}:
        expected = proportion_confint(count, n, alpha=1 - confidence, method="wilson")
        assert bounds(wilson(count / n, n, confidence=confidence)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("ours", "theirs", "printed"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((10, 10), (0, 20), (0.6791, 1.0000)),
    ],
)
def test_two_shares_differ_as_in_newcombes_table(
    ours: tuple[int, int], theirs: tuple[int, int], printed: tuple[float, float]
) -> None:
    """Newcombe 1998, table II, method 10, examples (a), (b) and (g)."""
    shares = [(count / n, float(n)) for count, n in (ours, theirs)]
    found = bounds(difference_of_proportions(shares[0], shares[1]))
    assert found == pytest.approx(printed, abs=5e-5)
    expected = confint_proportions_2indep(*ours, *theirs, method="newcomb", compare="diff")
    assert found == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("ours", "theirs"), [(0, 1), (1, 0), (3, 9), (12, 12), (25, 0), (13, 12)])
def test_few_differing_cases_are_tested_exactly(ours: int, theirs: int) -> None:
    found = mcnemar(ours, theirs)
    assert isinstance(found, McNemar)
    assert found.is_exact
    expected = contingency_tables.mcnemar([[0, ours], [theirs, 0]], exact=True).pvalue
    assert found.p_value == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("ours", "theirs"), [(14, 12), (25, 59), (13, 13), (150, 86), (1000, 900)])
def test_many_differing_cases_are_tested_with_the_continuity_correction(ours: int, theirs: int) -> None:
    found = mcnemar(ours, theirs)
    assert isinstance(found, McNemar)
    assert not found.is_exact
    uneven = max(0, abs(ours - theirs) - 1)
    assert found.p_value == pytest.approx(stats.chi2.sf(uneven**2 / (ours + theirs), 1), rel=1e-9)
    if abs(ours - theirs) > 0:
        expected = contingency_tables.mcnemar([[0, ours], [theirs, 0]], exact=False, correction=True).pvalue
        assert found.p_value == pytest.approx(expected, rel=1e-9)


def test_the_published_table_of_approvals_is_reproduced() -> None:
    """Agresti, Categorical Data Analysis, 11.1.1: 150 against 86 changed their mind; z² = 17.36, corrected 16.82."""
    found = mcnemar(150, 86)
    assert isinstance(found, McNemar)
    assert found.p_value == pytest.approx(stats.chi2.sf(16.818, 1), rel=1e-3)


@pytest.mark.parametrize(
    ("tries", "printed"), [(1, 0.0), (2, 0.56419), (3, 0.84628), (5, 1.16296), (10, 1.53875), (100, 2.50759)]
)
def test_the_best_of_many_draws_is_as_in_the_tables_of_order_statistics(tries: int, printed: float) -> None:
    """Harter 1961, Expected values of normal order statistics, Biometrika 48, table 1."""
    assert expected_maximum(tries) == pytest.approx(printed, abs=1e-5)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (mean_interval([]), Refused.ONE_VALUE),
        (mean_interval([0.8]), Refused.ONE_VALUE),
        (mean_interval([0.8, math.nan]), Refused.NOT_FINITE),
        (mean_interval([0.8, math.inf, 0.7]), Refused.NOT_FINITE),
        (mean_interval([0.1 + 0.2, 0.3, 0.3]), Refused.NO_SPREAD),
        (mean_interval([1e308, -1e308, 1e308]), Refused.NOT_FINITE),
        (overlapping_mean([0.8, 0.9], ratio=None), Refused.RATIO_UNKNOWN),
        (overlapping_mean([], ratio=0.1), Refused.ONE_VALUE),
        (welch([0.8], [0.7, 0.6]), Refused.ONE_VALUE),
        (welch([0.8, 0.8], [0.6, 0.6]), Refused.NO_SPREAD),
        (welch([1e300, -1e300], [1e300, 0.0]), Refused.NOT_FINITE),
        (paired_differences([0.8, 0.9], [0.7, 0.8]), Refused.NO_SPREAD),
        (wilson(85.0, 100), Refused.NOT_A_SHARE),
        (wilson(0.85, 0), Refused.NO_CASES),
        (wilson(math.nan, 10), Refused.NOT_FINITE),
        (difference_of_proportions((0.5, 10), (0.5, 0)), Refused.NO_CASES),
        (difference_of_proportions((5, 10), (0.5, 1)), Refused.NOT_A_SHARE),
        (mcnemar(0, 0), Refused.NO_CASES),
    ],
)
def test_without_an_honest_answer_there_is_a_reason_and_no_number(answer: object, why: Refused) -> None:
    assert answer == NoAnswer(why)


NUMBERS = st.lists(st.floats(-1e3, 1e3).map(lambda x: round(x, 4)), min_size=2, max_size=12)


@given(NUMBERS, st.floats(0.5, 0.9), st.floats(0.905, 0.999))
def test_more_confidence_is_never_narrower(values: list[float], less: float, more: float) -> None:
    narrow, wide = mean_interval(values, confidence=less), mean_interval(values, confidence=more)
    assume(isinstance(narrow, Interval))
    (low, high), (lower, higher) = bounds(narrow), bounds(wide)
    assert lower <= low <= high <= higher


@given(NUMBERS, st.integers(-1000, 1000))
def test_shifted_data_shift_the_interval(values: list[float], by: int) -> None:
    plain = mean_interval(values)
    assume(isinstance(plain, Interval))
    moved = mean_interval([value + by for value in values])
    assert bounds(moved) == pytest.approx(bounds(interval(plain).shifted(by)), abs=1e-6)


@given(NUMBERS, st.floats(0.01, 1))
def test_overlap_never_narrows(values: list[float], ratio: float) -> None:
    plain, corrected = mean_interval(values), overlapping_mean(values, ratio=ratio)
    assume(isinstance(plain, Interval))
    (low, high), (lower, higher) = bounds(plain), bounds(corrected)
    assert lower <= low <= high <= higher


@given(NUMBERS)
def test_mirrored_data_mirror_the_interval(values: list[float]) -> None:
    plain = mean_interval(values)
    assume(isinstance(plain, Interval))
    turned = interval(mean_interval([-value for value in values]))
    assert bounds(turned) == pytest.approx(bounds(interval(plain).mirrored), abs=1e-9)


@given(st.integers(0, 500), st.integers(1, 500), st.floats(0.5, 0.9), st.floats(0.905, 0.999))
def test_a_share_stays_between_nothing_and_all(count: int, n: int, less: float, more: float) -> None:
    share = min(count, n) / n
    narrow, wide = bounds(wilson(share, n, confidence=less)), bounds(wilson(share, n, confidence=more))
    assert 0 <= wide[0] <= narrow[0] <= share <= narrow[1] <= wide[1] <= 1


@given(st.integers(0, 200), st.integers(0, 200))
def test_mcnemar_does_not_care_which_model_is_ours(one: int, other: int) -> None:
    assume(one + other)
    ours, theirs = mcnemar(one, other), mcnemar(other, one)
    assert isinstance(ours, McNemar)
    assert isinstance(theirs, McNemar)
    assert 0 <= ours.p_value == theirs.p_value <= 1
