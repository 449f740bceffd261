"""Ways back in: a new password by mail, and what owners and leads do for others."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.models import Person
from assay.accounts.models.person import RoleRefused
from assay.accounts.security.limits import count_reset, reset_seconds_left
from assay.accounts.security.new_password import mail_password_link, make_password_link
from assay.accounts.security.second_factor import reset_second_factor
from assay.kit.mail import has_mail
from assay.web.errors import wait
from assay.web.messages import answer


class LostPasswordForm(forms.Form):
    widget = forms.EmailInput({"autocomplete": "username", "autofocus": ""})
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254, widget=widget)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost_password(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail. Known and unknown addresses get the same answer, at the same speed."""
    form = LostPasswordForm(request.POST if request.method == "POST" and has_mail() else None)
    if form.is_bound and form.is_valid():
        email = form.cleaned_data["email"]
        if seconds := reset_seconds_left(request, email):
            return wait(request, seconds)
        count_reset(request, email)
        mail_password_link.later(email)
        return render(request, "account/password_reset_done.html", {"email": email})
    context = {"form": form, "has_mail": has_mail()}
    return render(request, "account/password_reset.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_POST
@signed_in
def password_link(request: PersonRequest, pk: int) -> HttpResponse:
    """Make a link by which somebody sets a new password; it is shown this once."""
    person = _found(request, pk)
    try:
        secret = make_password_link(person, by=request.person)
    except RoleRefused as error:
        require(False, str(error))
    address = request.build_absolute_uri(reverse("accounts:welcome", args=[secret]))
    return render(request, "accounts/link.html", {"one": person, "address": address, "sets_password": True})


@require_POST
@signed_in
def second_factor_removal(request: PersonRequest, pk: int) -> HttpResponse:
    person = _found(request, pk)
    try:
        reset_second_factor(person, by=request.person)
    except RoleRefused as error:
        require(False, str(error))
    text = _("%(name)s signs in without a second factor now.") % {"name": person.name}
    return answer(request, redirect=reverse("accounts:person", args=[pk]), text=text)


def _found(request: PersonRequest, pk: int) -> Person:
    people = Person.objects.visible_to(request.person).present().select_related("user", "workspace")
    return get_object_or_404(people, pk=pk)
