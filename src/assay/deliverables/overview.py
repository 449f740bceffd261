"""What a project's overview says of its deliverables, and what of them waits for the reader."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.deliverables.models import Deliverable, Reviewer, Signature, Signer, State
from assay.deliverables.queries import Line, lines_of
from assay.projects.models import Project
from assay.projects.overview import Need, Section

MOST_LISTED, MOST_NEEDED = 6, 20


def _context(project: Project, _reader: Person) -> dict[str, Any] | None:
    lines = [one for one in lines_of(project, today=timezone.localdate()) if not one.deliverable.is_waived]
    if not lines:
        return None
    signed = sum(one.deliverable.state == State.SIGNED for one in lines)
    return {"lines": _telling(lines), "signed": signed, "wanted": len(lines)}


SECTION = Section(order=30, area="main", template="deliverables/_section.html", context=_context)


def needs_of(project: Project, reader: Person) -> list[Need]:
    """Return what the reader is asked to sign or to review, and what of theirs is late or waits for changes."""
    wanted = Deliverable.objects.open().filter(project=project).select_related("project")
    signed = Signature.objects.standing().filter(deliverable=OuterRef("pk"), person=reader, digest=OuterRef("digest"))
    named = Signer.objects.filter(deliverable=OuterRef("pk"), person=reader)
    reviews = Reviewer.objects.filter(deliverable=OuterRef("pk"), person=reader).exclude(digest=OuterRef("digest"))
    rows = wanted.annotate(signs=Exists(named) & ~Exists(signed), reviews=Exists(reviews))
    to_be_read = Q(state__in=[State.SHARED, State.FEEDBACK])
    asked = Q(signs=True) & to_be_read | Q(reviews=True) & ~Q(digest="")
    mine = Q(responsible=reader) & (Q(state=State.FEEDBACK) | Q(due_on__lt=timezone.localdate()))
    return [_need(one, reader) for one in rows.filter(asked | mine).in_order()[:MOST_NEEDED]]


def _telling(lines: list[Line]) -> list[Line]:
    """Return as many as fit, in their order: what was begun, then what is owed next."""
    begun = [one for one in lines if one.deliverable.state != State.OWED or one.is_late][-MOST_LISTED:]
    owed = [one for one in lines if one not in begun][: MOST_LISTED - len(begun)]
    return [one for one in lines if one in begun or one in owed]


def _need(one: Deliverable, reader: Person) -> Need:
    url = reverse("deliverables:deliverable", args=[one.key])
    if getattr(one, "reviews", False):
        return Need("check", _("Review: %(title)s") % {"title": one.title}, url, one.key, 20)
    if getattr(one, "signs", False) and one.state != State.OWED:
        return Need("check", _("Read and sign: %(title)s") % {"title": one.title}, url, one.key, 20)
    late = f"deliverable-late:deliverable:{one.pk}"
    if one.state == State.FEEDBACK:
        said = (f"changes-asked:deliverable:{one.pk}", late)
        return Need("comment", _("Changes asked: %(title)s") % {"title": one.title}, url, one.key, 30, said)
    return Need("clock", _("Late: %(title)s") % {"title": one.title}, url, one.key, 30, (late,))
