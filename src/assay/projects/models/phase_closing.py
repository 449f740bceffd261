"""The end of a phase: declared by somebody with the exit questions answered, and taken back with a reason."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.kit.clock import now
from assay.projects.models.naming import hold
from assay.projects.owing import Owed, owed_by
from assay.projects.phase_events import PhaseDeclaredDone, PhaseReopened

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models.phase import Phase


class PhaseDone(ValueError):
    """The phase was declared done already."""


class PhaseNotDone(ValueError):
    """The phase was not declared done, so there is nothing to re-open."""


class QuestionsOpen(ValueError):
    """Each exit question needs an answer. `questions` are those without one."""

    def __init__(self, questions: Sequence[str]) -> None:
        super().__init__(_("Answer each exit question: %(open)s") % {"open": " · ".join(questions)})
        self.questions = list(questions)


class ExitReasonNeeded(ValueError):
    """Something speaks against it, and nobody said why it is done all the same."""


@dataclass(frozen=True)
class ExitAnswer:
    question: str
    yes: bool
    note: str = ""


class PhaseClosingQuerySet(models.QuerySet["PhaseClosing"]):
    def standing(self) -> "PhaseClosingQuerySet":
        return self.filter(reopened_at=None)

    def with_people(self) -> "PhaseClosingQuerySet":
        return self.select_related("closed_by", "reopened_by")

    def newest_first(self) -> "PhaseClosingQuerySet":
        return self.order_by("-pk")


class PhaseClosing(models.Model):
    """One declaration that a phase is done. It stays readable after the phase was re-opened.

    `answers` are those to the exit questions of that day, `owed` is what was not settled, and `reason` says why it was
    done all the same; where nothing speaks against it, there may be none.
    """

    phase = models.ForeignKey("projects.Phase", on_delete=models.CASCADE, related_name="closings")
    answers = models.JSONField(default=list)
    owed = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    closed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    reopened_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_because = models.TextField(blank=True)

    objects = PhaseClosingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phase"], condition=Q(reopened_at=None), name="phase_done_once"),
            models.CheckConstraint(
                condition=Q(reopened_at=None, reopened_by=None, reopened_because="")
                | (Q(reopened_at__isnull=False, reopened_by__isnull=False) & ~Q(reopened_because="")),
                name="phase_reopened_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phase_id} {self.closed_at:%Y-%m-%d}"

    @property
    def denied(self) -> list[str]:
        """Return the questions answered with no."""
        return [answer["question"] for answer in self.answers if not answer["yes"]]


class Ending:
    """Verbs that end a phase and open it again."""

    @transaction.atomic
    def declare_done(self, answers: Sequence[ExitAnswer], *, by: "Person", reason: str = "") -> PhaseClosing:
        """Declare the phase done, each exit question answered; answers to others are left out.

        A no, or something still owed, needs a `reason`, which is kept. Raises `PhaseDone`, `QuestionsOpen`,
        `ExitReasonNeeded`.
        """
        phase = cast("Phase", self)
        hold(phase)
        if phase.done_at is not None:
            raise PhaseDone(_("The phase is done already. Re-open it first."))
        given = _in_order(phase, answers)
        owed = [one for one in owed_by([phase.pk]).get(phase.pk, ()) if not one.is_settled]
        reason = reason.strip()
        if not reason and (owed or not all(answer.yes for answer in given)):
            raise ExitReasonNeeded(_needed(given, owed))
        closing = PhaseClosing.objects.create(
            phase=phase,
            answers=[asdict(answer) for answer in given],
            owed=[{"key": one.key, "title": one.title, "state": one.state} for one in owed],
            reason=reason,
            closed_by=by,
            closed_at=now(),
        )
        phase.done_at = closing.closed_at
        phase.save(update_fields=["done_at"])
        record(_declared(phase, closing), on=phase.project, by=by)
        return closing

    @transaction.atomic
    def reopen(self, *, because: str, by: "Person") -> None:
        """Say that the phase is not done after all. Raises `PhaseNotDone`, `ExitReasonNeeded`."""
        phase, because = cast("Phase", self), because.strip()
        hold(phase)
        if phase.done_at is None:
            raise PhaseNotDone(_("The phase is open: there is nothing to re-open."))
        if not because:
            raise ExitReasonNeeded(_("Say why it is opened again: it stays readable beside the answers."))
        closing = phase.closings.standing().get()
        closing.reopened_by, closing.reopened_at, closing.reopened_because = by, now(), because
        closing.save(update_fields=["reopened_by", "reopened_at", "reopened_because"])
        phase.done_at = None
        phase.save(update_fields=["done_at"])
        reopened = PhaseReopened(name=phase.name, phase_id=phase.pk, closing_id=closing.pk, reason=because)
        record(reopened, on=phase.project, by=by)


def _in_order(phase: "Phase", answers: Sequence[ExitAnswer]) -> list[ExitAnswer]:
    """Return one answer to each question of now. Raises `QuestionsOpen`."""
    given = {answer.question: answer for answer in answers}
    missing = [question for question in phase.exit_questions if question not in given]
    if missing:
        raise QuestionsOpen(missing)
    return [given[question] for question in phase.exit_questions]


def _needed(answers: Sequence[ExitAnswer], owed: Sequence[Owed]) -> str:
    against = [answer.question for answer in answers if not answer.yes] + [f"{one.title} ({one.state})" for one in owed]
    return _("Say why the phase is done all the same. Against it: %(against)s") % {"against": " · ".join(against)}


def _declared(phase: "Phase", closing: PhaseClosing) -> PhaseDeclaredDone:
    return PhaseDeclaredDone(
        name=phase.name,
        phase_id=phase.pk,
        closing_id=closing.pk,
        denied=closing.denied,
        owed=[one["title"] for one in closing.owed],
        reason=closing.reason,
    )
