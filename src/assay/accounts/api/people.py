"""REST: who am I, who is here, the workspace."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from assay.accounts.api.schemas import (
    LeavingWanted,
    Me,
    MeChanges,
    Number,
    PersonShown,
    RoleWanted,
    WorkspaceChanges,
    WorkspaceShown,
)
from assay.accounts.leaving import Tasks, end_access
from assay.accounts.models import Person, Workspace
from assay.rest.doors import ApiRequest
from assay.rest.paging import Listed, PageAsked, listed

router = Router()


@router.get("/me", response=Me)
def me(request: ApiRequest) -> Person:
    """Whom this token acts as."""
    person: Person = request.person
    return person


@router.patch("/me", response=Me)
def change_me(request: ApiRequest, changes: MeChanges) -> Person:
    """Change your own profile: name, discipline, time zone, working days."""
    person: Person = request.person
    sent = {name: value for name, value in changes.model_dump().items() if value is not None}
    facts: dict[str, Any] = {"name": person.name, "discipline": person.discipline, "hue": person.hue}
    person.edit(**(facts | sent))
    return person


@router.get("/people", response=Listed[PersonShown])
def people(request: ApiRequest, page: Query[PageAsked]) -> dict[str, Any]:
    """The people who have access now."""
    return listed(Person.objects.visible_to(request.person).present(), page)


@router.get("/people/{number}", response=PersonShown)
def person(request: ApiRequest, number: Number) -> Person:
    """One of them."""
    return _found(request, number)


@router.put("/people/{number}/role", response=PersonShown)
def change_role(request: ApiRequest, number: Number, wanted: RoleWanted) -> Person:
    """Give somebody another role; only an owner may. 409 `last-owner` for the only owner."""
    found = _found(request, number)
    found.change_role(wanted.role.value, by=request.person)
    return found


@router.delete("/people/{number}", response={204: None})
def end_persons_access(request: ApiRequest, number: Number, wanted: Query[LeavingWanted]) -> HttpResponse:
    """End somebody's access, or leave by yourself. At once: no sign-in, and all their tokens stop."""
    people = Person.objects.visible_to(request.person)
    to = people.present().filter(pk=wanted.to).first() if wanted.to else None
    end_access(_found(request, number), by=request.person, tasks=Tasks(wanted.tasks), to=to)
    return HttpResponse(status=204)


@router.get("/workspace", response=WorkspaceShown)
def workspace(request: ApiRequest) -> Workspace:
    """The workspace this token belongs to."""
    place: Workspace = request.person.workspace
    return place


@router.patch("/workspace", response=WorkspaceShown)
def change_workspace(request: ApiRequest, changes: WorkspaceChanges) -> Workspace:
    """Change the name or the time zone, which an owner may, or `second_start`, which a lead may too."""
    place: Workspace = request.person.workspace
    if changes.name is not None:
        place.rename(changes.name, by=request.person)
    if changes.time_zone is not None:
        place.set_time_zone(changes.time_zone, by=request.person)
    if changes.second_start is not None:
        place.set_second_start(changes.second_start, by=request.person)
    return place


def _found(request: ApiRequest, number: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.person).present().select_related("workspace"), pk=number)
