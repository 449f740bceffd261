"""Addresses that several pages of runs need."""

from django.conf import settings
from django.http import HttpRequest


def links_of(request: HttpRequest) -> dict[str, str]:
    """The filter as it stands in the URL, for the links to other pages, and where clients log to."""
    query = request.GET.copy()
    query.pop("cursor", None)
    return {"query": query.urlencode(), "address": settings.BASE_URL}
