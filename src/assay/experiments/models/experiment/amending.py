"""How criteria change after the start: beside the locked ones, with a reason, never in their place."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.experiments.events import CriteriaAmended
from assay.experiments.judging import judge_experiment
from assay.experiments.models.criterion import Criterion
from assay.experiments.models.experiment.writing import AlreadyLocked, line_of, locked
from assay.kit.clock import now
from assay.pure.criteria import Condition, StopRule

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.experiments.models.experiment.model import Experiment


class ReasonMissing(ValueError):
    """A change after the start needs a reason that stays visible."""


class NothingAmended(ValueError):
    """The lines are those that stand already."""


class NotStarted(Exception):
    """Before the start the plan is simply edited."""


class Amending:
    """Verbs after the start."""

    @transaction.atomic
    def amend(
        self,
        *,
        criteria: Sequence[Condition],
        stops: Sequence[StopRule],
        reason: str,
        by: "Person",
        at: datetime | None = None,
    ) -> None:
        """Make these the current lines: others are withdrawn, new ones added, all of it visibly.

        The verdict stays that of the locked criteria; what replaces them is judged beside it.
        Raises `ReasonMissing`, `NothingAmended`, `NotStarted` or `AlreadyLocked` (when concluded).
        """
        experiment = locked(cast("Experiment", self))
        _check_can_amend(experiment)
        if not reason.strip():
            raise ReasonMissing(_("Say why the criteria change now; the reason stays beside the result."))
        moment = at or now()
        meanings: list[Condition | StopRule] = [*criteria, *stops]
        wanted = [line_of(experiment, one, position=n, by=by, at=moment) for n, one in enumerate(meanings)]
        current = [line for line in experiment.criteria.in_order() if line.is_current]
        added = [line for line in wanted if not _is_among(line, current)]
        withdrawn = [line for line in current if not _is_among(line, wanted)]
        if not added and not withdrawn:
            raise NothingAmended(_("Nothing changed: these are the lines that stand already."))
        _withdraw(withdrawn, reason=reason.strip()[:300], by=by, at=moment)
        _add(added, withdrawn, reason=reason.strip()[:300], at=moment)
        happening = CriteriaAmended(
            added=[line.text for line in added],
            withdrawn=[line.text for line in withdrawn],
            reason=reason.strip(),
        )
        record(happening, on=experiment, by=by, at=moment)
        judge_experiment(experiment, at=moment)


def _check_can_amend(experiment: "Experiment") -> None:
    if experiment.is_draft:
        raise NotStarted(_("The experiment has not started: change its plan, no reason is needed."))
    if experiment.is_concluded:
        raise AlreadyLocked(_("The experiment is concluded, so its criteria stay as they are."))


def _is_among(line: Criterion, others: Sequence[Criterion]) -> bool:
    return any(line.role == other.role and line.ast == other.ast for other in others)


def _withdraw(lines: Sequence[Criterion], *, reason: str, by: "Person", at: datetime) -> None:
    for line in lines:
        line.withdrawn_at, line.withdrawn_by, line.withdrawn_because = at, by, reason
    Criterion.objects.bulk_update(lines, ["withdrawn_at", "withdrawn_by", "withdrawn_because"])


def _add(added: Sequence[Criterion], withdrawn: Sequence[Criterion], *, reason: str, at: datetime) -> None:
    """Store the new lines; each takes the place of a withdrawn one of its role, as long as there are some."""
    waiting = list(withdrawn)
    for line in added:
        replaced = next((one for one in waiting if one.role == line.role), None)
        if replaced is not None:
            waiting.remove(replaced)
            line.amends, line.position = replaced, replaced.position
        line.amended_at, line.reason = at, reason
    Criterion.objects.bulk_create(added)
