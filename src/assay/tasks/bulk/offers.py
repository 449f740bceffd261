"""What can be chosen for many tasks at once."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from assay.accounts.models.person import Discipline, Person, Role
from assay.projects.models import Column, Label, Phase
from assay.tasks.models import Task

Offers = list[tuple[str, str]]


def offers_for(name: str, tasks: Sequence[Task], *, reader: Person) -> Offers:
    """Return values and words for the tasks' projects; nothing where nothing is chosen from a list."""
    if name == "assignee":
        team = Person.objects.visible_to(reader).present().exclude(role=Role.GUEST).by_name()
        return [("", _("Nobody")), *((str(person.pk), person.name) for person in team)]
    if name == "discipline":
        return [("", _("Any")), *((value, str(words)) for value, words in Discipline.choices)]
    projects = {task.project_id for task in tasks}
    rows: dict[str, Iterable[Column | Phase | Label]] = {
        "column": Column.objects.filter(project__in=projects).present().order_by("position"),
        "phase": Phase.objects.filter(project__in=projects).present().order_by("position"),
        "label": Label.objects.filter(project__in=projects).order_by("name"),
        "unlabel": Label.objects.filter(tasks__in=[task.pk for task in tasks]).order_by("name"),
    }
    return _named(rows.get(name, ()))


def _named(rows: "Iterable[Column | Phase | Label]") -> Offers:
    """Several projects have columns of the same name; each name is offered once."""
    return [(name, name) for name in dict.fromkeys(row.name for row in rows)]
