"""What can be announced, by registration: the domains whose events these are lie above."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise

from assay.activity.models import Event

Data = dict[str, Any]
# Gets the event and what it is about; None when this one is not to be announced.
Describe = Callable[[Event, Any], Data | None]
# Events of MLflow that Assay has nothing to tell of: a client may ask for them and waits for ever.
SILENT = (
    "prompt.created",
    "prompt_version.created",
    "prompt_tag.set",
    "prompt_tag.deleted",
    "prompt_version_tag.set",
    "prompt_version_tag.deleted",
    "prompt_alias.created",
    "prompt_alias.deleted",
    "budget_policy.exceeded",
)


@dataclass(frozen=True)
class Announcement:
    """One thing that can be announced. `example` is what a test sends; `is_mlflow` ones have MLflow's own data."""

    name: str
    label: str | Promise
    describe: Describe
    example: Data
    is_mlflow: bool = False

    @property
    def entity(self) -> str:
        return self.name.partition(".")[0]

    @property
    def action(self) -> str:
        return self.name.partition(".")[2]


_by_kind: dict[str, Announcement] = {}


def register_announcement(kind: str, announcement: Announcement) -> None:
    """Let an event of this kind be announced. Call it in `AppConfig.ready()`."""
    _by_kind[kind] = announcement


def register_own(kind: str, label: str | Promise, **example: Any) -> None:
    """Let an event of this kind be announced under its own name, with its own data."""
    about = {"kind": "task", "title": "An example", "url": f"{settings.BASE_URL}/"}
    said = {**example, "about": about, "person": "Ada"}
    register_announcement(kind, Announcement(kind, label, lambda event, _thing: dict(event.data), said))


def announcement_of(kind: str) -> Announcement | None:
    return _by_kind.get(kind)


def announcements() -> Mapping[str, Announcement]:
    """Return all of them by name, Assay's own first, in the order in which they were registered."""
    found = sorted(_by_kind.values(), key=lambda one: one.is_mlflow)
    return {one.name: one for one in found}
