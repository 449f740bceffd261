"""A letter that somebody sends themselves at once, to see what one looks like and whether mail goes out."""

from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from django.db import models, transaction

from assay.digests.models.letter import HELD, State, one_line
from assay.digests.weeks import Span
from assay.kit.clock import now
from assay.kit.limits import Limit

if TYPE_CHECKING:
    from assay.accounts.models import Person

ASKED = Limit("letters to oneself", most=5, seconds=3600)
MOST_PROBLEM = 500


class TrialLetterQuerySet(models.QuerySet["TrialLetter"]):
    def visible_to(self, person: "Person") -> "TrialLetterQuerySet":
        """One's own."""
        return self.filter(person=person)


class TrialLetter(models.Model):
    """The last one of a person. It is no letter of a week: it is not tried again, and that of the week leaves as well.

    `begun_at` is written before the mail server gets anything. So one that was begun and has no end may have arrived.
    """

    person = models.OneToOneField("accounts.Person", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    doubted_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=MOST_PROBLEM, blank=True)

    objects = TrialLetterQuerySet.as_manager()

    def __str__(self) -> str:
        return f"trial letter to {self.person}"

    @property
    def state(self) -> State:
        """Return sent, given up, in doubt, or waiting."""
        if self.sent_at or self.refused_at:
            return State.SENT if self.sent_at else State.GIVEN_UP
        is_lost = self.begun_at is not None and self.begun_at < now() - HELD
        return State.IN_DOUBT if self.doubted_at or is_lost else State.WAITING

    @property
    def is_waiting(self) -> bool:
        """Whether the worker has it still to do; one that was never taken up is given up after a while."""
        return self.state is State.WAITING and self.asked_at > now() - HELD

    def span_in(self, zone: tzinfo) -> Span:
        """Return the seven days to the one on which it was asked for, where its reader is."""
        last = self.asked_at.astimezone(zone).date()
        return Span(last - timedelta(days=6), last)

    @classmethod
    @transaction.atomic
    def ask(cls, person: "Person", *, at: datetime | None = None) -> "tuple[TrialLetter, bool]":
        """Write down that somebody wants one now, and whether it is a new one: while one waits there is no second.

        Raises `TooOften`.
        """
        moment = at or now()
        _row, is_first = cls.objects.get_or_create(person=person, defaults={"asked_at": moment})
        held = cls.objects.select_for_update().get(person=person)
        if held.is_waiting and not is_first:
            return held, False
        ASKED.check(str(person.pk))
        ASKED.count(str(person.pk))
        held.asked_at, held.problem = moment, ""
        held.begun_at = held.sent_at = held.refused_at = held.doubted_at = None
        held.save()
        return held, True

    def begin(self) -> bool:
        """Note that the mail server may have it now; False for one that was begun."""
        return bool(self._same().filter(begun_at=None).update(begun_at=now()))

    def note_sent(self) -> None:
        self._same().update(sent_at=now())

    def note_refused(self, problem: str, *, is_final: bool = True) -> None:
        """The mail server has nothing of it, or it could not be written. Final or not, it is not tried again."""
        self._same().update(refused_at=now(), problem=one_line(problem))

    def note_doubt(self, problem: str) -> None:
        """Nobody knows whether it arrived."""
        self._same().update(doubted_at=now(), problem=one_line(problem))

    def _same(self) -> TrialLetterQuerySet:
        """The row, unless another one was asked for meanwhile."""
        return type(self).objects.filter(pk=self.pk, asked_at=self.asked_at)
