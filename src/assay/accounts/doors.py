"""How a view is entered: `@signed_in` for pages."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from assay.accounts.models import Person

P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request whose person is known; views behind `@signed_in` get one."""

    person: Person


View = Callable[Concatenate[PersonRequest, P], HttpResponse]


def signed_in(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let signed-in people in; send others to sign in and back to where they wanted to go."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if getattr(request, "person", None) is None:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return guarded


def require(is_allowed: bool, message: str = "") -> None:  # noqa: FBT001  reads as a sentence
    """Refuse with 403 and a sentence that can be shown."""
    if not is_allowed:
        raise PermissionDenied(message or _("Your role does not allow this. Ask a lead or an owner."))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else "/"
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
