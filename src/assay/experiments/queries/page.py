"""Everything the page of one experiment shows beside what every task's page shows."""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import accumulate
from typing import Any

from assay.accounts.models import Person
from assay.experiments.forms import AmendForm, ConclusionForm, ExtensionForm, PlanForm, ReopeningForm
from assay.experiments.models import Criterion, Experiment, Extension, NextStep
from assay.experiments.proposing import Proposal, proposal_for
from assay.experiments.queries.baseline_offers import OfferedRun, is_first, offered_baselines
from assay.experiments.queries.curves import RUN_BY_RUN, curves_chart
from assay.experiments.queries.decisions import Decision, counted_runs, decisions_of
from assay.experiments.queries.guardrails import Guarded, guarded
from assay.experiments.queries.plan_check import PlanCheck, plan_check
from assay.experiments.queries.progress import Progress, progress_of
from assay.experiments.queries.results import ResultsTable, results_table
from assay.experiments.queries.run_rows import run_rows
from assay.experiments.queries.sources import Sources, sources_of
from assay.experiments.queries.stops import Stopping, stopping_of
from assay.experiments.queries.verdict import VerdictBlock, lines_of, verdict_block
from assay.experiments.repeating import facts_with_marks
from assay.kit.clock import now
from assay.projects.models import Column, ColumnState
from assay.projects.queries import definitions_told
from assay.runs.addresses import address_of_task
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task
from assay.web.charts import LineChart

WHOLE_ROW = 780
MOST_BRANCH = 30


@dataclass(frozen=True)
class Timebox:
    """Days of the timebox; `day` is 0 before the start."""

    day: int
    days: int
    is_over: bool
    extensions: list[Extension]


@dataclass(frozen=True, kw_only=True)
class ExperimentPage:
    experiment: Experiment
    can_change: bool
    lines: list[Criterion]
    verdict: VerdictBlock
    guarded: Guarded | None
    stopping: Stopping | None
    results: ResultsTable
    chart: LineChart | None
    progress: list[Progress]
    plan_check: PlanCheck
    sources: Sources
    missing: list[str]
    timebox: Timebox | None
    branch: str
    exports: list[str]
    start_columns: list[Column]
    proposal: Proposal | None
    steps: list[NextStep]
    decisions: list[Decision]

    @property
    def has_runs(self) -> bool:
        return bool(self.results.total)

    @property
    def decision(self) -> Decision | None:
        """The decision that holds."""
        return self.decisions[0] if self.experiment.is_concluded and self.decisions else None

    @property
    def earlier(self) -> list[Decision]:
        """Decisions that were taken back, the newest first."""
        return [one for one in self.decisions if one.is_taken_back]


@dataclass(frozen=True)
class BaselineOffer:
    """What the plan offers to be beaten; nothing in the first experiment of a project."""

    is_first: bool = False
    offered: list[OfferedRun] = field(default_factory=list)


def page_context(task: Task, reader: Person) -> dict[str, Any]:
    """What the page of a task of this kind needs, with the forms as they stand."""
    page = experiment_page(task, reader, at=now())
    experiment = page.experiment
    can_plan = page.can_change and experiment.is_draft
    baseline = _offer(experiment, reader) if can_plan else BaselineOffer()
    can_amend = page.can_change and experiment.is_under_way
    return {
        "exp": page,
        "plan": PlanForm.of(experiment, page.lines, reader=reader, is_first=baseline.is_first) if can_plan else None,
        "baseline": baseline,
        "amend": AmendForm.of(page.lines) if can_amend else None,
        "conclusion": ConclusionForm.of(experiment, page.proposal, page.steps),
        "extension": ExtensionForm() if can_amend else None,
        "reopening": ReopeningForm() if page.can_change and experiment.is_concluded else None,
        "kinds": TaskKind.choices,
        "refused": "",
    }


def _offer(experiment: Experiment, reader: Person) -> BaselineOffer:
    project = experiment.task.project
    if is_first(project, experiment):
        return BaselineOffer(is_first=True)
    return BaselineOffer(offered=offered_baselines(project, reader))


def experiment_page(task: Task, reader: Person, *, at: datetime) -> ExperimentPage:
    """Return what the page shows of the experiment of `task`, which `reader` may see."""
    experiment = Experiment.seen(task)
    lines, facts = lines_of(experiment), facts_with_marks(task.pk)
    stored = run_rows(task.pk) if facts else {}
    decisions = decisions_of(experiment, facts)
    counted = counted_runs(experiment, decisions, facts)
    definitions = definitions_told(task, task.project_id)
    results = results_table(experiment, lines, facts, stored, definitions=definitions, at=at)
    chart = curves_chart(experiment, lines, results, facts, definitions)
    progress = _beside(chart, progress_of(experiment, lines, facts, definitions))
    return ExperimentPage(
        experiment=experiment,
        can_change=task.can_be_changed_by(reader),
        lines=lines,
        verdict=verdict_block(experiment, lines, counted, at=at),
        guarded=guarded(definitions, facts, stored),
        stopping=stopping_of(
            experiment, (row.run for row in stored.values()), has_stops=any(line.is_stop for line in lines)
        ),
        results=results,
        chart=_fitted(chart, progress),
        progress=progress,
        plan_check=plan_check(experiment, facts, stored),
        sources=sources_of(experiment, facts, stored, at=at),
        missing=experiment.missing(lines) if experiment.is_draft else [],
        timebox=_timebox(experiment, task, at=at),
        branch=branch_name(task),
        exports=exports(task),
        start_columns=start_columns(task) if experiment.is_draft else [],
        proposal=proposal_for(experiment, lines) if experiment.is_under_way else None,
        steps=_steps(experiment),
        decisions=decisions,
    )


def _steps(experiment: Experiment) -> list[NextStep]:
    has_steps = experiment.pk and getattr(experiment, "has_steps", True)
    return list(experiment.steps.in_order().with_task()) if has_steps else []


def _beside(chart: LineChart | None, progress: list[Progress]) -> list[Progress]:
    """What stands beside the chart: not the one metric whose best so far the chart shows already."""
    is_told = chart is not None and chart.x_name == str(RUN_BY_RUN) and len(progress) == 1
    return [] if is_told else progress


def _fitted(chart: LineChart | None, progress: list[Progress]) -> LineChart | None:
    """A chart that has the whole row is drawn wider, so that its type keeps its size."""
    return replace(chart, width=WHOLE_ROW) if chart and not progress else chart


def start_columns(task: Task) -> list[Column]:
    """The active columns an experiment can start in, the likeliest first: where trainings are, if one says so.

    Only the order of a choice goes by the name; every rule goes by the state.
    """
    columns = task.project.columns.present().filter(state=ColumnState.ACTIVE).in_order()
    return sorted(columns, key=lambda column: not column.name.casefold().startswith(("train", "experiment")))


def branch_name(task: Task) -> str:
    """A git branch that links its runs by itself: the key and the title in short."""
    plain = unicodedata.normalize("NFKD", task.title.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    lengths = accumulate(len(word) + 1 for word in words)
    fitting = [word for word, length in zip(words, lengths, strict=True) if length <= MOST_BRANCH]
    return "-".join([task.key, *fitting])


def exports(task: Task) -> list[str]:
    """The lines that send the runs of any MLflow client here."""
    return [
        f"export MLFLOW_TRACKING_URI={address_of_task(task)}",
        "export MLFLOW_TRACKING_TOKEN=assay_…",
    ]


def _timebox(experiment: Experiment, task: Task, *, at: datetime) -> Timebox | None:
    if not experiment.timebox_days:
        return None
    calendar = task.calendar
    day = experiment.day_number(calendar, at=at)
    return Timebox(
        day=day,
        days=experiment.total_days,
        is_over=experiment.is_past_timebox(calendar, at=at),
        extensions=list(experiment.extensions.in_order().select_related("by")) if experiment.extra_days else [],
    )
