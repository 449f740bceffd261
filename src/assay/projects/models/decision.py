"""Decisions of a project: what was decided, by whom, why, and on what evidence. They are only ever added."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.activity.recording import record
from assay.activity.subjects import Subject
from assay.kit.clock import now
from assay.projects.fact_events import DecisionRecorded, DecisionRevoked
from assay.projects.models.facts import set_facts
from assay.projects.models.project import Project
from assay.search.indexing import index_subject
from assay.web.markdown import plain

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_GIST = 140


class ReasonNeeded(ValueError):
    """A decision without a reason teaches nobody."""


class WhatNeeded(ValueError):
    """A decision of no usual kind says what was decided."""


class DecisionKind(models.TextChoices):
    """What is decided of a project again and again; anything else says in words what it is."""

    GO = "go", gettext_lazy("Go")
    NO_GO = "no-go", gettext_lazy("No-go")
    PIVOT = "pivot", gettext_lazy("Pivot")
    EXTEND = "extend", gettext_lazy("Extend")
    STOP = "stop", gettext_lazy("Stop")
    OTHER = "other", gettext_lazy("Something else")


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, person: "Person") -> "DecisionQuerySet":
        return self.filter(project__in=Project.objects.visible_to(person))

    def standing(self) -> "DecisionQuerySet":
        """Those nobody revoked."""
        return self.filter(revoked_at=None)

    def with_people(self) -> "DecisionQuerySet":
        return self.select_related("decided_by", "revoked_by")


class Decision(models.Model):
    """One decision. `due_on` is the day it had been due. A wrong one is revoked with a reason and stays readable."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=10, choices=DecisionKind.choices)
    what = models.CharField(max_length=160, blank=True)
    why = models.TextField()
    evidence = models.TextField(blank=True)
    decided_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    revoked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.TextField(blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["project", "-id"], name="decision_latest")]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="other", what=""), name="decision_says_what"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="decision_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> Subject:
        return Subject("decision", str(self.pk), self.project.workspace_id, self.project_id)

    @property
    def title(self) -> str:
        """Return what was decided in one line: “Go: keep text features”, “No-go”."""
        if self.kind == DecisionKind.OTHER:
            return self.what
        return f"{self.get_kind_display()}: {self.what}" if self.what else self.get_kind_display()

    @property
    def gist(self) -> str:
        """Return the beginning of why, without marks."""
        return plain(self.why, most=MOST_GIST)

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def was_late(self) -> bool:
        """Whether the day it had been due was past when it was decided."""
        return self.due_on is not None and self.due_on < localtime(self.decided_at).date()

    @classmethod
    @transaction.atomic
    def record(
        cls,
        project: Project,
        *,
        kind: str,
        why: str,
        what: str = "",
        evidence: str = "",
        next_due_on: date | None = None,
        by: "Person",
    ) -> "Decision":
        """Keep what was decided; the project's next decision is then due on `next_due_on`, or on no day.

        `evidence` is Markdown in which keys of tasks and ids of runs become links. Raises `ReasonNeeded`, `WhatNeeded`.
        """
        due_on = _held(project).decision_due_on
        made = _keep(project, kind=kind, why=why, what=what, evidence=evidence, due_on=due_on, by=by)
        _tell(made, set_facts(project, {"decision_due_on": next_due_on}, by=by))
        return made

    @classmethod
    @transaction.atomic
    def note(
        cls, project: Project, *, kind: str, why: str, what: str = "", evidence: str = "", by: "Person"
    ) -> "Decision":
        """Keep what was decided of a part of the project; what is due of the whole stays due. Raises as `record`."""
        made = _keep(_held(project), kind=kind, why=why, what=what, evidence=evidence, due_on=None, by=by)
        _tell(made, {})
        return made

    @transaction.atomic
    def revoke(self, *, because: str, by: "Person") -> None:
        """Take it back, for all to read; what was due is due again unless another day was set. Twice is once.

        Raises `ReasonNeeded`.
        """
        if not because.strip():
            raise ReasonNeeded(_("Say why it no longer holds: it stays readable beside the decision."))
        project = Project.objects.select_for_update().get(pk=self.project_id)
        self.refresh_from_db()
        if self.is_revoked:
            return
        self.revoked_by, self.revoked_at, self.revoked_because = by, now(), because
        self.save(update_fields=["revoked_by", "revoked_at", "revoked_because"])
        changes = set_facts(project, {"decision_due_on": project.decision_due_on or self.due_on}, by=by)
        happened = DecisionRevoked(
            decision=self.pk,
            decided=self.kind,
            what=self.what,
            why=because,
            changes=changes,
            version=project.version if changes else None,
        )
        record(happened, on=project, by=by)
        index_subject(self)


def _held(project: Project) -> Project:
    """Lock the project and read it again."""
    project.refresh_from_db(from_queryset=Project.objects.select_for_update())
    return project


def _keep(
    project: Project, *, kind: str, why: str, what: str, evidence: str, due_on: date | None, by: "Person"
) -> Decision:
    if not why.strip():
        raise ReasonNeeded(_("Say why: who reads it later has only this."))
    if kind == DecisionKind.OTHER and not what.strip():
        raise WhatNeeded(_("Say in one sentence what was decided."))
    return Decision.objects.create(
        project=project,
        kind=DecisionKind(kind),
        what=what.strip(),
        why=why,
        evidence=evidence,
        decided_by=by,
        decided_at=now(),
        due_on=due_on,
    )


def _tell(made: Decision, changes: dict[str, list[Any]]) -> None:
    happened = DecisionRecorded(
        decision=made.pk,
        decided=made.kind,
        what=made.what,
        why=made.why,
        evidence=made.evidence,
        changes=changes,
        version=made.project.version if changes else None,
    )
    record(happened, on=made.project, by=made.decided_by)
    index_subject(made)
