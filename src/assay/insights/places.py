"""Where insights stand in the rail."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.rail import RailEntry


def _is_in(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.app_name == "insights")


def _is_here(request: HttpRequest) -> bool:
    return _is_in(request) and getattr(request, "project", None) is None


def _is_of_project(request: HttpRequest) -> bool:
    return _is_in(request) and getattr(request, "project", None) is not None


def _of_project(_person: Any, project: Any) -> str:
    return reverse("insights:project_flow", args=[project.key])


PLACES = (
    RailEntry(
        section="main",
        order=45,
        icon="chart",
        label=_("Insights"),
        url=lambda _person, _project: reverse("insights:flow"),
        is_current=_is_here,
    ),
    RailEntry(
        section="project",
        order=60,
        icon="chart",
        label=_("Insights"),
        url=_of_project,
        is_current=_is_of_project,
        key="g f",
    ),
)
