"""Where share links stand: a tab of a project's settings, and a button on what can be shared."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.accounts.models import Person
from assay.sharing.models.link import may_share
from assay.sharing.things import VIEW
from assay.web.page_actions import PageAction
from assay.web.rail import RailEntry


def _is_current(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.app_name == "sharing"


PLACE = RailEntry(
    section="project_settings",
    order=50,
    icon="share",
    label=_("Shared links"),
    url=lambda _person, project: reverse("sharing:links", args=[project.key]) if project else "",
    is_current=_is_current,
)


def share_button(kind: str, thing: Any, reader: Person) -> PageAction | None:
    """Offer to share a thing of a project to those who may, unless it is put away."""
    project = thing if kind == VIEW else getattr(thing, "project", None)
    if project is None or getattr(thing, "trashed_at", None) is not None or not may_share(project, reader):
        return None
    named = "" if kind == VIEW else "?" + urlencode({"kind": kind, "thing": thing.pk})
    return PageAction(_("Share"), reverse("sharing:new", args=[project.key]) + named, "share")
