"""Means over folds, whose training data overlap."""

from collections.abc import Sequence

from .answers import CONFIDENCE, Answer, NoAnswer, Refused
from .means import interval_of_mean


def overlapping_mean(values: Sequence[float], *, ratio: float | None, confidence: float = CONFIDENCE) -> Answer:
    """Give the interval of a mean over folds or random splits of the same data.

    The numbers depend on each other because the training sets overlap, so the plain standard error is too
    small. Corrected: se² = s² · (1/k + n_test / n_train), k - 1 degrees of freedom; `ratio` is n_test / n_train.
    C. Nadeau and Y. Bengio, Inference for the generalization error, Machine Learning 52, 2003, section 4.2;
    for repeated cross-validation R. R. Bouckaert and E. Frank, Evaluating the replicability of significance
    tests for comparing learning algorithms, PAKDD 2004, equation 3.
    """
    if ratio is None or ratio <= 0:
        return NoAnswer(Refused.RATIO_UNKNOWN)
    return interval_of_mean(values, 1 / len(values) + ratio if values else ratio, confidence)


def fold_ratio(folds: int) -> float | None:
    """n_test / n_train of plain cross-validation with this many folds: one part to k - 1; None below two."""
    return 1 / (folds - 1) if folds >= 2 else None
