"""The outcome that the runs propose; people confirm it, or decide otherwise and say why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.experiments.models.experiment.outcomes import Outcome
from assay.pure.verdict import State

if TYPE_CHECKING:
    from assay.experiments.models import Criterion, Experiment


@dataclass(frozen=True)
class Proposal:
    """An outcome and the sentence that says where it comes from."""

    outcome: str
    because: str


def proposal_for(experiment: "Experiment", lines: "Sequence[Criterion]") -> Proposal | None:
    """Return what the locked criteria propose; None before the start, as nothing was promised yet.

    All met is a success, none of them met a failure, some met or not proven a part of it; without a measured
    criterion there is no answer, so the proposal is to call it stopped.
    """
    if not experiment.is_locked:
        return None
    counted = [line for line in lines if not line.is_stop and line.is_locked_in]
    met = sum(line.state == State.MET for line in counted)
    if experiment.verdict == State.MET:
        return Proposal(Outcome.SUCCESS, _("every criterion is met"))
    if experiment.verdict == State.NOT_PROVEN:
        return Proposal(Outcome.PARTIAL, _("the runs come near, and do not prove it"))
    if experiment.verdict == State.NOT_MET:
        return _missed(met, len(counted))
    return Proposal(Outcome.STOPPED, _("no run has measured what was asked"))


def _missed(met: int, total: int) -> Proposal:
    if met:
        words = ngettext("%(met)d of %(total)d criteria is met", "%(met)d of %(total)d criteria are met", met)
        return Proposal(Outcome.PARTIAL, words % {"met": met, "total": total})
    words = ngettext("the criterion is not met", "none of %(total)d criteria is met", total)
    return Proposal(Outcome.FAILURE, words % {"total": total})
