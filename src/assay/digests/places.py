"""Where digests stand: in the rail, and as a button on a project."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.page_actions import PageAction
from assay.web.rail import RailEntry


def _is_current(request: HttpRequest) -> bool:
    return request.path == reverse("digests:workspace")


PLACE = RailEntry(
    section="main",
    order=14,
    icon="mail",
    label=_("Digest"),
    url=lambda _person, _project: reverse("digests:workspace"),
    is_current=_is_current,
)


LETTERS = RailEntry(
    section="person",
    order=45,
    icon="mail",
    label=_("Digest by mail"),
    url=lambda _person, _project: reverse("digests:choices"),
    is_current=lambda request: request.path == reverse("digests:choices"),
)
SENT = RailEntry(
    section="workspace",
    order=65,
    icon="mail",
    label=_("Letters"),
    url=lambda _person, _project: reverse("digests:letters"),
    is_current=lambda request: request.path == reverse("digests:letters"),
    shown=lambda person, _project: person.is_owner,
)
PLACES = (PLACE, LETTERS, SENT)


def digest_button(kind: str, thing: Any, _reader: Any) -> PageAction | None:
    """Offer the digest of a project on its page."""
    return (
        PageAction(_("Digest"), reverse("digests:of-project", args=[thing.key]), "mail") if kind == "project" else None
    )
