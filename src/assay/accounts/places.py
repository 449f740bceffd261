"""Where the pages of accounts stand: in the rail, in the menu and the tabs of one's own pages, in the workspace's."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.rail import RailEntry


def _address(name: str) -> Any:
    return lambda _person, _project: reverse(name)


def _below(name: str) -> Callable[[HttpRequest], bool]:
    return lambda request: request.path.startswith(reverse(name))


def _at(name: str) -> Callable[[HttpRequest], bool]:
    return lambda request: request.path == reverse(name)


PLACES = (
    RailEntry(
        section="main",
        order=80,
        icon="people",
        label=_("People"),
        url=_address("accounts:people"),
        is_current=_below("accounts:people"),
    ),
    RailEntry(
        section="person",
        order=10,
        icon="person",
        label=_("Profile"),
        url=_address("accounts:profile"),
        is_current=_below("accounts:profile"),
    ),
    RailEntry(
        section="person",
        order=20,
        icon="calendar",
        label=_("Absences"),
        url=_address("accounts:absences"),
        is_current=_below("accounts:absences"),
    ),
    RailEntry(
        section="person",
        order=60,
        icon="key",
        label=_("API tokens"),
        url=_address("accounts:tokens"),
        is_current=_below("accounts:tokens"),
    ),
    RailEntry(
        section="workspace",
        order=10,
        icon="settings",
        label=_("General"),
        url=_address("accounts:workspace"),
        is_current=_at("accounts:workspace"),
    ),
    RailEntry(
        section="workspace",
        order=15,
        icon="board",
        label=_("Work rules"),
        url=_address("accounts:work_rules"),
        is_current=_at("accounts:work_rules"),
    ),
    RailEntry(
        section="workspace",
        order=20,
        icon="calendar",
        label=_("Calendar"),
        url=_address("accounts:calendar"),
        is_current=_below("accounts:calendar"),
    ),
)
