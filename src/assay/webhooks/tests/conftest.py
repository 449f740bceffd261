"""A receiver on this machine, and a webhook that sends to it. Models are imported late: this file loads early."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from assay.kit.tests.listener import Listener, listener

if TYPE_CHECKING:
    from assay.webhooks.models import Webhook


@pytest.fixture
def receiver(settings: Any) -> Iterator[Listener]:
    """A receiver whose address the operator has named."""
    with listener() as made:
        settings.ASSAY_PRIVATE_HOSTS = [f"127.0.0.1:{made.port}"]
        yield made


@pytest.fixture
def hook(receiver: Listener, ada: Any) -> "Callable[..., Webhook]":
    """Make a webhook of ada's that hears these events: `hook("task.created")`."""
    from assay.webhooks.models import Settings, Webhook

    def make(*events: str, by: Any = ada, **more: Any) -> "Webhook":
        facts: dict[str, Any] = {"name": "chat", "url": f"http://127.0.0.1:{receiver.port}/in"} | more
        return Webhook.create(Settings(events=events, **facts), by=by)

    return make
