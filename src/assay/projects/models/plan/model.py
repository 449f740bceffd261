"""The plan of a project: one row per version, and one per phase in it."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.activity.subjects import Subject
from assay.kit.clock import now
from assay.projects.models.phase import Phase
from assay.projects.models.plan.agreeing import Agreeing
from assay.projects.models.plan.facts import TEXTS, PlanFacts, PlanLine
from assay.projects.models.plan.writing import PlanAgreed, Writing
from assay.projects.models.project import Project
from assay.projects.plan_events import PlanBegun

if TYPE_CHECKING:
    from assay.accounts.models import Person

__all__ = ["DraftThere", "PlanAgreed", "PlanReasonNeeded", "PlanVersion", "PlannedPhase"]


class DraftThere(ValueError):
    """The project has a draft of its next plan already."""


class PlanReasonNeeded(ValueError):
    """A plan that does not hold any more says why."""


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def visible_to(self, person: "Person") -> "PlanVersionQuerySet":
        """Those of the projects the person may see; drafts that were thrown away are gone."""
        return self.filter(project__in=Project.objects.visible_to(person)).present()

    def present(self) -> "PlanVersionQuerySet":
        return self.filter(discarded_at=None)

    def drafts(self) -> "PlanVersionQuerySet":
        return self.present().filter(agreed_at=None)

    def agreed(self) -> "PlanVersionQuerySet":
        return self.exclude(agreed_at=None)

    def in_force(self) -> "PlanVersionQuerySet":
        """Of each project the version that was agreed last."""
        return self.agreed().filter(superseded_at=None)

    def newest_first(self) -> "PlanVersionQuerySet":
        return self.order_by("-number", "-pk")


class PlanVersion(Writing, Agreeing, models.Model):
    """One version of a project's plan. A draft is written until it is agreed; from then on nothing in it changes.

    Verbs: `begin`, `edit`, `agree`, `discard`, `bring_back`. `version` grows with each edit of the draft.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveIntegerField()
    # Why the project was planned anew; the first version needs none.
    reason = models.CharField(max_length=240, blank=True)
    starts_on = models.DateField()
    methodology = models.TextField(blank=True)
    data = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    out_of_scope = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    superseded_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"], condition=Q(discarded_at=None), name="plan_number_once"
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(agreed_at=None, discarded_at=None), name="plan_one_draft"
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(agreed_at__isnull=False, superseded_at=None), name="plan_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by=None, superseded_at=None)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False, discarded_at=None),
                name="plan_agreed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return _("Plan of %(project)s, version %(number)s") % {"project": self.project.name, "number": self.number}

    @property
    def subject(self) -> Subject:
        return Subject("plan", str(self.pk), self.project.workspace_id, self.project_id)

    @property
    def is_draft(self) -> bool:
        return self.agreed_at is None

    @property
    def is_in_force(self) -> bool:
        return self.agreed_at is not None and self.superseded_at is None

    @property
    def state(self) -> str:
        """Return `draft`, `in-force` or `superseded`, as programs read it."""
        if self.is_draft:
            return "draft"
        return "in-force" if self.is_in_force else "superseded"

    @property
    def facts(self) -> PlanFacts:
        return PlanFacts(
            starts_on=self.starts_on,
            lines=tuple(line.facts for line in self.lines.with_facts()),
            **{name: getattr(self, name) for name in TEXTS},
        )

    @classmethod
    @transaction.atomic
    def begin(cls, project: Project, *, by: "Person", reason: str = "") -> "PlanVersion":
        """Begin a draft: the first one from the usual weeks of the phases, each later one from the plan in force.

        Raises `DraftThere`, and `PlanReasonNeeded` when a plan is in force and nobody says why it does not hold.
        """
        Project.objects.select_for_update(no_key=True).get(pk=project.pk)
        mine = cls.objects.filter(project=project)
        if mine.drafts().exists():
            raise DraftThere(_("Somebody began the next plan already. Write on in that draft."))
        before = mine.in_force().first()
        if before and not reason.strip():
            raise PlanReasonNeeded(_("Say why the project is planned anew; the reason stays beside the plan."))
        draft = cls._begun(project, before, by=by, reason=reason.strip())
        record(PlanBegun(number=draft.number, reason=draft.reason), on=draft, by=by)
        return draft

    @classmethod
    def _begun(cls, project: Project, before: "PlanVersion | None", *, by: "Person", reason: str) -> "PlanVersion":
        facts = before.facts if before else proposed(project)
        draft = cls.objects.create(
            project=project,
            number=before.number + 1 if before else 1,
            reason=reason,
            begun_at=now(),
            begun_by=by,
            starts_on=facts.starts_on,
            **{name: getattr(facts, name) for name in TEXTS},
        )
        draft.write_lines(_with_new_phases(facts.lines, project))
        return draft


class PlannedPhaseQuerySet(models.QuerySet["PlannedPhase"]):
    def agreed(self) -> "PlannedPhaseQuerySet":
        """Lines with weeks of the plans in force."""
        return self.filter(plan__agreed_at__isnull=False, plan__superseded_at=None, weeks_low__isnull=False)

    def with_facts(self) -> "PlannedPhaseQuerySet":
        """In the order of the phases, with what a plan shows of each."""
        return self.select_related("phase").prefetch_related("people").order_by("phase__position", "phase")


class PlannedPhase(models.Model):
    """What one version of a plan says of one phase. Without weeks nothing is planned; without a high end, no end."""

    plan = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="lines")
    phase = models.ForeignKey("projects.Phase", on_delete=models.CASCADE, related_name="planned")
    weeks_low = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    weeks_high = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    starts_on = models.DateField(null=True)
    people = models.ManyToManyField("accounts.Person", related_name="+", blank=True)

    objects = PlannedPhaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "phase"], name="planned_phase_once"),
            models.CheckConstraint(
                condition=Q(weeks_high=None) | Q(weeks_low__isnull=False, weeks_high__gte=F("weeks_low")),
                name="planned_weeks_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phase} in {self.plan}"

    @property
    def facts(self) -> PlanLine:
        people = tuple(sorted(person.pk for person in self.people.all()))
        return PlanLine(self.phase_id, self.weeks_low, self.weeks_high, self.starts_on, people)


def proposed(project: Project) -> PlanFacts:
    """Return the plan that the usual weeks of the project's phases make, from the day the project starts."""
    phases = project.phases.present().in_order()
    return PlanFacts(
        starts_on=_first_day(project),
        lines=tuple(PlanLine(phase.pk, phase.weeks_low, phase.weeks_high) for phase in phases),
    )


def _first_day(project: Project) -> date:
    return project.starts_on or timezone.localdate(project.created_at)


def _with_new_phases(lines: tuple[PlanLine, ...], project: Project) -> list[PlanLine]:
    """Leave phases out that were retired since, and add those that came, with their usual weeks."""
    known = {line.phase: line for line in lines}
    present: list[Phase] = list(project.phases.present().in_order())
    return [known.get(one.pk) or PlanLine(one.pk, one.weeks_low, one.weeks_high) for one in present]
