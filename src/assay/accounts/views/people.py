"""The people of the workspace: who, with which role; adding, changing, removing."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.forms import InvitationForm, RoleForm
from assay.accounts.models import Person
from assay.accounts.models.person import AddressTaken, LastOwner, RoleRefused
from assay.web.errors import problem
from assay.web.messages import answer


@require_safe
@signed_in
def people(request: PersonRequest) -> HttpResponse:
    team = Person.objects.visible_to(request.person).select_related("user").by_name()
    present = [one for one in team if one.left_at is None]
    gone = [one for one in team if one.left_at is not None]
    return render(request, "accounts/people.html", {"present": present, "gone": gone})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: PersonRequest) -> HttpResponse:
    require(request.person.can_manage_people)
    data = request.POST if request.method == "POST" else None
    form = InvitationForm(data, roles=request.person.roles_to_invite)
    if form.is_bound and form.is_valid():
        try:
            person, secret = Person.invite(**form.cleaned_data, by=request.person)
        except AddressTaken as error:
            form.add_error("email", str(error))
        else:
            return _show_link(request, person, secret)
    status = 422 if form.is_bound else 200
    return render(request, "accounts/new_person.html", {"form": form}, status=status)


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


@require_POST
@signed_in
def removal(request: PersonRequest, pk: int) -> HttpResponse:
    person = _found(request, pk)
    try:
        person.leave(by=request.person)
    except RoleRefused as error:
        require(False, str(error))
    except LastOwner as error:
        return _page(request, person, error=str(error))
    text = _("%(name)s has no access any more.") % {"name": person.name}
    return answer(request, redirect=reverse("accounts:people"), text=text)


def _found(request: PersonRequest, pk: int) -> Person:
    people = Person.objects.visible_to(request.person).select_related("user", "workspace")
    return get_object_or_404(people, pk=pk)


def _page(request: PersonRequest, person: Person, *, error: str = "") -> HttpResponse:
    context = {"one": person, "form": RoleForm(initial={"role": person.role}), "error": error}
    return render(request, "accounts/person.html", context, status=409 if error else 200)


def _show_link(request: PersonRequest, person: Person, secret: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("accounts:welcome", args=[secret]))
    return render(request, "accounts/link.html", {"one": person, "address": address})
