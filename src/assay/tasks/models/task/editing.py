"""How tasks change their words and facts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.models import Phase
from assay.tasks.events.tasks import TaskCommented, TaskEdited
from assay.tasks.models.task.creating import check_belongs, checked_estimate, plain_days

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models import Label
    from assay.tasks.models.comment import Comment
    from assay.tasks.models.task.model import Task


@dataclass(frozen=True)
class TaskFacts:
    """Everything an edit form shows, as it shall be afterwards."""

    title: str
    description: str
    phase: Phase
    estimate_days: Decimal | None
    discipline: str
    labels: tuple["Label", ...]
    nature: str = ""


class Editing:
    """Verbs that change a task's text."""

    @transaction.atomic
    def edit(self, facts: TaskFacts, *, version: int, by: "Person") -> None:
        """Give the task these facts; nothing changed is no edit.

        Raises `EditedMeanwhile`, `TooLong`, `NotOfThisProject`, `PutAway`.
        """
        task = cast("Task", self)
        task.hold()
        if version != task.version:
            raise EditedMeanwhile(_("Somebody else changed this task a moment ago. Your text is kept below."))
        check_belongs(task.project, phase=facts.phase, labels=facts.labels, assignee=None)
        checked_estimate(facts.estimate_days)
        changes = _differences(task, facts)
        if not changes:
            return
        _apply(task, facts)
        phase_id = task.phase_id if "phase" in changes else None
        record(TaskEdited(changes=changes, phase_id=phase_id), on=task, by=by)

    @transaction.atomic
    def sort(self, *, by: "Person", phase: Phase | None = None, discipline: str | None = None) -> None:
        """Give the task this phase and discipline, whatever else was edited meanwhile; None keeps what it has.

        Raises `NotOfThisProject`, `PutAway`.
        """
        task = cast("Task", self)
        if phase is None and discipline is None:
            return
        task.hold()
        facts = facts_of(task)
        wanted = replace(
            facts, phase=phase or facts.phase, discipline=facts.discipline if discipline is None else discipline
        )
        task.edit(wanted, version=task.version, by=by)

    @transaction.atomic
    def comment(self, text: str, *, by: "Person") -> "Comment":
        """Write a comment."""
        task = cast("Task", self)
        comment = task.comments.create(person=by, text=text, created_at=now())
        record(TaskCommented(text=text, comment=comment.pk), on=task, by=by)
        return comment


def facts_of(task: "Task") -> TaskFacts:
    """Return the facts as they are."""
    return TaskFacts(
        title=task.title,
        description=task.description,
        phase=task.phase,
        estimate_days=task.estimate_days,
        discipline=task.discipline,
        labels=tuple(task.labels.all()),
        nature=task.nature,
    )


def _differences(task: "Task", facts: TaskFacts) -> dict[str, list[Any]]:
    """Return before and after of each fact that differs, as plain values for the history."""
    before = {
        "title": task.title,
        "description": task.description,
        "phase": task.phase.name,
        "estimate_days": plain_days(task.estimate_days),
        "discipline": task.discipline,
        "labels": _names(task.labels.all()),
        "nature": task.nature,
    }
    after = {
        "title": facts.title,
        "description": facts.description,
        "phase": facts.phase.name,
        "estimate_days": plain_days(facts.estimate_days),
        "discipline": facts.discipline,
        "labels": _names(facts.labels),
        "nature": facts.nature,
    }
    return {name: [before[name], after[name]] for name in before if before[name] != after[name]}


def _apply(task: "Task", facts: TaskFacts) -> None:
    task.title, task.description = facts.title, facts.description
    task.phase, task.discipline = facts.phase, facts.discipline
    task.estimate_days, task.nature = facts.estimate_days, facts.nature
    task.version += 1
    task.save(update_fields=["title", "description", "phase", "estimate_days", "discipline", "nature", "version"])
    task.labels.set(facts.labels)


def _names(labels: Iterable["Label"]) -> list[str]:
    return sorted(label.name for label in labels)
