"""What can happen to signals: they are put off with a reason, called back, and fire sooner or later."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens
from assay.web.when import day


@dataclass(frozen=True)
class _OfSignal(Happening):
    icon: ClassVar[str] = "bell"
    changes_words: ClassVar[bool] = False


@happens
@dataclass(frozen=True)
class SignalSnoozed(_OfSignal):
    """`rule` is the rule's name in addresses, `signal` as people read it. On what the signal is about."""

    kind: ClassVar[str] = "signal.snoozed"
    rule: str
    signal: str
    until: str
    reason: str

    def wording(self) -> str:
        until = day(date.fromisoformat(self.until))
        return _("put “%(signal)s” off until %(until)s") % {"signal": self.signal, "until": until}

    def quote(self) -> str:
        return self.reason


@happens
@dataclass(frozen=True)
class SignalRecalled(_OfSignal):
    """Somebody ended a snooze before its day."""

    kind: ClassVar[str] = "signal.recalled"
    rule: str
    signal: str

    def wording(self) -> str:
        return _("called “%(signal)s” back") % {"signal": self.signal}


@happens
@dataclass(frozen=True)
class ThresholdsSet(_OfSignal):
    """`changes` holds before and after of each number that changed; None is off. On the workspace."""

    kind: ClassVar[str] = "workspace.signals-set"
    changes: dict[str, list[Any]]

    def wording(self) -> str:
        return _("changed when signals fire")
