"""Which way a metric is better, as far as its name says.

Nothing but words that practice uses in one sense; a name that holds words of both kinds, or none, says nothing.
"""

import re
from enum import StrEnum

_WORDS = re.compile(r"[a-z0-9]+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HIGHER = _set(
    "acc accuracy auc auroc auprc ap map mrr ndcg f1 f2 fbeta precision recall sensitivity specificity r2 score bleu "
    "rouge meteor chrf iou miou dice jaccard kappa mcc gini lift reward return hits hit correlation corr spearman "
    "pearson psnr ssim throughput explained balanced likelihood coverage purity silhouette win"
)
_LOWER = _set(
    "loss losses logloss error errors err mae mse rmse rmsle mape smape wape nll perplexity ppl wer cer ter brier ece "
    "fid kl divergence regret deviance crossentropy entropy hinge latency time duration seconds ms rmsd "
    "fpr fnr eer bias aic bic inertia"
)
# What such a pair means is not the sum of its words.
_LOWER_PAIRS = ("log loss", "cross entropy", "false positive", "false negative", "hamming loss", "score time")
_HIGHER_PAIRS = ("log likelihood", "explained variance", "true positive", "true negative", "hit rate")


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"


def direction_of(key: str) -> Direction | None:
    """Return which way the metric of this name is better; None when the name does not say."""
    words = _WORDS.findall(_apart(key))
    text = f" {' '.join(words)} "
    if any(f" {pair} " in text for pair in _LOWER_PAIRS):
        return Direction.LOWER
    if any(f" {pair} " in text for pair in _HIGHER_PAIRS):
        return Direction.HIGHER
    is_lower, is_higher = not _LOWER.isdisjoint(words), not _HIGHER.isdisjoint(words)
    if is_lower == is_higher:
        return None
    return Direction.LOWER if is_lower else Direction.HIGHER


def _apart(key: str) -> str:
    """The name in small letters, with words set apart that only a capital letter sets apart: `valLoss`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key).lower()
