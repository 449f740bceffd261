"""Where documents stand in the rail and in the New menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.rail import RailEntry


def _address(name: str) -> Any:
    return lambda _person, project: reverse(name, args=[project.key])


def _in_vault(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.app_name == "documents")


def _may_write(person: Any, project: Any) -> bool:
    return bool(project is not None and person.can_write)


PLACES = (
    RailEntry(
        section="project",
        order=40,
        icon="document",
        label=_("Documents"),
        url=_address("documents:vault"),
        is_current=_in_vault,
        key="g d",
    ),
    RailEntry(
        section="new",
        order=30,
        icon="document",
        label=_("Document"),
        url=_address("documents:new"),
        shown=_may_write,
        key="n",
    ),
)
