"""The page behind an invitation. Opening it uses nothing up, so that a preview in a chat cannot."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from assay.accounts.accepting import AlreadyHere, OtherAddress, accept, accept_as_newcomer
from assay.accounts.forms import JoinForm
from assay.accounts.models import Invitation, User
from assay.accounts.models.invitation import InvitationClosed
from assay.accounts.models.user import AddressInUse
from assay.accounts.security.limits import LINK_FROM, place_of
from assay.accounts.sign_in import begin_session
from assay.web.errors import wait
from assay.web.messages import answer


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Let somebody in: by the identity they are signed in with, else by a new one."""
    invitation = Invitation.objects.open_by(secret)
    if invitation is None:
        return _closed(request)
    try:
        if isinstance(request.user, User):
            return _joined_as(request, invitation, request.user)
        return _joined_anew(request, invitation)
    except InvitationClosed:
        return _closed(request)


def _joined_as(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    context = {"invitation": invitation, "user": user, "fits": invitation.fits(user)}
    if request.method != "POST":
        return render(request, "accounts/join.html", context)
    try:
        person = accept(invitation, user=user)
    except AlreadyHere as known:
        return _entered(request, invitation, text=str(known))
    except OtherAddress:
        return render(request, "accounts/join.html", context, status=403)
    return _entered(request, invitation, text=_("Welcome, %(name)s.") % {"name": person.short_name})


def _joined_anew(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = JoinForm(request.POST if request.method == "POST" else None, initial={"name": invitation.name})
    if form.is_bound and form.is_valid():
        try:
            person, user = accept_as_newcomer(invitation, **form.cleaned_data)
        except AddressInUse:
            form.add_error("email", _("This address signs in already. Sign in first, then open the link again."))
        except OtherAddress as error:
            form.add_error("email", str(error))
        else:
            return begin_session(request, person, user, by="invitation")
    context = {"invitation": invitation, "user": None, "form": form}
    return render(request, "accounts/join.html", context, status=422 if form.is_bound else 200)


def _entered(request: HttpRequest, invitation: Invitation, *, text: str) -> HttpResponse:
    request.session["workspace"] = invitation.workspace_id
    return answer(request, redirect=reverse("projects:home"), text=text)


def _closed(request: HttpRequest) -> HttpResponse:
    """Answer a link that opens nothing: used, ended, over or guessed. Whoever guesses on has to wait."""
    place = place_of(request)
    if seconds := LINK_FROM.seconds_left(place):
        return wait(request, seconds)
    LINK_FROM.count(place)
    return render(request, "accounts/invitation_closed.html", status=410)
