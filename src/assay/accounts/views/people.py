"""The people of the workspace: who, with which role; changing it, links, the way back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.calendars import calendar_of
from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.forms import RoleForm
from assay.accounts.models import Absence, Person
from assay.accounts.models.person import LastOwner, RoleRefused
from assay.accounts.queries import people_page
from assay.accounts.security.new_password import may_make_password_link
from assay.accounts.security.second_factor import has_second_factor
from assay.kit.clock import now
from assay.web.errors import problem
from assay.web.messages import answer, is_htmx


@require_safe
@signed_in
def people(request: PersonRequest) -> HttpResponse:
    template = "accounts/_people.html" if is_htmx(request) else "accounts/people.html"
    return render(request, template, {"page": people_page(request.person, at=now())})


@require_safe
@signed_in
def person_page(request: PersonRequest, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


@require_POST
@signed_in
def role(request: PersonRequest, pk: int) -> HttpResponse:
    person = _found(request, pk)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return problem(request, 422)
    try:
        person.change_role(form.cleaned_data["role"], by=request.person)
    except RoleRefused as error:
        require(False, str(error))
    except LastOwner as error:
        return _page(request, person, error=str(error))
    text = _("%(name)s is now %(role)s.") % {"name": person.name, "role": person.get_role_display()}
    return answer(request, redirect=reverse("accounts:person", args=[pk]), text=text)


@never_cache
@require_POST
@signed_in
def link(request: PersonRequest, pk: int) -> HttpResponse:
    """Make a sign-in link for somebody who cannot get in; it signs in as them, so only an owner may."""
    person = _found(request, pk)
    require(request.person.is_owner and person.left_at is None, _("Only an owner makes sign-in links."))
    try:
        secret = person.make_link(by=request.person)
    except RoleRefused as error:
        return _page(request, person, error=str(error))
    return _show_link(request, person, secret)


@never_cache
@require_POST
@signed_in
def way_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Let somebody who left in again, as the same person."""
    person = _found(request, pk)
    require(request.person.is_owner, _("Only an owner lets somebody who left in again."))
    form = RoleForm(request.POST)
    if not form.is_valid():
        return problem(request, 422)
    try:
        secret = person.let_back_in(form.cleaned_data["role"], by=request.person)
    except RoleRefused as error:
        person.refresh_from_db()
        return _page(request, person, error=str(error))
    return _show_link(request, person, secret)


def _found(request: PersonRequest, pk: int) -> Person:
    people = Person.objects.visible_to(request.person).select_related("user", "workspace")
    return get_object_or_404(people, pk=pk)


def _page(request: PersonRequest, person: Person, *, error: str = "") -> HttpResponse:
    calendar = calendar_of(person, workspace_id=person.workspace_id)
    today = calendar.day_of(now())
    context = {
        "one": person,
        "form": RoleForm(initial={"role": person.role}),
        "error": error,
        "may_set_password": may_make_password_link(person, by=request.person),
        "has_second_factor": person.user is not None and has_second_factor(person.user),
        "back_on": calendar.back_on(today),
        "absences": list(
            Absence.objects.visible_to(request.person).filter(person=person).not_over(on=today).in_order()
        ),
    }
    return render(request, "accounts/person.html", context, status=409 if error else 200)


def _show_link(request: PersonRequest, person: Person, secret: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("accounts:welcome", args=[secret]))
    return render(request, "accounts/link.html", {"one": person, "address": address})
