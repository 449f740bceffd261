"""Where the pages of models stand in the rail."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.rail import RailEntry


def _all_url(_person: Any, _project: Any) -> str:
    return reverse("registry:models")


def _of_project_url(_person: Any, project: Any) -> str:
    return reverse("registry:of_project", args=[project.key])


def _on_models(request: HttpRequest) -> bool:
    return _in_registry(request) and getattr(request, "project", None) is None


def _on_models_of_project(request: HttpRequest) -> bool:
    return _in_registry(request) and getattr(request, "project", None) is not None


def _in_registry(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.app_name == "registry")


PLACES = (
    RailEntry(
        section="main",
        order=40,
        icon="model",
        label=_("Models"),
        url=_all_url,
        is_current=_on_models,
        key="g m",
    ),
    RailEntry(
        section="project",
        order=40,
        icon="model",
        label=_("Models"),
        url=_of_project_url,
        is_current=_on_models_of_project,
    ),
)
