"""Where the portfolio stands in the rail."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.rail import RailEntry


def _is_here(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and (match.app_name == "portfolio" or match.view_name == "projects:new")


PORTFOLIO = RailEntry(
    section="main",
    order=10,
    icon="portfolio",
    label=_("Portfolio"),
    url=lambda _person, _project: reverse("portfolio:portfolio"),
    is_current=_is_here,
    key="g h",
)
