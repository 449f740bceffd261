"""What happened to a thing since a stop was shown: it is told before anything is decided over it."""

from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.activity.subjects import Subject


class ChangedMeanwhile(Exception):
    """Something happened to the thing since the stop was shown. Nothing was decided; look, then decide."""


def last_event(subject: Subject) -> int:
    """Return the number of the last event of the thing, 0 without any."""
    return Event.objects.about(subject).order_by("-pk").values_list("pk", flat=True).first() or 0


def check_unchanged(subject: Subject, seen: int | None, *, by: Person) -> None:
    """Raise `ChangedMeanwhile` where the thing has events after `seen`; without `seen` nobody looked at it before."""
    if seen is None:
        return
    last = Event.objects.about(subject).filter(pk__gt=seen).select_related("person").order_by("-pk").first()
    if last is not None:
        raise ChangedMeanwhile(
            _("Since you opened this, %(who)s %(did)s. Nothing is decided yet: look, then decide.")
            % {"who": last.actor or "Assay", "did": last.happening.wording()}
        )
