"""Where deliverables stand in the rail, in the New menu, and among the actions of the palette."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.rail import RailEntry


def _address(name: str) -> Any:
    return lambda _person, project: reverse(name, args=[project.key])


def _is_here(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.app_name == "deliverables")


def _may_write(person: Any, project: Any) -> bool:
    return bool(project is not None and person.can_write)


PLACES = (
    RailEntry(
        section="project",
        order=35,
        icon="check",
        label=_("Deliverables"),
        url=_address("deliverables:list"),
        is_current=_is_here,
        key="g e",
    ),
    RailEntry(
        section="new",
        order=35,
        icon="check",
        label=_("Deliverable"),
        url=_address("deliverables:new"),
        shown=_may_write,
    ),
)
