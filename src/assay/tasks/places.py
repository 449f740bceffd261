"""Where tasks stand in the rail and in the New menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.web.rail import RailEntry


def _address(name: str) -> Any:
    return lambda _person, project: reverse(name, args=[project.key])


def _on_board(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.app_name == "tasks" and not _on_handoffs(request))


def _on_handoffs(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.view_name == "tasks:handoffs")


def _on_board_of_all(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.view_name == "tasks:everywhere")


def _on_templates(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("tasks:templates"))


def _may_write(person: Any, project: Any) -> bool:
    return bool(project is not None and person.can_write)


# On a page of a project `G B` goes to its board, which the page offers later; everywhere else to the one of all.
PLACES = (
    RailEntry(
        section="main",
        order=15,
        icon="board",
        label=_("Board"),
        url=lambda _person, _project: reverse("tasks:everywhere"),
        is_current=_on_board_of_all,
        key="g b",
    ),
    RailEntry(
        section="project",
        order=20,
        icon="board",
        label=_("Board"),
        url=_address("tasks:board"),
        is_current=_on_board,
        key="g b",
    ),
    RailEntry(
        section="person",
        order=50,
        icon="handoff",
        label=_("Hand-offs"),
        url=lambda _person, _project: reverse("tasks:handoffs"),
        is_current=_on_handoffs,
    ),
    RailEntry(
        section="workspace",
        order=58,
        icon="copy",
        label=_("Templates"),
        url=lambda _person, _project: reverse("tasks:templates"),
        is_current=_on_templates,
        shown=lambda person, _project: person.can_write,
    ),
    RailEntry(section="new", order=10, icon="task", label=_("Task"), url=_address("tasks:new"), shown=_may_write),
)
