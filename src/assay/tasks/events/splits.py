"""What happens when a task is split, and when that is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import happens
from assay.tasks.changes import Change


@dataclass(frozen=True)
class SplitChange(Change):
    """`parts` are the numbers of the tasks that were split off, `keys` what they were called.

    `changes` holds before and after of the facts of this task that changed with it: `title`, `estimate_days`.
    """

    icon: ClassVar[str] = "branch"
    parts: list[int]
    keys: list[str]
    changes: dict[str, list[Any]] = field(default_factory=dict)

    def touches(self) -> frozenset[str]:
        return frozenset({"split", *self.changes})

    def before(self) -> Mapping[str, Any]:
        """Return the facts as they were, as plain values."""
        return {name: values[0] for name, values in self.changes.items()}


@happens
@dataclass(frozen=True)
class TaskSplit(SplitChange):
    kind: ClassVar[str] = "task.split"

    def wording(self) -> str:
        return _("split this; the rest is in %(keys)s") % {"keys": ", ".join(self.keys)}


@happens
@dataclass(frozen=True)
class TaskRejoined(SplitChange):
    kind: ClassVar[str] = "task.rejoined"

    def wording(self) -> str:
        return _("took the split back; %(keys)s went into the trash") % {"keys": ", ".join(self.keys)}
