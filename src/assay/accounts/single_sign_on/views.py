"""Going to the provider, coming back, and ending the link."""

import logging
import secrets
from typing import Any

import requests
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest
from assay.accounts.models import Invitation, Person
from assay.accounts.security.events import SingleSignOnUnlinked
from assay.accounts.single_sign_on import chosen
from assay.accounts.single_sign_on.admission import link
from assay.accounts.single_sign_on.provider import Answer, Handshake, provider_for
from assay.activity.recording import record
from assay.web.doors import recognised
from assay.web.messages import answer

log = logging.getLogger(__name__)
BROKEN = (requests.RequestException, OAuth2Error, ValueError, KeyError, TypeError)


@never_cache
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Send somebody to the provider, to sign in or to link.

    The page leads on by itself instead of a redirect: our policy lets forms go to our own address only.
    """
    if chosen() is None:
        raise Http404
    is_linking = request.POST.get("process") == AuthProcess.CONNECT and getattr(request, "person", None) is not None
    if is_linking:
        raise_if_reauthentication_required(request, app="allauth.socialaccount")
    nonce = secrets.token_urlsafe(32)
    try:
        onward = provider_for(request).redirect(
            request,
            process=AuthProcess.CONNECT if is_linking else AuthProcess.LOGIN,
            next_url=None if is_linking else get_next_redirect_url(request),
            data=_invitation(request),
            nonce=nonce,
            auth_params={"nonce": nonce},
        )
    except BROKEN as fault:
        return failed(request, AuthError.UNKNOWN, fault)
    return render(request, "socialaccount/onward.html", {"address": onward.url})


@never_cache
@require_safe
def answered(request: HttpRequest) -> HttpResponse:
    """Take the provider's answer: it must fit to what we asked from this very browser."""
    if chosen() is None:
        raise Http404
    try:
        response: HttpResponse = Answer.adapter_view(Handshake(request))(request)
    except BROKEN as fault:
        return failed(request, AuthError.UNKNOWN, fault)
    return response


@require_POST
@recognised
def unlinked(request: PersonRequest) -> HttpResponse:
    """End the link; without a password there would be no way in, so one must be set first."""
    raise_if_reauthentication_required(request, app="allauth.socialaccount")
    user = request.person.user
    text = _("Set a password first: without one you could not sign in any more.")
    if user is not None and user.has_usable_password():
        text = _("The link is ended.")
        with transaction.atomic():
            deleted, _rows = SocialAccount.objects.filter(user_id=user.pk).delete()
            if deleted:
                provider = chosen().name if chosen() else ""
                record(SingleSignOnUnlinked(provider=provider), on=request.person, by=request.person)
    return answer(request, redirect=reverse("mfa_index"), text=text)


def linked(request: HttpRequest, account: SocialAccount) -> HttpResponse:
    """Link `account` to who is signed in here and asked for it."""
    raise_if_reauthentication_required(request, app="allauth.socialaccount")
    person: Person | None = getattr(request, "person", None)
    if person is None or person.user is None:
        return refused(request, _("Sign in first, and link both on your Security page."))
    with transaction.atomic():
        link(account, person.user, person=person)
    return answer(request, redirect=reverse("mfa_index"), text=_("From now on you can sign in this way."))


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """Say why somebody whom the provider knows may not come in."""
    return render(request, "socialaccount/refused.html", {"reason": reason}, status=403)


def failed(request: HttpRequest, error: Any, fault: Exception | None) -> HttpResponse:
    """Say that the provider gave no usable answer, and how to come in without it."""
    if error == AuthError.CANCELLED:
        return answer(request, redirect=reverse("account_login"), text=_("Sign-in was cancelled."))
    if fault is not None:
        log.warning("single sign-on: %s: %s", type(fault).__name__, fault)
    is_away = isinstance(fault, requests.RequestException)
    context = {"is_away": is_away, "name": chosen().name}
    return render(request, "socialaccount/failed.html", context, status=503 if is_away else 401)


def _invitation(request: HttpRequest) -> int | None:
    """Return which open invitation they hold the link of."""
    found = Invitation.objects.open_by(request.POST.get("invitation", ""))
    return found.pk if found else None
