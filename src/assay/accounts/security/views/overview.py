"""The Security page: password, second factor, passkeys, single sign-on, at one glance."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, require
from assay.accounts.forms import SignInForm
from assay.accounts.models import User
from assay.accounts.models.user import AddressInUse
from assay.accounts.security.second_factor import factors_of
from assay.web.doors import recognised
from assay.web.messages import answer


@never_cache
@require_safe
@recognised
def security(request: PersonRequest) -> HttpResponse:
    user = _user(request)
    return _page(request, SignInForm(initial={"email": user.email if user.has_address else ""}))


@sensitive_post_parameters("password")
@require_POST
@recognised
def first_password(request: PersonRequest) -> HttpResponse:
    """Set address and password for the first time; later the old password is asked (allauth's page)."""
    user = _user(request)
    require(not user.has_usable_password(), _("You have a password. Change it on its own page."))
    form = SignInForm(request.POST)
    if form.is_valid():
        try:
            user.sign_in_by(**form.cleaned_data)
        except AddressInUse as error:
            form.add_error("email", str(error))
        else:
            update_session_auth_hash(request, user)
            UserSession.objects.create_from_request(request)
            return answer(request, redirect=reverse("mfa_index"), text=_("You can sign in with it now."))
    return _page(request, form)


def _page(request: PersonRequest, form: SignInForm) -> HttpResponse:
    user, place = _user(request), request.person.workspace
    factors = factors_of(user)
    context: dict[str, Any] = {
        "user": user,
        "form": form,
        "factors": factors,
        "is_owed": place.second_factor_required_at is not None and not factors.has_any,
        "single_sign_on": settings.SINGLE_SIGN_ON,
        "linked": SocialAccount.objects.filter(user_id=user.pk).first() if settings.SINGLE_SIGN_ON else None,
    }
    return render(request, "accounts/security/security.html", context, status=422 if form.is_bound else 200)


def _user(request: PersonRequest) -> User:
    if request.person.user is None:  # nobody is signed in without one
        raise PermissionDenied
    return request.person.user
