"""What search knows of people: those who are here, by name."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person
from assay.search.sources import Group, Part, Source, Text

GROUPS = (Group("person", gettext_lazy("People"), "person", 60),)
LABELS = {"discipline": gettext_lazy("Discipline")}


def texts(ids: Sequence[str]) -> list[Text]:
    people = Person.objects.present().filter(pk__in=[int(one) for one in ids]).exclude(name="")
    return [_text(person) for person in people]


def all_ids() -> Iterable[str]:
    return (str(pk) for pk in Person.objects.present().values_list("pk", flat=True))


def _text(person: Person) -> Text:
    return Text(
        kind="person",
        subject_id=str(person.pk),
        workspace_id=person.workspace_id,
        project_id=None,
        title=person.name,
        url=reverse("accounts:people"),
        parts=(Part("discipline", person.get_discipline_display()),),
    )


PEOPLE = Source(subject_kind="person", texts=texts, ids=all_ids, groups=GROUPS, labels=LABELS)
