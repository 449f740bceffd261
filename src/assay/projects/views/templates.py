"""Templates: a project's way of working saved for the team, and the list of all workflows."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.projects.choosing import chosen
from assay.projects.finding import editable_project_at
from assay.projects.models import ColumnState, SavedWorkflow, WorkflowTaken
from assay.projects.planting import gathered, kind_names, seeds_of
from assay.projects.workflow_forms import SaveTemplateForm, TemplateForm
from assay.projects.workflows import UnknownWorkflow, Workflow, built_in
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def template(request: PersonRequest, key: str) -> HttpResponse:
    """Save the way this project works as a template of the team."""
    project = editable_project_at(request, key)
    data = request.POST if request.method == "POST" else None
    form = SaveTemplateForm(data, project=project, seeds=seeds_of(project))
    if form.is_bound and form.is_valid():
        named = {"name": form.cleaned_data["name"], "summary": form.cleaned_data["summary"]}
        workflow = gathered(project, **named, tasks=form.chosen)
        try:
            saved = SavedWorkflow.save_from(project, **named, workflow=workflow, by=request.person)
        except WorkflowTaken as error:
            form.add_error("name", str(error))
        else:
            text = _("Saved. New projects can begin with it.")
            return answer(request, redirect=reverse("projects:template", args=[saved.slug]), text=text)
    context = {"project": project, "form": form, "kinds": kind_names()}
    return render(request, "projects/save_template.html", context, status=422 if form.is_bound else 200)


@require_safe
@signed_in
def workflows(request: PersonRequest) -> HttpResponse:
    """All workflows that projects of this workspace can begin with."""
    require(request.person.can_create_projects)
    saved = SavedWorkflow.objects.visible_to(request.person).select_related("saved_by").by_name()
    return render(request, "projects/workflows.html", {"saved": list(saved), "built_in": list(built_in().values())})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def workflow_page(request: PersonRequest, slug: str) -> HttpResponse:
    """One workflow in full; a team's own can be renamed."""
    workflow = _workflow(request, slug)
    saved = SavedWorkflow.objects.visible_to(request.person).with_slug(slug).first()
    if request.method != "POST":
        return _page(request, workflow, saved, TemplateForm.of(saved) if saved else None)
    saved = _to_change(request, slug)
    form = TemplateForm.of(saved, request.POST)
    if form.is_valid():
        try:
            saved.edit(**form.cleaned_data, by=request.person)
        except WorkflowTaken as error:
            form.add_error("name", str(error))
        else:
            return answer(request, redirect=reverse("projects:template", args=[slug]), text=_("Saved."))
    return _page(request, workflow, saved, form)


@require_POST
@signed_in
def workflow_removal(request: PersonRequest, slug: str) -> HttpResponse:
    saved = _to_change(request, slug)
    saved.remove(by=request.person)
    text = _("The template %(name)s is gone. Projects that began with it stay as they are.") % {"name": saved.name}
    return answer(request, redirect=reverse("projects:workflows"), text=text)


def _workflow(request: PersonRequest, slug: str) -> Workflow:
    """Return the workflow for who may begin projects; another team's is not found."""
    try:
        workflow = chosen(slug, by=request.person)
    except UnknownWorkflow as error:
        raise Http404 from error
    require(request.person.can_create_projects)
    return workflow


def _to_change(request: PersonRequest, slug: str) -> SavedWorkflow:
    saved = get_object_or_404(SavedWorkflow.objects.visible_to(request.person).with_slug(slug))
    require(saved.can_be_changed_by(request.person), _("Owners, leads and whoever saved it change a template."))
    return saved


def _page(
    request: PersonRequest, workflow: Workflow, saved: SavedWorkflow | None, form: TemplateForm | None
) -> HttpResponse:
    context = {
        "workflow": workflow,
        "saved": saved,
        "can_change": saved is not None and saved.can_be_changed_by(request.person),
        "form": form,
        "states": dict(ColumnState.choices),
        "kinds": kind_names(),
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "projects/workflow_page.html", context, status=status)
