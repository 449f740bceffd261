"""REST operations of insights."""

from ninja import Router

router = Router(tags=["Insights"])
