"""Who is meant by `@ada.lovelace`. The rule stands in `pure.handles`; here are the people of the workspace."""

from collections.abc import Iterable, Mapping

from assay.accounts.models import Person
from assay.pure.handles import called, handles_of, spelled


def people_called(reader: Person, spellings: Iterable[str]) -> Mapping[str, Person]:
    """Return whom each spelling means among the people the reader may see, those who left too."""
    team = {person.pk: person for person in Person.objects.visible_to(reader)}
    meant = called({number: person.name for number, person in team.items()})
    return {spelling: team[meant[spelled(spelling)]] for spelling in spellings if spelled(spelling) in meant}


def handles_in(workspace_id: int) -> dict[int, str]:
    """Return the handle of each person of the workspace, by number."""
    return handles_of(dict(Person.objects.filter(workspace_id=workspace_id).values_list("pk", "name")))
