"""Jobs that send what waits. Nothing here loses a delivery: what one job leaves, the clock's finds."""

import time
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from assay.kit.clock import now
from assay.kit.jobs import job
from assay.webhooks.models import Delivery, Webhook
from assay.webhooks.sending import deliver

# A webhook is worked on so long at most, and after a failure waits before the next try.
WORKED_SECONDS = 60
HELD = timedelta(seconds=WORKED_SECONDS + 30)
PAUSE = timedelta(minutes=4)
KEPT = timedelta(days=30)


@job()
def send(number: int) -> None:
    """Send what waits for this webhook, oldest first, until all is sent or one fails."""
    webhook = Webhook.objects.on().filter(pk=number).select_related("person").first()
    if webhook is None or _rests(webhook) or not _claim(number):
        return
    try:
        if not webhook.person.can_manage_people:
            webhook.stop(_("%(name)s does not lead the workspace any more.") % {"name": webhook.person.name})
            return
        _send_waiting(webhook)
    finally:
        Webhook.objects.filter(pk=number).update(held_until=None)


@job()
def send_test(number: int) -> None:
    """Send a test, also to a webhook that is off."""
    delivery = Delivery.objects.tests().select_related("webhook__person").filter(pk=number).first()
    if delivery is not None:
        deliver(delivery, delivery.webhook)


@job(every_minutes=5)
def send_what_waits() -> None:
    """Take up what failed before, or was left."""
    waiting = Webhook.objects.on().filter(pk__in=Delivery.objects.waiting().order_by().values("webhook"))
    for number in waiting.values_list("pk", flat=True):
        send.later(number)


@job(every_minutes=24 * 60)
def sweep_deliveries() -> None:
    """Forget the log of more than a month ago."""
    Delivery.objects.filter(created_at__lt=now() - KEPT).delete()


def _rests(webhook: Webhook) -> bool:
    """Whether the last try failed a moment ago: the clock comes back to it, and others are not kept waiting."""
    return bool(webhook.failures and webhook.tried_at and webhook.tried_at > now() - PAUSE)


def _claim(number: int) -> bool:
    free = Q(held_until=None) | Q(held_until__lt=now())
    return bool(Webhook.objects.filter(free, pk=number).update(held_until=now() + HELD))


def _send_waiting(webhook: Webhook) -> None:
    ends_at = time.monotonic() + WORKED_SECONDS
    while webhook.is_on and time.monotonic() < ends_at:
        delivery = webhook.deliveries.waiting().select_related("event__person").first()
        if delivery is None:
            return
        outcome = deliver(delivery, webhook)
        if outcome is not None and not outcome.is_fine:
            return
