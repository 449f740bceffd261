"""A project's facts, and the people named on it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, signed_in
from assay.accounts.models import Person
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.choosing import begun_from
from assay.projects.finding import editable_project_at
from assay.projects.forms import MemberForm, ProjectForm
from assay.projects.models import Project
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def settings(request: PersonRequest, key: str) -> HttpResponse:
    project = editable_project_at(request, key)
    if request.method != "POST":
        return _page(request, project)
    form = ProjectForm(request.POST, project=project, reader=request.person)
    if not form.is_valid():
        return _page(request, project, form=form, status=422)
    try:
        project.edit(**form.cleaned_data, by=request.person)
    except EditedMeanwhile as conflict:
        kept = _with_new_version(request, project, conflict)
        return _page(request, project, form=kept, status=409, theirs=project)
    return answer(request, redirect=_after(request, project), text=_("Saved."))


@require_POST
@signed_in
def members(request: PersonRequest, key: str) -> HttpResponse:
    project = editable_project_at(request, key)
    form = MemberForm(request.POST, project=project, reader=request.person)
    if not form.is_valid():
        return _page(request, project, member_form=form, status=422)
    project.add_member(form.cleaned_data["person"], by=request.person)
    return answer(request, redirect=reverse("projects:settings", args=[project.key]))


@require_POST
@signed_in
def member_removal(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    project = editable_project_at(request, key)
    person = get_object_or_404(Person.objects.visible_to(request.person).filter(memberships__project=project), pk=pk)
    project.remove_member(person, by=request.person)
    return answer(request, redirect=_after(request, project))


def _page(request: PersonRequest, project: Project, *, status: int = 200, **given: Any) -> HttpResponse:
    context = {
        "project": project,
        "form": given.get("form") or ProjectForm(project=project, reader=request.person),
        "member_form": given.get("member_form") or MemberForm(project=project, reader=request.person),
        "people": list(Person.objects.visible_to(request.person).filter(memberships__project=project).by_name()),
        "began": begun_from(project),
        "theirs": given.get("theirs"),
    }
    return render(request, "projects/settings.html", context, status=status)


def _with_new_version(request: PersonRequest, project: Project, conflict: EditedMeanwhile) -> ProjectForm:
    """Keep what was typed; the next save then stands on what is shown beside it."""
    typed = request.POST.copy()
    typed["version"] = str(project.version)
    form = ProjectForm(typed, project=project, reader=request.person)
    form.add_error(None, str(conflict))
    return form


def _after(request: PersonRequest, project: Project) -> str:
    """Return where to go: who took a private project from their own sight lands on the list."""
    if Project.objects.visible_to(request.person).filter(pk=project.pk).exists():
        fresh = project.can_be_edited_by(request.person)
        return reverse("projects:settings" if fresh else "projects:overview", args=[project.key])
    return reverse("projects:home")
