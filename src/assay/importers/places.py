"""Where imports stand: a tab of a project's settings, and a line where a project begins."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.page_actions import PageAction
from assay.web.rail import RailEntry


def _is_current(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.app_name == "importers"


PLACE = RailEntry(
    section="project_settings",
    order=40,
    icon="runs",
    label=_("Imports"),
    url=lambda _person, project: reverse("importers:imports", args=[project.key]) if project else "",
    is_current=_is_current,
)


def history_link(kind: str, _thing: Any, _reader: Any) -> PageAction | None:
    """Offer a history from another tracker where a project begins."""
    if kind != "new-project":
        return None
    return PageAction(_("Bring a history from another tracker"), reverse("importers:changelogs"), "plus")
