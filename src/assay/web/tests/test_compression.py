"""Pages leave compressed; short ones and other files stay as they are."""

import gzip

import brotli
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from assay.web.compression import compressed_pages

PAGE = b"<p>hello</p>" * 200


def served(body: bytes, *, accepts: str, kind: str = "text/html; charset=utf-8") -> HttpResponseBase:
    request = RequestFactory().get("/", HTTP_ACCEPT_ENCODING=accepts)
    return compressed_pages(lambda _request: HttpResponse(body, content_type=kind))(request)


def test_a_browser_that_takes_brotli_gets_it() -> None:
    response = served(PAGE, accepts="gzip, deflate, br")
    assert response.headers["Content-Encoding"] == "br"
    assert brotli.decompress(response.content) == PAGE  # type: ignore[attr-defined]
    assert response.headers["Content-Length"] == str(len(response.content))  # type: ignore[attr-defined]


def test_a_browser_on_plain_http_gets_gzip() -> None:
    response = served(PAGE, accepts="gzip, deflate")
    assert gzip.decompress(response.content) == PAGE  # type: ignore[attr-defined]


def test_who_asks_for_nothing_gets_the_page_as_it_is() -> None:
    response = served(PAGE, accepts="")
    assert "Content-Encoding" not in response.headers
    assert response.headers["Vary"] == "Accept-Encoding"


def test_short_pages_and_other_files_are_left_alone() -> None:
    assert "Content-Encoding" not in served(b"<p>hi</p>", accepts="br").headers
    assert "Content-Encoding" not in served(PAGE, accepts="br", kind="application/json").headers
