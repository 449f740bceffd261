"""Subjects: what an event is about."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Subject:
    """One object of the product, named so that no layer needs the other's models.

    `kind` is a name of the register (`activity.kinds`), `id` what its lookup takes.
    """

    kind: str
    id: str
    workspace_id: int
    project_id: int | None = None

    @property
    def topic(self) -> str:
        """The name under which open pages listen for changes of this object."""
        return f"{self.kind}:{self.id}"


class HasSubject(Protocol):
    """Any object that can be the subject of an event."""

    @property
    def subject(self) -> Subject: ...


def project_topic(project_id: int) -> str:
    return f"project:{project_id}"
