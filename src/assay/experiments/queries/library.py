"""The library: all experiments that somebody may see, to look up before the next hypothesis.

A failure stands where a success would: no order and no filter knows the outcome unless it is asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from assay.accounts.models import Person
from assay.experiments.models import Experiment
from assay.experiments.models.experiment.model import ExperimentQuerySet
from assay.experiments.overview import outcome_state
from assay.experiments.result_line import dashed
from assay.experiments.wording import headline
from assay.projects.models import Phase
from assay.runs.models import DatasetInput, MetricSeries
from assay.search.finding import found_ids
from assay.tasks.models import Task

A_PAGE = 20
# What a filter of the address narrows by equality.
_EQUAL = {
    "outcome": "outcome",
    "kept": "kept",
    "verdict": "verdict",
    "project": "task__project__key",
    "phase": "task__phase__name",
    "person": "task__assignee_id",
}


@dataclass(frozen=True)
class Tried:
    """One experiment as the library shows it: what was asked, what came out, how sure that is, what was learned."""

    task: Task
    question: str
    learned: str
    state: str
    outcome: str
    kept: str
    answer: str
    runs: int
    person: str
    at: datetime | None
    is_open: bool


@dataclass(frozen=True)
class LibraryPage:
    tried: list[Tried]
    total: int
    page: int
    pages: int


def library(reader: Person, asked: Mapping[str, Any], *, page: int = 1, size: int = A_PAGE) -> LibraryPage:
    """Return a page of the experiments that fit what is asked; with words in the order in which they fit them."""
    found = _narrowed(Experiment.objects.visible_to(reader).filter(task__trashed_at=None), asked)
    ids = _in_order(found, str(asked.get("q", "")), reader)
    pages = max(1, -(-len(ids) // size))
    page = min(max(1, page), pages)
    shown = ids[(page - 1) * size : page * size]
    loaded = Experiment.objects.with_task().select_related("concluded_by").in_bulk(shown)
    return LibraryPage([tried(loaded[pk]) for pk in shown if pk in loaded], len(ids), page, pages)


def facets(reader: Person) -> dict[str, list[tuple[str, str]]]:
    """Return what the filters offer: phases and people that have experiments which the reader may see."""
    mine = Experiment.objects.visible_to(reader).filter(task__trashed_at=None)
    phases = Phase.objects.filter(tasks__experiment__in=mine).order_by("name").values_list("name", flat=True)
    people = mine.exclude(task__assignee=None).order_by("task__assignee__name")
    named = people.values_list("task__assignee_id", "task__assignee__name").distinct()
    return {
        "phases": [(name, name) for name in phases.distinct()],
        "people": [(str(pk), name) for pk, name in named],
    }


def tried(experiment: Experiment) -> Tried:
    """Say of one experiment, with its task loaded, what the library says."""
    task = experiment.task
    is_over = experiment.is_concluded
    verdict = headline(experiment.verdict, is_closed=is_over) if experiment.verdict else ""
    who = experiment.concluded_by if is_over else task.assignee
    return Tried(
        task=task,
        question=experiment.hypothesis,
        learned=experiment.learnings if is_over else "",
        state=outcome_state(experiment.outcome) if is_over else dashed(experiment.verdict) or "plain",
        outcome=experiment.get_outcome_display() if is_over else verdict,
        kept=experiment.get_kept_display() if is_over and experiment.kept else "",
        answer=str(task.result.get("detail", "")),
        runs=experiment.run_count,
        person=who.name if who else "",
        at=experiment.concluded_at or experiment.judged_at or task.created_at,
        is_open=not is_over,
    )


def _narrowed(found: ExperimentQuerySet, asked: Mapping[str, Any]) -> ExperimentQuerySet:
    wanted = {field: asked[name] for name, field in _EQUAL.items() if asked.get(name)}
    found = found.filter(**wanted)
    if asked.get("since"):
        found = found.filter(concluded_at__date__gte=asked["since"])
    if asked.get("until"):
        found = found.filter(concluded_at__date__lte=asked["until"])
    if asked.get("dataset"):
        read = DatasetInput.objects.filter(run__task=OuterRef("task"), name__icontains=asked["dataset"])
        found = found.filter(Q(planned_data__icontains=asked["dataset"]) | Exists(read))
    if asked.get("metric"):
        found = found.filter(Exists(MetricSeries.objects.filter(run__task=OuterRef("task"), key=asked["metric"])))
    return found


def _in_order(found: ExperimentQuerySet, text: str, reader: Person) -> list[int]:
    """Return the numbers: newest first, or with words in the order in which they fit them."""
    if not text.strip():
        newest = found.order_by(Coalesce("concluded_at", "judged_at", "task__created_at").desc(), "-pk")
        return list(newest.values_list("pk", flat=True))
    fitting = found_ids(text, reader=reader, kind="experiment")
    known = dict(found.values_list("task_id", "pk"))
    return [known[int(one)] for one in fitting if int(one) in known]


def rows(shown: Sequence[Tried]) -> list[list[str]]:
    """Return the table that is exported."""
    return [
        [
            one.task.key,
            one.task.title,
            one.question,
            one.outcome,
            one.kept,
            one.answer,
            str(one.runs),
            one.learned,
            one.person,
            one.at.isoformat() if one.at else "",
        ]
        for one in shown
    ]
