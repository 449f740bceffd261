"""Where signals stand: in the rail, and a tab of the workspace."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.rail import RailEntry


def _at(*names: str) -> Callable[[HttpRequest], bool]:
    def is_current(request: HttpRequest) -> bool:
        match = request.resolver_match
        return match is not None and match.view_name in names

    return is_current


PLACES = (
    RailEntry(
        section="main",
        order=13,
        icon="warning",
        label=_("Signals"),
        url=lambda _person, _project: reverse("signals:list"),
        is_current=_at("signals:list", "signals:of_rule", "signals:snooze"),
    ),
    RailEntry(
        section="workspace",
        order=18,
        icon="warning",
        label=_("Signals"),
        url=lambda _person, _project: reverse("signals:thresholds"),
        is_current=_at("signals:thresholds"),
    ),
)
