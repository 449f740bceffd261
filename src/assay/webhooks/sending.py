"""One try to deliver. The receiver is not trusted: 7 seconds, 100 kB, no redirects, public addresses only."""

from dataclasses import dataclass

from assay.kit.clock import now
from assay.kit.outgoing import OutgoingFault, Session
from assay.webhooks.catalogue import announcements
from assay.webhooks.models import Delivery, Webhook
from assay.webhooks.writing import NotTold, body_of, example_of, headers_of

SECONDS = 7
MOST_BYTES = 100_000


@dataclass(frozen=True)
class Outcome:
    """What came of a try: the status, if there was an answer at all, and what was said."""

    status: int | None
    said: str

    @property
    def is_fine(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def deliver(delivery: Delivery, webhook: Webhook) -> Outcome | None:
    """Send it once and note what came of it; None when it is not to be sent. Runs outside any transaction."""
    try:
        _write_body(delivery, webhook)
    except NotTold as reason:
        delivery.drop(str(reason), at=now())
        return None
    outcome = _sent(delivery, webhook)
    noting = delivery.arrived if outcome.is_fine else delivery.failed
    noting(outcome.status, outcome.said, at=now())  # type: ignore[arg-type]  # what is fine has a status
    webhook.note(is_fine=outcome.is_fine, at=now())
    return outcome


def _write_body(delivery: Delivery, webhook: Webhook) -> None:
    if delivery.body:
        return
    announcement = announcements().get(delivery.name)
    if announcement is None:
        raise NotTold("This version of Assay does not know the event.")
    event = delivery.event
    delivery.keep_body(body_of(announcement, event, webhook) if event else example_of(announcement, at=now()))


def _sent(delivery: Delivery, webhook: Webhook) -> Outcome:
    headers = headers_of(delivery, webhook.secret, at=now())
    try:
        with Session(seconds=SECONDS, most_bytes=MOST_BYTES) as session:
            answer = session.send("POST", webhook.url, body=delivery.body.encode(), headers=headers)
            return Outcome(answer.status, answer.read().decode("utf-8", "replace"))
    except OutgoingFault as fault:
        return Outcome(None, str(fault))
