"""What the runs behind versions achieved: the metric that matters, and what their experiment says."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assay.experiments.models import Criterion, Experiment
from assay.experiments.models.criterion import Role
from assay.experiments.overview import outcome_state
from assay.experiments.result_line import dashed
from assay.experiments.wording import state_name
from assay.pure.criteria import Comparison, MetricRef, atoms
from assay.pure.verdict import RunFacts
from assay.runs.models import Run
from assay.runs.queries.table.defaults import SYSTEM
from assay.runs.reading import facts_of_runs


@dataclass(frozen=True)
class Measure:
    """The value of the metric that the run's experiment asks for, else of the run's first one."""

    key: str
    value: float


@dataclass(frozen=True)
class Answer:
    """What people decided about the experiment, else what its runs say; `state` is the colour."""

    state: str
    name: str


def measures_of(runs: Collection[Run]) -> Mapping[int, Measure]:
    """Return the metric that matters of each run, by the run's row number, in four queries."""
    asked = _first_metrics({run.task_id for run in runs if run.task_id})
    facts = {one.ref: one for one in facts_of_runs([run.pk for run in runs])}
    found = {run.pk: _measure(facts[run.uid], asked.get(run.task_id or 0)) for run in runs if run.uid in facts}
    return {pk: measure for pk, measure in found.items() if measure is not None}


def answers_of(task_ids: Collection[int]) -> Mapping[int, Answer]:
    """Return the answer of each task that is an experiment and has one, in one query."""
    rows = Experiment.objects.filter(task__in=task_ids).only("task_id", "outcome", "verdict", "concluded_at")
    found = {row.task_id: _answer(row) for row in rows}
    return {task_id: answer for task_id, answer in found.items() if answer is not None}


def _answer(experiment: Experiment) -> Answer | None:
    if experiment.is_concluded:
        return Answer(outcome_state(experiment.outcome), experiment.get_outcome_display())
    if not experiment.verdict:
        return None
    return Answer(dashed(experiment.verdict), state_name(experiment.verdict))


def _first_metrics(task_ids: Collection[int]) -> Mapping[int, MetricRef]:
    """The metric of each experiment's first success criterion."""
    lines = Criterion.objects.filter(experiment__task__in=task_ids, role=Role.CRITERION, withdrawn_at=None)
    found: dict[int, MetricRef] = {}
    for line in lines.select_related("experiment").in_order():
        compared = (atom for atom in atoms(line.condition) if isinstance(atom, Comparison))
        first = next(compared, None)
        if first is not None:
            found.setdefault(line.experiment.task_id, first.metric)
    return found


def _measure(facts: RunFacts, asked: MetricRef | None) -> Measure | None:
    series = facts.answer(asked) if asked else None
    if series is None:
        own = [key for key in facts.series if not key.startswith(SYSTEM) and facts.series[key].n]
        series = facts.series[min(own, key=_rank)] if own else None
    return Measure(series.key, series.last) if series else None


def _rank(key: str) -> tuple[bool, str]:
    """Measures on test data tell more than those on the data of the training."""
    return "test" not in key.casefold(), key
