"""Sharing, who must sign, signing and taking a signature back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.deliverables.finding import deliverable_at, deliverable_to_change
from assay.deliverables.forms import NoteForm, PartyForm, ReasonForm
from assay.deliverables.models import Signature, Signer
from assay.deliverables.views.choosing import naming_signers
from assay.deliverables.views.refusing import done, refused, refusing


@require_POST
@signed_in
@refusing
def sharing(request: PersonRequest, key: str) -> HttpResponse:
    """Ask people to read it."""
    found, form = deliverable_to_change(request.person, key), NoteForm(request.POST)
    if not form.is_valid():
        return refused(request, key, _("The note is too long."), status=422)
    found.share(by=request.person, note=form.cleaned_data["note"])
    return done(request, found, _("Those who must sign are told"), part="signing")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def signers(request: PersonRequest, key: str) -> HttpResponse:
    """Name one more who must sign."""
    if request.method != "POST":
        return naming_signers(request, key)
    found = deliverable_to_change(request.person, key)
    form = PartyForm(request.POST, project=found.project)
    if not form.is_valid():
        return refused(request, key, _("Choose who shall sign."), status=422)
    found.name_signer(form.chosen, by=request.person)
    return done(request, found, part="signing")


@require_POST
@signed_in
@refusing
def signer_removal(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Let somebody's signature not be needed."""
    found = deliverable_to_change(request.person, key)
    signer = get_object_or_404(Signer.objects.visible_to(request.person), deliverable=found, pk=number)
    found.remove_signer(signer, by=request.person)
    return done(request, found, part="signing")


@require_POST
@signed_in
@refusing
def signatures(request: PersonRequest, key: str) -> HttpResponse:
    """Sign what is attached now; the digest that was shown comes along, so nobody signs what they did not see."""
    found, form = deliverable_at(request, key), NoteForm(request.POST)
    require(found.may_be_signed_by(request.person), _("Others were named to sign this."))
    if not form.is_valid():
        return refused(request, key, _("The note is too long."), status=422)
    found.sign(by=request.person, note=form.cleaned_data["note"], seen=request.POST.get("digest"))
    return done(request, found, _("Signed"), part="signing")


@require_POST
@signed_in
@refusing
def revocation(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Take a signature back, with a reason."""
    found, form = deliverable_at(request, key), ReasonForm(request.POST)
    signature = get_object_or_404(Signature.objects.visible_to(request.person), deliverable=found, pk=number)
    if not form.is_valid():
        return refused(request, key, _("Say in a line why the signature is taken back."), status=422)
    found.revoke(signature, reason=form.cleaned_data["reason"], by=request.person)
    return done(request, found, _("The signature is taken back"), part="signing")
