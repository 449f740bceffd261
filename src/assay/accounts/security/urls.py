"""Addresses of signing in and of one's own security. The names are allauth's where its own code asks for them.

What they lead to is loaded when it is first asked for: passkeys and single sign-on bring large libraries along,
and most requests need none of them.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path


def lazily(place: str, view: str) -> Callable[..., HttpResponse]:
    """Return a view that loads `assay.accounts.<place>` at its first request."""

    def loaded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = getattr(import_module(f"assay.accounts.{place}"), view)
        response: HttpResponse = found(request, *args, **kwargs)
        return response

    return loaded


def own(place: str, view: str) -> Callable[..., HttpResponse]:
    return lazily(f"security.views.{place}", view)


urlpatterns = [
    path("accounts/second-factor", own("entrance", "second_factor"), name="mfa_authenticate"),
    path("accounts/passkey", own("entrance", "passkey"), name="mfa_login_webauthn"),
    path("accounts/password/reset", own("lost", "lost_password"), name="account_reset_password"),
    path("accounts/single-sign-on", lazily("single_sign_on.views", "start"), name="single_sign_on"),
    path("accounts/single-sign-on/answer", lazily("single_sign_on.views", "answered"), name="single_sign_on_answer"),
    path("security/", own("overview", "security"), name="mfa_index"),
    path("security/confirmation", own("confirmation", "by_password"), name="account_reauthenticate"),
    path("security/confirmation/code", own("confirmation", "by_code"), name="mfa_reauthenticate"),
    path("security/confirmation/passkey", own("confirmation", "by_passkey"), name="mfa_reauthenticate_webauthn"),
    path("security/app", own("setting_up", "new_app"), name="mfa_activate_totp"),
    path("security/app/removal", own("setting_up", "app_removal"), name="mfa_deactivate_totp"),
    path("security/recovery-codes", own("setting_up", "new_codes"), name="mfa_generate_recovery_codes"),
    path("security/passkeys", own("setting_up", "new_passkey"), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/removal", own("setting_up", "passkey_removal"), name="mfa_remove_webauthn"),
    path("security/single-sign-on/removal", lazily("single_sign_on.views", "unlinked"), name="single_sign_on_removal"),
    path("sessions/", own("sessions", "sessions"), name="usersessions_list"),
    path("sessions/others/removal", own("sessions", "others_removal"), name="end_other_sessions"),
    path("sessions/<int:pk>/removal", own("sessions", "removal"), name="end_session"),
]
