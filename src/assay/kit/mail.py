"""Mail goes out from the worker, never from a request: whatever sends with Django queues a job here."""

import smtplib
from collections.abc import Sequence
from email.message import EmailMessage as WholeMessage
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from assay.kit import mail_trouble
from assay.kit.addresses import is_of_this_machine
from assay.kit.jobs import job

SMTP = "django.core.mail.backends.smtp.EmailBackend"
# Answers of a mail server from here on are for ever.
FINAL = 500


def has_mail() -> bool:
    """Whether a mail server is set, so that mail can be promised."""
    return bool(settings.EMAIL_HOST)


def leads_nowhere() -> bool:
    """Whether mail goes out with addresses that open on this machine alone, as `ASSAY_URL` was left as it is."""
    return has_mail() and is_of_this_machine(settings.BASE_URL)


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
    """The mail server has nothing of the letter. `is_final`: it will never take it, so no other try helps."""

    def __init__(self, said: str, *, is_final: bool = False) -> None:
        super().__init__(said)
        self.is_final = is_final


def hand_over(message: WholeMessage) -> None:
    """Hand a whole message with all its headers to the mail server and wait for its answer.

    Raises `NotTaken` when the server surely did not take it; after any other error nobody knows whether it did.
    """
    post = _Post()
    try:
        _open(post)
        _send(post.connection, message)
    finally:
        post.close()


def _open(post: "_Post") -> None:
    try:
        post.open()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise NotTaken(mail_trouble.of_the_way(error)) from error


def _send(client: Any, message: WholeMessage) -> None:
    try:
        client.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        refusals = list(error.recipients.values())
        is_final = all(code >= FINAL for code, _text in refusals)
        raise NotTaken("; ".join(mail_trouble.answer(*one) for one in refusals), is_final=is_final) from error
    except smtplib.SMTPResponseException as error:
        raise NotTaken(mail_trouble.answer(error.smtp_code, error.smtp_error)) from error
    except (smtplib.SMTPNotSupportedError, UnicodeError) as error:
        raise NotTaken(mail_trouble.no_such_letters(), is_final=True) from error
    except (OSError, smtplib.SMTPException) as error:
        if client.has_text:
            raise
        raise NotTaken(mail_trouble.of_the_way(error)) from error


class _Noting(smtplib.SMTP):
    """Notes from when on the server may have a letter: nothing of it is sent before `DATA`."""

    has_text = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.has_text = True
        return super().data(msg)


class _NotingOverTLS(_Noting, smtplib.SMTP_SSL):
    """The same where the connection is TLS from its start."""


class _Post(EmailBackend):
    """Django's connection to the mail server that is set, by a client that notes how far it came."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _NotingOverTLS if self.use_ssl else _Noting
