"""The live stream's address. It is served natively (see `live.stream`); Django only names it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def needs_asgi(_request: HttpRequest) -> HttpResponse:
    """Answer where no ASGI server stands in front: the page works, it only does not refresh by itself."""
    return HttpResponse(status=204)


app_name = "live"
urlpatterns = [path("live", needs_asgi, name="stream")]
