"""Plans and trainings for tests: short ways to the real verbs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.activity.models import Event
from assay.experiments.lines import read_criteria, read_numbers, read_stops
from assay.experiments.models import Criterion, Draft, Experiment
from assay.runs import ingest
from assay.runs.groups import group_of_task
from assay.runs.ingest import NewPoint
from assay.runs.lifecycle import Change, NewRun, start_run, update_run
from assay.runs.models import Run
from assay.runs.summary import StoredPoint
from assay.tasks.models import Task


@dataclass
class Training:
    """A run that logs as an MLflow client does."""

    run: Run
    by: Any

    @classmethod
    def begin(cls, task: Task, *, by: Any, name: str = "", tags: Any = (), params: Any = None) -> "Training":
        run = start_run(group_of_task(task), NewRun(name=name, tags=list(tags)), by=by)
        training = cls(run, by)
        if params:
            with ingest.writing_to(run.uid, by=by) as held:
                ingest.log_batch(held, params=list(params.items()), by=by)
        return training

    def log(self, *, step: int = 0, **metrics: float) -> "Training":
        """Log one point of each metric, in one batch."""
        return self.log_points((key, step, value) for key, value in metrics.items())

    def log_points(self, points: Any) -> "Training":
        new = [NewPoint(key, StoredPoint(step, 1_000 + step, float(value))) for key, step, value in points]
        with ingest.writing_to(self.run.uid, by=self.by) as run:
            ingest.log_batch(run, metrics=new, by=self.by)
        return self

    def curve(self, key: str, *values: float, first_step: int = 1) -> "Training":
        """Log the values one after the other, each in a request of its own."""
        for step, value in enumerate(values, start=first_step):
            self.log(step=step, **{key: value})
        return self

    def end(self, status: str = "FINISHED") -> "Training":
        with ingest.writing_to(self.run.uid, by=self.by) as run:
            update_run(run, Change(status=status), by=self.by)
        return self


def write_plan(
    task: Task,
    *,
    by: Any,
    hypothesis: str = "A larger wing lifts f1, because small kites stall.",
    criteria: str = "f1 >= 0.85",
    stops: str = "",
    baseline: str = "f1 = 0.8",
    at: datetime | None = None,
    **more: Any,
) -> Experiment:
    """Write the plan of the task's experiment from the texts a person would type."""
    experiment = Experiment.of(task)
    draft = Draft(
        hypothesis=hypothesis,
        criteria=read_criteria(criteria),
        stops=read_stops(stops),
        baseline_values=read_numbers(baseline),
        **more,
    )
    experiment.write(draft, by=by, at=at)
    return experiment


def only_line(experiment: Experiment, role: str = "criterion") -> Criterion:
    (line,) = experiment.criteria.filter(role=role)
    return line


def told(task: Task, kind: str) -> list[Event]:
    """The events of a kind in the task's history, oldest first."""
    return list(Event.objects.about(task.subject).filter(kind=kind).order_by("pk"))
