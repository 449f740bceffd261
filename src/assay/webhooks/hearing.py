"""What is done with each event as it is written: quick, in its transaction. The sending is a job."""

from collections.abc import Iterable

from assay.activity.models import Event
from assay.webhooks.catalogue import announcement_of
from assay.webhooks.jobs import send
from assay.webhooks.models import Delivery, Webhook


def hear(event: Event) -> None:
    """Write a delivery for each webhook that asked for such events. Most events cost nothing here."""
    hear_all([event])


def hear_all(events: Iterable[Event]) -> None:
    """Do the same for several events at once."""
    told = [(event, announcement.name) for event in events if (announcement := announcement_of(event.kind))]
    if not told:
        return
    webhooks = list(Webhook.objects.filter(workspace__in={event.workspace_id for event, _name in told}).on())
    for event, name in told:
        for webhook in webhooks:
            if webhook.workspace_id == event.workspace_id and name in webhook.events:
                Delivery.write(webhook, name, event=event)
                send.later(webhook.pk)
