"""What can happen to the parts of a task: its links, its check list, its files."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import happens
from assay.tasks.changes import Change


@dataclass(frozen=True)
class LinkChange(Change):
    """`link` is the kind of link, `way` `out` where this task does it and `in` where it is done to it.

    `other` is the row number of the other task, never its key: a reader may not see its project.
    """

    icon: ClassVar[str] = "link"
    changes_words: ClassVar[bool] = False
    link: str
    way: str
    other: int

    def touches(self) -> frozenset[str]:
        return frozenset({f"link:{self.link}:{self.way}:{self.other}"})

    def points_at(self) -> tuple[str, str]:
        return "task", str(self.other)


@happens
@dataclass(frozen=True)
class TaskLinked(LinkChange):
    kind: ClassVar[str] = "task.linked"

    def wording(self) -> str:
        return _("noted that this %(does)s") % {"does": words_of(self.link, self.way)}


@happens
@dataclass(frozen=True)
class TaskUnlinked(LinkChange):
    kind: ClassVar[str] = "task.unlinked"

    def wording(self) -> str:
        return _("removed the link: this %(does)s") % {"does": words_of(self.link, self.way)}


def words_of(link: str, way: str) -> str:
    """Return what a task does in a link, seen from one end: `is blocked by`."""
    known = {
        ("blocks", "out"): _("blocks"),
        ("blocks", "in"): _("is blocked by"),
        ("relates", "out"): _("relates to"),
        ("relates", "in"): _("relates to"),
        ("follows", "out"): _("follows from"),
        ("follows", "in"): _("is followed by"),
        ("hands-over", "out"): _("hands over to"),
        ("hands-over", "in"): _("takes over from"),
    }
    return known.get((link, way), link)


@dataclass(frozen=True)
class CheckChange(Change):
    """`check` is the number of the step, `text` what it says."""

    icon: ClassVar[str] = "check"
    check: int
    text: str

    def touches(self) -> frozenset[str]:
        return frozenset({f"check:{self.check}"})


@happens
@dataclass(frozen=True)
class CheckAdded(CheckChange):
    """`is_done` when a step comes back that was done."""

    kind: ClassVar[str] = "task.check-added"
    is_done: bool = False

    def wording(self) -> str:
        return _("added to the check list: %(text)s") % {"text": self.text}


@happens
@dataclass(frozen=True)
class CheckTicked(CheckChange):
    kind: ClassVar[str] = "task.check-ticked"
    changes_words: ClassVar[bool] = False
    tone: ClassVar[str] = "good"

    def wording(self) -> str:
        return _("ticked: %(text)s") % {"text": self.text}


@happens
@dataclass(frozen=True)
class CheckUnticked(CheckChange):
    kind: ClassVar[str] = "task.check-unticked"
    changes_words: ClassVar[bool] = False

    def wording(self) -> str:
        return _("opened again: %(text)s") % {"text": self.text}


@happens
@dataclass(frozen=True)
class CheckEdited(CheckChange):
    kind: ClassVar[str] = "task.check-edited"
    before: str

    def wording(self) -> str:
        return _("changed a step from “%(before)s” to “%(text)s”") % {"before": self.before, "text": self.text}


@happens
@dataclass(frozen=True)
class CheckRemoved(CheckChange):
    """`rank` and `was_done` say where and how the step stood."""

    kind: ClassVar[str] = "task.check-removed"
    rank: str
    was_done: bool

    def wording(self) -> str:
        return _("removed from the check list: %(text)s") % {"text": self.text}


@dataclass(frozen=True)
class FileChange(Change):
    """`attachment` is the number of the file, `name` what it is called."""

    icon: ClassVar[str] = "file"
    attachment: int
    name: str

    def touches(self) -> frozenset[str]:
        return frozenset({f"file:{self.attachment}"})


@happens
@dataclass(frozen=True)
class FileAttached(FileChange):
    kind: ClassVar[str] = "task.attached"

    def wording(self) -> str:
        return _("attached %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class FileDetached(FileChange):
    kind: ClassVar[str] = "task.detached"

    def wording(self) -> str:
        return _("removed the file %(name)s") % {"name": self.name}
