"""The workspace's own facts, and changing to another workspace."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.forms import WorkRulesForm, WorkspaceForm
from assay.accounts.middleware import people_of
from assay.accounts.time_zones import time_zones
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def workspace(request: PersonRequest) -> HttpResponse:
    place = request.person.workspace
    require(request.person.is_owner or request.method != "POST", _("Only an owner changes the workspace."))
    facts = {"name": place.name, "time_zone": place.time_zone}
    form = WorkspaceForm(request.POST if request.method == "POST" else None, initial=facts)
    if form.is_bound and form.is_valid():
        place.rename(form.cleaned_data["name"], by=request.person)
        place.set_time_zone(form.cleaned_data["time_zone"], by=request.person)
        return answer(request, redirect=reverse("accounts:workspace"), text=_("Saved."))
    context = {"form": form, "time_zones": time_zones()}
    return render(request, "accounts/workspace.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def work_rules(request: PersonRequest) -> HttpResponse:
    """What a second start meets; everybody may read it, owners and leads decide."""
    place = request.person.workspace
    leads = request.person.leads_workspace
    require(leads or request.method != "POST", _("Only an owner or a lead decides about second starts."))
    form = WorkRulesForm(
        request.POST if request.method == "POST" else None, initial={"second_start": place.second_start}
    )
    if form.is_bound and form.is_valid():
        place.set_second_start(form.cleaned_data["second_start"], by=request.person)
        return answer(request, redirect=reverse("accounts:work_rules"), text=_("Saved."))
    return render(request, "accounts/work_rules.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def choice(request: PersonRequest) -> HttpResponse:
    """Change to another workspace of the same sign-in."""
    asked = request.POST.get("workspace", "")
    chosen = next((one for one in people_of(request) if str(one.workspace_id) == asked), None)
    if chosen is None:
        raise Http404
    request.session["workspace"] = chosen.workspace_id
    text = _("You are in %(place)s now.") % {"place": chosen.workspace.name}
    return answer(request, redirect=reverse("projects:home"), text=text)
