"""What pages show of hand-offs: the one of a task, and all that wait for a person."""

from dataclasses import dataclass

from assay.accounts.calendars import calendar_of
from assay.accounts.models import Person
from assay.kit.clock import now
from assay.tasks.carrying import FactShown, shown
from assay.tasks.models import Handoff, Task
from assay.tasks.models.handoff import HandoffState
from assay.tasks.models.handoff.model import HandoffQuerySet

MOST = 100


@dataclass(frozen=True)
class HandoffShown:
    """A hand-off with its facts, and what this reader may do about it. `waited` counts days once it is overdue."""

    handoff: Handoff
    facts: list[FactShown]
    source: Task | None
    can_accept: bool
    can_ask: bool
    can_answer: bool
    can_withdraw: bool
    can_offer: bool
    waited: int = 0


@dataclass(frozen=True)
class HandoffList:
    """`mine` waits for the reader, `others` for somebody else after the reader handed it over."""

    mine: list[Handoff]
    others: list[Handoff]


def handoff_of(task: Task, reader: Person) -> HandoffShown | None:
    """Return the hand-off that the task came by, if it did."""
    if not getattr(task, "has_handoff", True):
        return None
    handoff = Handoff.objects.with_task().filter(task=task).first()
    if handoff is None:
        return None
    handoff.task = task
    may_write = task.can_be_changed_by(reader)
    is_mine, may_lead = handoff.may_be_answered_by(reader), handoff.may_be_withdrawn_by(reader)
    return HandoffShown(
        handoff=handoff,
        facts=shown(handoff.facts, reader),
        source=_seen(handoff.source, reader),
        can_accept=may_write and is_mine and handoff.is_open,
        can_ask=may_write and is_mine and handoff.state == HandoffState.OFFERED,
        can_answer=may_write and handoff.state == HandoffState.ASKED,
        can_withdraw=may_write and may_lead and handoff.is_open,
        can_offer=may_write and may_lead and handoff.state != HandoffState.ACCEPTED,
        waited=_waited(handoff) if handoff.is_overdue else 0,
    )


def _waited(handoff: Handoff) -> int:
    """How many working days it has waited, on the calendar of the workspace."""
    calendar = calendar_of(None, workspace_id=handoff.task.project.workspace_id)
    return calendar.whole_days_between(handoff.waits_since, now())


def handoffs_of(reader: Person) -> HandoffList:
    """Return what waits for the reader's answer, and what the reader waits for; the oldest first."""
    seen = Handoff.objects.visible_to(reader).with_task().order_by("waits_since", "pk")
    mine = _listed(seen.waiting_for(reader))
    given = _listed(seen.pending().filter(offered_by=reader))
    known = {one.pk for one in mine}
    return HandoffList(mine=mine, others=[one for one in given if one.pk not in known])


def _listed(handoffs: HandoffQuerySet) -> list[Handoff]:
    return list(handoffs[:MOST])


def _seen(task: Task | None, reader: Person) -> Task | None:
    return task if task is not None and Task.objects.visible_to(reader).filter(pk=task.pk).exists() else None
