"""Which tasks are meant: by their keys, in any spelling."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.tasks.bulk.doing import Refused
from assay.tasks.keys import parse_key
from assay.tasks.models import Task


def unknown(keys: Iterable[str]) -> list[Refused]:
    """Return what to say of keys that no task has, or none that the person may see."""
    return [Refused(key[:40], _("There is no task with this key, or not for you.")) for key in keys]


def receiver(name: str, value: str, *, reader: Person) -> Person | None:
    """Return who gets the tasks, where that is what is done."""
    if name != "assignee" or not value:
        return None
    return Person.objects.visible_to(reader).filter(pk=int(value)).first()


def tasks_of(person: Person, keys: Iterable[str]) -> tuple[list[Task], list[str]]:
    """Return the tasks of these keys that the person may see, in the order of the board, and the keys of no task."""
    parsed = {key: parse_key(key) for key in keys}
    wanted = Q(pk=None)
    for one in parsed.values():
        if one is not None:
            wanted |= Q(project__key=one.project, number=one.number)
    found = list(Task.objects.visible_to(person).filter(wanted).with_facts().on_board())
    known = {(task.project.key, task.number) for task in found}
    return found, [key for key, one in parsed.items() if one is None or (one.project, one.number) not in known]
