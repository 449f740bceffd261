"""Inviting: make a link, make it anew, end it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.forms import InvitationForm
from assay.accounts.models import Invitation
from assay.accounts.models.invitation import InvitationClosed
from assay.accounts.models.person import RoleRefused
from assay.web.errors import problem
from assay.web.messages import answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: PersonRequest) -> HttpResponse:
    require(request.person.can_manage_people)
    data = request.POST if request.method == "POST" else None
    form = InvitationForm(data, roles=request.person.roles_to_invite)
    if form.is_bound and form.is_valid():
        invitation, secret = Invitation.make(**form.cleaned_data, by=request.person)
        return _show_link(request, invitation, secret)
    status = 422 if form.is_bound else 200
    return render(request, "accounts/new_person.html", {"form": form}, status=status)


@never_cache
@require_POST
@signed_in
def renewal(request: PersonRequest, pk: int) -> HttpResponse:
    """Make a new link for an invitation; the one before stops working."""
    invitation = _found(request, pk)
    try:
        secret = invitation.renew(by=request.person)
    except RoleRefused as error:
        require(False, str(error))
    except InvitationClosed as error:
        return problem(request, 409, message=str(error))
    return _show_link(request, invitation, secret)


@require_POST
@signed_in
def revocation(request: PersonRequest, pk: int) -> HttpResponse:
    invitation = _found(request, pk)
    try:
        invitation.revoke(by=request.person)
    except RoleRefused as error:
        require(False, str(error))
    text = _("The invitation of %(name)s opens nothing any more.") % {"name": invitation.name}
    return answer(request, redirect=reverse("accounts:people"), text=text)


def _found(request: PersonRequest, pk: int) -> Invitation:
    """Find an invitation of the workspace; who may not invite gets 403 for every number, so that none is told."""
    require(request.person.can_manage_people)
    invitations = Invitation.objects.visible_to(request.person).select_related("workspace", "made_by")
    return get_object_or_404(invitations, pk=pk)


def _show_link(request: PersonRequest, invitation: Invitation, secret: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("accounts:join", args=[secret]))
    return render(request, "accounts/invitation.html", {"invitation": invitation, "address": address})
