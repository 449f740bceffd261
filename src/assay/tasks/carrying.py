"""What a hand-off carries over from the task it comes from: pieces that higher domains register.

Runs say which of them there are and what each was made of, experiments what was measured and learned, the registry
which version a model has. Register in `AppConfig.ready()`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from assay.activity.kinds import kind_named

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models import Task


@dataclass(frozen=True)
class Fact:
    """One thing that is carried over; `kind` and `id` name the object it is about, so that it stays linked."""

    name: str
    text: str
    kind: str = ""
    id: str = ""


@dataclass(frozen=True)
class Origin:
    """One of the things of a task that can be handed over: a run."""

    id: str
    title: str


@dataclass(frozen=True)
class FactShown:
    """A fact as the reader may see it; `url` is empty where there is nothing to open, or nothing for them."""

    name: str
    label: str
    text: str
    url: str


class Carrier:
    """What one domain gives along of a task, as far as the reader may see it. `labels` name its facts.

    Made anew for each look at a task, so what it read once it may keep.
    """

    order: ClassVar[int]
    labels: ClassVar[Mapping[str, Any]]

    def __init__(self, task: "Task", reader: "Person") -> None:
        self.task, self.reader = task, reader

    def origins(self) -> list[Origin]:
        """Return what is offered to be handed over, what this domain would choose first."""
        return []

    def has(self, _origin: str) -> bool:
        """Whether it can be handed over, offered or not."""
        return False

    def facts(self, _origin: str) -> list[Fact]:
        """Return what is known of the task and of the chosen origin, which may be an empty text."""
        return []

    def story(self) -> str:
        """Return Markdown for the description."""
        return ""


_carriers: list[type[Carrier]] = []


def register_carrier(carrier: type[Carrier]) -> None:
    """Let a domain give something along with each hand-off."""
    _carriers.append(carrier)
    _carriers.sort(key=lambda one: one.order)


class Carrying:
    """What can be carried over from one task; several questions read each thing once. Not to be kept over a change."""

    def __init__(self, task: "Task", reader: "Person") -> None:
        self._pieces = [carrier(task, reader) for carrier in _carriers]

    def origins(self) -> list[Origin]:
        """Return what can be chosen to be handed over; the first is proposed."""
        return list(dict.fromkeys(origin for piece in self._pieces for origin in piece.origins()))

    def has(self, origin: str) -> bool:
        """Whether it can be chosen; there may be more than is offered."""
        return any(piece.has(origin) for piece in self._pieces)

    def facts(self, origin: str) -> list[Fact]:
        """Return what is known of the task and of what was chosen."""
        return [fact for piece in self._pieces for fact in piece.facts(origin)]

    def story(self) -> str:
        """Return what is told of the task, as Markdown."""
        return "\n\n".join(text for piece in self._pieces if (text := piece.story()))


def as_data(facts: list[Fact]) -> list[dict[str, str]]:
    return [asdict(fact) for fact in facts]


def shown(rows: list[dict[str, str]], reader: "Person") -> list[FactShown]:
    """Return stored facts with their labels, linked as far as the reader may see what they are about."""
    facts = [Fact(**row) for row in rows]
    labels = {name: label for carrier in _carriers for name, label in carrier.labels.items()}
    urls = _urls(facts, reader)
    return [FactShown(one.name, str(labels.get(one.name, one.name)), one.text, urls.get(one.kind, {}).get(one.id, ""))
            for one in facts]  # fmt: skip


def _urls(facts: list[Fact], reader: "Person") -> dict[str, dict[str, str]]:
    """Return addresses by kind and id, one query per kind."""
    wanted: dict[str, set[str]] = {}
    for fact in facts:
        wanted.setdefault(fact.kind, set()).add(fact.id)
    kinds = {name: kind for name in wanted if (kind := kind_named(name))}
    return {
        name: {identity: kind.url(thing) for identity, thing in kind.find(reader, wanted[name]).items()}
        for name, kind in kinds.items()
    }
