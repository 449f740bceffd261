"""How a request of the protocol is entered: by token only, never by a browser's session."""

import base64
import binascii
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

import msgspec
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from assay.accounts.models import Person, Token
from assay.kit.addresses import address_of
from assay.mlflow.addresses import Base
from assay.mlflow.errors import NotSignedIn, Refused, WrongMethod, answer_to
from assay.mlflow.tokens import authenticate
from assay.rest.doors import count_guess

P = ParamSpec("P")
Respond = Callable[..., HttpResponseBase]


class Call(HttpRequest):
    """A request whose token is known."""

    person: Person
    token: Token
    # The project or task whose own address was called, if it was one.
    base: Base | None


Endpoint = Callable[Concatenate[Call, P], Any]


def reads(endpoint: Endpoint[P]) -> Callable[..., HttpResponseBase]:
    """Make a view of a function that only reads; what it returns is answered as JSON."""
    return _entered(endpoint, writes=False)


def writes(endpoint: Endpoint[P]) -> Callable[..., HttpResponseBase]:
    """Make a view of a function that writes; a read-only token or a guest is refused."""
    return _entered(endpoint, writes=True)


def is_open(endpoint: Callable[..., Any]) -> Respond:
    """Make a view that needs no token, for what tells nothing about anybody."""

    @wraps(endpoint)
    def view(request: HttpRequest, **path: str) -> HttpResponseBase:
        return _as_response(endpoint(request, **path))

    return csrf_exempt(view)


def by_method(**views: Respond) -> Respond:
    """Make one view of several, one per method."""

    @wraps(next(iter(views.values())))
    def view(request: HttpRequest, **path: str) -> HttpResponseBase:
        found = views.get(str(request.method)) or _no_method(tuple(views))
        return found(request, **path)

    return csrf_exempt(view)


def token_of(header: str, *, address: str) -> Token:
    """Return the token that an Authorization header names. Raises `NotSignedIn`, after many guesses `TooOften`."""
    token = authenticate(_secret(header)) if header else None
    if token is None and header:
        count_guess(address)
    if token is None:
        raise NotSignedIn("Set MLFLOW_TRACKING_TOKEN to a valid Assay token, or give it as MLFLOW_TRACKING_PASSWORD.")
    return token


def check_may_write(token: Token) -> None:
    """Raise `Refused` unless token and role both allow writing."""
    if not token.can_write:
        raise Refused("This token only reads. Make one that writes.")
    if not token.person.can_write:
        raise Refused("Guests cannot log runs. Ask a lead or an owner for another role.")


def may_write(request: Call) -> bool:
    return request.token.can_write and request.person.can_write


def _entered(endpoint: Endpoint[P], *, writes: bool) -> Respond:
    @wraps(endpoint)
    def view(request: Any, **path: Any) -> HttpResponseBase:
        try:
            token = token_of(request.headers.get("Authorization", ""), address=address_of(request))
            if writes:
                check_may_write(token)
            request.token, request.person = token, token.person
            return _as_response(endpoint(request, **path))  # type: ignore[call-arg]
        except Exception as fault:
            answer = answer_to(fault)
            if answer is None:
                raise
            return answer

    return csrf_exempt(view)


def _no_method(known: tuple[str, ...]) -> Respond:
    @reads
    def refuse(_request: Call) -> Mapping[str, str]:
        raise WrongMethod(f"This address takes {' and '.join(known)} only.")

    def view(request: HttpRequest, **_path: str) -> HttpResponseBase:
        response = refuse(request)
        response.headers["Allow"] = ", ".join(known)
        return response

    return view


def _as_response(answer: Any) -> HttpResponseBase:
    if isinstance(answer, HttpResponseBase):
        return answer
    body = msgspec.json.encode({} if answer is None else answer)
    return HttpResponse(body, content_type="application/json")


def _secret(header: str) -> str:
    """Return the token in the header: of Bearer, or the password of Basic."""
    scheme, _, rest = header.partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(rest.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, ValueError):
        return ""
