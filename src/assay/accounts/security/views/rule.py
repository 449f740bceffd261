"""How people sign in to the workspace: the owner's rule about second factors."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.security.second_factor import (
    make_second_factor_optional,
    require_second_factor,
    without_second_factor,
)
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def sign_in_rule(request: PersonRequest) -> HttpResponse:
    place = request.person.workspace
    require(request.person.is_owner or request.method != "POST", _("Only an owner decides about second factors."))
    if request.method == "POST":
        decide = require_second_factor if request.POST.get("second_factor") else make_second_factor_optional
        decide(place, by=request.person)
        return answer(request, redirect=reverse("accounts:sign_in_rule"), text=_("Saved."))
    without = without_second_factor(place) if request.person.is_owner else []
    context = {"is_required": place.second_factor_required_at is not None, "without": without}
    return render(request, "accounts/security/rule.html", context)
