"""Before something grave people show once more that they are themselves: by password, code or passkey."""

from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.http import HttpResponse

from assay.accounts.security.forms import ConfirmingCodeForm, ConfirmingPasskeyForm
from assay.accounts.security.views.guessing import LimitedGuesses
from assay.web.doors import recognised


class ByPassword(ReauthenticateView):  # type: ignore[misc]
    """The limit on wrong passwords is that of signing in."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 429 if form.has_error("password", "too_many_login_attempts") else 422
        return response


class ByCode(LimitedGuesses, CodeView):  # type: ignore[misc]
    form_class = ConfirmingCodeForm


class ByPasskey(LimitedGuesses, ReauthenticateWebAuthnView):  # type: ignore[misc]
    form_class = ConfirmingPasskeyForm

    def form_invalid(self, form: Any) -> HttpResponse:
        """allauth would lead to the sign-in page, where somebody signed in has nothing to do."""
        super().form_invalid(form)
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        response.status_code = 422
        return response

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**known)
        return context | {"form": known.get("form") or self.get_form()}


by_password = recognised(ByPassword.as_view())
by_code = recognised(ByCode.as_view())
by_passkey = recognised(ByPasskey.as_view())
