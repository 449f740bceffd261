"""What a template holds."""

from dataclasses import dataclass
from decimal import Decimal


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
        return self.slug.startswith("own-")
