"""How views find what can be watched, by the kind and the name that stand in the address."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assay.activity.kinds import Kind, kind_named
from assay.activity.subjects import HasSubject

if TYPE_CHECKING:
    from assay.accounts.models import Person


@dataclass(frozen=True)
class Watchable:
    """An object that can be watched. `name` is how addresses call it: `ML-12` for a task."""

    kind: Kind
    name: str
    thing: HasSubject


def watchable(person: "Person", kind: str, name: str) -> Watchable | None:
    """Return the object; None for what does not exist, cannot be seen, or cannot be watched."""
    found = kind_named(kind)
    if found is None or found.named is None or not found.can_be_watched:
        return None
    thing = found.named(person, [name]).get(name)
    return None if thing is None else Watchable(kind=found, name=name, thing=thing)
