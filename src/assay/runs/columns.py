"""Columns of the runs table, as an address and the database spell them: `params.lr`, `best:metrics.val/f1`."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.pure.directions import Direction, direction_of
from assay.pure.metrics import Definition, Definitions, apart, shown, written

MOST_COLUMNS = 300
MOST_CHARACTERS = 280


class Kind(StrEnum):
    ATTRIBUTE = "attributes"
    PARAM = "params"
    METRIC = "metrics"
    TAG = "tags"


class Pick(StrEnum):
    """Which value of a series stands in the cell."""

    LAST = "last"
    BEST = "best"
    MIN = "min"
    MAX = "max"
    FIRST = "first"


class Width(StrEnum):
    AUTO = ""
    NARROW = "narrow"
    MEDIUM = "medium"
    WIDE = "wide"


PICKS = {
    Pick.LAST: gettext_lazy("last"),
    Pick.BEST: gettext_lazy("best"),
    Pick.MIN: gettext_lazy("lowest"),
    Pick.MAX: gettext_lazy("highest"),
    Pick.FIRST: gettext_lazy("first"),
}
ATTRIBUTES: dict[str, Promise] = {
    "task": gettext_lazy("Task"),
    "started": gettext_lazy("Started"),
    "ended": gettext_lazy("Ended"),
    "person": gettext_lazy("By"),
    "duration": gettext_lazy("Time"),
    "status": gettext_lazy("Status"),
    "commit": gettext_lazy("Commit"),
    "branch": gettext_lazy("Branch"),
    "script": gettext_lazy("Script"),
    "dataset": gettext_lazy("Dataset"),
    "group": gettext_lazy("Logged to"),
    "id": gettext_lazy("Run id"),
}
# Attributes that are tags of the client.
AS_TAG = {
    "commit": "mlflow.source.git.commit",
    "branch": "mlflow.source.git.branch",
    "script": "mlflow.source.name",
}
FIRST = ("task", "started", "person")
LAST = ("duration",)


class BadColumn(ValueError):
    """The text names no column; the message says how one is spelled."""


@dataclass(frozen=True)
class Column:
    """One column. A metric without a `pick` of its own shows what the whole table shows.

    `definition` is what the project says of the metric, or of another split of it.
    """

    kind: Kind
    key: str
    pick: Pick | None = None
    width: Width = Width.AUTO
    definition: Definition | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The column in an address; its width is no part of it."""
        return f"{self.pick}:{self.plain}" if self.pick else self.plain

    @property
    def plain(self) -> str:
        return f"{self.kind}.{self.key}"

    @property
    def title(self) -> str:
        return str(ATTRIBUTES[self.key]) if self.kind is Kind.ATTRIBUTE else self.key

    @property
    def store(self) -> Kind:
        """Where its values are kept; some attributes are tags."""
        return Kind.TAG if self.kind is Kind.ATTRIBUTE and self.key in AS_TAG else self.kind

    @property
    def stored_key(self) -> str:
        """The key of its values there."""
        return AS_TAG.get(self.key, self.key) if self.kind is Kind.ATTRIBUTE else self.key

    @property
    def prefix(self) -> str:
        """What keys of one family begin with, as `val/`; empty without one."""
        folder, slash, _rest = self.key.partition("/")
        return folder + slash if slash and self.kind is not Kind.ATTRIBUTE else ""

    @property
    def direction(self) -> Direction | None:
        if self.definition is not None:
            return self.definition.direction
        return direction_of(self.key) if self.kind is Kind.METRIC else None

    @property
    def is_number(self) -> bool:
        return self.kind is Kind.METRIC or (self.kind is Kind.ATTRIBUTE and self.key == "duration")

    @property
    def unit(self) -> str:
        """What the heading says of the values; a share says it in each cell."""
        return self.definition.unit if self.definition and not self.definition.is_share else ""

    def written(self, value: float) -> str:
        """Write a number of a cell; the heading says its unit."""
        return written(self.definition, value)

    def shown(self, value: float) -> str:
        """Write a number with its unit."""
        return shown(self.definition, value)

    def apart(self, size: float) -> str:
        """Write how far two numbers are from each other."""
        return apart(self.definition, size)

    def knowing(self, definitions: Definitions) -> "Column":
        """Return the column with what the project says of its metric."""
        if self.kind is not Kind.METRIC or not definitions:
            return self
        return replace(self, definition=definitions.nearest(self.key))

    def picked(self, default: Pick) -> Pick:
        """Return which value of the series is meant."""
        return self.pick or default

    def wide(self, width: str) -> "Column":
        return replace(self, width=Width(width) if width in list(Width) else Width.AUTO)


def column(text: str) -> Column:
    """Read a column. Raises `BadColumn`."""
    pick, colon, rest = text.partition(":")
    has_pick = bool(colon) and pick in list(Pick)
    kind, dot, key = (rest if has_pick else text).partition(".")
    if not dot or not key or kind not in list(Kind) or len(text) > MOST_CHARACTERS or "\0" in text:
        raise BadColumn(_("“%(text)s” is no column. Write params.lr, metrics.f1 or tags.team.") % {"text": text[:60]})
    if kind == Kind.ATTRIBUTE and key not in ATTRIBUTES:
        known = ", ".join(ATTRIBUTES)
        raise BadColumn(_("A run has no attribute “%(key)s”, only %(known)s.") % {"key": key[:40], "known": known})
    return Column(Kind(kind), key, Pick(pick) if has_pick and kind == Kind.METRIC else None)


def columns(texts: list[str]) -> list[Column]:
    """Read columns, each once. Raises `BadColumn`, also for too many."""
    if len(texts) > MOST_COLUMNS:
        raise BadColumn(_("A table has at most %(most)d columns.") % {"most": MOST_COLUMNS})
    found = [column(text) for text in texts]
    return list({one.name: one for one in found}.values())


def attributes(*keys: str) -> list[Column]:
    return [Column(Kind.ATTRIBUTE, key) for key in keys]
