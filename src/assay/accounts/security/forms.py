"""Forms of the second factor: allauth's, which here refuse a code that was used and any credential they cannot read."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django.core.exceptions import ValidationError

from assay.accounts.security.limits import USED_CODE

T = TypeVar("T")


def _refuses_nonsense(clean: Callable[[Any], T]) -> Callable[[Any], T]:
    """Turn whatever a made-up credential breaks in the library into "this does not fit"."""

    @wraps(clean)
    def guarded(form: Any) -> T:
        try:
            return clean(form)
        except ValidationError:
            raise
        except Exception as error:
            raise get_adapter().validation_error("incorrect_code") from error

    return guarded


def _use_up(user: Any, code: str) -> None:
    """Count the code as used. Raises the form's own refusal if it was used before."""
    if not USED_CODE.claim(f"{user.pk} {''.join(code.split())}"):
        raise get_adapter().validation_error("incorrect_code")


class _OnceOnly:
    """A code of an authenticator app opens once, in whichever process and on whichever page it was used."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            _use_up(self.user, code)
        return code


class CodeForm(_OnceOnly, AuthenticateForm):  # type: ignore[misc]
    """The code that is asked for at sign-in."""


class ConfirmingCodeForm(_OnceOnly, ReauthenticateForm):  # type: ignore[misc]
    """The code that is asked for before something grave."""


class NewAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app; it is used up by that and does not sign in as well."""

    def clean_code(self) -> str:
        code: str = super().clean_code()
        _use_up(self.user, code)
        return code


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    clean = _refuses_nonsense(AddWebAuthnForm.clean)


class PasskeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    clean_credential = _refuses_nonsense(AuthenticateWebAuthnForm.clean_credential)


class SignInPasskeyForm(LoginWebAuthnForm):  # type: ignore[misc]
    clean_credential = _refuses_nonsense(LoginWebAuthnForm.clean_credential)


class ConfirmingPasskeyForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    clean_credential = _refuses_nonsense(ReauthenticateWebAuthnForm.clean_credential)
