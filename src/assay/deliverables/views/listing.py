"""What a project owes, and one more thing to owe."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.deliverables.forms import FactsForm
from assay.deliverables.models import Deliverable
from assay.deliverables.queries import owing_of
from assay.projects.finding import project_at
from assay.web.messages import answer


@require_safe
@signed_in
def listing(request: PersonRequest, key: str) -> HttpResponse:
    """What the project owes, by phase, what is open first."""
    project = project_at(request, key)
    owing = owing_of(project, today=timezone.localdate())
    signed, wanted = sum(one.signed for one in owing), sum(one.wanted for one in owing)
    context = {"project": project, "owing": owing, "signed": signed, "wanted": wanted}
    return render(request, "deliverables/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: PersonRequest, key: str) -> HttpResponse:
    """Let a phase owe one more thing: `?phase=3` picks it."""
    project = project_at(request, key)
    require(request.person.can_write)
    is_sent = request.method == "POST"
    form = FactsForm(
        request.POST if is_sent else None, project=project, initial={"phase": request.GET.get("phase", "")}
    )
    if not is_sent or not form.is_valid():
        context = {"project": project, "form": form}
        return render(request, "deliverables/new.html", context, status=422 if is_sent else 200)
    made = Deliverable.add(form.cleaned_data["phase"], form.facts, by=request.person)
    return answer(request, redirect=reverse("deliverables:deliverable", args=[made.key]), text=_("Added"))
