"""REST: saved views of boards."""

from typing import Annotated

from django.http import Http404
from ninja import Router, Schema, Status
from pydantic import Field, StringConstraints

from assay.accounts.doors import require
from assay.projects.finding import project_of
from assay.projects.models import Project
from assay.rest.doors import ApiRequest
from assay.tasks.models import BoardView
from assay.tasks.models.board_view import MOST_VIEW_NAME
from assay.tasks.queries import Look, Scope

router = Router(tags=["Tasks"])

ViewName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_VIEW_NAME)]
Query = Annotated[str, Field(max_length=2000)]
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]


class ViewShown(Schema):
    """`query` is what stands behind `?` in the board's address; `project` is empty for the board of all projects."""

    id: int
    name: str
    query: str
    project: str
    person: str
    is_shared: bool

    @staticmethod
    def resolve_project(view: BoardView) -> str:
        return view.project.key if view.project else ""

    @staticmethod
    def resolve_person(view: BoardView) -> str:
        return view.person.name


class ViewWanted(Schema):
    name: ViewName
    query: Query = ""
    project: Annotated[str, Field(max_length=8)] = ""
    is_shared: bool = False


class ViewChange(Schema):
    """What is left out stays."""

    name: ViewName | None = None
    query: Query | None = None
    is_shared: bool | None = None


@router.get("/board-views", response=list[ViewShown])
def list_board_views(request: ApiRequest) -> list[BoardView]:
    """Your own views of boards, and those that others share with you."""
    found = BoardView.objects.visible_to(request.person).select_related("project", "person")
    return list(found.order_by("name", "pk"))


@router.post("/board-views", response={201: ViewShown})
def save_board_view(request: ApiRequest, data: ViewWanted) -> Status[BoardView]:
    """Save a view; your own of the same name is replaced. What no board's address can hold is left out."""
    project = project_of(request.person, data.project) if data.project else None
    require(request.person.can_write or not data.is_shared)
    query = _query(data.query, request, project)
    view = BoardView.keep(project, name=data.name, query=query, is_shared=data.is_shared, by=request.person)
    return Status(201, view)


@router.patch("/board-views/{number}", response=ViewShown)
def edit_board_view(request: ApiRequest, number: Number, data: ViewChange) -> BoardView:
    """Change your own view, or as a lead a shared one."""
    view = _own(request, number)
    is_shared = view.is_shared if data.is_shared is None else data.is_shared
    require(request.person.can_write or not is_shared)
    query = view.query if data.query is None else _query(data.query, request, view.project)
    view.edit(name=data.name or view.name, query=query, is_shared=is_shared)
    return view


@router.delete("/board-views/{number}", response={204: None})
def remove_board_view(request: ApiRequest, number: Number) -> Status[None]:
    """Take a view away; the tasks stay."""
    _own(request, number).delete()
    return Status(204, None)


def _query(text: str, request: ApiRequest, project: Project | None) -> str:
    return Look.from_text(text, Scope(request.person, project)).query


def _own(request: ApiRequest, number: int) -> BoardView:
    view = BoardView.objects.visible_to(request.person).select_related("project", "person").filter(pk=number).first()
    if view is None:
        raise Http404
    require(view.can_be_edited_by(request.person))
    return view
