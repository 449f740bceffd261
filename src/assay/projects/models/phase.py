"""Phases: parts of a project's life, with purpose, usual weeks and exit questions."""

from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.models.naming import check_free, hold
from assay.projects.models.ordering import next_position, put_at
from assay.projects.models.phase_closing import Ending
from assay.projects.phase_events import PhaseEdited, PhaseRestored, PhaseRetired
from assay.projects.phase_kinds import Nature, PhaseKind, kind_called, nature_of
from assay.projects.workflows.definition import weeks_in_words
from assay.pure.numbers import plain_decimal

if TYPE_CHECKING:
    from assay.accounts.models import Person


class LastPhase(ValueError):
    """A project keeps at least one phase."""


@dataclass(frozen=True)
class PhaseFacts:
    """Everything a form shows of a phase, as it shall be. Without a high end of the weeks it goes on for good.

    No kind is the one that the name suggests, no nature the usual one of the kind.
    """

    name: str
    hue: int = 1
    purpose: str = ""
    weeks_low: Decimal | None = None
    weeks_high: Decimal | None = None
    exit_questions: tuple[str, ...] = ()
    kind: str = ""
    nature: str = ""

    def sorted_out(self) -> "PhaseFacts":
        """Return the facts with kind and nature said, and each exit question once, in one line."""
        kind = self.kind or kind_called(self.name)
        questions = dict.fromkeys(" ".join(question.split()) for question in self.exit_questions)
        nature = self.nature or nature_of(kind)
        return replace(self, kind=str(kind), nature=str(nature), exit_questions=tuple(questions))

    def differing(self, other: "PhaseFacts") -> dict[str, list[Any]]:
        """Return before and after of each fact that differs, as plain values for the history."""
        after = asdict(other)
        return {
            name: [_plain(value), _plain(after[name])] for name, value in asdict(self).items() if value != after[name]
        }


class PhaseQuerySet(models.QuerySet["Phase"]):
    def present(self) -> "PhaseQuerySet":
        return self.filter(retired_at=None)

    def retired(self) -> "PhaseQuerySet":
        return self.exclude(retired_at=None)

    def in_order(self) -> "PhaseQuerySet":
        return self.order_by("position", "pk")


class Phase(Ending, models.Model):
    """One phase of one project, planted from the workflow and the team's own from then on.

    A phase that is no longer wanted is retired: it leaves all choices and stays on the tasks that have it.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="phases")
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    hue = models.PositiveSmallIntegerField(default=1)
    purpose = models.TextField(blank=True)
    weeks_low = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    weeks_high = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    exit_questions = models.JSONField(default=list)
    kind = models.CharField(max_length=20, choices=PhaseKind, default=PhaseKind.OTHER)
    nature = models.CharField(max_length=12, choices=Nature, default=Nature.EXPLORATION)
    retired_at = models.DateTimeField(null=True)
    # Since when it is declared done: the moment of its standing closing.
    done_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = PhaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"], condition=Q(retired_at=None), name="phase_name_once_present"
            ),
            models.CheckConstraint(
                condition=Q(weeks_low=None) | Q(weeks_high=None) | Q(weeks_high__gte=F("weeks_low")),
                name="phase_weeks_in_order",
            ),
            models.CheckConstraint(condition=Q(kind__in=PhaseKind.values), name="phase_kind_known"),
            models.CheckConstraint(condition=Q(nature__in=Nature.values), name="phase_nature_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def weeks(self) -> str:
        """Return the usual time in words, or nothing; what this project planned is said by its plan."""
        return weeks_in_words(self.weeks_low, self.weeks_high)

    @property
    def facts(self) -> PhaseFacts:
        return PhaseFacts(
            name=self.name,
            hue=self.hue,
            purpose=self.purpose,
            weeks_low=self.weeks_low,
            weeks_high=self.weeks_high,
            exit_questions=tuple(self.exit_questions),
            kind=self.kind,
            nature=self.nature,
        )

    @transaction.atomic
    def edit(self, facts: PhaseFacts, *, version: int, by: "Person") -> None:
        """Give the phase these facts; nothing changed is no edit. Raises `EditedMeanwhile`, `NameTaken`."""
        hold(self)
        facts = facts.sorted_out()
        if version != self.version:
            raise EditedMeanwhile(_("Somebody else changed this phase a moment ago. Look, then save again."))
        changes = self.facts.differing(facts)
        if not changes:
            return
        check_free(self, facts.name)
        for name, value in asdict(facts).items():
            setattr(self, name, list(value) if isinstance(value, tuple) else value)
        self.version += 1
        self.save()
        record(PhaseEdited(name=facts.name, changes=changes), on=self.project, by=by)

    @transaction.atomic
    def place_at(self, position: int, *, by: "Person") -> None:
        """Move the phase to this place, from 0; the same place is no move."""
        hold(self)
        before = self.position
        if put_at(self, position):
            record(PhaseEdited(name=self.name, changes={"position": [before, self.position]}), on=self.project, by=by)

    @transaction.atomic
    def retire(self, *, by: "Person") -> None:
        """Take the phase out of all choices; tasks that have it keep it. Raises `LastPhase`."""
        hold(self)
        if self.retired_at is not None:
            return
        if not Phase.objects.filter(project=self.project_id).present().exclude(pk=self.pk).exists():
            raise LastPhase(_("A project keeps at least one phase. Add another one first."))
        self.retired_at = now()
        self.save(update_fields=["retired_at"])
        record(PhaseRetired(name=self.name), on=self.project, by=by)

    @transaction.atomic
    def bring_back(self, *, by: "Person") -> None:
        """Offer a retired phase again, as the last one. Raises `NameTaken`."""
        hold(self)
        if self.retired_at is None:
            return
        check_free(self, self.name)
        self.position = next_position(Phase, self.project_id)
        self.retired_at = None
        self.save(update_fields=["position", "retired_at"])
        record(PhaseRestored(name=self.name), on=self.project, by=by)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain_decimal(value)
    return list(value) if isinstance(value, tuple) else value
