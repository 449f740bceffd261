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
    key="g w",
)


def digest_button(kind: str, thing: Any, _reader: Any) -> PageAction | None:
    """Offer the digest of a project on its page."""
    return PageAction(_("Digest"), reverse("digests:project", args=[thing.key]), "mail") if kind == "project" else None
