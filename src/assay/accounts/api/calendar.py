"""REST: absences of people, holidays of the workspace."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from assay.accounts.api.schemas import (
    AbsenceChanges,
    AbsenceFilter,
    AbsenceShown,
    AbsenceWanted,
    HolidayShown,
    HolidaysWanted,
    Number,
)
from assay.accounts.models import Absence, Holiday, Person
from assay.rest.doors import ApiRequest
from assay.rest.paging import Listed, PageAsked, listed

router = Router()


@router.get("/absences", response=Listed[AbsenceShown])
def absences(request: ApiRequest, wanted: Query[AbsenceFilter], page: Query[PageAsked]) -> dict[str, Any]:
    """When people are away. Notes are shown to the person and to who leads."""
    found = Absence.objects.visible_to(request.person).select_related("person")
    if wanted.person:
        found = found.filter(person=wanted.person)
    if wanted.since:
        found = found.not_over(on=wanted.since)
    answer = listed(found, page)
    return answer | {"items": [AbsenceShown.of(one, request.person) for one in answer["items"]]}


@router.post("/absences", response={201: AbsenceShown})
def enter_absence(request: ApiRequest, wanted: AbsenceWanted) -> Status[AbsenceShown]:
    """Enter an absence: your own, or as a lead or owner that of somebody else."""
    said, person = wanted.model_dump(exclude={"person"}), request.person
    if wanted.person is not None:
        people = Person.objects.visible_to(request.person).select_related("workspace")
        person = get_object_or_404(people, pk=wanted.person)
    return Status(201, AbsenceShown.of(Absence.enter(person, **said, by=request.person), request.person))


@router.put("/absences/{number}", response=AbsenceShown)
def change_absence(request: ApiRequest, number: Number, wanted: AbsenceChanges) -> AbsenceShown:
    """Give an absence other days or another note."""
    absence = _absence(request, number)
    absence.change(**wanted.model_dump(), by=request.person)
    return AbsenceShown.of(absence, request.person)


@router.delete("/absences/{number}", response={204: None})
def remove_absence(request: ApiRequest, number: Number) -> HttpResponse:
    """Take an absence back."""
    _absence(request, number).remove(by=request.person)
    return HttpResponse(status=204)


@router.get("/holidays", response=Listed[HolidayShown])
def holidays(request: ApiRequest, page: Query[PageAsked]) -> dict[str, Any]:
    """The days on which nobody of the workspace works."""
    return listed(Holiday.objects.visible_to(request.person), page)


@router.post("/holidays", response={201: list[HolidayShown]})
@transaction.atomic
def add_holidays(request: ApiRequest, wanted: HolidaysWanted) -> Status[list[Holiday]]:
    """Add days to the calendar of the workspace; for leads and owners."""
    days = {one.day: one.name for one in wanted.days}
    Holiday.add(days, by=request.person)
    return Status(201, list(Holiday.objects.visible_to(request.person).filter(day__in=days).in_order()))


@router.delete("/holidays/{number}", response={204: None})
def remove_holiday(request: ApiRequest, number: Number) -> HttpResponse:
    """Make a holiday a working day again."""
    holidays = Holiday.objects.visible_to(request.person).select_related("workspace")
    get_object_or_404(holidays, pk=number).remove(by=request.person)
    return HttpResponse(status=204)


def _absence(request: ApiRequest, number: int) -> Absence:
    return get_object_or_404(Absence.objects.visible_to(request.person).select_related("person__workspace"), pk=number)
