"""How each Git host signs what it sends, and how it names it."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from assay.githooks.models import Host

# Forgejo sends Gitea's headers as well.
_EVENT = {Host.GITHUB: "X-GitHub-Event", Host.GITLAB: "X-Gitlab-Event", Host.GITEA: "X-Gitea-Event"}
_DELIVERY = {
    Host.GITHUB: ("X-GitHub-Delivery",),
    # The first stays the same when GitLab tries again.
    Host.GITLAB: ("Idempotency-Key", "X-Gitlab-Event-UUID"),
    Host.GITEA: ("X-Gitea-Delivery",),
}


@dataclass(frozen=True)
class Envelope:
    """What the headers say: the event and the host's id of the message."""

    event: str
    delivery: str


def is_signed(host: str, headers: Mapping[str, str], body: bytes, *, secret: str) -> bool:
    """Whether whoever sent the body knows the secret; it takes the same time for every wrong answer."""
    if host == Host.GITLAB:
        return _same(headers.get("X-Gitlab-Token", ""), secret)
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    if host == Host.GITHUB:
        return _same(headers.get("X-Hub-Signature-256", ""), f"sha256={digest}")
    return _same(headers.get("X-Gitea-Signature", ""), digest)


def envelope(host: str, headers: Mapping[str, str], body: bytes) -> Envelope:
    """Return what the message is; one without an id is known by its content."""
    host = Host(host)
    named = next((found for name in _DELIVERY[host] if (found := headers.get(name))), "")
    return Envelope(headers.get(_EVENT[host], "")[:60], named[:100] or hashlib.sha256(body).hexdigest())


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), right.encode())
