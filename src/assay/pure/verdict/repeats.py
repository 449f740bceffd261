"""Which runs are repeats of one another: the same settings with another seed, or on another fold.

Runs stand together when they have the same settings, declare the same split and environment and, in this order:
somebody said so by hand; they say which seed or fold they are, and at least two say different ones; or they are
children of one parent run. Everything else stands alone, as one try.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assay.pure.statistics import fold_ratio

from .facts import RunFacts


class Kind(StrEnum):
    """What the runs of a configuration differ by."""

    SINGLE = "single"
    SEEDS = "seeds"
    FOLDS = "folds"  # training data overlap
    SPLITS = "splits"  # random splits of the same data: they overlap too
    RUNS = "runs"  # said by hand, or children of one parent


@dataclass(frozen=True, slots=True)
class Configuration:
    """Runs that repeat one another, oldest first; `waiting` repeats still train and do not count yet.

    `ratio` is n_test / n_train where the training data overlap; None where that is unknown or does not matter.
    """

    runs: tuple[RunFacts, ...]
    kind: Kind = Kind.SINGLE
    waiting: int = 0
    ratio: float | None = None
    parents: frozenset[str] = field(default_factory=frozenset)

    @property
    def overlaps(self) -> bool:
        return self.kind in {Kind.FOLDS, Kind.SPLITS}

    @property
    def newest(self) -> RunFacts:
        return self.runs[-1]

    @property
    def is_finished(self) -> bool:
        return all(run.is_finished for run in self.runs)


def configurations(runs: Iterable[RunFacts]) -> list[Configuration]:
    """Group runs; failed ones count nowhere. A parent whose children are repeats only sums them up and is left out."""
    groups: dict[Hashable, list[RunFacts]] = defaultdict(list)
    for run in sorted(runs, key=lambda run: (run.started_at, run.ref)):
        if not run.is_failed:
            groups[_place(run)].append(run)
    found = [one for group in groups.values() for one in _configurations(group)]
    parents = {parent for one in found if len(one.runs) > 1 for parent in one.parents}
    return [one for one in found if one.kind is not Kind.SINGLE or one.newest.ref not in parents]


def _place(run: RunFacts) -> Hashable:
    """What repeats have in common."""
    marks = run.marks
    if marks.by_hand is not None:
        return ("by hand", marks.by_hand) if marks.by_hand else ("alone", run.ref)
    alike = (marks.settings, run.split, marks.environment, marks.parent)
    if marks.unit:
        return ("marked", marks.fold is None, marks.resample is None, alike)
    return ("children", alike) if marks.parent else ("alone", run.ref)


def _configurations(group: Sequence[RunFacts]) -> list[Configuration]:
    """One configuration of the repeats in a group, or one of each run where nothing repeats."""
    finished = [run for run in group if run.is_finished]
    by_hand = group[0].marks.by_hand is not None
    counting = finished if by_hand else _newest_of_each(finished)
    if len(group) < 2 or not finished or not (by_hand or _differ(group)):
        return [Configuration((run,)) for run in group]
    kind = _kind(group)
    return [
        Configuration(
            runs=tuple(counting),
            kind=kind if len(counting) > 1 else Kind.SINGLE,
            waiting=sum(not run.is_finished for run in group),
            ratio=_ratio(kind, group),
            parents=frozenset(run.marks.parent for run in group if run.marks.parent),
        )
    ]


def _newest_of_each(runs: Sequence[RunFacts]) -> list[RunFacts]:
    """Of several runs of the same seed or fold the one that started last: it was done again."""
    latest = {run.marks.unit or run.ref: run for run in runs}
    return [run for run in runs if latest[run.marks.unit or run.ref] is run]


def _differ(group: Sequence[RunFacts]) -> bool:
    """Runs that all name the same seed repeat nothing: something that was not logged made them differ."""
    return len({run.marks.unit or run.ref for run in group}) > 1


def _kind(group: Sequence[RunFacts]) -> Kind:
    """By what varies: five seeds on one fold are seeds."""
    if len({run.marks.fold for run in group}) > 1:
        return Kind.FOLDS
    if len({run.marks.resample for run in group}) > 1:
        return Kind.SPLITS
    return Kind.SEEDS if len({run.marks.seed for run in group}) > 1 else Kind.RUNS


def _ratio(kind: Kind, group: Sequence[RunFacts]) -> float | None:
    """n_test / n_train as logged; else by the number of folds: the one that was said, or of those that came."""
    if kind not in {Kind.FOLDS, Kind.SPLITS}:
        return None
    logged = [ratio for run in group if (ratio := run.marks.test_per_train)]
    if logged:
        return max(logged)
    if kind is Kind.SPLITS:
        return None
    said = max((run.marks.folds or 0 for run in group), default=0)
    return fold_ratio(said or len({run.marks.fold for run in group}))
