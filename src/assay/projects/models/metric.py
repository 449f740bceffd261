"""Metric definitions: what a project measures, which way is better, and where it must get."""

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.activity.recording import record
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.metric_events import MetricAdded, MetricEdited, MetricRestored, MetricRetired
from assay.projects.models.naming import hold
from assay.projects.models.project import Project
from assay.pure import metrics
from assay.pure.criteria import MetricRef, format_metric
from assay.pure.directions import Direction
from assay.pure.matching import same_metric

if TYPE_CHECKING:
    from assay.accounts.models import Person


class MetricTaken(ValueError):
    """The project has a present definition of this metric, be it under another of its names."""


class LimitNeeded(ValueError):
    """A guardrail without a limit guards nothing."""


class MetricDirection(models.TextChoices):
    HIGHER = Direction.HIGHER.value, gettext_lazy("Higher is better")
    LOWER = Direction.LOWER.value, gettext_lazy("Lower is better")


class MetricRole(models.TextChoices):
    PRIMARY = metrics.Role.PRIMARY.value, gettext_lazy("Primary: the one that the project is measured by")
    GUARDRAIL = metrics.Role.GUARDRAIL.value, gettext_lazy("Guardrail: must not cross its limit")
    OTHER = metrics.Role.OTHER.value, gettext_lazy("Other: good to know")


@dataclass(frozen=True)
class MetricFacts:
    """Everything a form shows of a definition, as it shall be. `key` and `split` as criteria name them.

    `is_share`: logged as .818 and shown as 81.8 %; its unit is `%`. Only a guardrail has a `limit`.
    """

    key: str
    split: str = ""
    title: str = ""
    direction: str = MetricDirection.HIGHER.value
    unit: str = ""
    is_share: bool = False
    role: str = MetricRole.OTHER.value
    limit: float | None = None
    target: float | None = None
    baseline: float | None = None
    formula: str = ""
    notes: str = ""

    @property
    def name(self) -> str:
        return format_metric(MetricRef(self.key, self.split or None))

    def settled(self) -> "MetricFacts":
        """Return the facts as they are kept. Raises `LimitNeeded`."""
        if self.role != MetricRole.GUARDRAIL:
            return replace(self, limit=None, unit="%" if self.is_share else self.unit)
        if self.limit is None:
            raise LimitNeeded(_("Say which value the guardrail must not cross."))
        return replace(self, unit="%" if self.is_share else self.unit)

    def differing(self, other: "MetricFacts") -> dict[str, list[Any]]:
        """Return before and after of each fact that differs."""
        after = asdict(other)
        return {fact: [value, after[fact]] for fact, value in asdict(self).items() if value != after[fact]}


class MetricQuerySet(models.QuerySet["MetricDefinition"]):
    def visible_to(self, person: "Person") -> "MetricQuerySet":
        return self.filter(project__in=Project.objects.visible_to(person))

    def present(self) -> "MetricQuerySet":
        return self.filter(retired_at=None)

    def retired(self) -> "MetricQuerySet":
        return self.exclude(retired_at=None)

    def in_order(self) -> "MetricQuerySet":
        """The primary one, the guardrails, the others; each by name."""
        rank = models.Case(
            models.When(role=MetricRole.PRIMARY, then=0), models.When(role=MetricRole.GUARDRAIL, then=1), default=2
        )
        return self.order_by(rank, "key", "split", "pk")


class MetricDefinition(models.Model):
    """What a project means by one metric; `key` with `split` is how criteria name it (`f1 on test`).

    One that is no longer wanted is retired: criteria and results of its time keep their lines.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="metrics")
    key = models.CharField(max_length=250)
    split = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=120, blank=True)
    direction = models.CharField(max_length=6, choices=MetricDirection)
    unit = models.CharField(max_length=20, blank=True)
    is_share = models.BooleanField(default=False)
    role = models.CharField(max_length=9, choices=MetricRole, default=MetricRole.OTHER)
    limit = models.FloatField(null=True)
    target = models.FloatField(null=True)
    baseline = models.FloatField(null=True)
    formula = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    retired_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = MetricQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "key", "split"], condition=Q(retired_at=None), name="metric_once_present"
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(retired_at=None, role="primary"), name="metric_one_primary"
            ),
            models.CheckConstraint(
                condition=~Q(role="guardrail") | Q(limit__isnull=False), name="metric_guardrail_has_limit"
            ),
            models.CheckConstraint(condition=Q(direction__in=MetricDirection.values), name="metric_direction_known"),
            models.CheckConstraint(condition=Q(role__in=MetricRole.values), name="metric_role_known"),
        ]

    def __str__(self) -> str:
        return self.facts.name

    @property
    def facts(self) -> MetricFacts:
        return MetricFacts(**{fact: getattr(self, fact) for fact in MetricFacts.__dataclass_fields__})

    @property
    def ref(self) -> MetricRef:
        return MetricRef(self.key, self.split or None)

    @property
    def is_primary(self) -> bool:
        return self.role == MetricRole.PRIMARY

    @property
    def definition(self) -> metrics.Definition:
        """The definition as a plain value, for all that reads or shows the metric."""
        return metrics.Definition(
            metric=self.ref,
            direction=Direction(self.direction),
            title=self.title,
            unit=self.unit,
            is_share=self.is_share,
            role=metrics.Role(self.role),
            limit=self.limit,
            target=self.target,
            baseline=self.baseline,
        )

    @classmethod
    @transaction.atomic
    def add(cls, project: Project, facts: MetricFacts, *, by: "Person") -> "MetricDefinition":
        """Define a metric; a new primary one makes the earlier an ordinary one. Raises `MetricTaken`, `LimitNeeded`."""
        Project.objects.select_for_update(no_key=True).get(pk=project.pk)
        made = cls(project=project, **asdict(facts.settled()))
        made._make_room(by=by)
        made.save(force_insert=True)
        record(MetricAdded(metric=facts.name, title=facts.title, role=facts.role), on=project, by=by)
        return made

    @transaction.atomic
    def edit(self, facts: MetricFacts, *, version: int, by: "Person") -> None:
        """Give the metric these facts; nothing changed is no edit. Raises `EditedMeanwhile` and as `add` does."""
        hold(self)
        if version != self.version:
            raise EditedMeanwhile(_("Somebody else changed this metric a moment ago. Look, then save again."))
        facts = facts.settled()
        changes = self.facts.differing(facts)
        if not changes:
            return
        self._take(facts)
        if self.retired_at is None:
            self._make_room(by=by)
        self.version += 1
        self.save()
        record(MetricEdited(metric=facts.name, changes=changes), on=self.project, by=by)

    @transaction.atomic
    def retire(self, *, by: "Person") -> None:
        """Take the definition out of use. Twice is once."""
        hold(self)
        if self.retired_at is None:
            self.retired_at = now()
            self.save(update_fields=["retired_at"])
            record(MetricRetired(metric=self.facts.name), on=self.project, by=by)

    @transaction.atomic
    def bring_back(self, *, by: "Person") -> None:
        """Use a retired definition again, as an ordinary one if another is primary now. Raises `MetricTaken`."""
        hold(self)
        if self.retired_at is None:
            return
        if self.role == MetricRole.PRIMARY and self._others().filter(role=MetricRole.PRIMARY).exists():
            self.role = MetricRole.OTHER
        self._make_room(by=by)
        self.retired_at = None
        self.save(update_fields=["retired_at", "role"])
        record(MetricRestored(metric=self.facts.name), on=self.project, by=by)

    def _make_room(self, *, by: "Person") -> None:
        """See that the name is free, and that the project has one primary metric."""
        taken = next((other for other in self._others() if same_metric(other.ref, self.ref)), None)
        if taken:
            raise MetricTaken(_("“%(metric)s” is defined already. Edit that one.") % {"metric": taken})
        if self.role == MetricRole.PRIMARY:
            for earlier in self._others().filter(role=MetricRole.PRIMARY):
                facts = replace(earlier.facts, role=MetricRole.OTHER.value)
                earlier.edit(facts, version=earlier.version, by=by)

    def _take(self, facts: MetricFacts) -> None:
        for fact, value in asdict(facts).items():
            setattr(self, fact, value)

    def _others(self) -> MetricQuerySet:
        return MetricDefinition.objects.present().filter(project=self.project_id).exclude(pk=self.pk)
