"""Which tasks a reader wants to see; it stands in the address, so that it can be shared."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from assay.accounts.models import Person
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task
from assay.tasks.models.task.model import TaskQuerySet


@dataclass(frozen=True)
class BoardFilter:
    """What the board asks of a filter: `apply`, `pairs`, `is_narrow`, `is_archived`."""

    is_mine: bool = False
    phase: int | None = None
    label: int | None = None
    kind: str = ""
    is_archived: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> "BoardFilter":
        """Read the filter of an address; what does not make sense filters nothing."""
        kind = query.get("kind", "")
        return cls(
            is_mine=query.get("mine") == "1",
            phase=number(query.get("phase", "")),
            label=number(query.get("label", "")),
            kind=kind if kind in TaskKind.values else "",
            is_archived=query.get("archived") == "1",
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.pairs)

    @property
    def pairs(self) -> dict[str, str]:
        """The filter as parts of an address; empty when it shows all."""
        all_ = {
            "mine": "1" if self.is_mine else "",
            "phase": str(self.phase or ""),
            "label": str(self.label or ""),
            "kind": self.kind,
            "archived": "1" if self.is_archived else "",
        }
        return {name: value for name, value in all_.items() if value}

    def apply(self, tasks: TaskQuerySet, *, reader: Person) -> QuerySet[Task]:
        """Keep the tasks that fit, each once: those at hand, or those of the archive."""
        found = tasks.archived() if self.is_archived else tasks.at_hand()
        if self.is_mine:
            found = found.filter(assignee=reader)
        if self.phase:
            found = found.filter(phase_id=self.phase)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.label:
            found = found.filter(labels=self.label)
        return found


def number(text: str) -> int | None:
    """Return the row number that the text is, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
