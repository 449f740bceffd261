"""What is wrong where no mail goes out, in words that tell an owner what to do."""

import smtplib
import socket
import ssl

from django.conf import settings
from django.utils.translation import gettext as _


def answer(code: int, text: bytes | str) -> str:
    """Return what the server answered, as it said it."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {words}"


def no_such_letters() -> str:
    """Say why a server cannot take a letter to an address beyond ASCII."""
    return _(
        "The mail server cannot take a letter to this address: it has letters beyond a to z, and the server does "
        "not know them (SMTPUTF8)."
    )


def of_the_way(error: Exception) -> str:
    """Say why the way to the mail server is shut; nothing was sent."""
    said = {"server": f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}", "why": _reason(error)}
    if isinstance(error, smtplib.SMTPAuthenticationError):
        text = _("The mail server does not take the name and password of ASSAY_SMTP_URL: %(why)s")
    elif isinstance(error, smtplib.SMTPNotSupportedError):
        text = _not_offered(str(error))
    elif isinstance(error, smtplib.SMTPResponseException):
        text = "%(why)s"
    elif isinstance(error, socket.gaierror):
        text = _("No mail server is known by the name in %(server)s. Look at ASSAY_SMTP_URL.")
    elif isinstance(error, ssl.SSLError):
        text = _("The mail server %(server)s speaks no TLS that can be trusted: %(why)s")
    elif isinstance(error, TimeoutError):
        text = _("The mail server %(server)s did not answer in time.")
    elif isinstance(error, UnicodeError):
        text = _("ASSAY_SMTP_URL has letters that mail servers do not take.")
    else:
        text = _("The mail server %(server)s cannot be reached: %(why)s")
    return text % said


def _not_offered(said: str) -> str:
    if "STARTTLS" in said:
        return _(
            "The mail server %(server)s does not turn to TLS. Write smtps:// for TLS from the start or smtp:// for "
            "none in ASSAY_SMTP_URL."
        )
    return _(
        "The mail server %(server)s takes no name and password this way. Many take them only over TLS: write "
        "smtp+tls:// in ASSAY_SMTP_URL, or leave name and password out."
    )


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return answer(error.smtp_code, error.smtp_error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
