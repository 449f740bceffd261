"""What a reader wants to see of a board; it stands in the address, so that it can be shared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from assay.tasks.keys import TaskKind

# Cards of one cell that a page shows at first, and with each press of "show more".
CELL = 30
MOST_IN_CELL = 600

CellName = tuple[int, int | None]


@dataclass(frozen=True)
class BoardFilter:
    """`shown` says how many cards of a cell the reader asked for, where that is more than the first thirty."""

    is_mine: bool = False
    phase: int | None = None
    label: int | None = None
    kind: str = ""
    is_archived: bool = False
    shown: Mapping[CellName, int] = field(default_factory=dict)

    @classmethod
    def from_query(cls, query: QueryDict) -> "BoardFilter":
        """Read the filter of an address; what does not make sense filters nothing."""
        kind = query.get("kind", "")
        return cls(
            is_mine=query.get("mine") == "1",
            phase=_number(query.get("phase", "")),
            label=_number(query.get("label", "")),
            kind=kind if kind in TaskKind.values else "",
            is_archived=query.get("archived") == "1",
            shown=_shown(query.getlist("shown")),
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.is_mine or self.phase or self.label or self.kind or self.is_archived)

    def as_query(self, **changes: object) -> str:
        """Return the filter as the end of an address, `?mine=1&phase=3`, or nothing when it shows all."""
        pairs: dict[str, object] = {
            "mine": 1 if self.is_mine else "",
            "phase": self.phase or "",
            "label": self.label or "",
            "kind": self.kind,
            "archived": 1 if self.is_archived else "",
        } | changes
        query = urlencode([(name, value) for name, value in pairs.items() if value])
        return f"?{query}" if query else ""


def cell_name(column_id: int, person_id: int | None, count: int) -> str:
    """Return how an address asks for `count` cards of a cell: `12.4:60`; nobody's lane has no number."""
    return f"{column_id}.{person_id or ''}:{count}"


def _shown(texts: list[str]) -> dict[CellName, int]:
    found: dict[CellName, int] = {}
    for text in texts[:40]:
        name, _, count = text.partition(":")
        column, _, person = name.partition(".")
        column_id, asked = _number(column), _number(count)
        if column_id and asked:
            found[(column_id, _number(person))] = min(asked, MOST_IN_CELL)
    return found


def _number(text: str) -> int | None:
    """Return the row number that the text is, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
