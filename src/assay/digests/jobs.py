"""Letters leave from the worker: rows first, then one job for each, so that none leaves twice."""

import logging
from datetime import datetime
from email.message import EmailMessage

from django.db import transaction
from django.utils.translation import gettext as _

from assay.digests.due import due, write
from assay.digests.models import Letter, TrialLetter
from assay.digests.models.letter import HELD
from assay.digests.writing import message_of, trial_message_of
from assay.kit.clock import now
from assay.kit.jobs import job
from assay.kit.mail import NotTaken, hand_over, has_mail

log = logging.getLogger(__name__)


@job(every_minutes=5)
def post_letters() -> None:
    """Write the letters that are due, and give those whose time has come to the queue."""
    if not has_mail():
        return
    at = now()
    doubt_old_ones(at)
    for subscription in due(at):
        with transaction.atomic():
            if (letter := write(subscription, at)) is not None:
                send_letter.later(letter.pk)
    for letter in Letter.objects.open().filter(next_try_at__lte=at, begun_at=None).order_by("next_try_at"):
        with transaction.atomic():
            if letter.hold(at=at):
                send_letter.later(letter.pk)


def doubt_old_ones(at: datetime) -> None:
    """Set letters aside that were begun by a worker which is gone: they may have arrived."""
    for letter in Letter.objects.open().with_reader().filter(begun_at__lt=at - HELD):
        letter.note_doubt(_("The worker ended while it spoke to the mail server."))


@job()
def send_letter(number: int) -> None:
    """Send one letter, once, whatever happens to the worker."""
    letter = Letter.objects.open().with_reader().filter(pk=number, begun_at=None).first()
    if letter is None:
        return
    try:
        message = message_of(letter)
    except Exception as error:
        log.exception("The letter %d could not be written.", number)
        letter.note_refused(f"{type(error).__name__}: {error}", is_final=False)
        return
    if message is None:
        letter.note_quiet()
    elif letter.begin():
        _hand_over(letter, message)


@job()
def send_trial(number: int) -> None:
    """Send the letter that somebody asked for, once; what the server refuses is told them and not tried again."""
    asked = TrialLetter.objects.filter(pk=number, begun_at=None, refused_at=None)
    trial = asked.select_related("person__workspace", "person__user").first()
    if trial is None or trial.person.left_at is not None:
        return
    try:
        message = trial_message_of(trial)
    except Exception as error:
        log.exception("The trial letter %d could not be written.", number)
        trial.note_refused(f"{type(error).__name__}: {error}")
        return
    if trial.begin():
        _hand_over(trial, message)


def _hand_over(letter: Letter | TrialLetter, message: EmailMessage) -> None:
    try:
        hand_over(message)
    except NotTaken as error:
        letter.note_refused(str(error), is_final=error.is_final)
    except Exception as error:
        letter.note_doubt(f"{type(error).__name__}: {error}")
    else:
        letter.note_sent()
