"""Where the choices of one's own notices stand: in the menu and the tabs of one's own pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.rail import RailEntry


def _is_current(request: HttpRequest) -> bool:
    return request.path == reverse("notifications:choices")


PLACE = RailEntry(
    section="person",
    order=40,
    icon="bell",
    label=_("Notifications"),
    url=lambda _person, _project: reverse("notifications:choices"),
    is_current=_is_current,
)
