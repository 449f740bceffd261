"""One fact of a project, edited where it stands: a fragment that becomes a form and back, or a page of its own."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, signed_in
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.fact_forms import FACTS, FactForm
from assay.projects.finding import editable_project_at
from assay.projects.models import BadDates, Project
from assay.web.messages import answer, is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def fact(request: PersonRequest, key: str, fact: str) -> HttpResponse:
    project = editable_project_at(request, key)
    if fact not in FACTS:
        raise Http404
    if request.method != "POST":
        return _read(request, project, fact)
    form = FactForm(fact, request.POST, project=project, reader=request.person)
    if not form.is_valid():
        return _form(request, project, fact, form, status=422)
    try:
        project.edit(**form.cleaned_data, by=request.person)
    except EditedMeanwhile as conflict:
        kept = _on_top(request, project, fact, conflict)
        return _form(request, project, fact, kept, status=409, theirs=True)
    except BadDates as error:
        form.add_error("ends_on", str(error))
        return _form(request, project, fact, form, status=422)
    return _saved(request, project, fact)


def _read(request: PersonRequest, project: Project, fact: str) -> HttpResponse:
    if is_htmx(request) and "shown" in request.GET:
        return _shown(request, project, fact)
    return _form(request, project, fact, FactForm(fact, project=project, reader=request.person))


def _form(
    request: PersonRequest, project: Project, fact: str, form: FactForm, *, status: int = 200, theirs: bool = False
) -> HttpResponse:
    template = "projects/_fact_form.html" if is_htmx(request) else "projects/fact.html"
    context = {"project": project, "fact": fact, "form": form, "theirs": theirs}
    return render(request, template, context, status=status)


def _shown(request: PersonRequest, project: Project, fact: str) -> HttpResponse:
    return render(request, "projects/_fact.html", {"project": project, "fact": fact, "can_edit": True, "back": True})


def _saved(request: PersonRequest, project: Project, fact: str) -> HttpResponse:
    """Show the fact again. Who gave the lead away may edit the rest no longer, or see the project no more."""
    here = reverse("projects:overview", args=[project.key])
    if not Project.objects.visible_to(request.person).filter(pk=project.pk).exists():
        return answer(request, redirect=reverse("projects:home"), text=_("Saved."))
    if not is_htmx(request) or not project.can_be_edited_by(request.person):
        return answer(request, redirect=here, text=_("Saved."))
    return _shown(request, project, fact)


def _on_top(request: PersonRequest, project: Project, fact: str, conflict: EditedMeanwhile) -> FactForm:
    """Keep what was typed; the next save then stands on what is shown beside it."""
    typed = request.POST.copy()
    typed["version"] = str(project.version)
    form = FactForm(fact, typed, project=project, reader=request.person)
    form.add_error(None, str(conflict))
    return form
