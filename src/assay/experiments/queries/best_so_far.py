"""How far a project has come with its primary metric: each try, and the best so far, from summaries alone.

A try is a finished run of a task. Runs that failed or still train, and runs of no task (the scratch list, the inbox)
are only counted; deleted runs and those of tasks in the trash are left out altogether.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from assay.experiments.queries.measured import Measured, measured
from assay.kit.clock import now
from assay.projects.models import Project
from assay.projects.queries import definitions_of_projects, definitions_told
from assay.pure.metrics import Definition
from assay.runs.models import RunStatus

A_WEEK = timedelta(days=7)


class Try(NamedTuple):
    """One run that measured the metric. `uid` and `number` are for those who may open it."""

    at: datetime
    number: int
    uid: str
    value: float


@dataclass(frozen=True)
class LeftOut:
    """Runs that logged the metric and do not count."""

    failed: int = 0
    going: int = 0
    of_no_task: int = 0


@dataclass(frozen=True)
class BestSoFar:
    """The primary metric of a project and the tries to move it, in the order in which they ended."""

    definition: Definition
    tries: list[Try]
    at: datetime
    left_out: LeftOut = field(default_factory=LeftOut)

    @cached_property
    def course(self) -> list[float]:
        """The best value after each try."""
        better = max if self.definition.wants_more else min
        return list(accumulate((one.value for one in self.tries), better))

    @cached_property
    def places(self) -> list[int]:
        """Where among the tries those stand that were better than all before."""
        return [at for at, best in enumerate(self.course) if not at or best != self.course[at - 1]]

    @property
    def steps(self) -> list[Try]:
        """The tries that were better than all before."""
        return [self.tries[at] for at in self.places]

    @property
    def best(self) -> float | None:
        return self.course[-1] if self.course else None

    @property
    def a_week_ago(self) -> float | None:
        """The best value there was seven days ago; None when there was none."""
        earlier = bisect_right(self.tries, self.at - A_WEEK, key=lambda one: one.at)
        return self.course[earlier - 1] if earlier else None

    @property
    def is_reached(self) -> bool:
        """Whether the target is reached; never without one."""
        return self.best is not None and bool(self.definition.reaches(self.best))

    @property
    def to_go(self) -> float | None:
        """How far the best is from the target; None without either, or once it is reached."""
        if self.best is None or self.definition.target is None or self.is_reached:
            return None
        return abs(self.definition.target - self.best)


def best_so_far(project: Project, *, at: datetime | None = None) -> BestSoFar | None:
    """Return how far the project has come; None without a primary metric. Three queries, however many runs.

    One less for a project that was read with `told_metrics`.
    """
    primary = definitions_told(project, project.pk).primary
    return best_of_metric(project, primary, at=at or now()) if primary else None


def best_of_projects(ids: Collection[int], *, at: datetime | None = None) -> dict[int, BestSoFar]:
    """Return how far each of these projects has come, in as many queries as one takes.

    Projects without a primary metric are missing in the answer.
    """
    defined = {number: found.primary for number, found in definitions_of_projects(ids).items()}
    primary = {number: one for number, one in defined.items() if one is not None}
    if not primary:
        return {}
    found = measured({number: one.metric for number, one in primary.items()})
    return {number: _best(one, found.get(number, []), at or now()) for number, one in primary.items()}


def best_of_metric(project: Project, definition: Definition, *, at: datetime) -> BestSoFar:
    """Return how far the project has come with any metric that it defines, in two queries."""
    return _best(definition, measured({project.pk: definition.metric}).get(project.pk, []), at)


def _best(definition: Definition, measured: Iterable[Measured], at: datetime) -> BestSoFar:
    counted: list[Try] = []
    others: Counter[str] = Counter()
    for one in measured:
        kind = _kind(one)
        others[kind] += 1
        if kind == "counted":
            counted.append(Try(one.at, one.number, one.uid, one.value))
    left_out = LeftOut(others["failed"], others["going"], others["of_no_task"])
    return BestSoFar(definition, sorted(counted), at, left_out)


def _kind(one: Measured) -> str:
    if one.task is None:
        return "of_no_task"
    if one.status in {RunStatus.FAILED, RunStatus.KILLED}:
        return "failed"
    return "counted" if one.status == RunStatus.FINISHED else "going"
