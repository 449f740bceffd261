"""One label of a project."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, signed_in
from assay.projects.finding import editable_project_at
from assay.projects.models import Label, LabelTaken
from assay.projects.occupants import occupants
from assay.projects.workflow_forms import LabelForm
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def label(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    found = _found(request, key, pk)
    data = request.POST if request.method == "POST" else None
    form = LabelForm(data, initial={"name": found.name, "hue": found.hue})
    if form.is_bound and form.is_valid():
        try:
            found.edit(**form.cleaned_data, by=request.person)
        except LabelTaken as error:
            form.add_error("name", str(error))
        else:
            return answer(request, redirect=_workflow(found), text=_("Saved."))
    count = occupants().counts_by_label([found.pk]).get(found.pk, 0)
    context = {"project": found.project, "one": found, "form": form, "count": count}
    return render(request, "projects/label.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def label_removal(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    found = _found(request, key, pk)
    address = _workflow(found)
    found.remove(by=request.person)
    return answer(request, redirect=address, text=_("The label %(name)s is gone.") % {"name": found.name})


def _found(request: PersonRequest, key: str, pk: int) -> Label:
    project = editable_project_at(request, key)
    return get_object_or_404(project.labels.select_related("project"), pk=pk)


def _workflow(label: Label) -> str:
    return reverse("projects:workflow", args=[label.project.key]) + "#labels"
