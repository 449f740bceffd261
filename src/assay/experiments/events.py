"""What can happen to an experiment."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.activity.happenings import Happening, happens
from assay.experiments.wording import stored_sentence
from assay.notifications.reasons import Reason


@happens
@dataclass(frozen=True)
class ExperimentWritten(Happening):
    kind: ClassVar[str] = "experiment.written"
    icon: ClassVar[str] = "edit"
    hypothesis: str
    before: str = ""

    def wording(self) -> str:
        return _("wrote the experiment's plan")

    def written(self) -> tuple[str, str]:
        return self.before, self.hypothesis

    def quote(self) -> str:
        return self.hypothesis


@happens
@dataclass(frozen=True)
class ExperimentStarted(Happening):
    """What was promised before the start, word for word."""

    kind: ClassVar[str] = "experiment.started"
    icon: ClassVar[str] = "lock"
    criteria: list[str]
    stops: list[str]
    decide_on: str

    def wording(self) -> str:
        return _("started the experiment. Hypothesis, baseline and criteria are locked.")


@happens
@dataclass(frozen=True)
class CriteriaAmended(Happening):
    kind: ClassVar[str] = "criteria.amended"
    icon: ClassVar[str] = "edit"
    tone: ClassVar[str] = "warn"
    added: list[str]
    withdrawn: list[str]
    reason: str

    def wording(self) -> str:
        changed = len(self.added) + len(self.withdrawn)
        return ngettext(
            "changed %(count)d line of the criteria after the start",
            "changed %(count)d lines of the criteria after the start",
            changed,
        ) % {"count": changed}

    def quote(self) -> str:
        return self.reason


@happens
@dataclass(frozen=True)
class CriterionMet(Happening):
    kind: ClassVar[str] = "criterion.met"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "met"
    tone: ClassVar[str] = "good"
    text: str
    run: int | None
    why: dict[str, Any] = field(default_factory=dict)

    def wording(self) -> str:
        if self.run is None:
            return _("Criterion met: %(text)s") % {"text": self.text}
        return _("Criterion met by run %(run)d: %(text)s") % {"run": self.run, "text": self.text}

    def quote(self) -> str:
        return stored_sentence(self.why)


@happens
@dataclass(frozen=True)
class CriterionLost(Happening):
    kind: ClassVar[str] = "criterion.lost"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "not-met"
    tone: ClassVar[str] = "warn"
    text: str
    why: dict[str, Any] = field(default_factory=dict)

    def wording(self) -> str:
        return _("Criterion no longer met: %(text)s") % {"text": self.text}

    def quote(self) -> str:
        return stored_sentence(self.why)


@happens
@dataclass(frozen=True)
class VerdictChanged(Happening):
    kind: ClassVar[str] = "verdict.changed"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "flask"
    notifies: ClassVar[str] = Reason.VERDICT
    state: str
    n_met: int
    n_criteria: int

    def wording(self) -> str:
        return _("The verdict changed: %(met)d of %(all)d criteria met") % {
            "met": self.n_met,
            "all": self.n_criteria,
        }


@happens
@dataclass(frozen=True)
class StopFired(Happening):
    kind: ClassVar[str] = "stop.fired"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "stop"
    notifies: ClassVar[str] = Reason.STOPPED
    tone: ClassVar[str] = "bad"
    text: str
    run: int | None
    then: str
    reasons: list[dict[str, Any]] = field(default_factory=list)

    def wording(self) -> str:
        if self.run is None:
            return _("Stop condition fired: %(text)s") % {"text": self.text}
        return _("Stop condition fired on run %(run)d: %(text)s") % {"run": self.run, "text": self.text}

    def quote(self) -> str:
        what = " ".join(stored_sentence(reason) for reason in self.reasons)
        return _("%(what)s. Next: %(then)s") % {"what": what, "then": self.then} if self.then else what


@happens
@dataclass(frozen=True)
class HardStopSet(Happening):
    """Whether runs that are asked to stop take no more metrics."""

    kind: ClassVar[str] = "experiment.hard-stop-set"
    icon: ClassVar[str] = "stop"
    is_on: bool

    def wording(self) -> str:
        if self.is_on:
            return _("lets stopping end trainings: stopped runs take no more metrics")
        return _("lets stopping only ask: stopped runs still take metrics")


@happens
@dataclass(frozen=True)
class TimeboxEnded(Happening):
    kind: ClassVar[str] = "experiment.timebox-ended"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "clock"
    notifies: ClassVar[str] = Reason.DECIDE
    tone: ClassVar[str] = "warn"
    days: int

    def wording(self) -> str:
        return ngettext(
            "The timebox of %(count)d day ended: decide what the runs say, or say why it goes on.",
            "The timebox of %(count)d days ended: decide what the runs say, or say why it goes on.",
            self.days,
        ) % {"count": self.days}


@happens
@dataclass(frozen=True)
class CheckTicked(Happening):
    kind: ClassVar[str] = "check.ticked"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "check"
    text: str

    def wording(self) -> str:
        return _("did: %(text)s") % {"text": self.text}


@happens
@dataclass(frozen=True)
class CheckUnticked(Happening):
    kind: ClassVar[str] = "check.unticked"
    changes_words: ClassVar[bool] = False
    icon: ClassVar[str] = "check"
    text: str

    def wording(self) -> str:
        return _("opened again: %(text)s") % {"text": self.text}


@happens
@dataclass(frozen=True)
class ExperimentConcluded(Happening):
    kind: ClassVar[str] = "experiment.concluded"
    icon: ClassVar[str] = "flask"
    notifies: ClassVar[str] = Reason.FINISHED
    outcome: str
    kept: str
    learnings: str
    proposed: str = ""
    because: str = ""

    def wording(self) -> str:
        words = {
            "success": _("concluded the experiment: success"),
            "partial": _("concluded the experiment: partial success"),
            "failure": _("concluded the experiment: failure"),
            "stopped": _("concluded the experiment: stopped"),
        }
        return words.get(self.outcome, _("concluded the experiment"))

    def quote(self) -> str:
        if not self.because or self.proposed in ("", self.outcome):
            return self.learnings
        return _("Otherwise than the runs propose: %(because)s") % {"because": self.because} + "\n\n" + self.learnings


@happens
@dataclass(frozen=True)
class TimeboxExtended(Happening):
    kind: ClassVar[str] = "experiment.timebox-extended"
    icon: ClassVar[str] = "clock"
    tone: ClassVar[str] = "warn"
    days: int
    decide_on: str
    because: str

    def wording(self) -> str:
        return ngettext("gave the timebox %(count)d day more", "gave the timebox %(count)d days more", self.days) % {
            "count": self.days
        }

    def quote(self) -> str:
        return self.because


@happens
@dataclass(frozen=True)
class ExperimentReopened(Happening):
    """`outcome` is what had been decided."""

    kind: ClassVar[str] = "experiment.reopened"
    icon: ClassVar[str] = "undo"
    tone: ClassVar[str] = "warn"
    outcome: str
    because: str

    def wording(self) -> str:
        return _("opened the experiment again")

    def quote(self) -> str:
        return self.because


@happens
@dataclass(frozen=True)
class RunsMarked(Happening):
    """`before` holds the tag's value by uid, as it was; `how` is repeats, alone, auto, environment or undone."""

    kind: ClassVar[str] = "experiment.runs-marked"
    icon: ClassVar[str] = "edit"
    how: str
    tag: str
    value: str
    runs: list[int]
    before: dict[str, str] = field(default_factory=dict)

    def wording(self) -> str:
        runs = ", ".join(str(number) for number in self.runs)
        words = {
            "repeats": _("said that runs %(runs)s repeat one another"),
            "alone": _("said that runs %(runs)s repeat no other"),
            "auto": _("lets runs %(runs)s be grouped by what they logged"),
            "undone": _("took back what was said of runs %(runs)s"),
        }
        if self.how == "environment" and self.value:
            return _("said that runs %(runs)s were measured in %(value)s") % {"runs": runs, "value": self.value}
        return words.get(self.how, _("lets runs %(runs)s say their environment themselves")) % {"runs": runs}
