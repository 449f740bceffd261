"""REST operations of weekly reviews."""

from ninja import Router

router = Router(tags=["Weekly review"])
