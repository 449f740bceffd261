"""REST: who must sign a deliverable, signing, and taking a signature back."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from assay.accounts.doors import require
from assay.accounts.models import Person
from assay.deliverables.api.schemas import (
    Number,
    ReasonWanted,
    SignatureShown,
    SignatureWanted,
    SignerShown,
    SignerWanted,
)
from assay.deliverables.finding import deliverable_of, deliverable_to_change
from assay.deliverables.models import Deliverable, Signature, Signer
from assay.deliverables.refusals import NotReady, fields_of
from assay.projects.models import Stakeholder
from assay.projects.readers import readers_of
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal

if TYPE_CHECKING:
    from assay.projects.parties import Party

router = Router(tags=["Deliverables"])


@router.post("/deliverables/{key}/signers", response={201: SignerShown})
def name_signer(request: ApiRequest, key: str, data: SignerWanted) -> Status[Signer]:
    """Let a person or a stakeholder be one of those who must sign; twice is once."""
    found = deliverable_to_change(request.person, key)
    return Status(201, found.name_signer(_party(found, data), by=request.person))


@router.delete("/deliverables/{key}/signers/{number}", response={204: None})
def remove_signer(request: ApiRequest, key: str, number: Number) -> HttpResponse:
    """Let a signature not be needed any more; one that was given stays."""
    found = deliverable_to_change(request.person, key)
    found.remove_signer(get_object_or_404(found.signers, pk=number), by=request.person)
    return HttpResponse(status=204)


@router.post("/deliverables/{key}/signatures", response={201: SignatureShown})
def sign_deliverable(request: ApiRequest, key: str, data: SignatureWanted) -> Status[Signature]:
    """Sign what is attached now. 409 `not-ready` names in `missing` what the check list and the reviews lack."""
    found = deliverable_of(request.person, key)
    require(found.may_be_signed_by(request.person), "Others were named to sign this.")
    try:
        return Status(201, found.sign(by=request.person, note=data.note, seen=data.digest or None))
    except NotReady as error:
        raise Refusal(409, "not-ready", str(error), fields=fields_of(error)) from error


@router.post("/deliverables/{key}/signatures/{number}/revocation", response=SignatureShown)
def revoke_signature(request: ApiRequest, key: str, number: Number, data: ReasonWanted) -> Signature:
    """Take back a signature of yours, or where you edit the project a stakeholder's; it stays to be read."""
    found = deliverable_of(request.person, key)
    signature = get_object_or_404(found.signatures, pk=number)
    found.revoke(signature, reason=data.reason, by=request.person)
    return signature


def _party(found: Deliverable, data: SignerWanted) -> "Party":
    """Return whom the body names. Raises a 422."""
    party: Person | Stakeholder | None = None
    if data.person is not None and data.stakeholder is None:
        party = readers_of(found.project).filter(pk=data.person).first()
    elif data.stakeholder is not None and data.person is None:
        party = found.project.stakeholders.present().filter(pk=data.stakeholder).first()
    if party is None:
        message = "Name one person or one stakeholder of the project."
        raise Refusal(422, "invalid", message, fields={"person": [message]})
    return party
