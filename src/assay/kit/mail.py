"""Mail goes out from the worker, never from a request: whatever sends with Django queues a job here."""

from collections.abc import Sequence
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
