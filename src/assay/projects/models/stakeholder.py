"""Stakeholders: people a project is for. They need no account."""

from typing import TYPE_CHECKING, TypedDict, Unpack

from django.db import models, transaction

from assay.activity.recording import record
from assay.kit.clock import now
from assay.projects.models.naming import hold
from assay.projects.models.project import Project
from assay.projects.stakeholder_events import (
    StakeholderAdded,
    StakeholderEdited,
    StakeholderRemoved,
    StakeholderRestored,
)

if TYPE_CHECKING:
    from assay.accounts.models import Person


class StakeholderFacts(TypedDict, total=False):
    name: str
    email: str
    role: str


class StakeholderQuerySet(models.QuerySet["Stakeholder"]):
    def visible_to(self, person: "Person") -> "StakeholderQuerySet":
        return self.filter(project__in=Project.objects.visible_to(person))

    def present(self) -> "StakeholderQuerySet":
        return self.filter(removed_at=None)

    def by_name(self) -> "StakeholderQuerySet":
        return self.order_by("name", "pk")


class Stakeholder(models.Model):
    """Somebody a project is for: who reads, comments and signs what it hands over.

    `role` says what they stand for ("pays for it"). One who is taken off the project stays on what they signed.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="stakeholders")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=120, blank=True)
    removed_at = models.DateTimeField(null=True)

    objects = StakeholderQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def add(cls, project: Project, *, name: str, email: str = "", role: str = "", by: "Person") -> "Stakeholder":
        """Name a stakeholder of the project."""
        made = cls.objects.create(project=project, name=name, email=email, role=role)
        record(StakeholderAdded(name=name), on=project, by=by)
        return made

    @transaction.atomic
    def edit(self, *, by: "Person", **facts: Unpack[StakeholderFacts]) -> None:
        """Change who they are; what is left out stays, and nothing changed is no edit."""
        hold(self)
        before = {fact: getattr(self, fact) for fact in facts}
        changes = {fact: [before[fact], value] for fact, value in facts.items() if before[fact] != value}
        if not changes:
            return
        for fact, (_before, after) in changes.items():
            setattr(self, fact, after)
        self.save(update_fields=list(changes))
        record(StakeholderEdited(name=self.name, changes=changes), on=self.project, by=by)

    @transaction.atomic
    def remove(self, *, by: "Person") -> None:
        """Take them off the project; what they said and signed stays. Twice is once."""
        hold(self)
        if self.removed_at is None:
            self.removed_at = now()
            self.save(update_fields=["removed_at"])
            record(StakeholderRemoved(name=self.name), on=self.project, by=by)

    @transaction.atomic
    def bring_back(self, *, by: "Person") -> None:
        """Name them on the project again; twice is once."""
        hold(self)
        if self.removed_at is not None:
            self.removed_at = None
            self.save(update_fields=["removed_at"])
            record(StakeholderRestored(name=self.name), on=self.project, by=by)
