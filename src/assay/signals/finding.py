"""How views and operations find a signal or a snooze; what this person may not see is not found."""

from django.http import Http404

from assay.accounts.models import Person
from assay.signals.bundles import ALL, KINDS, Bundle, Line
from assay.signals.models import Snooze
from assay.signals.queries import heard_of, seen_by
from assay.signals.rules import BY_SLUG
from assay.signals.signal import Signal

_MOST_KEY = 200


def signal_of(person: Person, key: str) -> Signal:
    """Return the signal of this key, also one that rests. Raises `Http404` for one that does not hold (any more)."""
    if len(key) > _MOST_KEY or key.partition(":")[0] not in BY_SLUG:
        raise Http404
    heard = heard_of(list(seen_by(person)), person=person)
    every = [*heard.signals, *(one.signal for one in heard.resting)]
    found = next((signal for signal in every if signal.key == key), None)
    if found is None:
        raise Http404
    return found


def line_of(person: Person, key: str) -> Line:
    """Return the signal of this key, or all that one names: `stalled:all:3`. Raises `Http404`."""
    rule, _colon, rest = key.partition(f":{ALL}:")
    if not rest:
        return signal_of(person, key)
    if len(key) > _MOST_KEY or rule not in BY_SLUG:
        raise Http404
    projects = {one.pk: one for one in seen_by(person)}
    project = next((one for number, one in projects.items() if str(number) == rest), None)
    heard = heard_of([project] if project else [], person=person).signals
    signals = [one for one in heard if one.rule == rule and one.subject.kind in KINDS]
    if project is None or not signals:
        raise Http404
    return Bundle(tuple(signals), project)


def snooze_of(person: Person, number: int) -> Snooze | None:
    """Return a snooze of a project that the person sees."""
    return Snooze.objects.visible_to(person).filter(pk=number).select_related("project").first()
