"""How far one thing is above another."""

import math
from collections.abc import Sequence

from .answers import CONFIDENCE, Answer, NoAnswer, Refused, around, unfit
from .folds import overlapping_mean
from .means import mean, mean_interval, two_sided, variance


def paired_differences(
    ours: Sequence[float], targets: Sequence[float], *, ratio: float | None = None, confidence: float = CONFIDENCE
) -> Answer:
    """Give the interval of the mean of `ours - targets`, pair by pair: same seed, or same fold.

    What both share, such as a hard fold, falls out of the difference. A relative target is no second estimate:
    for "15 % better" the targets are 1.15 times the baseline's values, the margin is one variable, and one
    t interval is laid around its mean. T. G. Dietterich, Approximate statistical tests for comparing supervised
    classification learning algorithms, Neural Computation 10, 1998, sections 3.3 and 3.4; with `ratio` the
    variance is corrected for overlapping folds as `overlapping_mean` says.
    """
    margins = [one - target for one, target in zip(ours, targets, strict=True)]
    if ratio is None:
        return mean_interval(margins, confidence=confidence)
    return overlapping_mean(margins, ratio=ratio, confidence=confidence)


def welch(
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    ratios: tuple[float, float] = (0.0, 0.0),
    confidence: float = CONFIDENCE,
) -> Answer:
    """Give the interval of `mean(ours) - mean(theirs)` for repeats that do not match, with unequal spreads.

    B. L. Welch, The generalization of "Student's" problem when several different population variances are
    involved, Biometrika 34, 1947; degrees of freedom by F. E. Satterthwaite, Biometrics Bulletin 2, 1946.
    `ratios` are n_test / n_train of either side where folds overlap, 0 for independent repeats.
    """
    refusals = [unfit(ours), unfit(theirs)]
    for refused in refusals:
        if refused and refused.why is not Refused.NO_SPREAD:
            return refused
    if all(refusals):
        return NoAnswer(Refused.NO_SPREAD)
    sides = zip((ours, theirs), ratios, strict=True)
    parts = [(variance(values) * (1 / len(values) + ratio), len(values) - 1) for values, ratio in sides]
    total = math.fsum(part for part, _df in parts)
    if not math.isfinite(total * total):
        return NoAnswer(Refused.NOT_FINITE)
    df = total * total / math.fsum(part * part / own for part, own in parts)
    reach = two_sided(confidence, df) * math.sqrt(total)
    return around(mean(ours) - mean(theirs), reach, len(ours) + len(theirs), confidence)
