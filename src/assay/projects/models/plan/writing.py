"""How a draft of a plan is written."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.kit.days import is_within_reach, out_of_reach
from assay.projects.models.members import NotInWorkspace
from assay.projects.models.naming import hold
from assay.projects.models.plan.facts import TEXTS, BadPlan, PlanFacts, PlanLine, check_line
from assay.projects.plan_events import PlanDiscarded, PlanEdited, PlanRestored

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models.plan.model import PlanVersion


class PlanAgreed(ValueError):
    """What was agreed stays as it is."""


class Writing:
    """Verbs of a draft."""

    @transaction.atomic
    def edit(self, facts: PlanFacts, *, version: int, by: "Person") -> None:
        """Let the draft say this; nothing changed is no edit. Phases that `facts` leaves out have no line any more.

        Raises `PlanAgreed`, `EditedMeanwhile`, `BadPlan` and `NotInWorkspace`.
        """
        plan = held(self)
        if version != plan.version:
            raise EditedMeanwhile(_("Somebody else changed this plan a moment ago. Look, then save again."))
        _check(plan, facts)
        changed = plan.facts.differing(facts)
        if not changed:
            return
        plan.starts_on = facts.starts_on
        for name in TEXTS:
            setattr(plan, name, getattr(facts, name))
        plan.version += 1
        plan.save(update_fields=["starts_on", *TEXTS, "version"])
        plan.write_lines(facts.lines)
        record(PlanEdited(number=plan.number, changed=changed), on=plan, by=by)

    @transaction.atomic
    def discard(self, *, by: "Person") -> None:
        """Throw the draft away; the plan in force stays. Raises `PlanAgreed`."""
        plan = cast("PlanVersion", self)
        hold(plan)
        if plan.discarded_at is not None:
            return
        held(plan)
        plan.discarded_at = now()
        plan.save(update_fields=["discarded_at"])
        record(PlanDiscarded(number=plan.number), on=plan, by=by)

    @transaction.atomic
    def bring_back(self, *, by: "Person") -> None:
        """Take a draft back that was thrown away. Raises `PlanAgreed` when another plan was begun since."""
        plan = cast("PlanVersion", self)
        hold(plan)
        if plan.discarded_at is None:
            return
        later = type(plan).objects.present().filter(project=plan.project_id, number__gte=plan.number)
        if later.exists():
            raise PlanAgreed(_("Another plan was begun since, so this draft stays away."))
        plan.discarded_at = None
        plan.save(update_fields=["discarded_at"])
        record(PlanRestored(number=plan.number), on=plan, by=by)

    def write_lines(self, lines: Iterable[PlanLine]) -> None:
        """Let the plan have these lines and no others, inside the caller's transaction."""
        plan = cast("PlanVersion", self)
        plan.lines.all().delete()
        row = plan.lines.model
        wanted = {line.phase: line for line in lines}
        made = row.objects.bulk_create(
            row(
                plan=plan,
                phase_id=line.phase,
                weeks_low=line.weeks_low,
                weeks_high=line.weeks_high,
                starts_on=line.starts_on,
            )
            for line in wanted.values()
        )
        named = row.people.through
        named.objects.bulk_create(
            named(plannedphase_id=one.pk, person_id=person)
            for one in made
            for person in set(wanted[one.phase_id].people)
        )


def held(verbs: Writing) -> "PlanVersion":
    """Lock the project, read the draft again and return it. Raises `PlanAgreed` for what is no draft."""
    plan = cast("PlanVersion", verbs)
    hold(plan)
    if plan.agreed_at is not None or plan.discarded_at is not None:
        raise PlanAgreed(_("This version is no draft any more. To change the plan, plan anew."))
    return plan


def _check(plan: "PlanVersion", facts: PlanFacts) -> None:
    """Raises `BadPlan` and `NotInWorkspace`."""
    known = set(plan.project.phases.present().values_list("pk", flat=True))
    named = [line.phase for line in facts.lines]
    if not known.issuperset(named) or len(set(named)) < len(named):
        raise BadPlan(_("Plan each phase of this project once."))
    if not is_within_reach(facts.starts_on):
        raise BadPlan(out_of_reach())
    for line in facts.lines:
        check_line(line, starts_on=facts.starts_on)
    _check_people({person for line in facts.lines for person in line.people}, plan)


def _check_people(wanted: set[int], plan: "PlanVersion") -> None:
    """Only people of the workspace; those who left stay where they were named before."""
    before = set(plan.lines.exclude(people=None).values_list("people", flat=True))
    people = plan.begun_by._meta.model._default_manager
    present = people.filter(workspace=plan.project.workspace_id, left_at=None, pk__in=wanted)
    if wanted - before - set(present.values_list("pk", flat=True)):
        raise NotInWorkspace(_("Only people of this workspace can be planned for."))
