"""What every answer below `/s/` says: keep no copy, tell nobody where you came from, list it nowhere."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
PREFIX = "/s/"
_UNLISTED = {
    "Referrer-Policy": "no-referrer",  # the address is the secret
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "no-store",
}


def unlisted_links(answer: Answer) -> Answer:
    """Put the headers on pages, files, redirects and errors alike, whoever made them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if request.path.startswith(PREFIX):
            for name, value in _UNLISTED.items():
                response.headers[name] = value
        return response

    return middleware
