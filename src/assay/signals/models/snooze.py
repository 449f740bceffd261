"""A snooze: somebody saw a signal and said why it may rest until a day."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assay.activity.kinds import kind_named
from assay.activity.recording import record
from assay.activity.subjects import Subject
from assay.kit.clock import now
from assay.projects.models import Project
from assay.signals.events import SignalRecalled, SignalSnoozed
from assay.signals.signal import Signal

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.signals.bundles import Line

MOST_REASON = 300
MOST_DAYS = 92


class BadSnooze(ValueError):
    """Nobody said why, or until when in the near future."""


class SnoozeQuerySet(models.QuerySet["Snooze"]):
    def visible_to(self, person: "Person") -> "SnoozeQuerySet":
        return self.filter(project__in=Project.objects.visible_to(person))

    def standing(self, *, today: date) -> "SnoozeQuerySet":
        """Those whose day has not come and that nobody ended."""
        return self.filter(ended_at=None, until__gt=today)


class Snooze(models.Model):
    """One signal put off, for everybody, until the day `until` begins.

    It is about what was the case at `begun_at`: a signal that holds since later is a new one and is shown.
    Verbs: `begin`, `end`.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="snoozes")
    rule = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    # As people read them on that day, for the list of what is put off.
    name = models.CharField(max_length=120)
    label = models.CharField(max_length=260)
    until = models.DateField()
    reason = models.CharField(max_length=MOST_REASON)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)

    objects = SnoozeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="snooze_for_a_reason"),
            models.UniqueConstraint(
                fields=["project", "rule", "subject_kind", "subject_id"],
                condition=models.Q(ended_at=None),
                name="snooze_one_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.label}"

    @property
    def key(self) -> str:
        """The key of the signal that rests."""
        return f"{self.rule}:{self.subject_kind}:{self.subject_id}"

    @property
    def subject(self) -> Subject:
        """It stands in the history of what the signal is about, else in the project's: a phase has none of its own."""
        if kind_named(self.subject_kind) is None:
            return self.project.subject
        return Subject(self.subject_kind, self.subject_id, self.project.workspace_id, self.project_id)

    @classmethod
    @transaction.atomic
    def begin(cls, signal: Signal, until: date, reason: str, by: "Person") -> "Snooze":
        """Let the signal rest until that day, for everybody. One that rests already rests as said now.

        The caller checked who may see it. Raises `BadSnooze`.
        """
        reason = reason.strip()
        _check(until, reason)
        project = Project.objects.select_for_update(no_key=True).get(pk=signal.project_id)
        mine = cls.objects.filter(project=project, rule=signal.rule, ended_at=None)
        mine.filter(subject_kind=signal.subject.kind, subject_id=signal.subject.id).update(ended_at=now(), ended_by=by)
        made = cls.objects.create(
            project=project,
            rule=signal.rule,
            subject_kind=signal.subject.kind,
            subject_id=signal.subject.id,
            name=signal.name[:120],
            label=signal.subject.label[:260],
            until=until,
            reason=reason,
            begun_at=now(),
            begun_by=by,
        )
        told = SignalSnoozed(rule=made.rule, signal=made.name, until=until.isoformat(), reason=reason)
        record(told, on=made, by=by)
        return made

    @classmethod
    @transaction.atomic
    def begin_all(cls, line: "Line", until: date, reason: str, by: "Person") -> "list[Snooze]":
        """Let a signal rest, or all that are told as one. Raises `BadSnooze`."""
        signals = [line] if isinstance(line, Signal) else line.signals
        return [cls.begin(signal, until, reason, by) for signal in signals]

    @transaction.atomic
    def end(self, *, by: "Person") -> None:
        """Show the signal again at once, if it still holds; twice is once."""
        self.refresh_from_db(from_queryset=Snooze.objects.select_for_update(no_key=True))
        if self.ended_at is not None:
            return
        self.ended_at, self.ended_by = now(), by
        self.save(update_fields=["ended_at", "ended_by"])
        record(SignalRecalled(rule=self.rule, signal=self.name), on=self, by=by)

    def covers(self, signal: Signal) -> bool:
        """Whether it is about this signal, and not about one that began later."""
        return self.key == signal.key and signal.since <= self.begun_at


def _check(until: date, reason: str) -> None:
    today = timezone.localdate(now())
    if not reason:
        raise BadSnooze(_("Say why it may wait; the reason stays on the project."))
    if len(reason) > MOST_REASON:
        raise BadSnooze(_("Say it in at most %(most)d letters.") % {"most": MOST_REASON})
    if not today < until <= today + timedelta(days=MOST_DAYS):
        raise BadSnooze(_("Choose a day from tomorrow on, three months ahead at most."))
