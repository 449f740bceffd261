"""Many signals of one rule in one project, told as one: a line with their number, which leads to all of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _

from assay.kit.pages import address_of
from assay.projects.models import Project
from assay.signals.signal import Action, Signal, Urgency

if TYPE_CHECKING:
    from assay.accounts.models import Person

# Fewer of one kind in a project than this stand each for itself.
MANY = 3
# How many things a line names.
_NAMED = 3
KINDS = frozenset({"task", "deliverable"})
ALL = "all"


@dataclass(frozen=True)
class Bundle:
    """The signals of one rule about tasks or deliverables of one project, the oldest first."""

    signals: tuple[Signal, ...]
    project: Project
    is_many: ClassVar[bool] = True

    @property
    def first(self) -> Signal:
        return self.signals[0]

    @property
    def rule(self) -> str:
        return self.first.rule

    @property
    def key(self) -> str:
        """Name all of them: `stalled:all:3`, by the number of the project."""
        return f"{self.rule}:{ALL}:{self.project.pk}"

    @property
    def name(self) -> str:
        return _("%(name)s, %(count)d times") % {"name": self.first.name, "count": len(self.signals)}

    @property
    def says(self) -> str:
        return named_in(self.project.name, [one.subject.label.partition(" ")[0] for one in self.signals])

    @property
    def icon(self) -> str:
        return self.first.icon

    @property
    def urgency(self) -> Urgency:
        return self.first.urgency

    @property
    def since(self) -> datetime:
        return self.first.since

    @property
    def project_id(self) -> int:
        return self.project.pk

    @property
    def who(self) -> "tuple[Person, ...]":
        """Who should act, each once."""
        return tuple({one.pk: one for signal in self.signals for one in signal.who}.values())

    @property
    def action(self) -> Action:
        url = address_of("signals:of_rule", self.project.key, self.rule)
        return Action(_("See all %(count)d") % {"count": len(self.signals)}, url)


Line = Signal | Bundle


def bundled(signals: Sequence[Signal], projects: Mapping[int, Project]) -> list[Line]:
    """Return the signals in their order, those of which a project has many of a kind as one.

    What is to be decided now stands for itself.
    """
    many = {kind: some for kind, some in _by_kind(signals).items() if len(some) >= MANY}
    lines: list[Line] = []
    told: set[tuple[int, str]] = set()
    for signal in signals:
        kind = (signal.project_id, signal.rule)
        if kind not in many:
            lines.append(signal)
        elif kind not in told:
            told.add(kind)
            lines.append(Bundle(tuple(many[kind]), projects[signal.project_id]))
    return lines


def is_told_together(kind: str, urgency: int) -> bool:
    """Whether many such signals may be told as one."""
    return kind in KINDS and urgency > Urgency.NOW


def named_in(project: str, keys: Collection[str]) -> str:
    """Name things of a project: the first of them, and how many more there are."""
    shown, more = list(keys)[:_NAMED], max(len(keys) - _NAMED, 0)
    said = {"project": project, "keys": ", ".join(shown), "more": more}
    return (_("%(project)s: %(keys)s and %(more)d more.") if more else _("%(project)s: %(keys)s.")) % said


def _by_kind(signals: Iterable[Signal]) -> dict[tuple[int, str], list[Signal]]:
    found: dict[tuple[int, str], list[Signal]] = defaultdict(list)
    for signal in signals:
        if is_told_together(signal.subject.kind, signal.urgency):
            found[signal.project_id, signal.rule].append(signal)
    return found
