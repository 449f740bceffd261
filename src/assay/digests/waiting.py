"""What needs the reader and what is stuck elsewhere: the signals, each in one of the two."""

from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.digests.digest import Line, Name, Part, part_of
from assay.digests.scope import Scope
from assay.signals.queries import signals_of
from assay.signals.signal import Signal, Urgency
from assay.web.when import short_day

MOST = 20
_STATES = {Urgency.NOW: "not-met", Urgency.SOON: "not-proven", Urgency.WATCH: "plain"}


def waiting(scope: Scope, reader: Person) -> tuple[Part, Part]:
    """Return what others are stuck with, and what the reader should do; the most urgent first."""
    found = signals_of(scope.projects, person=reader)
    mine = [one for one in found if _is_for(one, reader)]
    others = [one for one in found if not _is_for(one, reader)]
    stuck = [_line(one, scope, who=", ".join(person.name for person in one.who[:1])) for one in others]
    needs = [_line(one, scope, who=one.action.label) for one in mine]
    return (
        part_of(Name.STUCK, _("What is stuck"), stuck, blank=_("Nothing is stuck with others."), most=MOST),
        part_of(Name.NEEDS, _("What needs you"), needs, blank=_("Nothing needs you."), most=MOST),
    )


def _is_for(signal: Signal, reader: Person) -> bool:
    """Whether the reader should act before anybody else; what nobody answers for is for those who lead."""
    return signal.who[0].pk == reader.pk if signal.who else reader.leads_workspace


def _line(signal: Signal, scope: Scope, *, who: str) -> Line:
    since = _("since %(day)s") % {"day": short_day(signal.since)}
    label = signal.subject.label if signal.subject.kind != "project" else ""
    note = scope.noted(signal.project_id, label, since, who)
    return Line(signal.says, note, signal.subject.url, icon=signal.icon, state=_STATES[signal.urgency])
