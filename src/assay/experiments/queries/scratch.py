"""The scratch list of a project, with the runs that came to each line."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Window
from django.db.models.functions import RowNumber

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
    """Return the list in four queries."""
    lines = Scratch.objects.of_project(project)
    opened = list(lines.open().order_by("-number"))
    counts, newest = run_counts(opened), _newest_runs(opened)
    return ScratchList(
        open=[ScratchLine(one, runs := newest[one.group_id], counts[one.group_id] - len(runs)) for one in opened],
        settled=list(lines.exclude(settled_at=None).order_by("-settled_at", "-pk")[:MOST_SETTLED]),
    )


def run_counts(lines: Iterable[Scratch]) -> Mapping[int, int]:
    """Return how many runs came to each line, by its group, in one query."""
    runs = Run.objects.alive().filter(group__in=[one.group_id for one in lines]).order_by()
    return Counter(dict(runs.values_list("group").annotate(count=Count("pk"))))


def _newest_runs(lines: Iterable[Scratch]) -> Mapping[int, list[Run]]:
    """A few runs of each line: a search may have sent thousands."""
    place = Window(RowNumber(), partition_by="group", order_by="-number")
    runs = Run.objects.alive().filter(group__in=[one.group_id for one in lines]).annotate(place=place)
    found: dict[int, list[Run]] = defaultdict(list)
    for run in runs.filter(place__lte=MOST_RUNS).order_by("-number"):
        found[run.group_id].append(run)
    return found
