"""What the pages of webhooks show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q

from assay.webhooks.models import Delivery, Webhook

if TYPE_CHECKING:
    from assay.accounts.models import Person

SHOWN = 100


@dataclass(frozen=True)
class Listed:
    """A webhook as the list shows it: the last try, and how many deliveries wait."""

    webhook: Webhook
    arrived_at: object
    waiting: int


def webhook_list(person: "Person") -> list[Listed]:
    waits = Q(deliveries__done_at=None, deliveries__given_up_at=None, deliveries__event__isnull=False)
    found = Webhook.objects.visible_to(person).newest_first().select_related("person")
    counted = found.annotate(n_waiting=Count("deliveries", filter=waits), arrived=Max("deliveries__done_at"))
    return [Listed(one, one.arrived, one.n_waiting) for one in counted]  # type: ignore[attr-defined]


def log_of(webhook: Webhook) -> Sequence[Delivery]:
    """Return the last deliveries, newest first."""
    return list(webhook.deliveries.newest_first()[:SHOWN])
