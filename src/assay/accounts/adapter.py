"""How allauth behaves here: nobody signs up by themselves, and only what is worth saying is said."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.accounts.security import limits
from assay.kit.addresses import address_of

# What allauth says, by its template, in our words; it says nothing else.
SAID = {
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is changed."),
    "socialaccount/messages/account_connected_other.txt": _("That account signs in as somebody else already."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in only: accounts are made by the first start and by invitations."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("E-mail and password do not fit together. Check both, or ask for a new link."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, or ask an owner for a sign-in link."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Say what cannot be seen; that somebody signed in or out is plain to see."""
        template = str(args[0] if args else kwargs.get("message_template", ""))
        if template in SAID:
            messages.add_message(request, level, SAID[template])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if limits.sign_in_seconds_left(request, credentials.get("email", "")):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        limits.count_failed_sign_in(request, credentials.get("email", ""))
