"""One's own name, discipline, colour, time zone and working days."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, signed_in
from assay.accounts.forms import ProfileForm
from assay.accounts.time_zones import time_zones
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def profile(request: PersonRequest) -> HttpResponse:
    form = ProfileForm(request.POST if request.method == "POST" else None, person=request.person)
    if form.is_bound and form.is_valid():
        request.person.edit(**form.cleaned_data)
        return answer(request, redirect=reverse("accounts:profile"), text=_("Saved."))
    context = {"form": form, "time_zones": time_zones()}
    return render(request, "accounts/profile.html", context, status=422 if form.is_bound else 200)
