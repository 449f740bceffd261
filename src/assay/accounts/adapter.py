"""How allauth behaves here: nobody signs up by themselves, and only what is worth saying is said."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in only: accounts are made by the first start and by invitations."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("E-mail and password do not fit together. Check both, or ask for a new link."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, or ask an owner for a sign-in link."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Say that a password was changed; that somebody signed in or out is plain to see."""
        template = str(args[0] if args else kwargs.get("message_template", ""))
        if template.endswith(("password_changed.txt", "password_set.txt")):
            messages.add_message(request, level, _("Your password is changed."))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")
