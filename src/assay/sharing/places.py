"""Where share links stand: a tab of a project's settings."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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
