"""How stakeholders come in: the domain that made their link knows, and says so here."""

from collections.abc import Callable

from assay.digests.models import Subscription

# Returns the address of the stakeholder's own page; empty when it opens nothing any more.
WayIn = Callable[[Subscription], str]
_ways: list[WayIn] = []


def register_way_in(way_in: WayIn) -> None:
    """Say how stakeholders who follow by mail come to their page. Call it in `AppConfig.ready()`."""
    _ways[:] = [way_in]


def way_in(subscription: Subscription) -> str:
    return _ways[0](subscription) if _ways else ""
