"""Where webhooks stand: in the tabs of the workspace, for who leads it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.rail import RailEntry


def _is_current(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("webhooks:webhooks"))


def _is_shown(person: Any, _project: Any) -> bool:
    return bool(person.can_manage_people)


PLACE = RailEntry(
    section="workspace",
    order=60,
    icon="link",
    label=_("Webhooks"),
    url=lambda _person, _project: reverse("webhooks:webhooks"),
    is_current=_is_current,
    shown=_is_shown,
)
