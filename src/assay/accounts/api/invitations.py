"""REST: invitations."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Query, Router, Status

from assay.accounts.api.schemas import InvitationMade, InvitationShown, InvitationWanted, Number
from assay.accounts.doors import require
from assay.accounts.models import Invitation
from assay.accounts.models.invitation import InvitationQuerySet
from assay.rest.doors import ApiRequest
from assay.rest.paging import Listed, PageAsked, listed

router = Router()


@router.get("/invitations", response=Listed[InvitationShown])
def invitations(request: ApiRequest, page: Query[PageAsked]) -> dict[str, Any]:
    """The invitations that were neither used nor ended. For leads and owners."""
    answer = listed(_open(request), page)
    return answer | {"items": [InvitationShown.of(one) for one in answer["items"]]}


@router.post("/invitations", response={201: InvitationMade})
def invite(request: ApiRequest, wanted: InvitationWanted) -> Status[InvitationMade]:
    """Invite somebody; a lead may give every role but owner. The answer holds the link, once."""
    invitation, secret = Invitation.make(**wanted.model_dump(mode="json"), by=request.person)
    return Status(201, _with_link(invitation, secret))


@router.post("/invitations/{number}/renewal", response=InvitationMade)
def renew_invitation(request: ApiRequest, number: Number) -> InvitationMade:
    """Make a new link for a week; the one before stops working."""
    invitation = get_object_or_404(_open(request), pk=number)
    return _with_link(invitation, invitation.renew(by=request.person))


@router.delete("/invitations/{number}", response={204: None})
def end_invitation(request: ApiRequest, number: Number) -> HttpResponse:
    """End an invitation: its link opens nothing any more."""
    get_object_or_404(_open(request), pk=number).revoke(by=request.person)
    return HttpResponse(status=204)


def _open(request: ApiRequest) -> InvitationQuerySet:
    require(request.person.can_manage_people)
    return Invitation.objects.visible_to(request.person).waiting().select_related("made_by", "workspace")


def _with_link(invitation: Invitation, secret: str) -> InvitationMade:
    link = settings.BASE_URL + reverse("accounts:join", args=[secret])
    return InvitationMade.of(invitation, link=link)
