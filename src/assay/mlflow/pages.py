"""A tracking URI opened in a browser, as clients print it: the page of the project or of the task."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.projects.finding import project_at
from assay.tasks.finding import task_at


@require_safe
@signed_in
def project(request: PersonRequest, project: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("projects:overview", args=[project_at(request, project).key]))


@require_safe
@signed_in
def task(request: PersonRequest, project: str, task: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("tasks:task", args=[task_at(request, task).key]))
