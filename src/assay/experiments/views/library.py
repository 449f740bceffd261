"""The library of experiments, of the workspace and of a project; and what was tried that is like a new hypothesis."""

import csv
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.experiments.forms.library import LibraryForm
from assay.experiments.queries.library import facets, library, rows
from assay.experiments.queries.related import related_to
from assay.kit.spreadsheets import safe
from assay.projects.finding import project_at
from assay.projects.models import Project

MOST_EXPORTED = 10_000
HEAD = ("key", "title", "hypothesis", "outcome", "kept", "result", "runs", "learned", "person", "date")


@require_safe
@signed_in
def all_experiments(request: PersonRequest) -> HttpResponse:
    """All experiments of the workspace that this person may see."""
    return _page(request, None)


@require_safe
@signed_in
def project_experiments(request: PersonRequest, key: str) -> HttpResponse:
    """Those of one project."""
    return _page(request, project_at(request, key))


@require_POST
@signed_in
def related(request: PersonRequest) -> HttpResponse:
    """Experiments that share rare words with what is being written; it changes nothing, but a text fits no address."""
    text = " ".join(request.POST.get(name, "") for name in ("hypothesis", "title", "text"))
    near, but = request.POST.get("near", ""), request.POST.get("but", "")
    found = related_to(text, reader=request.person, project=near, but=but)
    return render(request, "experiments/_related.html", {"related": found})


def _page(request: PersonRequest, project: Project | None) -> HttpResponse:
    visible = [] if project else [(one.key, one.name) for one in Project.objects.visible_to(request.person).by_name()]
    form = LibraryForm(request.GET, projects=visible, facets=facets(request.person))
    asked = form.asked | ({"project": project.key} if project else {})
    if request.GET.get("format") == "csv":
        return _csv(library(request.person, asked, size=MOST_EXPORTED).tried)
    here = reverse("experiments:project_library", args=[project.key]) if project else reverse("experiments:library")
    kept = request.GET.copy()
    kept.pop("page", None)
    page = library(request.person, asked, page=_number(request))
    context = {"form": form, "project": project, "here": here, "page": page, "kept": kept.urlencode()}
    return render(request, "experiments/library.html", context)


def _csv(tried: Any) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="experiments.csv"'
    table = csv.writer(answer)
    table.writerow(HEAD)
    table.writerows([safe(cell) for cell in row] for row in rows(tried))
    return answer


def _number(request: PersonRequest) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
