"""What somebody wrote in a form that came too late, shown to them again so that nothing is lost."""

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from assay.web.errors import TOO_OLD, explain

MOST_FIELDS = 20
MOST_KEPT = 100_000
# One word is soon typed again, and may be a digest, an address or a token.
_LONG_WORD = 300
_SECRET = re.compile(r"pass|secret|token|credential|csrf|otp|(^|[-_])(code|key|pin)s?($|[-_])", re.IGNORECASE)


@dataclass(frozen=True)
class Kept:
    """A text that was sent; `is_cut` when only its beginning is here."""

    label: str
    text: str
    is_cut: bool


def too_old(request: HttpRequest, *, back: str = "", has_start: bool = True) -> HttpResponse:
    """Refuse a form whose token is no good any more: with what was written in it, and a way `back`.

    A form of another site is refused without its words. `has_start` offers the start, which asks for an account.
    """
    kept = texts_of(request) if is_from_here(request) else []
    advice = _("Nothing was saved. What you wrote is below: copy it, go back to the page and send it again.")
    more = {"kept": kept, "back": back or _came_from(request), "has_start": has_start}
    return explain(request, TOO_OLD, message=advice if kept else "", template="web/kept.html", more=more)


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent this, as far as the browser says."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}


def texts_of(request: HttpRequest) -> list[Kept]:
    """Return the longer texts of the form, without what may be secret."""
    try:
        sent = [(name, text) for name, texts in request.POST.lists() for text in texts]
    except UnreadablePostError:
        return []
    found = [_kept(name, str(text)) for name, text in sent if not _SECRET.search(name) and _is_long(str(text))]
    return found[:MOST_FIELDS]


def _kept(name: str, text: str) -> Kept:
    """A field is called by the last part of its name: the form itself is not known here."""
    words = name.rpartition("-")[2].replace("_", " ").strip()
    return Kept(words[:80].capitalize() or _("Text"), text[:MOST_KEPT], len(text) > MOST_KEPT)


def _is_long(text: str) -> bool:
    bare = text.strip()
    return len(bare.split(maxsplit=1)) > 1 or not bare.isascii() or len(bare) > _LONG_WORD


def _came_from(request: HttpRequest) -> str:
    page = request.headers.get("Referer", "")
    is_own = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_own else ""
