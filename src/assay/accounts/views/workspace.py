"""The workspace's own facts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.forms import WorkspaceForm
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def workspace(request: PersonRequest) -> HttpResponse:
    place = request.person.workspace
    require(request.person.is_owner or request.method != "POST", _("Only an owner renames the workspace."))
    form = WorkspaceForm(request.POST if request.method == "POST" else None, initial={"name": place.name})
    if form.is_bound and form.is_valid():
        place.rename(form.cleaned_data["name"], by=request.person)
        return answer(request, redirect=reverse("accounts:workspace"), text=_("Saved."))
    return render(request, "accounts/workspace.html", {"form": form}, status=422 if form.is_bound else 200)
