"""What a rule is: a name, a plain sentence, how urgent it is, and what it finds."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from django.utils.functional import Promise

from assay.signals.signal import About, Action, Signal, Urgency

if TYPE_CHECKING:
    from assay.signals.scene import Scene


@dataclass(frozen=True)
class Found:
    """What a rule found. `who` are numbers of people, the first before the others; the lead stands in for nobody."""

    about: About
    project_id: int
    says: str
    since: datetime
    action: Action
    who: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A small rule. `sentence` explains it to whoever wonders why it fired; `{days}` in it is its threshold.

    `unless` names rules that say more of the same thing: where one of them holds, this one is silent. Rules of tasks
    can be asked about a few tasks as well. `threshold` names the setting that moves it, if one does.
    """

    slug: str
    name: "str | Promise"
    sentence: "str | Promise"
    icon: str
    urgency: Urgency
    of: Literal["task", "project", "phase", "deliverable", "model"]
    find: "Callable[[Scene], Iterable[Found]]"
    unless: tuple[str, ...] = ()
    threshold: str = ""

    def signals(self, scene: "Scene", said: Container[str]) -> Iterator[Signal]:
        """Ask it; `said` are the keys of what rules before it said."""
        name = str(self.name)
        for found in self.find(scene):
            if not any(f"{other}:{found.about.topic}" in said for other in self.unless):
                yield self._signal(name, found, scene)

    def _signal(self, name: str, found: Found, scene: "Scene") -> Signal:
        return Signal(
            rule=self.slug,
            name=name,
            icon=self.icon,
            says=found.says,
            since=found.since,
            project_id=found.project_id,
            subject=found.about,
            who=scene.people_who(found.who, found.project_id),
            action=found.action,
            urgency=self.urgency,
        )
