"""Absences: one's own, and for who leads those of everybody."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.calendar_forms import AbsenceForm
from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.models import Absence, Person
from assay.accounts.models.absence import WrongDays
from assay.accounts.queries import absences_of
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own(request: PersonRequest) -> HttpResponse:
    return _planned(request, request.person)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def of_person(request: PersonRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.person).select_related("workspace"), pk=pk)
    require(person.can_be_planned_by(request.person), _("Only a lead or an owner enters absences for others."))
    return _planned(request, person)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def absence(request: PersonRequest, pk: int) -> HttpResponse:
    """Change one absence."""
    found = _found(request, pk)
    form = AbsenceForm(request.POST if request.method == "POST" else None, absence=found)
    if form.is_bound and form.is_valid():
        try:
            found.change(**form.cleaned_data, by=request.person)
        except WrongDays as error:
            form.add_error("last_on", str(error))
        else:
            return answer(request, redirect=_page_of(request, found.person), text=_("Saved."))
    context = {"absence": found, "form": form, "back": _page_of(request, found.person)}
    return render(request, "accounts/absence.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def removal(request: PersonRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    found.remove(by=request.person)
    return answer(request, redirect=_page_of(request, found.person), text=_("The absence is removed."))


def _planned(request: PersonRequest, person: Person) -> HttpResponse:
    """Show the absences of `person` and enter a new one."""
    form = AbsenceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            Absence.enter(person, **form.cleaned_data, by=request.person)
        except WrongDays as error:
            form.add_error("last_on", str(error))
        else:
            return answer(request, redirect=_page_of(request, person), text=_("The absence is entered."))
    context = {"one": person, "form": form, "absences": absences_of(person, request.person)}
    return render(request, "accounts/absences.html", context, status=422 if form.is_bound else 200)


def _found(request: PersonRequest, pk: int) -> Absence:
    found = get_object_or_404(Absence.objects.visible_to(request.person).select_related("person__workspace"), pk=pk)
    require(found.person.can_be_planned_by(request.person), _("Only a lead or an owner enters absences for others."))
    return found


def _page_of(request: PersonRequest, person: Person) -> str:
    is_own = person.pk == request.person.pk
    return reverse("accounts:absences") if is_own else reverse("accounts:absences_of", args=[person.pk])
