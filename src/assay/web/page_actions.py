"""Buttons that higher domains add to the pages of things of other domains: *Share* on a document."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class PageAction:
    """A button that leads to another page."""

    label: str | Promise
    url: str
    icon: str


# Gets the name of the kind, the thing and the reader; None offers nothing.
ActionOf = Callable[[str, Any, Any], PageAction | None]
_actions: list[ActionOf] = []


def register_page_action(action_of: ActionOf) -> None:
    """Add a button to the pages of things. Call it in `AppConfig.ready()`."""
    _actions.append(action_of)


def page_actions(kind: str, thing: Any, reader: Any) -> list[PageAction]:
    """Return what others offer on the page of this thing; templates show it among their own buttons."""
    return [found for action_of in _actions if (found := action_of(kind, thing, reader))]
