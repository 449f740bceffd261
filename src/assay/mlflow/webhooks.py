"""Webhooks of the protocol, for who leads the workspace. Assay's own events are chosen on the page of webhooks:
clients know MLflow's only, so these alone are shown here, and what is set here leaves the others as they are.
"""

from typing import Any

import msgspec

from assay.kit.clock import to_milliseconds
from assay.kit.limits import Limit
from assay.mlflow import wire
from assay.mlflow.doors import Call, reads, writes
from assay.mlflow.errors import BadRequest, Missing, Refused
from assay.mlflow.finding import page, page_of
from assay.mlflow.shapes import Json
from assay.webhooks.actions import try_now
from assay.webhooks.catalogue import SILENT, announcements
from assay.webhooks.models import Settings, Webhook

MOST_LISTED = 1000
# Each holds a thread until the receiver has answered.
TESTS = Limit("webhook test of a client", most=10, seconds=60)


class Named(msgspec.Struct):
    """An event, as clients name it: MODEL_VERSION and CREATED."""

    entity: str | None = None
    action: str | None = None


class Asked(msgspec.Struct):
    """What a webhook is to be; None leaves it as it is."""

    name: str | None = None
    url: str | None = None
    description: str | None = None
    secret: str | None = None
    status: str | None = None
    events: list[Named] | None = None


class TestAsked(msgspec.Struct):
    event: Named | None = None


@writes
def create(request: Call) -> Any:
    _check_leads(request)
    asked = wire.read(request, Asked)
    settings = Settings(
        wire.required(asked.name, "name"),
        wire.required(asked.url, "url"),
        _names(asked.events),
        asked.description or "",
        asked.secret or "",
    )
    made = Webhook.create(settings, by=request.person, is_on=_is_on(asked.status, default=True))
    return {"webhook": _shown(made)}


@reads
def listed(request: Call) -> Any:
    _check_leads(request)
    start, size = page_of(request.GET.get("max_results"), request.GET.get("page_token"), default=100)
    if size > MOST_LISTED:
        raise BadRequest(f"max_results must be between 1 and {MOST_LISTED}.")
    mine = [one for one in Webhook.objects.visible_to(request.person).newest_first() if _heard(one)]
    is_more = len(mine) > start + size
    shown = [_shown(one) for one in mine[start : start + size]]
    return page("webhooks", shown, str(start + size) if is_more else "")


@reads
def get(request: Call, *, uid: str) -> Any:
    return {"webhook": _shown(_found(request, uid))}


@writes
def update(request: Call, *, uid: str) -> Any:
    found, asked = _found(request, uid), wire.read(request, Asked)
    kept = found.settings
    own = set(kept.events) - _mlflow_names()
    settings = Settings(
        asked.name or kept.name,
        asked.url or kept.url,
        tuple(sorted({*_names(asked.events), *own})) if asked.events else kept.events,
        kept.description if asked.description is None else asked.description,
        kept.secret if asked.secret is None else asked.secret,
    )
    found.change(settings, by=request.person, is_on=_is_on(asked.status, default=found.is_on))
    return {"webhook": _shown(found)}


@writes
def delete(request: Call, *, uid: str) -> None:
    _found(request, uid).remove(by=request.person)


@writes
def test(request: Call, *, uid: str) -> Any:
    """Send an example, wait for what comes of it, and tell."""
    found, asked = _found(request, uid), wire.read(request, TestAsked)
    name = _names([asked.event])[0] if asked.event else ""
    TESTS.check(str(request.person.pk))
    TESTS.count(str(request.person.pk))
    outcome = try_now(found, of=name)
    if outcome.status is None:
        return {"result": {"success": False, "error_message": f"Failed to test webhook: {outcome.said}"}}
    return {
        "result": {
            "success": outcome.status < 400,
            "response_status": outcome.status,
            "response_body": outcome.said,
        }
    }


def _found(request: Call, uid: str) -> Webhook:
    _check_leads(request)
    found = Webhook.objects.visible_to(request.person).filter(uid=uid).first()
    if found is None:
        raise Missing(f"Webhook with ID {uid[:64]} not found.")
    return found


def _check_leads(request: Call) -> None:
    if not request.person.can_manage_people:
        raise Refused("Webhooks are for who leads the workspace. Ask a lead or an owner.")


def _names(events: list[Named] | None) -> tuple[str, ...]:
    """Return the events by Assay's spelling of their names. Raises `BadRequest`."""
    names = tuple(f"{event.entity}.{event.action}".lower() for event in events or ())
    if unknown := [name for name in names if name not in _mlflow_names()]:
        raise BadRequest(f"Invalid event '{unknown[0][:80]}'. Events are: {', '.join(sorted(_mlflow_names()))}.")
    return names


def _mlflow_names() -> set[str]:
    return {one.name for one in announcements().values() if one.is_mlflow} | set(SILENT)


def _heard(webhook: Webhook) -> list[str]:
    """Return the events that clients know of."""
    return [name for name in webhook.events if name in _mlflow_names()]


def _is_on(status: str | None, *, default: bool) -> bool:
    if status is None:
        return default
    if status not in {"ACTIVE", "DISABLED"}:
        raise BadRequest(f"Invalid status '{status[:40]}': ACTIVE or DISABLED.")
    return status == "ACTIVE"


def _shown(webhook: Webhook) -> Json:
    """Return the webhook without its secret."""
    shown: Json = {
        "webhook_id": webhook.uid,
        "name": webhook.name,
        "url": webhook.url,
        "events": [_spelled(name) for name in _heard(webhook)],
        "status": "ACTIVE" if webhook.is_on else "DISABLED",
        "creation_timestamp": to_milliseconds(webhook.created_at),
        "last_updated_timestamp": to_milliseconds(webhook.updated_at),
    }
    return shown | ({"description": webhook.description} if webhook.description else {})


def _spelled(name: str) -> Json:
    entity, _, action = name.upper().partition(".")
    return {"entity": entity, "action": action}
