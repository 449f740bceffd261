"""REST operations of digests."""

from ninja import Router

router = Router(tags=["Digests"])
