"""What a template holds."""

from dataclasses import dataclass
from decimal import Decimal

# What stands before the number of a template that the team wrote: `own-3`.
OWN = "own-"


@dataclass(frozen=True)
class Template:
    """`slug` is how forms and the API name it; `labels` are names, those that a project does not have are left out."""

    slug: str
    kind: str
    name: str
    description: str = ""
    checks: tuple[str, ...] = ()
    discipline: str = ""
    labels: tuple[str, ...] = ()
    estimate_days: Decimal | None = None

    @property
    def is_own(self) -> bool:
        """Whether the team wrote it."""
        return self.slug.startswith(OWN)

    @property
    def number(self) -> int:
        """The number of one that the team wrote."""
        return int(self.slug.removeprefix(OWN))
