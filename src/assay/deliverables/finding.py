"""How views find a deliverable; one that this person may not see is not found, whoever's it is."""

from django.http import Http404

from assay.accounts.doors import PersonRequest, require
from assay.accounts.models import Person
from assay.deliverables.keys import parse_key
from assay.deliverables.models import Deliverable


def deliverable_of(person: Person, key: str) -> Deliverable:
    """Return the deliverable of a key in any spelling. Raises `Http404`."""
    parsed = parse_key(key)
    found = Deliverable.objects.visible_to(person).with_key(parsed) if parsed else Deliverable.objects.none()
    loaded = found.select_related("project__workspace", "phase", "responsible", "created_by", "waived_by")
    for one in loaded[:1]:  # a key names one, so there is no order to ask for
        return one
    raise Http404


def deliverable_at(request: PersonRequest, key: str) -> Deliverable:
    """Return the deliverable and make its project the one whose places the rail shows."""
    deliverable = deliverable_of(request.person, key)
    request.project = deliverable.project  # type: ignore[attr-defined]
    return deliverable


def deliverable_to_change(person: Person, key: str) -> Deliverable:
    """Return the deliverable if this person may write; else 403."""
    deliverable = deliverable_of(person, key)
    require(person.can_write)
    return deliverable
