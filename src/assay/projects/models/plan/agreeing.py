"""How a draft becomes the plan of a project."""

from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.models.plan.writing import Writing, held
from assay.projects.plan_events import PlanAgreedOn

if TYPE_CHECKING:
    from assay.accounts.models import Person


class NothingPlanned(ValueError):
    """No phase of the plan has weeks."""


class Agreeing:
    """The verb that freezes a draft."""

    @transaction.atomic
    def agree(self, *, version: int, by: "Person") -> None:
        """Make the draft the plan in force; the one before stays beside it.

        Raises `PlanAgreed`, `NothingPlanned`, and `EditedMeanwhile` when it says other things than `version` did.
        """
        plan = held(cast("Writing", self))
        if version != plan.version:
            raise EditedMeanwhile(_("Somebody changed this plan a moment ago. Read it again before it is agreed."))
        if not plan.lines.exclude(weeks_low=None).exists():
            raise NothingPlanned(_("No phase has weeks yet. Say at least for one how long it takes."))
        moment = now()
        type(plan).objects.filter(project=plan.project_id).in_force().update(superseded_at=moment)
        plan.agreed_at, plan.agreed_by = moment, by
        plan.save(update_fields=["agreed_at", "agreed_by"])
        record(PlanAgreedOn(number=plan.number, reason=plan.reason), on=plan, by=by)
