"""A weekly review: one per lead and ISO week, a walk over stops that can be left and taken up again."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Optional

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from assay.activity.recording import record, touch
from assay.activity.subjects import Subject
from assay.kit.clock import now
from assay.projects.models import Project
from assay.reviews.events import ReviewBegun, ReviewFinished
from assay.reviews.matters import MOST_STOPS, Candidate
from assay.reviews.models.stop import Stop
from assay.reviews.weeks import monday_of, week_name

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.documents.models import Document

PLANNED = timedelta(minutes=15)
# Whoever looks at one stop for longer has gone for a coffee: more than this does not count.
LONGEST_LOOK = timedelta(minutes=10)


class ReviewOver(Exception):
    """A review that was finished stays as it is; the next one is of another week."""


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, person: "Person") -> "ReviewQuerySet":
        """One's own, and those of others that decided something of a project one may see."""
        decided = Stop.objects.visible_to(person).decided().filter(review=OuterRef("pk"))
        return self.filter(Q(person=person) | Exists(decided), workspace_id=person.workspace_id)

    def of(self, person: "Person") -> "ReviewQuerySet":
        return self.filter(person=person)


class Review(models.Model):
    """`spent_seconds` counts what was spent at stops. Verbs: `begin`, `take_in`, `count`, `finish`, `go_on`,
    `note_document`.
    """

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="reviews")
    week = models.DateField()
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    spent_seconds = models.PositiveIntegerField(default=0)
    stepped_at = models.DateTimeField()
    # By number of a project the document that holds what was decided of it, and the version we wrote last.
    documents = models.JSONField(default=dict)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "week"], name="review_once_a_week")]

    def __str__(self) -> str:
        return week_name(self.week)

    @property
    def subject(self) -> Subject:
        return Subject("review", str(self.pk), self.workspace_id)

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    def is_of(self, today: date) -> bool:
        """Whether its week is the one going on."""
        return self.week == monday_of(today)

    @property
    def iso_week(self) -> str:
        """The week as addresses name it: `2026-W48`."""
        year, number, _day = self.week.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def minutes(self) -> int:
        """Minutes spent, begun ones among them."""
        return -(-self.spent_seconds // 60)

    @classmethod
    def this_week(cls, person: "Person", *, today: date) -> Optional["Review"]:
        return cls.objects.of(person).filter(week=monday_of(today)).first()

    @classmethod
    def before(cls, person: "Person", *, today: date) -> Optional["Review"]:
        """Return the last review of an earlier week."""
        return cls.objects.of(person).filter(week__lt=monday_of(today)).order_by("-week").first()

    @classmethod
    @transaction.atomic
    def begin(
        cls, person: "Person", found: Sequence[Candidate], *, today: date, at: datetime | None = None
    ) -> "Review":
        """Begin the review of this week with a stop for each of what awaits; begun already, go on with what is new."""
        moment = at or now()
        review, is_new = cls.objects.get_or_create(
            person=person,
            week=monday_of(today),
            defaults={"workspace_id": person.workspace_id, "begun_at": moment, "stepped_at": moment},
        )
        review.go_on(today=today)
        review.take_in(found, at=moment)
        if is_new:
            record(ReviewBegun(week=review.week.isoformat(), stops=review.stops.count()), on=review, by=person, at=at)
        return review

    @transaction.atomic
    def take_in(self, found: Sequence[Candidate], *, at: datetime | None = None) -> None:
        """Add a stop for what is new, at the end, and settle those whose matter is gone. At most twelve are open."""
        if self.hold().is_finished:
            return
        stops = list(self.stops.in_order())
        known, there = {stop.subject_pair for stop in stops}, {one.first.subject: one for one in found}
        for stop in stops:
            stop.renew(there.get(stop.subject_pair), at=at)
        room = MOST_STOPS - sum(stop.settled_at is None for stop in stops)
        new = [one for one in found if one.first.subject not in known][: max(room, 0)]
        last = stops[-1].position if stops else 0
        Stop.objects.bulk_create(Stop.of(self, one, position) for position, one in enumerate(new, start=last + 1))
        touch(self)

    @transaction.atomic
    def count(self, shown_at: datetime | None, *, at: datetime | None = None) -> None:
        """Count the time since a step was shown, in how many windows ever, up to the longest look."""
        moment = at or now()
        self.hold()
        since = min(max(shown_at or self.stepped_at, self.stepped_at), moment)
        more = min(moment - since, LONGEST_LOOK)
        Review.objects.filter(pk=self.pk).update(
            spent_seconds=F("spent_seconds") + round(more.total_seconds()), stepped_at=moment
        )
        self.refresh_from_db(fields=["spent_seconds", "stepped_at"])

    @transaction.atomic
    def finish(self, *, by: "Person", at: datetime | None = None) -> None:
        """Close it; what is undecided comes up again next week. Twice is once."""
        if self.hold().is_finished:
            return
        self.finished_at = at or now()
        self.save(update_fields=["finished_at"])
        decided = self.stops.decided().count()
        told = ReviewFinished(week=self.week.isoformat(), decided=decided, minutes=self.minutes)
        record(told, on=self, by=by, at=at)

    @transaction.atomic
    def go_on(self, *, today: date) -> None:
        """Open a finished one again, while its week lasts. Raises `ReviewOver` for one of an earlier week."""
        if self.hold().is_finished:
            if not self.is_of(today):
                raise ReviewOver(_("Its week is over, so it stays as it is. What is still open is in the next review."))
            self.finished_at = None
            self.save(update_fields=["finished_at"])
            touch(self)

    def note_document(self, document: "Document") -> None:
        """Remember which document holds what was decided of its project, as of which version; the caller holds it."""
        self.documents[str(document.project_id)] = {"document": document.pk, "version": document.version}
        self.save(update_fields=["documents"])

    def check_open(self) -> None:
        """Raise `ReviewOver` for a finished one."""
        if self.is_finished:
            raise ReviewOver(_("This review is finished. Decide on the project's own page, or go on with the review."))

    def projects(self) -> "models.QuerySet[Project]":
        return Project.objects.filter(pk__in=self.stops.values("project"))

    def hold(self) -> "Review":
        """Lock the row and read it again, before its stops and everything else."""
        self.refresh_from_db(from_queryset=Review.objects.select_for_update(no_key=True))
        return self
