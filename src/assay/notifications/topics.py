"""The topic `notices:7`, on which the pages of one person hear that their bell has changed. Nobody else may listen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from assay.activity.kinds import Kind
from assay.activity.recording import touch
from assay.activity.subjects import Subject

if TYPE_CHECKING:
    from assay.accounts.models import Person


@dataclass(frozen=True)
class Bell:
    """A person's bell, as what a page can listen to."""

    person: "Person"

    @property
    def subject(self) -> Subject:
        return Subject("notices", str(self.person.pk), self.person.workspace_id)


def ring(*people: "Person") -> None:
    """Tell the open pages of these people to count again."""
    touch(*(Bell(one) for one in people))


def _find(person: "Person", ids: Iterable[str]) -> Mapping[str, Bell]:
    return {str(person.pk): Bell(person)} if str(person.pk) in set(ids) else {}


NOTICES = Kind(
    name="notices",
    icon="bell",
    find=_find,
    title=lambda _bell: _("Notifications"),
    url=lambda _bell: reverse("notifications:notices"),
)
