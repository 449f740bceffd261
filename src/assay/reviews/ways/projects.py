"""What a lead decides of a whole project: it answers the decision that was due."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.kit.clock import now
from assay.projects.models import DecisionKind
from assay.reviews.things import Thing
from assay.reviews.ways.wanted import Deed, Wanted
from assay.web.when import day as in_words

MORE_TIME = timedelta(weeks=2)


def go(thing: Thing, wanted: Wanted, by: Person) -> Deed:
    what = _("%(name)s goes on") % {"name": thing.project.name}
    return Deed(DecisionKind.GO, what, wanted.why, settles=True, next_due_on=wanted.next_due_on)


def no_go(thing: Thing, wanted: Wanted, by: Person) -> Deed:
    what = _("%(name)s is not taken further") % {"name": thing.project.name}
    return Deed(DecisionKind.NO_GO, what, wanted.why, settles=True, next_due_on=wanted.next_due_on)


def stop(thing: Thing, wanted: Wanted, by: Person) -> Deed:
    what = _("%(name)s ends here") % {"name": thing.project.name}
    return Deed(DecisionKind.STOP, what, wanted.why, settles=True, next_due_on=wanted.next_due_on)


def pivot(thing: Thing, wanted: Wanted, by: Person) -> Deed:
    said = {"name": thing.project.name, "instead": wanted.instead}
    what = _("%(name)s goes another way: %(instead)s") if wanted.instead else _("%(name)s goes another way")
    return Deed(DecisionKind.PIVOT, what % said, wanted.why, settles=True, next_due_on=wanted.next_due_on)


def extend(thing: Thing, wanted: Wanted, by: Person) -> Deed:
    """Decide again later: the day is kept on the project."""
    day = wanted.next_due_on or timezone.localdate(now()) + MORE_TIME
    what = _("%(name)s is decided again on %(day)s") % {"name": thing.project.name, "day": in_words(day)}
    return Deed(DecisionKind.EXTEND, what, wanted.why, told={"due": day.isoformat()}, settles=True, next_due_on=day)
