"""Rules of deliverables: late, or waiting for an answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.deliverables.models.states import State
from assay.kit.pages import address_of
from assay.signals.reading.things import OwedRow
from assay.signals.rules.rule import Found, Rule
from assay.signals.rules.tasks import working_days
from assay.signals.scene import Scene
from assay.signals.signal import About, Action, Urgency
from assay.web.when import day as in_words


def _late(scene: Scene) -> Iterator[Found]:
    for one in scene.owed:
        if one.due_on is not None and one.due_on < scene.today:
            told = _("%(thing)s was due on %(day)s.") % {"thing": _named(one), "day": in_words(one.due_on)}
            yield _found(one, told, scene, _("Hand it over"), since=scene.moment(one.due_on + timedelta(days=1)))


def _unsigned(scene: Scene) -> Iterator[Found]:
    for one, days in _waiting(scene, State.SHARED):
        says = _("%(thing)s was shared %(count)s ago, and is not signed off.")
        yield _found(one, says % {"thing": _named(one), "count": working_days(days)}, scene, _("Ask for an answer"))


def _changes_asked(scene: Scene) -> Iterator[Found]:
    for one, days in _waiting(scene, State.FEEDBACK):
        says = _("Changes of %(thing)s were asked for %(count)s ago, and nobody made them.")
        yield _found(one, says % {"thing": _named(one), "count": working_days(days)}, scene, _("Change it"))


def _waiting(scene: Scene, state: str) -> Iterator[tuple[OwedRow, int]]:
    least = scene.thresholds.unsigned_days
    for one in scene.owed:
        if one.state == state and least is not None:
            days = scene.team.whole_days_between(one.state_at, scene.at)
            if days >= least:
                yield one, days


def _named(one: OwedRow) -> str:
    return _("%(key)s “%(title)s”") % {"key": one.key, "title": one.title}


def _found(one: OwedRow, says: str, scene: Scene, label: str, since: datetime | None = None) -> Found:
    url = address_of("deliverables:deliverable", one.key)
    about = About("deliverable", str(one.pk), f"{one.key} {one.title}", url)
    who = (one.responsible_id, scene.projects[one.project_id].lead_id)
    return Found(about, one.project_id, says, since or one.state_at, Action(label, url), who)


RULES = (
    Rule(
        slug="deliverable-late",
        name=gettext_lazy("Deliverable late"),
        sentence=gettext_lazy("The day on which a deliverable was due has passed, and it is not signed off."),
        icon="document",
        urgency=Urgency.SOON,
        of="deliverable",
        find=_late,
    ),
    Rule(
        slug="not-signed",
        name=gettext_lazy("Not signed off"),
        sentence=gettext_lazy(
            "A deliverable was shared {days} working days ago, and nobody signed or asked for changes."
        ),
        icon="share",
        urgency=Urgency.WATCH,
        of="deliverable",
        find=_unsigned,
        unless=("deliverable-late",),
        threshold="unsigned_days",
    ),
    Rule(
        slug="changes-asked",
        name=gettext_lazy("Changes asked"),
        sentence=gettext_lazy(
            "Changes of a deliverable were asked for {days} working days ago, and it was not changed."
        ),
        icon="comment",
        urgency=Urgency.SOON,
        of="deliverable",
        find=_changes_asked,
        unless=("deliverable-late",),
        threshold="unsigned_days",
    ),
)
