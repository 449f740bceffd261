"""A deliverable: something a phase hands over."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.activity.subjects import Subject
from assay.deliverables.keys import DeliverableKey, written
from assay.deliverables.models.attaching import Attaching
from assay.deliverables.models.owing import Owing
from assay.deliverables.models.reviewing import Reviewing
from assay.deliverables.models.sharing import Sharing
from assay.deliverables.models.signing import Signing
from assay.deliverables.models.states import State
from assay.deliverables.refusals import NotNeeded, ReadAgain
from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_TITLE, MOST_PURPOSE, MOST_REASON = 200, 2000, 500


class Kind(models.TextChoices):
    """What it is, as a hint for whoever makes it."""

    DOCUMENT = "document", gettext_lazy("Document")
    PLAN = "plan", gettext_lazy("Plan")
    NOTEBOOK = "notebook", gettext_lazy("Notebook")
    DATASET = "dataset", gettext_lazy("Dataset")
    FEATURES = "features", gettext_lazy("Feature set")
    CODE = "code", gettext_lazy("Code")
    PIPELINE = "pipeline", gettext_lazy("Pipeline")
    MODEL = "model", gettext_lazy("Model")
    DECISION = "decision", gettext_lazy("Decision")
    OTHER = "other", gettext_lazy("Something else")


class Review(models.TextChoices):
    """What must be checked before anybody can sign."""

    NONE = "", gettext_lazy("None: read and sign")
    TWO_DISCIPLINES = "two-disciplines", gettext_lazy("A check list, and one data scientist and one engineer")


@dataclass(frozen=True)
class DeliverableFacts:
    """Everything a form shows of a deliverable, as it shall be."""

    title: str
    purpose: str = ""
    kind: str = Kind.DOCUMENT
    due_on: date | None = None
    responsible: "Person | None" = None
    review: str = Review.NONE


class DeliverableQuerySet(models.QuerySet["Deliverable"]):
    def visible_to(self, person: "Person") -> "DeliverableQuerySet":
        return self.filter(project__in=Project.objects.visible_to(person))

    def wanted(self) -> "DeliverableQuerySet":
        """All but those that are not needed."""
        return self.filter(waived_at=None)

    def open(self) -> "DeliverableQuerySet":
        """What is still owed in one way or another: neither signed nor waived."""
        return self.wanted().exclude(state=State.SIGNED)

    def with_key(self, key: DeliverableKey) -> "DeliverableQuerySet":
        return self.filter(project__key=key.project, number=key.number)

    def in_order(self) -> "DeliverableQuerySet":
        """By phase, then as the phase lists them."""
        return self.order_by("phase__position", "phase_id", "position", "number")


class Deliverable(Owing, Attaching, Sharing, Signing, Reviewing, models.Model):
    """One thing that a phase owes. `state` says how far it is; `digest` says what is attached now, in which edition.

    A deliverable is never deleted: one that is not needed is waived, with a reason, and can be wanted again.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="deliverables")
    phase = models.ForeignKey("projects.Phase", on_delete=models.RESTRICT, related_name="owed")
    number = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=MOST_TITLE)
    purpose = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DOCUMENT)
    review = models.CharField(max_length=20, choices=Review, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OWED)
    digest = models.CharField(max_length=64, blank=True)
    due_on = models.DateField(null=True)
    responsible = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    waived_at = models.DateTimeField(null=True)
    waived_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    waived_because = models.CharField(max_length=MOST_REASON, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    # When its state became what it is, and when it was shared last.
    state_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = DeliverableQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="deliverable_number_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="deliverable_state_known"),
            models.CheckConstraint(
                condition=Q(waived_at=None, waived_by=None) | Q(waived_at__isnull=False, waived_by__isnull=False),
                name="deliverable_waived_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["phase", "position"], name="deliverable_phase")]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"

    @property
    def key(self) -> str:
        return written(self.project.key, self.number)

    @property
    def subject(self) -> Subject:
        return Subject("deliverable", str(self.pk), self.project.workspace_id, self.project_id)

    @property
    def is_waived(self) -> bool:
        return self.waived_at is not None

    @property
    def is_settled(self) -> bool:
        """Nothing is left to do for it: signed, or not needed."""
        return self.is_waived or self.state == State.SIGNED

    @property
    def state_in_words(self) -> str:
        return _("not needed") if self.is_waived else str(State(self.state).label)

    @property
    def facts(self) -> DeliverableFacts:
        return DeliverableFacts(
            title=self.title,
            purpose=self.purpose,
            kind=self.kind,
            due_on=self.due_on,
            responsible=self.responsible,
            review=self.review,
        )

    def is_late(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today and not self.is_settled

    def hold(self) -> None:
        """Lock the row and read it again, inside the caller's transaction."""
        self.refresh_from_db(from_queryset=Deliverable.objects.select_for_update(no_key=True))

    def hold_wanted(self) -> None:
        """Lock the row and read it again. Raises `NotNeeded`."""
        self.hold()
        if self.is_waived:
            raise NotNeeded(_("This is marked as not needed. Bring it back first."))

    def check_seen(self, digest: str | None) -> None:
        """Raises `ReadAgain` where somebody read another state than that of the held row; None for who does not say."""
        if digest is not None and digest != self.digest:
            raise ReadAgain(_("What is attached was changed a moment ago. Look again, then decide."))
