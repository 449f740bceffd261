"""What joins letters and the worker that sends them."""

from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.digests.jobs import send_trial
from assay.digests.models import Subscription, TrialLetter
from assay.kit.mail import has_mail


class CannotSend(Exception):
    """No letter can leave from here; the message says what is missing."""


@transaction.atomic
def send_me(person: Person) -> TrialLetter:
    """Let the worker send somebody the letter they would get now; while one waits it is that one.

    Raises `CannotSend`, and `TooOften` for who had several within the hour.
    """
    if not has_mail():
        raise CannotSend(_("No mail server is set up. Name it in ASSAY_SMTP_URL, then start Assay again."))
    if not Subscription.of(person).address:
        raise CannotSend(_("No mail address of yours is known."))
    trial, is_new = TrialLetter.ask(person)
    if is_new:
        send_trial.later(trial.pk)
    return trial
