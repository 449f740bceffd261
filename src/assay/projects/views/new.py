"""Begin a project."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.models import Person
from assay.projects.choosing import chosen, offered_to
from assay.projects.forms import NewProjectForm
from assay.projects.keys import suggested_key
from assay.projects.models import BadKey, ColumnState, KeyTaken, Project
from assay.projects.planting import kind_names
from assay.projects.workflows import SIX_PHASES
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: PersonRequest) -> HttpResponse:
    require(request.person.can_create_projects)
    workflows = offered_to(request.person)
    data = request.POST if request.method == "POST" else None
    wanted = request.GET.get("workflow", "")
    first = wanted if wanted in {one.slug for one in workflows} else SIX_PHASES
    form = NewProjectForm(data, reader=request.person, workflows=workflows, first=first)
    if form.is_bound and form.is_valid():
        try:
            project = _started(form, request.person)
        except (BadKey, KeyTaken) as error:
            form.add_error("key", str(error))
        else:
            text = _("The project stands, with the first tasks of its workflow.")
            return answer(request, redirect=reverse("projects:overview", args=[project.key]), text=text)
    context = {"form": form, "workflows": workflows, "states": dict(ColumnState.choices), "kinds": kind_names()}
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
        workflow=chosen(said["workflow"], by=person),
        by=person,
    )
