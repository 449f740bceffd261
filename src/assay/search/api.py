"""REST: search."""

from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from assay.rest.doors import ApiRequest
from assay.search.finding import Hit, find

router = Router(tags=["Search"])
MOST = 100


class SearchAsked(Schema):
    """A question: words, "phrases in quotes", -words to leave out. `kind` narrows to one group."""

    q: Annotated[str, Field(max_length=10_000)]
    kind: str = ""
    limit: Annotated[int, Field(ge=1, le=MOST)] = 30


class HitShown(Schema):
    """One object. `where` names the part of it in which `words` were found; empty when only the title fits."""

    kind: str
    subject_kind: str
    subject_id: str
    title: str
    url: str
    where: str
    words: str
    is_archived: bool


class SearchFound(Schema):
    """The best hits, and how many there are of each kind."""

    items: list[HitShown]
    counts: dict[str, int]


@router.get("/search", response=SearchFound, summary="Search")
def search(request: ApiRequest, asked: Query[SearchAsked]) -> dict[str, Any]:
    """Everything you may see, best first: experiments, tasks, runs, models, projects, people."""
    found = find(asked.q, reader=request.person, kind=asked.kind, most=asked.limit)
    return {"items": [_shown(hit) for hit in found.hits], "counts": found.counts}


def _shown(hit: Hit) -> dict[str, Any]:
    return {
        **{name: getattr(hit, name) for name in ("kind", "subject_kind", "subject_id", "url", "where", "is_archived")},
        "title": hit.plain_title,
        "words": "".join(piece.text for piece in hit.words),
    }
