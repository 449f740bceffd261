"""The pages of servers that runs are brought from."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, signed_in
from assay.importers.finding import source_at
from assay.importers.forms import AccessForm, SourceForm
from assay.importers.jobs import drop_unfinished, sync_slice
from assay.importers.models import Source
from assay.importers.queries import progress_of, sources_of
from assay.projects.finding import editable_project_at
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def imports(request: PersonRequest, key: str) -> HttpResponse:
    """All of the project's, and the form for another."""
    project = editable_project_at(request, key)
    form = SourceForm(request.POST if request.method == "POST" else None, project=project)
    if form.is_bound and form.is_valid():
        made = Source.add(project, form.cleaned_data.pop("uri"), by=request.person, **form.cleaned_data)
        sync_slice.later(made.pk)
        return answer(request, redirect=_page(made), text=_("It begins in a moment."))
    context = {"project": project, "form": form, "sources": sources_of(project, request.person)}
    return render(request, "importers/imports.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def source(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """One of them: how far it is, what was left out, and how it is entered."""
    project, found = source_at(request, key, pk)
    form = AccessForm(request.POST if request.method == "POST" else None, source=found)
    if form.is_bound and form.is_valid():
        found.change(**form.cleaned_data)
        return answer(request, redirect=_page(found), text=_("Saved."))
    context = {"project": project, "source": found, "form": form, "progress": progress_of(found)}
    return render(request, "importers/source.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def passes(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Begin a pass now; `whole` looks at everything again."""
    _project, found = source_at(request, key, pk)
    found.ask(whole="whole" in request.POST)
    sync_slice.later(found.pk)
    return answer(request, redirect=_page(found), text=_("It begins in a moment."))


@require_POST
@signed_in
def pause(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    _project, found = source_at(request, key, pk)
    found.pause(by=request.person)
    return answer(request, redirect=_page(found), text=_("Paused."))


@require_POST
@signed_in
def resumption(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    _project, found = source_at(request, key, pk)
    found.resume(by=request.person)
    sync_slice.later(found.pk)
    return answer(request, redirect=_page(found), text=_("It goes on in a moment."))


@require_POST
@signed_in
def removal(request: PersonRequest, key: str, pk: int) -> HttpResponse:
    """Forget the server; runs that were shown stay."""
    project, found = source_at(request, key, pk)
    found.remove(by=request.person)
    drop_unfinished.later(found.pk)
    return answer(request, redirect=reverse("importers:imports", args=[project.key]), text=_("Removed. Its runs stay."))


def _page(source: Source) -> str:
    return reverse("importers:source", args=[source.project.key, source.pk])
