"""What can happen to imports. It stands in the history of the project, what came to a task in that of the task."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.activity.happenings import Happening, happens


@happens
@dataclass(frozen=True)
class SourceAdded(Happening):
    kind: ClassVar[str] = "source.added"
    icon: ClassVar[str] = "runs"
    uri: str

    def wording(self) -> str:
        return _("began to bring runs from %(uri)s") % {"uri": self.uri}


@happens
@dataclass(frozen=True)
class SourcePaused(Happening):
    kind: ClassVar[str] = "source.paused"
    icon: ClassVar[str] = "runs"
    uri: str

    def wording(self) -> str:
        return _("paused the import from %(uri)s") % {"uri": self.uri}


@happens
@dataclass(frozen=True)
class SourceResumed(Happening):
    kind: ClassVar[str] = "source.resumed"
    icon: ClassVar[str] = "runs"
    uri: str

    def wording(self) -> str:
        return _("resumed the import from %(uri)s") % {"uri": self.uri}


@happens
@dataclass(frozen=True)
class SourceRemoved(Happening):
    kind: ClassVar[str] = "source.removed"
    icon: ClassVar[str] = "trash"
    uri: str

    def wording(self) -> str:
        return _("removed the import from %(uri)s") % {"uri": self.uri}


@happens
@dataclass(frozen=True)
class SourceCameWhole(Happening):
    """The first pass is done: `runs` are there now that were not before."""

    kind: ClassVar[str] = "source.came_whole"
    icon: ClassVar[str] = "runs"
    uri: str
    runs: int

    def wording(self) -> str:
        said = ngettext("brought %(runs)d run from %(uri)s", "brought %(runs)d runs from %(uri)s", self.runs)
        return said % {"runs": self.runs, "uri": self.uri}


@happens
@dataclass(frozen=True)
class ChangelogCame(Happening):
    """Tasks with their past came from a file of another tracker: `tasks` of them, moved `moves` times there."""

    kind: ClassVar[str] = "changelog.came"
    icon: ClassVar[str] = "board"
    tasks: int
    moves: int
    origin: str

    def wording(self) -> str:
        said = ngettext("brought %(tasks)d task from %(origin)s", "brought %(tasks)d tasks from %(origin)s", self.tasks)
        return said % {"tasks": self.tasks, "origin": self.origin}


@happens
@dataclass(frozen=True)
class RunsCame(Happening):
    """Runs from elsewhere were linked to the task. `origin` names the server or the file."""

    kind: ClassVar[str] = "runs.came"
    icon: ClassVar[str] = "runs"
    runs: int
    origin: str

    def wording(self) -> str:
        said = ngettext("brought %(runs)d run from %(origin)s", "brought %(runs)d runs from %(origin)s", self.runs)
        return said % {"runs": self.runs, "origin": self.origin}
