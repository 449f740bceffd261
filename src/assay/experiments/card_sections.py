"""What other domains show on the card of an experiment. Register in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.experiments.models import Experiment

# Below the hypothesis or its field; after the results; at the end of the column beside.
Place = Literal["hypothesis", "main", "aside"]


@dataclass(frozen=True)
class CardSection:
    """A part of the card. `context` returns what the template reads as `section`, or None to show nothing.

    The template also sees what the whole page sees: `task`, `exp`, `plan`.
    """

    order: int
    place: Place
    template: str
    context: "Callable[[Experiment, Person], Any | None]"


@dataclass(frozen=True)
class Shown:
    template: str
    section: Any


_sections: list[CardSection] = []


def register_card_section(section: CardSection) -> None:
    """Add a part to the card of every experiment."""
    _sections.append(section)


def sections_of(experiment: "Experiment", reader: "Person") -> dict[str, list[Shown]]:
    """Return the parts that have something to show, by their place, in order."""
    shown: dict[str, list[Shown]] = {"hypothesis": [], "main": [], "aside": []}
    for one in sorted(_sections, key=lambda section: section.order):
        found = one.context(experiment, reader)
        if found is not None:
            shown[one.place].append(Shown(one.template, found))
    return shown
