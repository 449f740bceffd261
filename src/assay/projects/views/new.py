"""Begin a project."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.models import Person
from assay.projects.forms import NewProjectForm
from assay.projects.keys import suggested_key
from assay.projects.models import BadKey, KeyTaken, Project
from assay.projects.workflows import built_in, workflow_named
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: PersonRequest) -> HttpResponse:
    require(request.person.can_create_projects)
    form = NewProjectForm(request.POST if request.method == "POST" else None, reader=request.person)
    if form.is_bound and form.is_valid():
        try:
            project = _started(form, request.person)
        except (BadKey, KeyTaken) as error:
            form.add_error("key", str(error))
        else:
            text = _("The project stands, with the first tasks of its workflow.")
            return answer(request, redirect=reverse("projects:overview", args=[project.key]), text=text)
    context = {"form": form, "workflows": list(built_in().values())}
    return render(request, "projects/new.html", context, status=422 if form.is_bound else 200)


def _started(form: NewProjectForm, person: Person) -> Project:
    said = form.cleaned_data
    taken = Project.objects.filter(workspace_id=person.workspace_id).values_list("key", flat=True)
    return Project.start(
        key=said["key"] or suggested_key(said["name"], taken=set(taken)),
        name=said["name"],
        goal=said["goal"],
        lead=said["lead"],
        is_private=said["is_private"],
        workflow=workflow_named(said["workflow"]),
        by=person,
    )
