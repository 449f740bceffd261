"""A webhook: an address that is told when something happens."""

import re
import socket
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models, transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.activity.subjects import Subject
from assay.kit.clock import now
from assay.kit.outgoing import NotAllowed, NotReached, target_of
from assay.webhooks.catalogue import SILENT, announcements
from assay.webhooks.events import WebhookChanged, WebhookCreated, WebhookDeleted, WebhookStopped

if TYPE_CHECKING:
    from assay.accounts.models import Person

# So long and so often nothing arrives before no more is sent.
MOST_FAILURES = 10
FAILING_FOR = timedelta(hours=1)
MOST_EACH_WORKSPACE = 50
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")  # MLflow's rule
# Looks nothing up: a request does not wait for name servers. What a name means is checked at each delivery.
_only_numbers = partial(socket.getaddrinfo, flags=socket.AI_NUMERICHOST)


class BadWebhook(ValueError):
    """A webhook cannot be like this; the message says why."""


@dataclass(frozen=True)
class Settings:
    """What a person says about a webhook. The secret may be empty: then nothing is signed."""

    name: str
    url: str
    events: Sequence[str]
    description: str = ""
    secret: str = ""

    def check(self) -> None:
        """Raise `BadWebhook` for what cannot be."""
        if not _NAME.fullmatch(self.name):
            raise BadWebhook(_("A name has 1 to 63 letters, digits, dots, hyphens, underscores; no mark at its ends."))
        if not self.events:
            raise BadWebhook(_("Choose at least one event."))
        if unknown := sorted(set(self.events) - announcements().keys() - set(SILENT)):
            raise BadWebhook(_("There is no event %(name)s.") % {"name": unknown[0][:60]})
        if len(self.description) > 1000 or len(self.secret) > 200 or len(self.url) > 500:
            raise BadWebhook(_("An address has at most 500 characters, a secret 200, a description 1000."))
        self._check_address()

    def _check_address(self) -> None:
        try:
            target = target_of(self.url)
            if target.scheme == "http" and not target.is_named:
                raise BadWebhook(_("The address must begin with https://, so that nobody on the way reads along."))
            target.addresses(_only_numbers)
        except NotAllowed as fault:
            raise BadWebhook(str(fault)) from fault
        except NotReached:
            return


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def visible_to(self, person: "Person") -> "WebhookQuerySet":
        """Those of the workspace, for who leads it: addresses of webhooks often hold a secret."""
        return self.filter(workspace_id=person.workspace_id) if person.can_manage_people else self.none()

    def on(self) -> "WebhookQuerySet":
        return self.filter(disabled_at=None)

    def newest_first(self) -> "WebhookQuerySet":
        return self.order_by("-created_at", "-pk")


class Webhook(models.Model):
    """One address. It hears what `person`, who answers for it, may see, as long as they lead the workspace."""

    uid = models.CharField(max_length=36, unique=True)
    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=63)
    url = models.CharField(max_length=500)
    events = models.JSONField(default=list)
    description = models.TextField(blank=True)
    # Needed in the clear to sign with; no page and no answer shows it.
    secret = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True)
    disabled_because = models.CharField(max_length=300, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    # Until then a worker is sending.
    held_until = models.DateTimeField(null=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["workspace", "-created_at"], name="webhook_workspace")]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("workspace", str(self.workspace_id), self.workspace_id)

    @property
    def is_on(self) -> bool:
        return self.disabled_at is None

    @property
    def settings(self) -> Settings:
        return Settings(self.name, self.url, tuple(self.events), self.description, self.secret)

    @property
    def first_event(self) -> str:
        """The event that a test is about."""
        return next((name for name in announcements() if name in self.events), self.events[0])

    @classmethod
    @transaction.atomic
    def create(cls, settings: Settings, *, by: "Person", is_on: bool = True) -> "Webhook":
        """Raises `BadWebhook`."""
        settings.check()
        if cls.objects.filter(workspace_id=by.workspace_id).count() >= MOST_EACH_WORKSPACE:
            raise BadWebhook(_("A workspace has at most %(most)d webhooks.") % {"most": MOST_EACH_WORKSPACE})
        at = now()
        made = cls.objects.create(
            uid=str(uuid4()),
            workspace_id=by.workspace_id,
            person=by,
            created_at=at,
            updated_at=at,
            disabled_at=None if is_on else at,
            **_fields(settings),
        )
        record(WebhookCreated(name=made.name), on=made, by=by, at=at)
        return made

    @transaction.atomic
    def change(self, settings: Settings, *, by: "Person", is_on: bool) -> None:
        """Change it, or switch it on or off; whoever does answers for it from then on. Raises `BadWebhook`."""
        self._lock()
        if settings == self.settings and is_on == self.is_on:
            return
        settings.check()
        for name, value in _fields(settings).items():
            setattr(self, name, value)
        self._switch(is_on=is_on)
        self.person, self.updated_at = by, now()
        self.save()
        record(WebhookChanged(name=self.name, is_on=is_on), on=self, by=by)

    @transaction.atomic
    def remove(self, *, by: "Person") -> None:
        """Delete it with its log."""
        record(WebhookDeleted(name=self.name), on=self, by=by)
        self.delete()

    @transaction.atomic
    def note(self, *, is_fine: bool, at: datetime) -> None:
        """Note how a delivery went; the tenth failure within more than an hour switches the webhook off."""
        self._lock()
        self.tried_at = at
        self.failures = 0 if is_fine else self.failures + 1
        self.failing_since = None if is_fine else self.failing_since or at
        self.save(update_fields=["tried_at", "failures", "failing_since"])
        if self.failures >= MOST_FAILURES and self.failing_since and at - self.failing_since >= FAILING_FOR:
            self.stop(_("Nothing arrived for over an hour, in %(count)d tries.") % {"count": self.failures})

    @transaction.atomic
    def stop(self, because: str) -> None:
        """Switch it off by itself, and say why; what waits is given up."""
        self._lock()
        if not self.is_on:
            return
        self._switch(is_on=False)
        self.disabled_because = because
        self.save()
        self.deliveries.waiting().update(given_up_at=self.disabled_at)
        record(WebhookStopped(name=self.name, because=because), on=self, by=None)

    def _switch(self, *, is_on: bool) -> None:
        if is_on != self.is_on:
            self.disabled_at = None if is_on else now()
            self.disabled_because, self.failures, self.failing_since, self.tried_at = "", 0, None, None

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=Webhook.objects.select_for_update(of=("self",)))


def _fields(settings: Settings) -> dict[str, object]:
    return asdict(settings) | {"events": sorted(set(settings.events))}
