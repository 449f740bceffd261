"""The experiment log of a project: what was asked, what came out and what was learned, the newest first.

It writes itself. A failure stands where a success would, with as much of it told.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Case, Count, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from assay.experiments.models import Criterion, Experiment, NextStep, Outcome
from assay.experiments.overview import outcome_state
from assay.experiments.result_line import dashed
from assay.experiments.wording import headline, state_name
from assay.projects.models import Project
from assay.pure.numbers import short_number
from assay.tasks.models import Task

A_PAGE, MOST = 20, 500
OPEN = "open"


@dataclass(frozen=True)
class Line:
    """A locked criterion with what the runs say of it; `value` is empty where nothing was measured."""

    text: str
    state: str
    name: str
    value: str


@dataclass(frozen=True)
class Entry:
    """One experiment; `at` is when it was decided, else when it began, else when it was written down."""

    task: Task
    experiment: Experiment
    at: datetime
    outcome: str
    state: str
    verdict: str
    baseline: str
    lines: list[Line]
    steps: list[NextStep]

    @property
    def month(self) -> date:
        return localdate(self.at).replace(day=1)


@dataclass(frozen=True)
class Log:
    """A page of the log by month, and how many experiments there are of each outcome."""

    months: list[tuple[date, list[Entry]]]
    counts: Mapping[str, int]
    outcome: str
    found: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // A_PAGE))

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def log_of(project: Project, *, outcome: str = "", page: int = 1) -> Log:
    """Return a page of the log in four queries. The caller has checked that the project may be seen.

    `outcome` is one of `Outcome`, or `open` for those that nobody decided yet; anything else asks for all.
    """
    mine = Experiment.objects.of_project(project.pk)
    counts = _counts(mine)
    wanted = outcome if outcome in {OPEN, *Outcome.values} else ""
    found = counts.get(wanted, 0) if wanted else sum(counts.values())
    page = min(max(page, 1), max(1, -(-found // A_PAGE)))
    if wanted:
        mine = mine.filter(outcome="" if wanted == OPEN else wanted)
    return Log(_months(entries_of(mine, start=(page - 1) * A_PAGE, size=A_PAGE)), counts, wanted, found, page)


def whole_log(project: Project) -> list[tuple[date, list[Entry]]]:
    """Return all of it by month, at most the latest 500."""
    return _months(entries_of(Experiment.objects.of_project(project.pk), start=0, size=MOST))


def entries_of(experiments: "QuerySet[Experiment]", *, start: int, size: int) -> list[Entry]:
    newest = experiments.annotate(at=Coalesce("concluded_at", "started_at", "task__created_at")).order_by("-at", "-pk")
    loaded = newest.select_related("task__project", "task__assignee", "baseline_run", "concluded_by")
    found = list(loaded[start : start + size])
    lines, steps = _lines(found), _steps(found)
    return [_entry(one, lines[one.pk], steps[one.pk]) for one in found]


def _counts(experiments: "QuerySet[Experiment]") -> dict[str, int]:
    said = Case(When(outcome="", then=Value(OPEN)), default="outcome")
    rows = experiments.annotate(said=said).values_list("said").annotate(count=Count("pk")).order_by()
    return dict(rows)


def _months(entries: Iterable[Entry]) -> list[tuple[date, list[Entry]]]:
    return [(month, list(those)) for month, those in groupby(entries, key=lambda one: one.month)]


def _lines(experiments: Sequence[Experiment]) -> Mapping[int, list[Line]]:
    found: dict[int, list[Line]] = defaultdict(list)
    criteria = Criterion.objects.filter(experiment__in=experiments, role="criterion", withdrawn_at=None).in_order()
    for one in criteria:
        value = "" if one.value is None else short_number(one.value)
        name = state_name(one.state) if one.state else ""
        found[one.experiment_id].append(Line(one.text, dashed(one.state) if one.state else "plain", name, value))
    return found


def _steps(experiments: Sequence[Experiment]) -> Mapping[int, list[NextStep]]:
    found: dict[int, list[NextStep]] = defaultdict(list)
    for one in NextStep.objects.filter(experiment__in=experiments).in_order().with_task():
        found[one.experiment_id].append(one)
    return found


def _entry(experiment: Experiment, lines: list[Line], steps: list[NextStep]) -> Entry:
    is_over = experiment.is_concluded
    verdict = headline(experiment.verdict, is_closed=is_over) if experiment.verdict else ""
    return Entry(
        task=experiment.task,
        experiment=experiment,
        at=experiment.concluded_at or experiment.started_at or experiment.task.created_at,
        outcome=experiment.get_outcome_display() if is_over else "",
        state=outcome_state(experiment.outcome) if is_over else dashed(experiment.verdict) or "plain",
        verdict=verdict,
        baseline=_baseline(experiment),
        lines=lines,
        steps=steps,
    )


def _baseline(experiment: Experiment) -> str:
    values = experiment.baseline_values.items()
    told = [f"{key} {short_number(value)}" for key, value in values if isinstance(value, int | float)]
    return ", ".join([*told[:5], *([experiment.baseline_note] if experiment.baseline_note else [])])
