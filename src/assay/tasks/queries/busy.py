"""Who works on what: how many tasks people have in progress."""

from collections.abc import Collection, Iterable

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.accounts.models import Person
from assay.projects.models import ColumnState
from assay.tasks.models import Task


def in_progress(people: Collection[Person], *, reader: Person) -> dict[int, int]:
    """Return how many tasks each has in progress, of those the reader may see; who has none is left out."""
    tasks = Task.objects.visible_to(reader).at_hand().filter(assignee__in=people, column__state=ColumnState.ACTIVE)
    return {pk: count for pk, count in tasks.values_list("assignee_id").annotate(count=Count("pk")) if pk}


def with_their_work(people: Iterable[Person], *, reader: Person) -> list[tuple[int, str]]:
    """Return numbers and names, the free ones first; who works on something is said to."""
    people = list(people)
    busy = in_progress(people, reader=reader)
    lines = sorted(people, key=lambda person: (busy.get(person.pk, 0), person.name))
    return [(person.pk, f"{person.name} ({_load(busy.get(person.pk, 0))})") for person in lines]


def _load(count: int) -> str:
    return ngettext("%(count)d in progress", "%(count)d in progress", count) % {"count": count} if count else _("free")
