"""A hand-off: a task that one discipline offers to another with all it must know, and whether it was accepted."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Optional

from django.db import models, transaction
from django.db.models import Q

from assay.accounts.models.person import Discipline
from assay.kit.clock import now
from assay.projects.models import Phase, Project
from assay.tasks.carrying import Carrying, as_data
from assay.tasks.keys import TaskKind
from assay.tasks.models.handoff.answering import Answering
from assay.tasks.models.handoff.recipients import Recipient
from assay.tasks.models.handoff.states import OPEN, HandoffState
from assay.tasks.models.link import LinkKind
from assay.tasks.models.task import Task
from assay.tasks.models.task.locking import lock

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_BUDGET = 100


@dataclass(frozen=True)
class Offer:
    """What somebody hands over. `origin` is what was chosen of what `Carrying` has, mostly the best run."""

    title: str
    to: Recipient
    phase: Phase
    kind: str = TaskKind.PRODUCTIZATION
    origin: str = ""
    description: str = ""
    memory: str = ""
    latency: str = ""
    open_questions: str = ""
    estimate_days: Decimal | None = None


class HandoffQuerySet(models.QuerySet["Handoff"]):
    def visible_to(self, person: "Person") -> "HandoffQuerySet":
        return self.filter(task__project__in=Project.objects.visible_to(person))

    def pending(self) -> "HandoffQuerySet":
        """Those that wait for somebody; what lies in archive or trash waits for nobody."""
        return self.filter(state__in=OPEN, task__archived_at=None, task__trashed_at=None, task__finished_at=None)

    def waiting_for(self, person: "Person") -> "HandoffQuerySet":
        """What this person should answer: offered to them or their discipline, or asked back."""
        mine = Q(state=HandoffState.OFFERED, to_person=person) | Q(state=HandoffState.ASKED, offered_by=person)
        if person.discipline:
            mine |= Q(state=HandoffState.OFFERED, to_discipline=person.discipline)
        return self.pending().filter(mine)

    def with_task(self) -> "HandoffQuerySet":
        facts = ("task__project", "task__column", "task__assignee", "source__project")
        return self.select_related(*facts, "to_person", "offered_by", "asked_by", "accepted_by")


class Handoff(Answering, models.Model):
    """`task` is what is handed over, `source` where it comes from. Verbs: `offer`, `accept`, `ask_back`, `answer`,
    `withdraw`, `offer_again`, `tell_unanswered`.
    """

    task = models.OneToOneField("tasks.Task", on_delete=models.CASCADE, related_name="handoff")
    source = models.ForeignKey("tasks.Task", on_delete=models.SET_NULL, related_name="handoffs", null=True)
    to_person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    to_discipline = models.CharField(max_length=20, choices=Discipline, blank=True)
    state = models.CharField(max_length=12, choices=HandoffState, default=HandoffState.OFFERED)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    # Since when it waits for an answer, of whichever side, and when it was told that it waits too long.
    waits_since = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    question = models.TextField(blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    memory = models.CharField(max_length=MOST_BUDGET, blank=True)
    latency = models.CharField(max_length=MOST_BUDGET, blank=True)
    open_questions = models.TextField(blank=True)
    # What `Carrying.facts` found when it was handed over.
    facts = models.JSONField(default=list)

    objects = HandoffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=HandoffState.values), name="handoff_state_known"),
            models.CheckConstraint(
                condition=(Q(to_person=None) & ~Q(to_discipline=""))
                | (Q(to_person__isnull=False) & Q(to_discipline="")),
                name="handoff_to_one",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_by__isnull=False), name="handoff_accepted_by_somebody"
            ),
        ]
        indexes = [models.Index(fields=["waits_since"], condition=Q(state__in=OPEN), name="handoff_waiting")]

    def __str__(self) -> str:
        return f"{self.task.key} for {self.to.name}"

    @classmethod
    @transaction.atomic
    def offer(cls, source: Task, offer: Offer, *, by: "Person", at: datetime | None = None) -> "Handoff":
        """Make the task that `source` hands over to, with what is known of it, and offer it.

        It is nobody's until somebody accepts. Raises `HandoffRefused`, `PutAway`, `TooLong`, `NotOfThisProject`.
        """
        lock(source, by)
        source.check_at_hand()
        moment, facts = at or now(), Carrying(source, by).facts(offer.origin)
        offer.to.people(source.project)
        task = Task.create(
            source.project,
            title=offer.title,
            by=by,
            kind=offer.kind,
            phase=offer.phase,
            estimate_days=offer.estimate_days,
            description=offer.description,
            discipline=offer.to.discipline or (offer.to.person.discipline if offer.to.person else ""),
            labels=source.labels.filter(name__startswith="model-"),
        )
        source.link_to(task, as_=LinkKind.HANDS_OVER, by=by)
        handoff = cls(
            task=task, source=source, offered_at=moment, offered_by=by, waits_since=moment,
            memory=offer.memory, latency=offer.latency, open_questions=offer.open_questions, facts=as_data(facts),
        )  # fmt: skip
        handoff.put_offer(offer.to, by=by, at=moment)
        return handoff

    @property
    def to(self) -> Recipient:
        return Recipient(person=self.to_person, discipline=self.to_discipline)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.told_at is not None

    @property
    def waits_for(self) -> str:
        """Whose answer is missing, by name."""
        return self.offered_by.name if self.state == HandoffState.ASKED else self.to.name

    def may_be_answered_by(self, person: Optional["Person"]) -> bool:
        """Whether it was offered to this person, or to their discipline."""
        if person is None or not person.can_write:
            return False
        return person.pk == self.to_person_id or bool(person.discipline and person.discipline == self.to_discipline)

    def may_be_withdrawn_by(self, person: "Person") -> bool:
        """Whether this person offered it, or leads here."""
        leads = person.leads_workspace or person.pk == self.task.project.lead_id
        return person.can_write and (leads or person.pk == self.offered_by_id)
