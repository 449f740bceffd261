"""What is done with each event as it is written: quick, in its transaction. The sending is a job."""

from assay.activity.models import Event
from assay.webhooks.catalogue import announcement_of
from assay.webhooks.jobs import send
from assay.webhooks.models import Delivery, Webhook


def hear(event: Event) -> None:
    """Write a delivery for each webhook that asked for such events. Most events cost nothing here."""
    announcement = announcement_of(event.kind)
    if announcement is None:
        return
    for webhook in Webhook.objects.filter(workspace_id=event.workspace_id).on():
        if announcement.name in webhook.events:
            Delivery.write(webhook, announcement.name, event=event)
            send.later(webhook.pk)
