"""What can happen to a run. While a run belongs to a task, this stands in the history of the task."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens
from assay.notifications.reasons import Reason


@happens
@dataclass(frozen=True)
class RunStarted(Happening):
    kind: ClassVar[str] = "run.started"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "runs"
    run: str
    number: int
    name: str

    def wording(self) -> str:
        return _("started run %(number)d %(name)s") % {"number": self.number, "name": self.name}


@happens
@dataclass(frozen=True)
class RunFinished(Happening):
    """`status` is FINISHED, FAILED or KILLED."""

    kind: ClassVar[str] = "run.finished"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "runs"
    run: str
    number: int
    name: str
    status: str

    def renews(self) -> tuple[str, str]:
        return "run", self.run

    def wording(self) -> str:
        facts = {"number": self.number, "name": self.name}
        if self.status == "FAILED":
            return _("saw run %(number)d %(name)s fail") % facts
        if self.status == "KILLED":
            return _("stopped run %(number)d %(name)s") % facts
        return _("finished run %(number)d %(name)s") % facts


@happens
@dataclass(frozen=True)
class RunLinked(Happening):
    """`because` is a `LinkReason`."""

    kind: ClassVar[str] = "run.linked"
    # They do change, and are noted as stale: indexed here, they would be held while the experiment is waited for.
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "link"
    run: str
    number: int
    name: str
    because: str

    def wording(self) -> str:
        return _("linked run %(number)d %(name)s to this") % {"number": self.number, "name": self.name}


@happens
@dataclass(frozen=True)
class RunUnlinked(Happening):
    kind: ClassVar[str] = "run.unlinked"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "link"
    run: str
    number: int
    name: str

    def wording(self) -> str:
        return _("took run %(number)d %(name)s off this") % {"number": self.number, "name": self.name}


@happens
@dataclass(frozen=True)
class RunDeleted(Happening):
    kind: ClassVar[str] = "run.deleted"
    icon: ClassVar[str] = "trash"
    run: str
    number: int
    name: str

    def wording(self) -> str:
        return _("deleted run %(number)d %(name)s") % {"number": self.number, "name": self.name}


@happens
@dataclass(frozen=True)
class RunRestored(Happening):
    kind: ClassVar[str] = "run.restored"
    icon: ClassVar[str] = "runs"
    run: str
    number: int
    name: str

    def wording(self) -> str:
        return _("restored run %(number)d %(name)s") % {"number": self.number, "name": self.name}


@happens
@dataclass(frozen=True)
class RunAskedToStop(Happening):
    """A person asked; what a stop condition asks stands in `stop.fired`. `owner` is who runs the training."""

    kind: ClassVar[str] = "run.asked-to-stop"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "stop"
    notifies: ClassVar[str] = Reason.STOPPED
    tone: ClassVar[str] = "warn"
    run: str
    number: int
    name: str
    because: str = ""
    owner: int | None = None

    def wording(self) -> str:
        return _("asked run %(number)d %(name)s to stop") % {"number": self.number, "name": self.name}

    def quote(self) -> str:
        return self.because

    def addressed(self) -> dict[int, str]:
        return {self.owner: Reason.STOPPED} if self.owner is not None else {}


@happens
@dataclass(frozen=True)
class RunSilent(Happening):
    """It still runs, so it says, but has logged nothing for so many hours. `owner` is who runs the training."""

    kind: ClassVar[str] = "run.silent"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "clock"
    tone: ClassVar[str] = "warn"
    run: str
    number: int
    name: str
    hours: int
    owner: int | None = None

    def wording(self) -> str:
        facts = {"number": self.number, "name": self.name, "hours": self.hours}
        return _("Run %(number)d %(name)s has logged nothing for %(hours)d h") % facts

    def addressed(self) -> dict[int, str]:
        return {self.owner: Reason.STOPPED} if self.owner is not None else {}


@happens
@dataclass(frozen=True)
class RunMayGoOn(Happening):
    """The request to stop was taken back."""

    kind: ClassVar[str] = "run.may-go-on"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "runs"
    run: str
    number: int
    name: str

    def wording(self) -> str:
        return _("lets run %(number)d %(name)s go on") % {"number": self.number, "name": self.name}


@happens
@dataclass(frozen=True)
class RunIgnored(Happening):
    kind: ClassVar[str] = "run.ignored"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "inbox"
    run: str
    number: int
    name: str

    def wording(self) -> str:
        return _("put run %(number)d %(name)s aside") % {"number": self.number, "name": self.name}


@happens
@dataclass(frozen=True)
class RunWaitsAgain(Happening):
    kind: ClassVar[str] = "run.waits-again"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "inbox"
    run: str
    number: int
    name: str

    def wording(self) -> str:
        return _("took run %(number)d %(name)s back into the inbox") % {"number": self.number, "name": self.name}
