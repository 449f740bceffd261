"""The runs of a task with what tells repeats of one another from different tries."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from assay.pure.criteria import MetricRef
from assay.pure.verdict import RunFacts
from assay.runs.marks import marks_of_run, marks_of_runs, marks_of_task
from assay.runs.models import Run
from assay.runs.reading import facts_of, facts_of_runs, run_facts


def facts_with_marks(task_id: int, *, metrics: Iterable[MetricRef] | None = None) -> list[RunFacts]:
    """Return the living runs of the task, oldest first, in three queries."""
    facts = run_facts(task_id, metrics=metrics)
    marks = marks_of_task(task_id) if facts else {}
    return [replace(run, marks=marks.get(run.ref, run.marks)) for run in facts]


def facts_of_many(ids: Sequence[int]) -> list[RunFacts]:
    """Return these living runs, by their row numbers, oldest first, in three queries."""
    marks = marks_of_runs(ids)
    return [replace(run, marks=marks.get(run.ref, run.marks)) for run in facts_of_runs(ids)]


def facts_of_run(run: Run, *, metrics: Collection[MetricRef]) -> RunFacts:
    """Return one run as it answers these metrics; its marks are read only where its environment may be asked for."""
    facts = facts_of(run, metrics=metrics)
    if all(facts.answer(metric) for metric in metrics if metric.split):
        return facts
    return replace(facts, marks=marks_of_run(run))
