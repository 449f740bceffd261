"""What can happen to a webhook. Its address is not written down: it often holds a secret."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens


@dataclass(frozen=True)
class _OfWebhook(Happening):
    icon: ClassVar[str] = "link"
    name: str


@happens
@dataclass(frozen=True)
class WebhookCreated(_OfWebhook):
    kind: ClassVar[str] = "webhook.created"

    def wording(self) -> str:
        return _("made the webhook %(name)s") % {"name": self.name}


@happens
@dataclass(frozen=True)
class WebhookChanged(_OfWebhook):
    kind: ClassVar[str] = "webhook.changed"
    is_on: bool

    def wording(self) -> str:
        text = _("changed the webhook %(name)s") if self.is_on else _("switched the webhook %(name)s off")
        return text % {"name": self.name}


@happens
@dataclass(frozen=True)
class WebhookStopped(_OfWebhook):
    kind: ClassVar[str] = "webhook.stopped"
    tone: ClassVar[str] = "warn"
    because: str

    def wording(self) -> str:
        return _("switched the webhook %(name)s off: %(because)s") % {"name": self.name, "because": self.because}


@happens
@dataclass(frozen=True)
class WebhookDeleted(_OfWebhook):
    kind: ClassVar[str] = "webhook.deleted"

    def wording(self) -> str:
        return _("deleted the webhook %(name)s") % {"name": self.name}
