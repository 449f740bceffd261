"""Where the pages of accounts stand in the rail and in the person's menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.rail import RailEntry


def _address(name: str) -> Any:
    return lambda _person, _project: reverse(name)


def _on_people(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("accounts:people"))


PLACES = (
    RailEntry(
        section="main",
        order=80,
        icon="people",
        label=_("People"),
        url=_address("accounts:people"),
        is_current=_on_people,
    ),
    RailEntry(section="person", order=10, icon="person", label=_("Profile"), url=_address("accounts:profile")),
    RailEntry(section="person", order=20, icon="key", label=_("API tokens"), url=_address("accounts:tokens")),
    RailEntry(section="person", order=30, icon="settings", label=_("Workspace"), url=_address("accounts:workspace")),
)
