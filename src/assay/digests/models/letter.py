"""A letter with the digest of one week: a row that stands before anything is sent, so that none goes out twice."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q

from assay.activity.recording import record
from assay.digests.events import LetterNotDelivered
from assay.digests.models.subscription import Subscription
from assay.digests.weeks import Span
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models import Person

# How long a job may hold a letter before another one looks after it; longer than the queue lets a job run.
HELD = timedelta(minutes=15)
# Nobody wants the digest of a week that is nearly over.
TRIED_FOR = timedelta(days=2)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=10), timedelta(hours=4)
MOST_PROBLEM = 500


class State(StrEnum):
    SENT = "sent"
    QUIET = "quiet"
    WAITING = "waiting"
    GIVEN_UP = "given-up"
    IN_DOUBT = "in-doubt"


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, person: "Person") -> "LetterQuerySet":
        """Owners see all letters of the workspace, everybody else their own."""
        mine = Q(subscription__person=person)
        if not person.is_owner:
            return self.filter(mine)
        home = person.workspace_id
        in_person = Q(subscription__person__workspace=home)
        return self.filter(in_person | Q(subscription__stakeholder__project__workspace=home))

    def with_reader(self) -> "LetterQuerySet":
        return self.select_related(
            "subscription__person__workspace",
            "subscription__person__user",
            "subscription__stakeholder__project__workspace",
        )

    def open(self) -> "LetterQuerySet":
        """Those with which something is still to be done."""
        return self.filter(sent_at=None, quiet_at=None, given_up_at=None, doubted_at=None)


class Letter(models.Model):
    """One letter per reader and week: `week` is the one in which it leaves, `first` and `last` the days it tells of.

    `begun_at` is written before the mail server gets anything and taken back when it refuses. So a letter that was
    begun and has no end may have arrived: it is in doubt, and is not sent again.
    """

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="letters")
    week = models.CharField(max_length=8)
    first = models.DateField()
    last = models.DateField()
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    # How often it was refused, and how it was put the last time.
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=MOST_PROBLEM, blank=True)
    begun_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    # There was nothing to tell, or nobody to tell it.
    quiet_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    doubted_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "week"], name="letter_once_a_week")]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(sent_at=None, quiet_at=None, given_up_at=None, doubted_at=None),
                name="letter_to_do",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.week}"

    @property
    def span(self) -> Span:
        return Span(self.first, self.last)

    @property
    def state(self) -> State:
        ends = {
            State.SENT: self.sent_at,
            State.QUIET: self.quiet_at,
            State.GIVEN_UP: self.given_up_at,
            State.IN_DOUBT: self.doubted_at,
        }
        return next((state for state, moment in ends.items() if moment), State.WAITING)

    @classmethod
    def write(cls, subscription: Subscription, week: str, *, first: date, last: date) -> "Letter | None":
        """Write the row of this week's letter; None when it stands already."""
        facts = {"first": first, "last": last, "made_at": now(), "next_try_at": now() + HELD}
        letter, is_new = cls.objects.get_or_create(subscription=subscription, week=week, defaults=facts)
        return letter if is_new else None

    def hold(self, *, at: datetime) -> bool:
        """Take the letter for one try if its time has come; False when somebody else was faster."""
        due = type(self).objects.open().filter(pk=self.pk, next_try_at__lte=at, begun_at=None)
        return bool(due.update(next_try_at=at + HELD))

    def begin(self) -> bool:
        """Note, before the mail server gets anything, that it may have the letter now; False for one begun or over."""
        begun = type(self).objects.open().filter(pk=self.pk, begun_at=None)
        return bool(begun.update(begun_at=now()))

    def note_sent(self) -> None:
        self._update(sent_at=now(), problem="")

    def note_quiet(self) -> None:
        self._update(quiet_at=now())

    @transaction.atomic
    def note_refused(self, problem: str, *, is_final: bool) -> None:
        """Try again later, each time with a longer wait, or give up; owners are told of the first and the last."""
        self.refresh_from_db(fields=["tries", "problem"])
        is_over = is_final or now() - self.made_at >= TRIED_FOR
        is_news = is_over or self._is_first_refusal()
        tries, said = self.tries + 1, one_line(problem)
        self._update(
            begun_at=None,
            tries=tries,
            problem=said,
            next_try_at=now() + min(FIRST_WAIT * 2 ** min(tries, 10), LONGEST_WAIT),
            given_up_at=now() if is_over else None,
        )
        if is_news:
            self._tell_owners(said, is_over=is_over)

    @transaction.atomic
    def note_doubt(self, problem: str) -> None:
        """Nobody knows whether it arrived; it is not sent again, and owners are told."""
        said = one_line(problem)
        open_ones = type(self).objects.open().filter(pk=self.pk)
        if open_ones.update(doubted_at=now(), problem=said):
            self._tell_owners(said, is_over=True)

    def _is_first_refusal(self) -> bool:
        """Whether no letter of the workspace was refused in this week yet: a dead server is told of once."""
        home = Q(subscription__person__workspace=self.subscription.workspace)
        home |= Q(subscription__stakeholder__project__workspace=self.subscription.workspace)
        return not type(self).objects.filter(home, week=self.week).exclude(problem="").exists()

    def _tell_owners(self, problem: str, *, is_over: bool) -> None:
        workspace = self.subscription.workspace
        owners = workspace.people.present().filter(role="owner").values_list("pk", flat=True)
        told = LetterNotDelivered(self.subscription.name, problem, is_over=is_over, owners=list(owners))
        record(told, on=workspace, by=None)

    def _update(self, **facts: object) -> None:
        type(self).objects.filter(pk=self.pk).update(**facts)


def one_line(text: str) -> str:
    """Return what a server said as it is kept."""
    return " ".join(text.replace("\0", "").split())[:MOST_PROBLEM]
