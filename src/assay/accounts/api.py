"""REST: who am I, who is here, my tokens."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field, field_validator

from assay.accounts.models import Person, Token
from assay.accounts.models.token import Scope
from assay.kit.clock import now
from assay.rest.doors import ApiRequest
from assay.rest.paging import Listed, PageAsked, listed
from assay.rest.schemas import Body

router = Router(tags=["People"])
Number = Annotated[int, Path(ge=1, lt=2**63)]


class PersonShown(Schema):
    """Somebody in the workspace."""

    id: int
    name: str
    role: str
    discipline: str
    joined_at: datetime


class Me(PersonShown):
    """Who the token acts as, and where."""

    workspace: str
    can_write: bool

    @staticmethod
    def resolve_workspace(person: Person) -> str:
        return person.workspace.name


class TokenShown(Schema):
    """A token without its secret; `hint` is how it begins."""

    id: int
    name: str
    hint: str
    scope: str
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None


class TokenMade(TokenShown):
    """A new token. `secret` is shown this once."""

    secret: str


class TokenWanted(Body):
    name: Annotated[str, Field(min_length=1, max_length=80)]
    scope: Scope = Scope.WRITE
    expires_at: datetime | None = None

    @field_validator("expires_at")
    @classmethod
    def lies_ahead(cls, moment: datetime | None) -> datetime | None:
        if moment is not None and (moment.tzinfo is None or moment <= now()):
            raise ValueError("must be a moment to come, with its time zone")
        return moment


@router.get("/me", response=Me)
def me(request: ApiRequest) -> Person:
    """Whom this token acts as."""
    person: Person = request.person
    return person


@router.get("/people", response=Listed[PersonShown])
def people(request: ApiRequest, page: Query[PageAsked]) -> dict[str, Any]:
    """The people who have access now."""
    return listed(Person.objects.visible_to(request.person).present(), page)


@router.get("/tokens", response=Listed[TokenShown])
def tokens(request: ApiRequest, page: Query[PageAsked]) -> dict[str, Any]:
    """Your own tokens that are not revoked."""
    return listed(Token.objects.visible_to(request.person).kept(), page)


@router.post("/tokens", response={201: TokenMade})
def make_token(request: ApiRequest, wanted: TokenWanted) -> Status[dict[str, Any]]:
    """Make a token for yourself."""
    token, secret = Token.create_for(
        request.person, name=wanted.name, scope=wanted.scope.value, expires_at=wanted.expires_at
    )
    return Status(201, TokenShown.from_orm(token).model_dump() | {"secret": secret})


@router.delete("/tokens/{number}", response={204: None})
def revoke_token(request: ApiRequest, number: Number) -> HttpResponse:
    """End one of your tokens."""
    get_object_or_404(Token.objects.visible_to(request.person), pk=number).revoke(by=request.person)
    return HttpResponse(status=204)
