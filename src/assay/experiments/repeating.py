"""The runs of a task with what tells repeats of one another from different tries."""

from collections.abc import Iterable
from dataclasses import replace

from assay.pure.criteria import MetricRef
from assay.pure.verdict import RunFacts
from assay.runs.marks import marks_of_task
from assay.runs.reading import run_facts


def facts_with_marks(task_id: int, *, metrics: Iterable[MetricRef] | None = None) -> list[RunFacts]:
    """Return the living runs of the task, oldest first, in three queries."""
    facts = run_facts(task_id, metrics=metrics)
    marks = marks_of_task(task_id) if facts else {}
    return [replace(run, marks=marks.get(run.ref, run.marks)) for run in facts]
