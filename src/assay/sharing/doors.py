"""How pages behind a share link are entered: by the secret in the address, and nothing else.

No session and no cookie says who asks, so Django's token against forged forms, which is a cookie, has nothing to
protect, and its check would refuse every form: under `Referrer-Policy: no-referrer` browsers send `Origin: null`.
A form carries a token bound to its link instead, and what comes from another site is refused (decision 29).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from assay.accounts.security.limits import place_of
from assay.kit.limits import Limit, TooOften
from assay.sharing.models import ShareLink
from assay.web.errors import problem, wait
from assay.web.kept import is_from_here, too_old

GUESSES = Limit("share link from", most=30, seconds=300)
FORM_FOR = 24 * 3600
_SALT = "assay.sharing.form"


class LinkRequest(HttpRequest):
    """A request behind the door. `is_colleague`: somebody of the workspace looks at what the stakeholder sees."""

    link: ShareLink
    secret: str
    is_colleague: bool


View = Callable[..., HttpResponse]


def by_link(*methods: str, stale: View | None = None) -> Callable[[View], View]:
    """Let in whoever has the secret of an open link; the view gets a `LinkRequest`.

    A form of ours whose token is void goes to `stale`, which changes nothing and gives back what was written.
    """

    def decorate(view: View) -> View:
        @csrf_exempt
        @require_http_methods(list(methods))
        @wraps(view)
        def guarded(request: Any, secret: str, **named: Any) -> HttpResponse:
            link = ShareLink.objects.of_secret(secret)
            if link is None:
                return _unknown(request)
            if not link.is_open:
                return render(request, "sharing/ended.html", {"link": link}, status=410)
            _enter(request, link, secret)
            if request.method == "POST" and (refusal := _refusal(request)):
                return refusal
            try:
                if request.method == "POST" and not _fits(request.POST.get("form", ""), link):
                    return stale(request, **named) if stale else words_back(request)
                return view(request, **named)
            except TooOften as error:
                return wait(request, error.seconds)

        return guarded

    return decorate


def form_token(link: ShareLink) -> str:
    """Return what forms behind this link carry; renewing the link makes them void."""
    return signing.dumps(link.digest[:16], salt=_SALT)


def words_back(request: LinkRequest) -> HttpResponse:
    """Answer a form that came too late, where it cannot be shown again: its words, and the way to what is open."""
    return too_old(request, back=reverse("sharing:by-link", args=[request.secret]), has_start=False)


def _enter(request: Any, link: ShareLink, secret: str) -> None:
    person = getattr(request, "person", None)
    request.is_colleague = person is not None and person.workspace_id == link.project.workspace_id
    # The page is the same whoever looks: nothing on it becomes a link into the workspace.
    request.person, request.link, request.secret = None, link, secret
    if request.method == "GET" and not request.is_colleague:
        link.visit()


def _refusal(request: Any) -> HttpResponse | None:
    if request.is_colleague:
        told = _("You see what %(name)s sees. Only they comment and approve here.")
        return problem(request, 403, message=told % {"name": request.link.stakeholder.name})
    if not is_from_here(request):
        return problem(request, 403, message=_("This did not come from the page itself. Open it and repeat your step."))
    return None


def _fits(token: str, link: ShareLink) -> bool:
    try:
        return bool(signing.loads(token, salt=_SALT, max_age=FORM_FOR) == link.digest[:16])
    except signing.BadSignature:
        return False


def _unknown(request: HttpRequest) -> HttpResponse:
    """Answer a secret that is none; whoever guesses on has to wait. A good one is never kept waiting."""
    place = place_of(request)
    if seconds := GUESSES.seconds_left(place):
        return wait(request, seconds)
    GUESSES.count(place)
    return render(request, "sharing/unknown.html", status=404)
