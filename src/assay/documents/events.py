"""What can happen to a document."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.activity.happenings import Happening, happens
from assay.activity.references import found_in
from assay.notifications.reasons import Reason

_TEXTS = {"text", "before"}


@dataclass(frozen=True)
class _Wrote(Happening):
    """Somebody wrote. The versions keep the texts; of those the event keeps whom they name, so that people are told."""

    icon: ClassVar[str] = "document"
    is_followed: ClassVar[bool] = True

    def as_data(self) -> dict[str, Any]:
        return {name: _names(value) if name in _TEXTS else value for name, value in super().as_data().items()}


def _names(text: str) -> str:
    return " ".join(found_in(text, kind="person"))


@happens
@dataclass(frozen=True)
class DocumentCreated(_Wrote):
    kind: ClassVar[str] = "document.created"
    title: str
    text: str = ""
    file: str = ""

    def written(self) -> tuple[str, str]:
        return "", self.text

    def wording(self) -> str:
        if self.file:
            return _("uploaded %(file)s") % {"file": self.file}
        return _("wrote the first version")


@happens
@dataclass(frozen=True)
class DocumentWritten(_Wrote):
    """`version` is the number of what was saved, `title` the new one if it was renamed, `file` what was uploaded."""

    kind: ClassVar[str] = "document.written"
    version: int
    title: str = ""
    note: str = ""
    text: str = ""
    before: str = ""
    file: str = ""

    def written(self) -> tuple[str, str]:
        return self.before, self.text

    def wording(self) -> str:
        if self.file:
            return _("uploaded %(file)s as version %(number)d") % {"file": self.file, "number": self.version}
        if self.title:
            return _("saved version %(number)d, renamed to %(title)s") % {"number": self.version, "title": self.title}
        return _("saved version %(number)d") % {"number": self.version}

    def quote(self) -> str:
        return self.note


@happens
@dataclass(frozen=True)
class DocumentRestored(Happening):
    """`restored` is the number of the version that was brought back as version `version`."""

    kind: ClassVar[str] = "document.restored"
    icon: ClassVar[str] = "undo"
    version: int
    restored: int

    def wording(self) -> str:
        return _("brought version %(number)d back") % {"number": self.restored}


@happens
@dataclass(frozen=True)
class DocumentMoved(Happening):
    """Paths of folders; empty is the first level."""

    kind: ClassVar[str] = "document.moved"
    icon: ClassVar[str] = "project"
    folder: str
    before: str

    def wording(self) -> str:
        return _("moved this to %(folder)s") % {"folder": self.folder or _("the first level")}


@happens
@dataclass(frozen=True)
class DocumentTrashed(Happening):
    kind: ClassVar[str] = "document.trashed"
    icon: ClassVar[str] = "trash"

    def wording(self) -> str:
        return _("put this into the trash")


@happens
@dataclass(frozen=True)
class DocumentTakenBack(Happening):
    kind: ClassVar[str] = "document.taken-back"
    icon: ClassVar[str] = "undo"

    def wording(self) -> str:
        return _("took this out of the trash")


@happens
@dataclass(frozen=True)
class DocumentErased(Happening):
    """Thirty days in the trash were over. Recorded on the project, as the document is gone."""

    kind: ClassVar[str] = "document.erased"
    icon: ClassVar[str] = "trash"
    title: str

    def wording(self) -> str:
        return _("erased the document %(title)s, thirty days in the trash") % {"title": self.title}


@happens
@dataclass(frozen=True)
class DocumentCommented(Happening):
    """`comment` is the number of the comment."""

    kind: ClassVar[str] = "document.commented"
    icon: ClassVar[str] = "comment"
    notifies: ClassVar[str] = Reason.COMMENTED
    is_followed: ClassVar[bool] = True
    changes_words: ClassVar[bool] = False
    text: str
    comment: int

    def written(self) -> tuple[str, str]:
        return "", self.text

    def counted(self, count: int) -> str:
        return ngettext("%(count)d new comment", "%(count)d new comments", count) % {"count": count}

    def wording(self) -> str:
        return _("commented")

    def quote(self) -> str:
        return self.text


@happens
@dataclass(frozen=True)
class DocumentCommentEdited(Happening):
    kind: ClassVar[str] = "document.comment-edited"
    icon: ClassVar[str] = "comment"
    changes_words: ClassVar[bool] = False
    comment: int
    text: str
    before: str

    def written(self) -> tuple[str, str]:
        return self.before, self.text

    def wording(self) -> str:
        return _("rewrote a comment")


@happens
@dataclass(frozen=True)
class DocumentCommentRemoved(Happening):
    kind: ClassVar[str] = "document.comment-removed"
    icon: ClassVar[str] = "comment"
    changes_words: ClassVar[bool] = False
    comment: int

    def wording(self) -> str:
        return _("removed a comment")
