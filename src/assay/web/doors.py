"""How a page is entered: by somebody who is signed in."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

if TYPE_CHECKING:
    from assay.accounts.models import Person

P = ParamSpec("P")
Known = TypeVar("Known", bound=HttpRequest)


class PersonRequest(HttpRequest):
    """A request whose person is known; views behind `@signed_in` get one."""

    person: "Person"


# Says where somebody has to go before they may see any page; an empty address lets them in.
Condition = Callable[[HttpRequest], str]
_conditions: list[Condition] = []


def register_condition(condition: Condition) -> None:
    """Let a domain keep signed-in people at the door until something is done. Call it in `AppConfig.ready()`."""
    _conditions.append(condition)


def signed_in(
    view: Callable[Concatenate[Known, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let signed-in people in; send others to sign in and back to where they wanted to go."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if getattr(request, "person", None) is None:
            return _to_sign_in(request)
        if first := next((place for condition in _conditions if (place := condition(request))), ""):
            return _sent_to(request, first)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return guarded


def recognised(
    view: Callable[Concatenate[Known, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Do the same for pages on which the conditions are met: here nobody is kept at the door."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if getattr(request, "person", None) is None:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:  # but a person nowhere any more: signing in again would lead in a circle
        return _sent_to(request, resolve_url("account_inactive"))
    back = _page_of(request)
    return _sent_to(request, f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}")


def _page_of(request: HttpRequest) -> str:
    """Return the page somebody was on: what a script or a form asked for is no page to come back to."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    came = urlsplit(request.headers.get("Referer", ""))
    is_here = came.netloc == request.get_host() and came.path.startswith("/") and not came.path.startswith("//")
    return came.path + (f"?{came.query}" if came.query else "") if is_here else "/"


def _sent_to(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
