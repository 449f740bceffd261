"""Who is meant by `@ada.lovelace`. The rule stands in `pure.handles`; here are the people of the workspace."""

import re
from collections.abc import Iterable, Mapping

from assay.accounts.models import Person
from assay.pure.handles import PATTERN, called, handles_of, spelled

_MENTION = re.compile(PATTERN)


def people_called(reader: Person, spellings: Iterable[str]) -> Mapping[str, Person]:
    """Return whom each spelling means among the people the reader may see, those who left too."""
    team = {person.pk: person for person in Person.objects.visible_to(reader)}
    meant = called({number: person.name for number, person in team.items()})
    return {spelling: team[meant[spelled(spelling)]] for spelling in spellings if spelled(spelling) in meant}


def with_names(texts: list[str], workspace_id: int) -> list[str]:
    """Return plain texts with `@Ada Lovelace` for `@ada.lovelace`, as comments show it; at most one query."""
    if not any(_MENTION.search(text) for text in texts):
        return texts
    names = dict(Person.objects.filter(workspace_id=workspace_id).values_list("pk", "name"))
    meant = {handle: f"@{names[number]}" for handle, number in called(names).items()}
    return [_MENTION.sub(lambda one: meant.get(spelled(one[0]), one[0]), text) for text in texts]


def handles_in(workspace_id: int) -> dict[int, str]:
    """Return the handle of each person of the workspace, by number."""
    return handles_of(dict(Person.objects.filter(workspace_id=workspace_id).values_list("pk", "name")))
