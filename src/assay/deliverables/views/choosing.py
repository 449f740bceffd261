"""Forms to choose from: in a dialog over the page, or as pages of their own."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from assay.accounts.doors import PersonRequest, require
from assay.accounts.models.person import Discipline
from assay.deliverables.finding import deliverable_at
from assay.deliverables.forms import PartyForm
from assay.deliverables.models import Deliverable, Seat
from assay.documents.models import Document
from assay.projects.models import PlanVersion
from assay.projects.readers import readers_of
from assay.web.messages import is_htmx

MOST_OFFERED, MOST_PLANS = 300, 20


def attaching(request: PersonRequest, key: str) -> HttpResponse:
    """Offer the plans that were agreed, the documents of the vault, a field for what is typed, and a file."""
    found = deliverable_at(request, key)
    held = set(found.attachments.present().filter(kind="document").values_list("subject_id", flat=True))
    documents = Document.objects.present().filter(project=found.project).newest_first().only("pk", "title")
    offered = [one for one in documents[:MOST_OFFERED] if str(one.pk) not in held]
    plans = PlanVersion.objects.filter(project=found.project).agreed().newest_first()[:MOST_PLANS]
    return _choose(request, found, _("Attach"), "deliverables/_attach.html", documents=offered, plans=plans)


def naming_signers(request: PersonRequest, key: str) -> HttpResponse:
    """Offer who could sign."""
    found = deliverable_at(request, key)
    form = PartyForm(project=found.project)
    return _choose(request, found, _("Who must sign"), "deliverables/_name_signer.html", party_form=form)


def naming_reviewers(request: PersonRequest, key: str) -> HttpResponse:
    """Offer who could review, from each of the two seats."""
    found = deliverable_at(request, key)
    people = [one for one in readers_of(found.project) if one.can_write and one.discipline]
    scientists = [one for one in people if one.discipline == Discipline.DATA_SCIENCE]
    engineers = [one for one in people if one.discipline != Discipline.DATA_SCIENCE]
    seats = [(Seat.SCIENTIST, scientists), (Seat.ENGINEER, engineers)]
    named = dict(found.reviewers.values_list("seat", "person"))
    return _choose(request, found, _("Who reviews"), "deliverables/_name_reviewers.html", seats=seats, named=named)


def _choose(request: PersonRequest, found: Deliverable, title: str, part: str, **more: Any) -> HttpResponse:
    require(request.person.can_write)
    template = "deliverables/_choose.html" if is_htmx(request) else "deliverables/choose.html"
    context = {"deliverable": found, "project": found.project, "title": title, "part": part}
    return render(request, template, context | more)
