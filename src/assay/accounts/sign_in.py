"""allauth's pages with answers that say what happened: 422 for a wrong password, 429 for too many tries."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.views import LoginView, PasswordChangeView
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from assay.accounts.models import Person, User
from assay.accounts.security import limits
from assay.web.errors import problem
from assay.web.messages import answer

TOO_OFTEN = "too_many_login_attempts"


class SignIn(LoginView):  # type: ignore[misc]
    """The sign-in page."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        if form.has_error("__all__", TOO_OFTEN):
            response.status_code = 429
            response.headers["Retry-After"] = str(limits.sign_in_seconds_left(self.request, form.data["login"]))
        return response


class PasswordChange(PasswordChangeView):  # type: ignore[misc]
    """The page to change a known password."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


def begin_session(request: HttpRequest, person: Person, user: User, *, by: str) -> HttpResponse:
    """Sign `user` in as `person`, whoever was signed in here before; a second factor is asked for where there is one.

    `by` says how they proved who they are: `link`, `invitation`, `password_reset`.
    """
    logout(request)
    request.session["workspace"] = person.workspace_id
    record_authentication(request, user, method=by)
    response: HttpResponse = perform_login(request, Login(user=user, redirect_url=reverse("projects:home")))
    if not request.user.is_authenticated:
        return response
    welcome = _("Welcome, %(name)s.") % {"name": person.short_name}
    return answer(request, redirect=reverse("projects:home"), text=welcome)


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer allauth's own limits in our own words."""
    return problem(request, 429)
