"""What can happen to where a task is put: the archive, the trash, back, and gone for good."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens
from assay.tasks.changes import Change


@happens
@dataclass(frozen=True)
class TaskArchived(Change):
    kind: ClassVar[str] = "task.archived"
    icon: ClassVar[str] = "archive"

    def touches(self) -> frozenset[str]:
        return frozenset({"archive"})

    def wording(self) -> str:
        return _("archived this")


@happens
@dataclass(frozen=True)
class TaskUnarchived(Change):
    kind: ClassVar[str] = "task.unarchived"
    icon: ClassVar[str] = "archive"

    def touches(self) -> frozenset[str]:
        return frozenset({"archive"})

    def wording(self) -> str:
        return _("put this back on the board")


@happens
@dataclass(frozen=True)
class TaskTrashed(Change):
    kind: ClassVar[str] = "task.trashed"
    icon: ClassVar[str] = "trash"

    def touches(self) -> frozenset[str]:
        return frozenset({"trash"})

    def wording(self) -> str:
        return _("put this into the trash")


@happens
@dataclass(frozen=True)
class TaskRestored(Change):
    kind: ClassVar[str] = "task.restored"
    icon: ClassVar[str] = "undo"

    def touches(self) -> frozenset[str]:
        return frozenset({"trash"})

    def wording(self) -> str:
        return _("restored this from the trash")


@happens
@dataclass(frozen=True)
class TaskErased(Happening):
    """About the project: the task itself is gone."""

    kind: ClassVar[str] = "task.erased"
    icon: ClassVar[str] = "trash"
    key: str

    def wording(self) -> str:
        return _("erased %(key)s, which was in the trash for 30 days") % {"key": self.key}
