"""REST: one's own tokens."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from assay.accounts.api.schemas import Number, TokenMade, TokenShown, TokenWanted
from assay.accounts.models import Token
from assay.rest.doors import ApiRequest
from assay.rest.paging import Listed, PageAsked, listed

router = Router()


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
