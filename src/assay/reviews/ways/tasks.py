"""What a lead decides of a task, of its hand-off, and of a deliverable."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.projects.models import DecisionKind
from assay.reviews.things import Thing
from assay.reviews.ways.offered import days_taken, room_in
from assay.reviews.ways.wanted import Deed, NotAWay, Wanted
from assay.tasks.forms.splitting import PartsForm
from assay.tasks.models import Handoff, Task
from assay.tasks.models.handoff import Recipient
from assay.tasks.models.task.creating import plain_days
from assay.tasks.models.task.editing import facts_of
from assay.tasks.models.task.limits import resting_column
from assay.tasks.queries.busy import with_their_work
from assay.tasks.taking import may_take

USUAL_DAYS = 2


def extend(thing: Thing, wanted: Wanted, by: Person) -> Deed:
    task = _of(thing)
    more = min(Decimal(wanted.days or USUAL_DAYS), room_in(task))
    if more <= 0:
        raise NotAWay(_("It has the five days that a task can have. Split it, or hand it over."))
    days = days_taken(task) + more

    def do() -> dict[str, Any]:
        task.edit(replace(facts_of(task), estimate_days=days), version=task.version, by=by)
        return {}

    said = {"key": thing.key, "days": plain_days(days)}
    return Deed(DecisionKind.EXTEND, _("%(key)s may take %(days)s days") % said, wanted.why, do, {"days": str(days)})


def split(thing: Thing, wanted: Wanted, by: Person) -> Deed:
    task = _of(thing)
    parts = PartsForm.proposed(task.title, task.estimate_days).parts

    def do() -> dict[str, Any]:
        return {"made": [one.pk for one in task.split(parts, by=by)]}

    what = _("%(key)s is split into %(count)d parts") % {"key": thing.key, "count": len(parts)}
    return Deed(DecisionKind.OTHER, what, wanted.why, do)


def hand_over(thing: Thing, wanted: Wanted, by: Person) -> Deed:
    """Give the task to somebody; what is in progress waits until they start. An open hand-off is offered to them."""
    task, handoff = _of(thing), thing.handoff
    to = wanted.to
    if to is None:
        raise NotAWay(_("Nobody else may take it: invite somebody to the project first."))

    def do() -> dict[str, Any]:
        if handoff is not None and handoff.is_open:
            handoff.offer_again(Recipient(person=to), by=by)
        else:
            _give(task, to, by=by)
        return {}

    is_offered = handoff is not None and handoff.is_open
    what = _("%(key)s is offered to %(name)s") if is_offered else _("%(name)s takes over %(key)s")
    what %= {"key": thing.key, "name": to.name}
    return Deed(DecisionKind.OTHER, what, wanted.why, do, {"to": to.pk})


def stop(thing: Thing, wanted: Wanted, by: Person) -> Deed:
    """Take an open hand-off back; of any other task, put it into the archive with the reason as a comment."""
    task, handoff = _of(thing), thing.handoff

    def do() -> dict[str, Any]:
        if handoff is not None and handoff.is_open:
            _withdraw(handoff, wanted.why, by=by)
        else:
            task.comment(wanted.why, by=by)
            task.archive(by=by)
        return {}

    is_offered = handoff is not None and handoff.is_open
    what = _("The offer of %(what)s is taken back") if is_offered else _("Work ends on %(what)s")
    return Deed(DecisionKind.STOP, what % {"what": thing.called}, wanted.why, do)


def waive(thing: Thing, wanted: Wanted, by: Person) -> Deed:
    deliverable = thing.deliverable
    assert deliverable is not None  # noqa: S101  only deliverables offer this

    def do() -> dict[str, Any]:
        deliverable.waive(reason=wanted.why, by=by)
        return {}

    return Deed(DecisionKind.OTHER, _("The project does without %(thing)s") % {"thing": thing.called}, wanted.why, do)


def _of(thing: Thing) -> Task:
    assert thing.task is not None  # noqa: S101  only tasks offer this
    return thing.task


def _give(task: Task, to: Person, *, by: Person) -> None:
    if task.is_in_progress:
        task.move_to(resting_column(task), by=by)
    task.assign(to, by=by)


def _withdraw(handoff: Handoff, why: str, *, by: Person) -> None:
    handoff.task.comment(why, by=by)
    handoff.withdraw(by=by)


def first_free(thing: Thing, reader: Person) -> Person | None:
    """Return who has least in progress of those that may take it; None where nobody else may.

    Of an open hand-off neither who offers it nor to whom is somebody else.
    """
    task, handoff = _of(thing), thing.handoff
    taken = {task.assignee_id}
    if handoff is not None and handoff.is_open:
        taken |= {handoff.offered_by_id, handoff.to_person_id}
    team = {one.pk: one for one in may_take(task.project).exclude(pk__in=[pk for pk in taken if pk])}
    return next((team[pk] for pk, _load in with_their_work(team.values(), reader=reader)), None)
