"""Pages leave compressed: a full board is half a megabyte of text, and a twentieth of it after brotli."""

import gzip
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

LEAST_BYTES = 1000
# Higher qualities take twice the time for a tenth less.
QUALITY = 4
Answer = Callable[[HttpRequest], HttpResponseBase]


def compressed_pages(answer: Answer) -> Answer:
    """Compress HTML with what the browser takes: brotli over HTTPS and on this machine, else gzip.

    What an attacker could guess at by the length of an answer (BREACH) changes with each of them: the CSRF token
    is masked anew, the nonce is random.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if isinstance(response, HttpResponse) and _is_worth_it(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            _compress(response, request.headers.get("Accept-Encoding", ""))
        return response

    return middleware


def _is_worth_it(response: HttpResponse) -> bool:
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return is_page and "Content-Encoding" not in response.headers and len(response.content) >= LEAST_BYTES


def _compress(response: HttpResponse, accepted: str) -> None:
    if "br" in accepted:
        response.content = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=QUALITY)
        response.headers["Content-Encoding"] = "br"
    elif "gzip" in accepted:
        response.content = gzip.compress(response.content, QUALITY, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
