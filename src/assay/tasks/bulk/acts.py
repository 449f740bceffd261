"""What can be done to many tasks at once. A name stands for what each task's own project calls so."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from assay.accounts.models.person import Discipline
from assay.activity.kinds import row_numbers
from assay.tasks.models import Task
from assay.tasks.models.task.creating import NotOfThisProject, days_in
from assay.tasks.models.task.editing import facts_of
from assay.tasks.taking import may_take

if TYPE_CHECKING:
    from assay.accounts.models import Person

# Does it to one task: the value as it was sent, and who does it.
Act = Callable[[Task, str, "Person"], None]


class ValueUnknown(ValueError):
    """The value does not say anything that could be done to any task."""


def act_named(name: str, value: str) -> Callable[[Task, "Person"], None]:
    """Return what to do to each task. Raises `ValueUnknown`."""
    if name not in ACTS:
        raise ValueUnknown(_("Say what to do: %(names)s.") % {"names": ", ".join(ACTS)})
    if name == "estimate" and value:
        _days(value)
    if name == "discipline" and value and value not in Discipline.values:
        raise ValueUnknown(_("There is no discipline “%(name)s”.") % {"name": value[:80]})
    if name == "assignee" and value and not row_numbers([value]):
        raise ValueUnknown(_("Choose a person."))
    return lambda task, by: ACTS[name](task, value, by)


def _move(task: Task, name: str, by: "Person") -> None:
    column = task.project.columns.present().filter(name=name).first()
    if column is None:
        raise _unknown(task, name)
    task.move_to(column, by=by)


def _assign(task: Task, number: str, by: "Person") -> None:
    if not number:
        return task.assign(None, by=by)
    person = may_take(task.project).filter(pk=int(number)).first()
    if person is None:
        raise NotOfThisProject(_("This person may not take tasks of %(project)s.") % {"project": task.project.name})
    return task.assign(person, by=by)


def _phase(task: Task, name: str, by: "Person") -> None:
    phase = task.project.phases.present().filter(name=name).first()
    if phase is None:
        raise _unknown(task, name)
    task.sort(by=by, phase=phase)


def _discipline(task: Task, name: str, by: "Person") -> None:
    task.sort(by=by, discipline=name)


def _label(task: Task, name: str, by: "Person", *, is_added: bool) -> None:
    label = task.project.labels.filter(name=name).first()
    if label is None:
        raise _unknown(task, name)
    task.hold()
    others = [one for one in task.labels.all() if one.pk != label.pk]
    _edit(task, by, labels=tuple([*others, label] if is_added else others))


def _estimate(task: Task, text: str, by: "Person") -> None:
    task.hold()
    _edit(task, by, estimate_days=_days(text) if text else None)


def _edit(task: Task, by: "Person", **facts: Any) -> None:
    """Change facts of a task that is held, so nobody can have been faster."""
    task.edit(replace(facts_of(task), **facts), version=task.version, by=by)


def _days(text: str) -> Decimal:
    days = days_in(text)
    if days is None:
        raise ValueUnknown(_("Estimate in days, as 2 or 0.5."))
    return days


def _unknown(task: Task, name: str) -> NotOfThisProject:
    return NotOfThisProject(
        _("%(project)s has nothing called “%(name)s”.") % {"project": task.project.name, "name": name[:80]}
    )


ACTS: dict[str, Act] = {
    "column": _move,
    "assignee": _assign,
    "phase": _phase,
    "label": partial(_label, is_added=True),
    "unlabel": partial(_label, is_added=False),
    "discipline": _discipline,
    "estimate": _estimate,
    "archive": lambda task, _value, by: task.archive(by=by),
    "trash": lambda task, _value, by: task.trash(by=by),
    "board": lambda task, _value, by: task.restore(by=by) if task.trashed_at else task.unarchive(by=by),
}
