"""REST operations of signals."""

from ninja import Router

router = Router(tags=["Signals"])
