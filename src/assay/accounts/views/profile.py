"""One's own name, discipline and colour, and how one signs in."""

from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.forms import ProfileForm, SignInForm
from assay.accounts.models import User
from assay.accounts.models.user import AddressInUse
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def profile(request: PersonRequest) -> HttpResponse:
    form = ProfileForm(request.POST if request.method == "POST" else None, person=request.person)
    if form.is_bound and form.is_valid():
        request.person.edit(**form.cleaned_data)
        return answer(request, redirect=reverse("accounts:profile"), text=_("Saved."))
    return _page(request, form, SignInForm(initial=_address(request)))


@sensitive_post_parameters("password")
@require_POST
@signed_in
def sign_in(request: PersonRequest) -> HttpResponse:
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
            return answer(request, redirect=reverse("accounts:profile"), text=_("You can sign in with it now."))
    return _page(request, ProfileForm(person=request.person), form)


def _page(request: PersonRequest, form: ProfileForm, sign_in_form: SignInForm) -> HttpResponse:
    context = {"form": form, "sign_in_form": sign_in_form, "user": _user(request)}
    is_wrong = form.is_bound or sign_in_form.is_bound
    return render(request, "accounts/profile.html", context, status=422 if is_wrong else 200)


def _address(request: PersonRequest) -> dict[str, str]:
    user = _user(request)
    return {"email": user.email if user.has_address else ""}


def _user(request: PersonRequest) -> User:
    if request.person.user is None:  # nobody is signed in without one
        raise PermissionDenied
    return request.person.user
