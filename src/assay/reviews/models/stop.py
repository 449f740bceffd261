"""Stops of a review: one thing that awaits a decision, and the decision."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.kit.clock import now
from assay.projects.models import Project
from assay.reviews.matters import Candidate

if TYPE_CHECKING:
    from assay.projects.models import Decision
    from assay.reviews.models.review import Review

MOST_TITLE = 240


class DecidedAlready(Exception):
    """Somebody, perhaps in another window, decided at this stop."""


class Way(models.TextChoices):
    """The ways on that a lead chooses from."""

    EXTEND = "extend", gettext_lazy("Extend")
    STOP = "stop", gettext_lazy("Stop")
    PIVOT = "pivot", gettext_lazy("Pivot")
    SPLIT = "split", gettext_lazy("Split")
    HAND_OVER = "hand-over", gettext_lazy("Hand over")
    ASK = "ask", gettext_lazy("Ask")
    SNOOZE = "snooze", gettext_lazy("Snooze")
    WAIVE = "waive", gettext_lazy("Waive")
    GO = "go", gettext_lazy("Go")
    NO_GO = "no-go", gettext_lazy("No-go")


class StopQuerySet(models.QuerySet["Stop"]):
    def visible_to(self, person: "Any") -> "StopQuerySet":
        return self.filter(project__in=Project.objects.visible_to(person))

    def in_order(self) -> "StopQuerySet":
        return self.order_by("position", "pk")

    def decided(self) -> "StopQuerySet":
        return self.exclude(decided_at=None)

    def open(self) -> "StopQuerySet":
        """Those that still ask for a decision, put off ones among them."""
        return self.filter(decided_at=None, settled_at=None)

    def with_facts(self) -> "StopQuerySet":
        return self.select_related("project__lead", "decision")


class Stop(models.Model):
    """`thing` is the number of a task, project or deliverable, by its `kind`. `matters` says what brought it here.

    `way` is what was decided, and `told` the plain facts of it. Verbs: `put_off`, `renew`, `keep`; deciding is
    `reviews.actions.decide`.
    """

    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="stops")
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    thing = models.CharField(max_length=20)
    title = models.CharField(max_length=MOST_TITLE)
    # Pairs of name and sentence, as they were when the stop was made.
    matters = models.JSONField(default=list)
    rules = models.JSONField(default=list)
    since = models.DateTimeField(null=True)
    way = models.CharField(max_length=12, choices=Way, blank=True)
    why = models.TextField(blank=True)
    told = models.JSONField(default=dict)
    decided_at = models.DateTimeField(null=True)
    decision = models.ForeignKey("projects.Decision", on_delete=models.SET_NULL, related_name="+", null=True)
    put_off_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    objects = StopQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "kind", "thing"], name="stop_once_a_thing"),
            models.UniqueConstraint(fields=["review", "position"], name="stop_once_a_place"),
            models.CheckConstraint(condition=Q(decided_at=None) | ~Q(way=""), name="stop_decided_in_a_way"),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def of(cls, review: "Review", candidate: Candidate, position: int) -> "Stop":
        """Return the stop for a candidate, not yet stored."""
        first = candidate.first
        stop = cls(review=review, project_id=first.project_id, position=position, kind=first.kind, thing=first.thing)
        stop.title = first.title[:MOST_TITLE]
        stop._say(candidate)
        return stop

    @property
    def subject_pair(self) -> tuple[str, str]:
        return self.kind, self.thing

    @property
    def is_open(self) -> bool:
        return self.decided_at is None and self.settled_at is None

    @property
    def state(self) -> str:
        """Return open, put-off, decided or settled."""
        if self.decided_at is not None:
            return "decided"
        if self.settled_at is not None:
            return "settled"
        return "put-off" if self.put_off_at is not None else "open"

    @property
    def name(self) -> str:
        """What is the matter, in few words."""
        return str(self.matters[0][0]) if self.matters else ""

    @property
    def says(self) -> str:
        """What is the matter, in a sentence or two."""
        return " ".join(str(one[1]) for one in self.matters)

    @property
    def decided(self) -> str:
        """What was decided, in a plain sentence without its full stop."""
        return (self.decision.what or self.decision.title) if self.decision else self.title

    def says_within(self, most: int) -> str:
        """Return as many whole sentences of it as fit, the first of them at any rate."""
        said = ""
        for _name, sentence in self.matters:
            if said and len(f"{said} {sentence}") > most:
                break
            said = f"{said} {sentence}".strip()
        return said if len(said) <= most else said[: most - 1].rstrip() + "…"

    def show(self, found: Candidate | None) -> None:
        """Say what is the matter now, as `renew` would, and store nothing."""
        if found is not None:
            self._say(found)
        else:
            self.settled_at = now()

    @transaction.atomic
    def hold(self) -> None:
        """Lock the row and read it again, before anything else is locked."""
        self.refresh_from_db(from_queryset=Stop.objects.select_for_update(no_key=True))

    @transaction.atomic
    def hold_open(self) -> None:
        """Lock and read it again. Raises `DecidedAlready`, also in another window of the same lead."""
        self.hold()
        if self.decided_at is not None:
            said = _("You decided this already, perhaps in another window: %(way)s.")
            raise DecidedAlready(said % {"way": self.get_way_display()})

    @transaction.atomic
    def put_off(self, *, at: datetime | None = None) -> None:
        """Not now: it stays open and comes up again at the end, or next week."""
        self.hold()
        if self.is_open:
            self.put_off_at = at or now()
            self.save(update_fields=["put_off_at"])

    @transaction.atomic
    def renew(self, found: Candidate | None, *, at: datetime | None = None) -> None:
        """Say what is the matter now. With nothing it is settled: there is nothing to decide for now."""
        self.hold()
        if self.decided_at is not None:
            return
        if found is not None:
            self._say(found)
        self.settled_at = None if found else self.settled_at or at or now()
        self.save(update_fields=["settled_at", "matters", "rules", "since"])

    @transaction.atomic
    def keep(self, way: str, why: str, told: dict[str, Any], decision: "Decision", *, at: datetime) -> None:
        """Write down what was decided; the caller holds the row."""
        self.way, self.why, self.told, self.decision, self.decided_at = way, why, told, decision, at
        self.put_off_at = self.settled_at = None
        kept = ["way", "why", "told", "decision", "decided_at", "put_off_at", "settled_at"]
        self.save(update_fields=[*kept, "matters", "rules", "since"])

    def _say(self, candidate: Candidate) -> None:
        self.matters = [[one.name, one.says] for one in candidate.matters]
        self.rules = [one.rule for one in candidate.matters]
        self.since = candidate.since
