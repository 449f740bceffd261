"""An authenticator app for tests."""

import re
import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client


def password_of(person) -> str:
    return f"{person.name}, a long password"


def first_of(pattern: str, text: str) -> str:
    """Return what the first group of `pattern` finds in a page."""
    found = re.search(pattern, text)
    assert found, text
    return found[1]


def give_app(user) -> str:
    """Give `user` an authenticator app without the pages; return its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def give_codes(user) -> list[str]:
    return list(RecoveryCodes.activate(user).get_unused_codes())


def code_of(secret: str, *, step: int = 0) -> str:
    """Return what the app shows now, or `step` half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))


def confirm(client: Client, password: str, *, to: str = "/security/") -> None:
    """Show once more that it is you, as the page before grave changes asks."""
    answer = client.post(f"/security/confirmation?next={to}", {"password": password, "next": to})
    assert answer.status_code == 302, answer.content
