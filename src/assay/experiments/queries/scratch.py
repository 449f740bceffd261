"""The scratch list of a project, with the runs that came to each line."""

from collections import defaultdict
from dataclasses import dataclass

from assay.experiments.models import Scratch
from assay.projects.models import Project
from assay.runs.models import Run

MOST_SETTLED = 30
MOST_RUNS = 4


@dataclass(frozen=True)
class ScratchLine:
    """A line; `runs` are its newest, `more` how many there are beside them."""

    scratch: Scratch
    runs: list[Run]
    more: int


@dataclass(frozen=True)
class ScratchList:
    """Open lines, the newest first, and the latest that ended."""

    open: list[ScratchLine]
    settled: list[Scratch]


def scratch_list(project: Project) -> ScratchList:
    """Return the list in three queries."""
    lines = Scratch.objects.of_project(project)
    opened = list(lines.open().order_by("-number"))
    runs: dict[int, list[Run]] = defaultdict(list)
    for run in Run.objects.alive().filter(group__in=[one.group_id for one in opened]).order_by("-number"):
        runs[run.group_id].append(run)
    return ScratchList(
        open=[_line(one, runs[one.group_id]) for one in opened],
        settled=list(lines.exclude(settled_at=None).order_by("-settled_at", "-pk")[:MOST_SETTLED]),
    )


def _line(scratch: Scratch, runs: list[Run]) -> ScratchLine:
    return ScratchLine(scratch, runs[:MOST_RUNS], max(len(runs) - MOST_RUNS, 0))
