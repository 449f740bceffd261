"""What a hand-off carries over from the task it comes from: pieces that higher domains register.

Runs say which of them there are and what each was made of, experiments what was measured and learned, the registry
which version a model has. Register in `AppConfig.ready()`.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

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


def _no_facts(_task: "Task", _reader: "Person", _origin: str) -> list[Fact]:
    return []


def _no_origins(_task: "Task", _reader: "Person") -> list[Origin]:
    return []


def _nothing(_task: "Task", _reader: "Person") -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """What one domain gives along. `labels` name its facts, `best` is the origin it would choose.

    `facts(task, reader, origin)` gets the chosen origin or an empty text; `story` is Markdown for the description.
    """

    order: int
    labels: Mapping[str, Any]
    facts: Callable[["Task", "Person", str], list[Fact]] = _no_facts
    origins: Callable[["Task", "Person"], list[Origin]] = _no_origins
    best: Callable[["Task", "Person"], str] = _nothing
    story: Callable[["Task", "Person"], str] = _nothing


_carriers: list[Carrier] = []


def register_carrier(carrier: Carrier) -> None:
    """Let a domain give something along with each hand-off."""
    _carriers.append(carrier)
    _carriers.sort(key=lambda one: one.order)


def origins_of(task: "Task", reader: "Person") -> list[Origin]:
    """Return what can be chosen to be handed over; the first is proposed."""
    found = [origin for carrier in _carriers for origin in carrier.origins(task, reader)]
    best = next((chosen for carrier in _carriers if (chosen := carrier.best(task, reader))), "")
    return sorted(found, key=lambda origin: origin.id != best)


def carried(task: "Task", reader: "Person", origin: str) -> list[Fact]:
    """Return what is known of the task and of what was chosen, as far as the reader may see it."""
    return [fact for carrier in _carriers for fact in carrier.facts(task, reader, origin)]


def story_of(task: "Task", reader: "Person") -> str:
    """Return what is told of the task, as Markdown."""
    return "\n\n".join(text for carrier in _carriers if (text := carrier.story(task, reader)))


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
