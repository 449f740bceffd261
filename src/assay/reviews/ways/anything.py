"""What can be done with whatever a stop is about: ask somebody, or look again later."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from assay.accounts.handles import handles_in
from assay.accounts.models import Person
from assay.kit.clock import now
from assay.projects.models import DecisionKind
from assay.reviews.awaiting import DUE, signals_at
from assay.reviews.models import Stop
from assay.reviews.things import Thing
from assay.reviews.ways.wanted import Deed, NotAWay, Wanted
from assay.signals.models import Snooze
from assay.web.when import day as in_words

A_WEEK, LONGEST = timedelta(days=7), timedelta(days=92)


def ask(thing: Thing, wanted: Wanted, by: Person) -> Deed:
    """Put the question where the thing is talked about; who is named there is told. A project's is in the decision."""
    person = wanted.person or thing.responsible
    if person is None or (wanted.person is None and person == by):
        raise NotAWay(_("It is nobody's, or your own: say whom you ask."))
    named = f"@{handles_in(person.workspace_id)[person.pk]} {wanted.why}"

    def do() -> dict[str, Any]:
        if thing.task is not None:
            return {"comment": thing.task.comment(named, by=by).pk}
        return {"comment": thing.deliverable.comment(named, by=by).pk} if thing.deliverable else {}

    what = _("%(name)s is asked about %(key)s") % {"name": person.name, "key": thing.key}
    is_said = thing.task is not None or thing.deliverable is not None
    return Deed(DecisionKind.OTHER, what, wanted.why if is_said else named, do, {"person": person.pk})


def snooze(stop: Stop, thing: Thing, wanted: Wanted, by: Person) -> Deed:
    """Put all that is the matter with the thing out of sight until a day, for everybody; a due decision is due then."""
    today = timezone.localdate(now())
    day = wanted.until or today + A_WEEK
    if not today < day <= today + LONGEST:
        raise NotAWay(_("It can sleep from tomorrow to three months: choose such a day."))

    def do() -> dict[str, Any]:
        for signal in signals_at(stop, by):
            Snooze.begin(signal, until=day, reason=wanted.why, by=by)
        return {}

    return Deed(
        DecisionKind.OTHER,
        _("%(key)s is looked at again on %(day)s") % {"key": thing.key, "day": in_words(day)},
        wanted.why,
        do,
        {"until": day.isoformat()},
        settles=DUE in stop.rules,
        next_due_on=day,
    )
