"""How a reader wants to see a board: filter, lanes, density. All of it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from assay.kit.clock import now
from assay.tasks.filtering import TaskFilter
from assay.tasks.queries.filters import asked, number
from assay.tasks.queries.scope import Scope
from assay.web.context import DENSITIES

# Cards of one cell that each press of "show more" adds.
MORE = 30
MOST_IN_CELL = 600
# Cells of which an address may ask for more.
MOST_SHOWN = 40

# Column and lane as addresses name them: `12` and `4`, or `active` and `ml_engineering`; nobody's lane has no name.
CellName = tuple[str, str]


class LaneKind(models.TextChoices):
    """What a lane of the board is."""

    PERSON = "person", gettext_lazy("Person")
    PHASE = "phase", gettext_lazy("Phase")
    PROJECT = "project", gettext_lazy("Project")
    DISCIPLINE = "discipline", gettext_lazy("Discipline")
    NONE = "none", gettext_lazy("None")


@dataclass(frozen=True)
class Look:
    """`shown` says how many cards of a cell are asked for where that is more than the first ones; `each` how many the
    page that asks draws of every cell.

    `lanes` and `density` are empty when the address leaves them to what the reader chose before.
    """

    filter: TaskFilter = field(default_factory=TaskFilter)
    lanes: str = ""
    density: str = ""
    shown: Mapping[CellName, int] = field(default_factory=dict)
    each: int = 0

    @classmethod
    def from_query(cls, query: QueryDict, scope: Scope) -> "Look":
        """Read an address; what does not make sense is left out."""
        lanes, density = query.get("lanes", ""), query.get("density", "")
        return cls(
            filter=TaskFilter.read(asked(query, scope), reader=scope.reader, project=scope.project, at=now()),
            lanes=lanes if lanes in LaneKind.values else "",
            density=density if density in DENSITIES else "",
            shown=_shown(query.getlist("shown")),
            each=number(query.get("each", "")) or 0,
        )

    @classmethod
    def from_text(cls, text: str, scope: Scope) -> "Look":
        """Read the end of an address that a form or a program sent, with or without its `?`."""
        return cls.from_query(QueryDict(text.removeprefix("?")), scope)

    def as_query(self, **changes: object) -> str:
        """Return the end of an address, `?filter=is:open&lanes=phase`, or nothing when it leaves all as it is."""
        pairs: dict[str, object] = {
            "filter": self.filter.as_text,
            "lanes": self.lanes,
            "density": self.density,
        } | changes
        query = urlencode([(name, value) for name, value in pairs.items() if value])
        return f"?{query}" if query else ""

    @property
    def plain(self) -> str:
        """The end of an address that shows everything, in the same lanes."""
        return f"?lanes={self.lanes or LaneKind.PERSON.value}"

    @property
    def query(self) -> str:
        """What a saved view keeps: the same without `?`."""
        return self.as_query().removeprefix("?")


def _shown(texts: list[str]) -> dict[CellName, int]:
    """Read how many cards of which cells are asked for: `12.4:60`."""
    found: dict[CellName, int] = {}
    for text in texts[:MOST_SHOWN]:
        name, _, count = text.partition(":")
        column, _, lane = name.partition(".")
        if column and (asked := number(count)):
            found[(column, lane)] = min(asked, MOST_IN_CELL)
    return found
