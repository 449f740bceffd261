"""Where webhooks of Git hosts stand: a tab of a project's settings."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.rail import RailEntry


def _is_current(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.app_name == "githooks"


PLACE = RailEntry(
    section="project_settings",
    order=45,
    icon="branch",
    label=_("Git"),
    url=lambda _person, project: reverse("githooks:hooks", args=[project.key]) if project else "",
    is_current=_is_current,
)
