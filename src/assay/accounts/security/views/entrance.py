"""Signing in by more than a password: the second factor, and a passkey on its own."""

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assay.accounts.security.forms import CodeForm, PasskeyForm, SignInPasskeyForm
from assay.accounts.security.limits import PASSKEY_FROM, place_of
from assay.accounts.security.views.guessing import LimitedGuesses
from assay.web.errors import wait


class SecondFactor(LimitedGuesses, AuthenticateView):  # type: ignore[misc]
    """The password was right; now the code or the passkey."""

    form_class = CodeForm
    webauthn_form_class = PasskeyForm

    def whose(self) -> str:
        return str(self.stage.login.user.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "cancel" in request.POST:
            clear_login(request)
            return HttpResponseRedirect(reverse("account_login"))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**known)
        passkeys = context["js_data"]["request_options"]["publicKey"].get("allowCredentials")
        return context | {"has_passkeys": bool(passkeys)}


class PasskeySignIn(LoginWebAuthnView):  # type: ignore[misc]
    """GET gives the challenge to a script, POST takes the answer of the passkey."""

    form_class = SignInPasskeyForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if seconds := PASSKEY_FROM.seconds_left(place_of(request)):
            return wait(request, seconds)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        passkey = form.cleaned_data["credential"]
        login = Login(user=passkey.user, redirect_url=get_next_redirect_url(self.request))
        response: HttpResponse = perform_passwordless_login(self.request, passkey, login)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        PASSKEY_FROM.count(place_of(self.request))
        messages.error(self.request, _("This passkey is not known here. Sign in with your password."))
        return HttpResponseRedirect(reverse("account_login"))


second_factor = SecondFactor.as_view()
passkey = PasskeySignIn.as_view()
