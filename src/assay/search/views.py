"""The search page, and the best hits while somebody types."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.pure.words import Piece
from assay.search.finding import Hit, best, find
from assay.search.sources import groups
from assay.web.doors import PersonRequest, signed_in

IN_ONE_GROUP = 100
WHILE_TYPING = 8


@require_safe
@signed_in
def search(request: PersonRequest) -> HttpResponse:
    """What fits a question, by kind; without a question how to ask one."""
    text, kind = request.GET.get("q", "").replace("\0", ""), request.GET.get("kind", "")
    kind = kind if kind in {group.kind for group in groups()} else ""
    found = find(text, reader=request.person, kind=kind, **({"most": IN_ONE_GROUP} if kind else {}))
    shown = [(group, [hit for hit in found.hits if hit.kind == group.kind]) for group, _count in found.groups]
    context = {"asked": text, "kind": kind, "found": found, "shown": [one for one in shown if one[1]]}
    return render(request, "search/search.html", context)


@require_safe
@signed_in
def best_hits(request: PersonRequest) -> HttpResponse:
    """The best few as JSON, for the palette."""
    hits = best(request.GET.get("q", ""), reader=request.person, most=WHILE_TYPING)
    return JsonResponse({"hits": [_shown(hit) for hit in hits]})


def _shown(hit: Hit) -> dict[str, Any]:
    return {
        "kind": str(hit.group.label),
        "icon": hit.group.icon,
        "url": hit.url,
        "title": _pieces(hit.title),
        "where": hit.where,
        "words": _pieces(hit.words) if hit.where else [],
    }


def _pieces(pieces: tuple[Piece, ...]) -> list[list[Any]]:
    return [[piece.text, piece.is_marked] for piece in pieces]
