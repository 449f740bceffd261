"""What is sent: the body in MLflow's shape, and the headers that prove where it comes from."""

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from django.conf import settings

from assay.activity.kinds import kind_named
from assay.activity.models import Event
from assay.webhooks.catalogue import Announcement
from assay.webhooks.models import Delivery, Webhook

SIGNATURE, DELIVERY, TIMESTAMP = "X-MLflow-Signature", "X-MLflow-Delivery-Id", "X-MLflow-Timestamp"


class NotTold(Exception):
    """Nothing is to be said of this event, or not to this webhook."""


def body_of(announcement: Announcement, event: Event, webhook: Webhook) -> str:
    """Say what happened. Raises `NotTold` when whoever answers for the webhook may not see it."""
    kind = kind_named(event.subject_kind)
    thing = kind.find(webhook.person, [event.subject_id]).get(event.subject_id) if kind else None
    if kind is None or thing is None:
        raise NotTold("It is gone, or whoever made the webhook may not see it.")
    data = announcement.describe(event, thing)
    if data is None:
        raise NotTold("There is nothing left to tell of it.")
    if not announcement.is_mlflow:
        about = {"kind": kind.name, "title": kind.title(thing), "url": settings.BASE_URL + kind.url(thing)}
        data = {**data, "about": about, "person": event.actor or None}
    return _written(announcement, data, event.at)


def example_of(announcement: Announcement, *, at: datetime) -> str:
    """Return what a test sends."""
    return _written(announcement, announcement.example, at)


def headers_of(delivery: Delivery, secret: str, *, at: datetime) -> dict[str, str]:
    """Return the headers of one try; the signature is MLflow's: over delivery id, time and body."""
    moment = str(int(at.timestamp()))
    headers = {"Content-Type": "application/json", DELIVERY: delivery.uid, TIMESTAMP: moment}
    if secret:
        headers[SIGNATURE] = signature(secret, f"{delivery.uid}.{moment}.{delivery.body}")
    return headers


def signature(secret: str, text: str) -> str:
    made = hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()
    return f"v1,{base64.b64encode(made).decode()}"


def _written(announcement: Announcement, data: dict[str, Any], at: datetime) -> str:
    said = {"entity": announcement.entity, "action": announcement.action, "timestamp": at.isoformat(), "data": data}
    return json.dumps(said)
