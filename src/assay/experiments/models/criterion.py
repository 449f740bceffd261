"""Success criteria and stop conditions: lines that a machine can check, and what it found."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from assay.kit.rows import RowsOf, fetched
from assay.projects.models import Project
from assay.pure.criteria import Condition, StopRule, from_json, stop_from_json
from assay.pure.verdict import State

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.experiments.models.experiment.model import Experiment


class Role(models.TextChoices):
    CRITERION = "criterion", gettext_lazy("Success criterion")
    STOP = "stop", gettext_lazy("Stop condition")


class CriterionQuerySet(models.QuerySet["Criterion"]):
    def visible_to(self, person: "Person") -> "CriterionQuerySet":
        return self.filter(experiment__task__project__in=Project.objects.visible_to(person))

    def in_order(self) -> "CriterionQuerySet":
        return self.order_by("position", "pk")


class Criterion(models.Model):
    """One line. Locked ones stay as they were; a line added after the start is an amendment beside them.

    `state`, `value`, `threshold`, `run`, `finding` hold the last judgement of a success criterion; `fired_*`
    and `finding` the first firing of a stop condition.
    """

    experiment = models.ForeignKey("experiments.Experiment", on_delete=models.CASCADE, related_name="criteria")
    role = models.CharField(max_length=10, choices=Role)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    ast = models.JSONField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    # Set on lines that were added after the start: which line they replace, if any, and why.
    amended_at = models.DateTimeField(null=True)
    amends = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="amended_by", null=True)
    reason = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in State], blank=True)
    value = models.FloatField(null=True)
    threshold = models.JSONField(default=dict)
    run = models.ForeignKey("runs.Run", on_delete=models.SET_NULL, related_name="+", null=True)
    finding = models.JSONField(default=dict)
    judged_at = models.DateTimeField(null=True)
    fired_at = models.DateTimeField(null=True)
    fired_run = models.ForeignKey("runs.Run", on_delete=models.SET_NULL, related_name="+", null=True)
    fired_value = models.FloatField(null=True)
    fired_step = models.BigIntegerField(null=True)

    objects = CriterionQuerySet.as_manager()

    # What the row said before the judgement that is being told; not stored.
    was_met: bool = False

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="criterion_role_known"),
            models.CheckConstraint(condition=Q(amended_at=None) | ~Q(reason=""), name="criterion_amended_for_a_reason"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_stop(self) -> bool:
        return self.role == Role.STOP

    @property
    def is_locked_in(self) -> bool:
        """True for a line that stood before the start; the verdict is made of these only."""
        return self.amended_at is None

    @property
    def is_current(self) -> bool:
        return self.withdrawn_at is None

    @property
    def fired_uids(self) -> list[str]:
        """The runs on which this stop condition fired; none if time alone fired it."""
        return list(self.finding.get("runs", [])) if self.fired_at else []

    @property
    def condition(self) -> Condition:
        return from_json(self.ast)

    @property
    def stop_rule(self) -> StopRule:
        return stop_from_json(self.ast)


ROW = RowsOf(Criterion, "c")
_LINES = f"SELECT {ROW.columns} FROM experiments_criterion c WHERE c.experiment_id = %s ORDER BY c.position, c.id"  # noqa: S608


def lines_in_order(experiment: "Experiment") -> list[Criterion]:
    """Return all lines of the experiment as they stand now, by plain SQL: each judged point needs them."""
    lines = [ROW.take(iter(row)) for row in fetched(_LINES, [experiment.pk])]
    for line in lines:
        line.experiment = experiment
    return lines
