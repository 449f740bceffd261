"""REST operations of portfolio."""

from ninja import Router

router = Router(tags=["Portfolio"])
