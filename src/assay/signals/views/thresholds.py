"""When signals fire: everybody may read it, owners and leads decide."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.signals.forms import ThresholdsForm
from assay.signals.models import Setting
from assay.signals.models.setting import thresholds_of
from assay.signals.queries import explained
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def thresholds(request: PersonRequest) -> HttpResponse:
    leads = request.person.leads_workspace
    require(leads or request.method != "POST", _("Only an owner or a lead decides when signals fire."))
    now = thresholds_of(request.person.workspace_id)
    form = ThresholdsForm(request.POST if request.method == "POST" else None, initial=now.as_data())
    if form.is_bound and form.is_valid():
        Setting.put(request.person.workspace, form.cleaned_data, by=request.person)
        return answer(request, redirect=reverse("signals:thresholds"), text=_("Saved."))
    context = {"form": form, "rules": explained(now)}
    return render(request, "signals/thresholds.html", context, status=422 if form.is_bound else 200)
