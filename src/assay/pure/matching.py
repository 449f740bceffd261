"""Which logged series answers `f1 on test`.

The first of these that exists, each looked for letter by letter first and then ignoring case:

With a split: a key written as in the language (`f1 on test`); the split in front or behind, joined by
`_`, `/`, `.` or `-` (`test_f1`, `f1/test`), with the split as written before its synonyms; the name
itself if it carries the split already (`test_f1 on test`); the same with a scikit-learn name, also as
`accuracy_score_X_test`; last, if the run as a whole declares this split, the plain name as below.

Without a split: the name; its scikit-learn name (`accuracy_score` for `accuracy`);
`accuracy_score_X_test` if there is exactly one of its kind outside training.

A measure on training data answers only who asks for training. Source of the names: the autologging of
mlflow.sklearn, which prefixes `training_` and appends the name of the evaluated variable.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from assay.pure.criteria import MetricRef, format_metric

_SPLITS = (
    ("test",),
    ("val", "valid", "validation"),
    ("train", "training"),
    ("dev", "development"),
    ("prod", "production"),
)
_SCIKIT_NAMES = (
    ("accuracy", "accuracy_score"),
    ("precision", "precision_score"),
    ("recall", "recall_score"),
    ("f1", "f1_score"),
    ("auc", "roc_auc", "roc_auc_score"),
    ("mse", "mean_squared_error"),
    ("rmse", "root_mean_squared_error"),
    ("mae", "mean_absolute_error"),
    ("r2", "r2_score"),
)
_HELD_OUT = tuple(split for same in _SPLITS if "train" not in same for split in same)
_JOINTS = "_/.-"


def series_for(metric: MetricRef, keys: Iterable[str], *, declared_split: str | None = None) -> str | None:
    """Give the key that answers `metric`, or None; `declared_split` is what the whole run was measured on."""
    index = _Index(keys)
    if metric.split is None:
        return index.first(_names(metric.name)) or _only_evaluated(metric.name, index)
    found = index.first(_with_split(metric.name, metric.split))
    if found is None and declared_split and same_split(metric.split, declared_split):
        return index.first(_names(metric.name))
    return found


@cache
def keys_wanted(metric: MetricRef) -> frozenset[str]:
    """Give, case-folded, every key that could answer `metric` in some run; others need not be read."""
    names = _names(metric.name)
    found = {*names, *(key for name in names for split in _HELD_OUT for key in _evaluated(name, split))}
    if metric.split is not None:
        found |= {*_with_split(metric.name, metric.split)}
    return frozenset(key.casefold() for key in found)


def same_split(one: str, other: str) -> bool:
    """Compare two names of splits or environments: `val` is `Validation`."""
    return other.casefold() in _synonyms(one)


def same_name(one: str, other: str) -> bool:
    """Compare two names of a metric, the other names of scikit-learn included: `f1` is `F1_score`."""
    return other.casefold() in {name.casefold() for name in _names(one)}


def same_metric(one: MetricRef, other: MetricRef) -> bool:
    """Whether both are one metric, of the same split or both of none: `f1 on val` is `F1_score on validation`."""
    if not same_name(one.name, other.name):
        return False
    if one.split is None or other.split is None:
        return one.split == other.split
    return same_split(one.split, other.split)


def parted(key: str) -> Iterator[tuple[str, str]]:
    """Give the ways to read a logged key as a name with a known split before or behind: `test_f1` is f1 on test."""
    for same in _SPLITS:
        for split in same:
            yield from ((name, split) for name in _without(key, split))


def words_at_the_ends(keys: Iterable[str]) -> frozenset[str]:
    """Give, case-folded, what keys begin and end with where a split may stand: `test` of `test_f1`."""
    found: set[str] = set()
    for key in keys:
        parts = re.split(r"[_/.\-]| on ", key.casefold())
        if len(parts) > 1:
            found |= {parts[0], parts[-1]}
    return frozenset(found)


class _Index:
    """The keys of one run, found exactly or ignoring case."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = frozenset(keys)

    @cached_property
    def folded(self) -> dict[str, str]:
        # Sorted, so that of `F1` and `f1` the same one answers every time.
        return {key.casefold(): key for key in sorted(self.keys, reverse=True)}

    def first(self, candidates: Iterable[str]) -> str | None:
        wanted = list(candidates)
        exact = next((name for name in wanted if name in self.keys), None)
        if exact is not None:
            return exact
        return next((self.folded[name.casefold()] for name in wanted if name.casefold() in self.folded), None)


def _names(name: str) -> list[str]:
    """The name as asked, then the other names of the same measure."""
    for same in _SCIKIT_NAMES:
        if name.casefold() in same:
            return [name, *(other for other in same if other != name.casefold())]
    return [name]


def _synonyms(split: str) -> list[str]:
    for same in _SPLITS:
        if split.casefold() in same:
            return [split.casefold(), *(other for other in same if other != split.casefold())]
    return [split.casefold()]


def _with_split(asked: str, asked_split: str) -> Iterator[str]:
    yield format_metric(MetricRef(asked, asked_split))
    splits = list(dict.fromkeys([asked_split, *_synonyms(asked_split)]))
    for name in _names(asked):
        for split in splits:
            yield from _joined(name, split)
        if _carries(name, splits):
            yield name
        for split in splits:
            yield from _evaluated(name, split)


def _joined(name: str, split: str) -> Iterator[str]:
    for joint in _JOINTS:
        yield f"{split}{joint}{name}"
        yield f"{name}{joint}{split}"


def _without(key: str, split: str) -> Iterator[str]:
    folded, longer = key.casefold(), len(split) + 1
    if len(key) <= longer or len(folded) != len(key):
        return
    if folded.startswith(split) and key[len(split)] in _JOINTS:
        yield key[longer:]
    if folded.endswith(split) and key[-longer] in _JOINTS:
        yield key[:-longer]


def _carries(name: str, splits: list[str]) -> bool:
    folded = name.casefold()
    starts = tuple(split.casefold() + joint for split in splits for joint in _JOINTS)
    ends = tuple(joint + split.casefold() for split in splits for joint in _JOINTS)
    return folded.startswith(starts) or folded.endswith(ends)


def _evaluated(name: str, split: str) -> Iterator[str]:
    yield f"{name}_X_{split}"
    yield f"{name}_{split}_X"


def _only_evaluated(name: str, index: _Index) -> str | None:
    candidates = (key for other in _names(name) for split in _HELD_OUT for key in _evaluated(other, split))
    found = {index.folded[key.casefold()] for key in candidates if key.casefold() in index.folded}
    return found.pop() if len(found) == 1 else None
