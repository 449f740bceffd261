"""The people a project is for."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.projects.fact_forms import StakeholderForm
from assay.projects.finding import editable_project_at, project_at
from assay.projects.models import Project, Stakeholder
from assay.web.messages import answer, is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def stakeholders(request: PersonRequest, key: str) -> HttpResponse:
    """Everybody whom the project is for; by POST one more."""
    project = project_at(request, key)
    if request.method != "POST":
        return _page(request, project, StakeholderForm())
    require(project.can_be_edited_by(request.person))
    form = StakeholderForm(request.POST)
    if not form.is_valid():
        return _page(request, project, form, status=422)
    added = Stakeholder.add(project, **form.cleaned_data, by=request.person)
    return answer(request, redirect=_list(project), text=_("%(name)s is named.") % {"name": added.name})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def stakeholder(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """One of them, as a form."""
    project = editable_project_at(request, key)
    found = get_object_or_404(project.stakeholders.present(), pk=pk)
    line = {"project": project, "one": found, "can_edit": True}
    if is_htmx(request) and "shown" in request.GET:
        return render(request, "projects/_stakeholder.html", line)
    form = StakeholderForm.of(found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        found.edit(**form.cleaned_data, by=request.person)
        return answer(request, redirect=_list(project), template="projects/_stakeholder.html", context=line)
    template = "projects/_stakeholder_form.html" if is_htmx(request) else "projects/stakeholder.html"
    return render(request, template, line | {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def removal(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Take them off the project; what they said and signed stays."""
    project = editable_project_at(request, key)
    found = get_object_or_404(project.stakeholders.present(), pk=pk)
    found.remove(by=request.person)
    undo = reverse("projects:stakeholder_return", args=[project.key, found.pk])
    text = _("%(name)s is off the project.") % {"name": found.name}
    return answer(request, redirect=_list(project), text=text, undo=undo)


@require_POST
@signed_in
def return_(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Name somebody again who was taken off."""
    project = editable_project_at(request, key)
    get_object_or_404(project.stakeholders, pk=pk).bring_back(by=request.person)
    return answer(request, redirect=_list(project))


def _page(request: PersonRequest, project: Project, form: StakeholderForm, *, status: int = 200) -> HttpResponse:
    context = {
        "project": project,
        "people": list(project.stakeholders.present().by_name()),
        "form": form,
        "can_edit": project.can_be_edited_by(request.person),
    }
    return render(request, "projects/stakeholders.html", context, status=status)


def _list(project: Project) -> str:
    return reverse("projects:stakeholders", args=[project.key])
