"""What can happen on the scratch list of a project."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens


@dataclass(frozen=True)
class ScratchChange(Happening):
    """`scratch` is the number of the line in its project, `text` what it says."""

    icon: ClassVar[str] = "edit"
    scratch: int
    text: str

    def quote(self) -> str:
        return self.text


@happens
@dataclass(frozen=True)
class ScratchAdded(ScratchChange):
    kind: ClassVar[str] = "scratch.added"

    def wording(self) -> str:
        return _("wrote on the scratch list")


@happens
@dataclass(frozen=True)
class ScratchBecame(ScratchChange):
    """`task` is the row number of the experiment."""

    kind: ClassVar[str] = "scratch.became"
    icon: ClassVar[str] = "flask"
    task: int

    def wording(self) -> str:
        return _("made an experiment of a scratch")

    def points_at(self) -> tuple[str, str]:
        return "task", str(self.task)


@happens
@dataclass(frozen=True)
class ScratchLetGo(ScratchChange):
    kind: ClassVar[str] = "scratch.let-go"
    icon: ClassVar[str] = "check"
    learned: str

    def wording(self) -> str:
        return _("let a scratch go: %(text)s") % {"text": self.text}

    def quote(self) -> str:
        return self.learned
