"""What joins a webhook, its log and the queue."""

from django.db import transaction

from assay.webhooks.jobs import send_test
from assay.webhooks.models import Delivery, Webhook
from assay.webhooks.sending import Outcome, deliver


@transaction.atomic
def ask_for_test(webhook: Webhook) -> Delivery:
    """Queue a test of the first event."""
    delivery = Delivery.write(webhook, webhook.first_event, event=None)
    send_test.later(delivery.pk)
    return delivery


def try_now(webhook: Webhook, *, of: str) -> Outcome:
    """Send a test and wait for it, as MLflow's protocol wants; it stands in the log all the same."""
    outcome = deliver(Delivery.write(webhook, of or webhook.first_event, event=None), webhook)
    return outcome or Outcome(None, "There is no example of this event to send.")
