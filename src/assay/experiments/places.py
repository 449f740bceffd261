"""Where the pages of experiments stand in the rail."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.rail import RailEntry


def _is_library(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.view_name in {"experiments:library", "experiments:project_library"})


def _is_scratch(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.view_name == "experiments:scratch")


def _scratch_url(_person: Any, project: Any) -> str:
    return reverse("experiments:scratch", args=[project.key])


SCRATCH = RailEntry(
    section="project", order=25, icon="edit", label=_("Scratch"), url=_scratch_url, is_current=_is_scratch
)
LIBRARY = RailEntry(
    section="main",
    order=15,
    icon="memory",
    label=_("Library"),
    url=lambda _person, _project: reverse("experiments:library"),
    is_current=_is_library,
    key="g l",
)
PLACES = (LIBRARY, SCRATCH)
