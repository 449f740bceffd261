"""A delivery: one event on its way to one webhook, and what came of it. Together they are the webhook's log."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from assay.activity.models import Event
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.webhooks.models.webhook import Webhook

MOST_TRIES = 5
MOST_SAID = 500


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> "DeliveryQuerySet":
        """What is still to be sent, oldest first."""
        return self.filter(event__isnull=False, done_at=None, given_up_at=None).order_by("pk")

    def tests(self) -> "DeliveryQuerySet":
        """Tests that were not sent yet."""
        return self.filter(event=None, done_at=None, given_up_at=None)

    def newest_first(self) -> "DeliveryQuerySet":
        return self.order_by("-pk")


class Delivery(models.Model):
    """One event for one webhook; without an event it is a test.

    `uid` stays the same over all tries, so that the receiver can tell a repetition.
    """

    uid = models.CharField(max_length=36, unique=True)
    webhook = models.ForeignKey("webhooks.Webhook", on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey("activity.Event", on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=60)
    # Written before the first try, so that all tries send the same.
    body = models.TextField(blank=True)
    created_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    status = models.PositiveIntegerField(null=True)
    said = models.CharField(max_length=MOST_SAID, blank=True)
    done_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["webhook", "-id"], name="delivery_webhook"),
            models.Index(
                fields=["webhook", "id"], condition=models.Q(done_at=None, given_up_at=None), name="delivery_waiting"
            ),
            models.Index(fields=["created_at"], name="delivery_created"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.uid}"

    @classmethod
    def write(cls, webhook: "Webhook", name: str, *, event: Event | None) -> "Delivery":
        return cls.objects.create(uid=str(uuid4()), webhook=webhook, event=event, name=name, created_at=now())

    def keep_body(self, body: str) -> None:
        """Fix what is sent."""
        self.body = body
        self.save(update_fields=["body"])

    def arrived(self, status: int, said: str, *, at: datetime) -> None:
        """Note that the receiver took it."""
        self._tried(status, said, at)
        self.done_at = at
        self.save()

    def failed(self, status: int | None, said: str, *, at: datetime) -> None:
        """Note a try that came to nothing; the last one gives up. Tests are not repeated."""
        self._tried(status, said, at)
        if self.tries >= MOST_TRIES or self.event_id is None:
            self.given_up_at = at
        self.save()

    def drop(self, because: str, *, at: datetime) -> None:
        """Note that it is not to be sent at all."""
        self.said, self.given_up_at = because[:MOST_SAID], at
        self.save()

    def _tried(self, status: int | None, said: str, at: datetime) -> None:
        self.tries += 1
        self.tried_at, self.status = at, status
        self.said = said.replace("\0", "")[:MOST_SAID]
