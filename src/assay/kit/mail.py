"""Mail goes out from the worker, never from a request: whatever sends with Django queues a job here."""

import smtplib
from collections.abc import Sequence
from email.message import EmailMessage as WholeMessage
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from assay.kit.jobs import job

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def has_mail() -> bool:
    """Whether a mail server is set, so that mail can be promised."""
    return bool(settings.EMAIL_HOST)


class QueuedMail(BaseEmailBackend):
    """Django's way to send mail, by way of the queue. Text only; without a mail server nothing is kept."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if not has_mail():
            return 0
        for message in email_messages:
            deliver.later(str(message.subject), str(message.body), message.from_email, list(message.recipients()))
        return len(email_messages)


@job()
def deliver(subject: str, body: str, sender: str, recipients: list[str]) -> None:
    """Hand one message to the mail server; what it refuses is tried again."""
    send_now(subject, body, sender=sender, recipients=recipients)


def send_now(subject: str, body: str, *, recipients: list[str], sender: str = "") -> None:
    """Hand a message to the mail server and wait for it. For jobs, whose time this is."""
    one_line = " ".join(subject.split())
    connection: Any = get_connection(SMTP)
    EmailMessage(one_line, body, sender or settings.DEFAULT_FROM_EMAIL, recipients, connection=connection).send()


class NotTaken(Exception):
    """The mail server has nothing of the letter. `is_final`: it will never take it, as nobody lives there."""

    def __init__(self, said: str, *, is_final: bool = False) -> None:
        super().__init__(said)
        self.is_final = is_final


def hand_over(message: WholeMessage) -> None:
    """Hand a whole message with all its headers to the mail server and wait for its answer.

    Raises `NotTaken` when the server surely did not take it; after any other error nobody knows whether it did.
    """
    connection: Any = get_connection(SMTP)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotTaken(_said(error)) from error
    try:
        connection.connection.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        refusals = list(error.recipients.values())
        is_final = all(code >= 500 for code, _text in refusals)
        raise NotTaken("; ".join(_answer(*one) for one in refusals), is_final=is_final) from error
    except smtplib.SMTPResponseException as error:
        raise NotTaken(_said(error)) from error
    finally:
        connection.close()


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}"


def _answer(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {words}"
