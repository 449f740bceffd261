"""allauth's pages with answers that say what happened: 422 for a wrong password, 429 for too many tries."""

from typing import Any

from allauth.account.views import LoginView, PasswordChangeView
from django.http import HttpRequest, HttpResponse

from assay.web.errors import problem

TOO_OFTEN = "too_many_login_attempts"


class SignIn(LoginView):  # type: ignore[misc]
    """The sign-in page."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 429 if form.has_error("__all__", TOO_OFTEN) else 422
        return response


class PasswordChange(PasswordChangeView):  # type: ignore[misc]
    """The page to change a known password."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer allauth's own limits in our own words."""
    return problem(request, 429)
