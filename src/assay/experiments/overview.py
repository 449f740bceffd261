"""What the overview of a project shows of its experiments."""

from dataclasses import dataclass
from typing import Any

from assay.accounts.models import Person
from assay.experiments.models import Experiment, Outcome
from assay.experiments.result_line import dashed
from assay.experiments.wording import state_name
from assay.projects.models import Project
from assay.projects.overview import Section
from assay.tasks.models import Task

MOST = 6


@dataclass(frozen=True)
class Result:
    """One experiment in a line: what people decided, else what the runs say."""

    task: Task
    state: str
    name: str
    detail: str
    at: Any


def latest_results(project: Project, reader: Person) -> dict[str, Any] | None:
    """The experiments whose verdict or outcome is the latest; nothing before the first one started."""
    started = Experiment.objects.visible_to(reader).of_project(project.pk).exclude(judged_at=None)
    latest = list(started.with_task().order_by("-judged_at", "-pk")[:MOST])
    return {"results": [_result(experiment) for experiment in latest]} if latest else None


def _result(experiment: Experiment) -> Result:
    task = experiment.task
    return Result(
        task=task,
        state=outcome_state(experiment.outcome) if experiment.is_concluded else dashed(experiment.verdict),
        name=experiment.get_outcome_display() if experiment.is_concluded else state_name(experiment.verdict),
        detail=str(task.result.get("detail", "")),
        at=experiment.concluded_at or experiment.judged_at,
    )


def outcome_state(outcome: str) -> str:
    """The colour of an outcome: a failure that was found is a result, not an alarm."""
    return {"success": "met", "partial": "not-proven", "failure": "not-met"}.get(outcome, "plain")


def answers(project: Project, reader: Person) -> dict[str, Any] | None:
    """How many questions were asked and how many are answered; nothing before the first was asked."""
    outcomes = list(Experiment.objects.visible_to(reader).of_project(project.pk).values_list("outcome", flat=True))
    if not outcomes:
        return None
    return {
        "asked": len(outcomes),
        "answered": len([outcome for outcome in outcomes if outcome and outcome != Outcome.STOPPED]),
        "successes": outcomes.count(Outcome.SUCCESS),
        "failures": outcomes.count(Outcome.FAILURE),
    }


ANSWERS = Section(order=10, area="stats", template="experiments/_answers.html", context=answers)
LATEST_RESULTS = Section(order=20, area="main", template="experiments/_latest_results.html", context=latest_results)
